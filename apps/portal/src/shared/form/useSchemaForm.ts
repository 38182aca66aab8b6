import type { ResponseOf, RouteShape } from '@hoshu/api-schema';
import { useState } from 'react';
import { useForm, type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { CallInput } from '../api/call.js';
import { useAct, type ActOptions } from '../api/hooks.js';
import { asProblem, type ApiProblem } from '../api/problem.js';
import { wholeRoute } from '../api/whole-route.js';
import { schemaResolver } from './schema-resolver.js';

type Schema = z.ZodType<unknown, FieldValues>;
export type SchemaForm<S extends Schema> = UseFormReturn<z.input<S>, unknown, z.output<S>>;

/** A route that takes a JSON body, as forms send. */
export type FormRoute = RouteShape & { readonly body: Schema };

/** A form over the body of a route: `useRouteForm(identityRoutes.signUp, { email: '' })`. Checks on submit, then each change. */
export function useRouteForm<R extends FormRoute>(route: R, defaultValues: DefaultValues<z.input<R['body']>>): SchemaForm<R['body']> {
  const [schema] = useState(() => wholeRoute(route).then((whole): R['body'] => whole.body));
  return useSchemaForm<R['body']>(schema, defaultValues);
}

/** A form over a schema of the page's own, where its values are not what is sent. */
export function useSchemaForm<S extends Schema>(schema: S | Promise<S>, defaultValues: DefaultValues<z.input<S>>): SchemaForm<S> {
  return useForm<z.input<S>, unknown, z.output<S>>({ resolver: schemaResolver(schema), defaultValues, mode: 'onSubmit', reValidateMode: 'onChange', shouldFocusError: false });
}

const has = (values: unknown, path: string): boolean => {
  let at: unknown = values;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) return false;
    at = Object.entries(at).find(([name]) => name === key)?.[1];
  }
  return true;
};

/** Puts the API's field problems (`body.email`) on the form's fields; the rest, or a refusal without fields, on `root.server`. */
export function showProblem<S extends Schema>(form: SchemaForm<S>, problem: ApiProblem): void {
  const values = form.getValues();
  const rest: string[] = [];
  for (const { path, message } of problem.errors) {
    const name = path.replace(/^body\./, '').replace(/\[(\d+)\]/g, '.$1');
    // `has` has just found the field in the form's own values.
    if (has(values, name)) form.setError(name as FieldPath<z.input<S>>, { type: 'server', message });
    else if (message) rest.push(message);
  }
  const onFields = problem.errors.length > rest.length;
  if (rest.length > 0 || !onFields) {
    form.setError('root.server', { type: problem.code, message: [problem.errors.length > 0 && rest.length > 0 ? rest.join(' ') : problem.detail, problem.article].filter(Boolean).join(' ') });
  }
}

interface SubmitOptions<R extends RouteShape, S extends Schema> extends ActOptions<R> {
  /** What to send for the checked values. */
  readonly input: (values: z.output<S>) => CallInput<R>;
  /** Called with a refusal; return true when it is dealt with and the form need not show it. */
  readonly onProblem?: (problem: ApiProblem, response?: ResponseOf<R>) => boolean;
}

/** Connects a form and an act: `onSubmit` for `<Form>`, `isPending` for its button. Refusals land on the fields. */
export function useFormAct<R extends RouteShape, S extends Schema>(form: SchemaForm<S>, route: R, { input, onProblem, ...options }: SubmitOptions<R, S>) {
  const { act, isPending } = useAct(route, options);
  const onSubmit = form.handleSubmit(async (values) => {
    try {
      await act(input(values));
    } catch (error) {
      const problem = asProblem(error);
      if (!onProblem?.(problem)) showProblem(form, problem);
    }
  });
  return { onSubmit, isPending };
}
