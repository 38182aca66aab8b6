import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { translate, type MessageId } from '../i18n/translate.js';

type Issue = z.core.$ZodIssue;

const byCode: Readonly<Record<string, MessageId>> = {
  date: 'form.error.date',
  email: 'form.error.email',
  characters: 'form.error.characters',
  variable_unknown: 'form.error.variable',
  variable_unused: 'form.error.variable',
  variable_twice: 'form.error.variable',
};

/** The sentence under a field for one problem the schema found. */
export function issueMessage(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) > 1) return translate('form.error.short', { minimum: Number(issue.minimum) });
      return issue.origin === 'number' ? translate('form.error.minimum', { minimum: Number(issue.minimum) }) : translate('form.error.required');
    case 'too_big':
      return issue.origin === 'number' ? translate('form.error.maximum', { maximum: Number(issue.maximum) }) : translate('form.error.long', { maximum: Number(issue.maximum) });
    case 'invalid_type':
      return translate('form.error.required');
    case 'invalid_value':
      return translate(issue.values.length === 1 && issue.values[0] === true ? 'form.error.agree' : 'form.error.choose');
    case 'custom':
      return translate(byCode[String(issue.params?.['code'])] ?? 'form.error.invalid');
    default:
      return translate('form.error.invalid');
  }
}

interface ErrorTree { [key: string]: ErrorTree | { type: string; message: string } }

function put(tree: ErrorTree, path: readonly PropertyKey[], error: { type: string; message: string }): void {
  const [head, ...rest] = path.map(String);
  if (head === undefined) return;
  if (rest.length === 0) {
    tree[head] ??= error;
    return;
  }
  const branch = tree[head];
  const next: ErrorTree = branch && !('message' in branch) ? (branch as ErrorTree) : {};
  tree[head] = next;
  put(next, rest, error);
}

const isBlank = (values: unknown, path: readonly PropertyKey[]): boolean => path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), values) === '';

function replaced(at: unknown, path: readonly PropertyKey[], value: null | undefined): unknown {
  const [head, ...rest] = path;
  if (head === undefined || typeof at !== 'object' || at === null) return value;
  const next = replaced(Reflect.get(at, head), rest, value);
  return Array.isArray(at) ? at.map((entry: unknown, index) => (index === Number(head) ? next : entry)) : { ...at, [head]: next };
}

/** Parses the values; a field that was cleared is left out, or null, where the schema allows that: an empty optional field is no mistake. */
function parseForm<S extends z.ZodType<unknown, FieldValues>>(schema: S, values: unknown): z.ZodSafeParseResult<z.output<S>> {
  let parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    if (!isBlank(values, issue.path)) continue;
    for (const absent of [undefined, null]) {
      const [candidate, name] = [replaced(values, issue.path, absent), issue.path.join('.')];
      const again = schema.safeParse(candidate);
      if (again.error?.issues.some(({ path }) => path.join('.') === name)) continue;
      [parsed, values] = [again, candidate];
      break;
    }
  }
  return parsed;
}

/** react-hook-form resolver over a schema; every problem at once, in the language of the screen. */
export function schemaResolver<S extends z.ZodType<unknown, FieldValues>>(schema: S | Promise<S>): Resolver<z.input<S>, unknown, z.output<S>> {
  return async (values) => {
    const parsed = parseForm(await schema, values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const tree: ErrorTree = {};
    for (const issue of parsed.error.issues) put(tree, issue.path, { type: issue.code, message: issueMessage(issue) });
    // react-hook-form types errors by the form's fields; the tree has exactly the schema's paths.
    return { values: {}, errors: tree as FieldErrors<z.input<S>> };
  };
}
