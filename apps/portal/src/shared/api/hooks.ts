import type { ResponseOf, RouteShape } from '@hoshu/api-schema';
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { notify } from '../parts/notify.js';
import { requestStepUp } from '../session/step-up-store.js';
import { call, type CallInput } from './call.js';
import { ApiProblem } from './problem.js';
import { leaveForSignIn } from './query-client.js';

interface ReadOptions<T> {
  readonly enabled?: boolean;
  readonly refetchIntervalMs?: number;
  /** Whether something that the answer tells of is being made or sent: it is then asked for again every two seconds. */
  readonly isUnderWay?: (data: T) => boolean;
  readonly keepPrevious?: boolean;
}
const underWayMs = 2_000;

/** Query options of a GET route, for loaders and `useQuery`. The key is `[route.id, input]`. */
export const routeQuery = <R extends RouteShape>(route: R, input: CallInput<R>) =>
  queryOptions<ResponseOf<R>>({ queryKey: [route.id, input], queryFn: ({ signal }) => call(route, input, { signal }) });

/** Reads a GET route. Errors are ApiProblem; show them with `<QueryView>`. */
export function useRoute<R extends RouteShape>(route: R, input: CallInput<R>, options: ReadOptions<ResponseOf<R>> = {}): UseQueryResult<ResponseOf<R>> {
  return useQuery({
    ...routeQuery(route, input),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => (state.data !== undefined && options.isUnderWay?.(state.data) ? underWayMs : options.refetchIntervalMs ?? false),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Reads the same route for several things as one query: all answers in the given order, or one problem. */
export const useRouteOfEach = <R extends RouteShape>(route: R, inputs: readonly CallInput<R>[]): UseQueryResult<ResponseOf<R>[]> =>
  useQuery({ queryKey: [route.id, inputs], queryFn: ({ signal }) => Promise.all(inputs.map((input) => call(route, input, { signal }))) });

interface Attempt<R extends RouteShape> { readonly input: CallInput<R>; readonly idempotencyKey: string }

/** Answers with what a step-up unlocks: the act once more, under the same key, after the person confirmed. */
async function withStepUp<R extends RouteShape>(route: R, attempt: Attempt<R>): Promise<ResponseOf<R>> {
  try {
    return await call(route, attempt.input, attempt);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'step_up_required') throw error;
    if (!(await requestStepUp())) throw error;
    return call(route, attempt.input, { idempotencyKey: crypto.randomUUID() });
  }
}

export interface ActOptions<R extends RouteShape> {
  /** Routes whose data this act changes; they are read again. */
  readonly refreshes?: readonly RouteShape[];
  readonly onDone?: (response: ResponseOf<R>) => void | Promise<void>;
}

/**
 * An act on a non-GET route. `act(input)` resolves to the answer or rejects with ApiProblem; `run(input)` is for a press with no place for a
 * refusal beside it: it never rejects and tells the refusal at the foot of the page.
 * Each submit has a fresh Idempotency-Key; it is kept while the outcome of the same input is unknown, so that pressing again cannot act twice.
 */
export function useAct<R extends RouteShape>(route: R, options: ActOptions<R> = {}) {
  const client = useQueryClient();
  const open = useRef<{ readonly fingerprint: string; readonly key: string } | null>(null);
  const { refreshes, onDone } = options;
  const mutation = useMutation<ResponseOf<R>, Error, Attempt<R>>({
    mutationFn: (attempt) => withStepUp(route, attempt),
    onSuccess: async (response) => {
      open.current = null;
      await Promise.all((refreshes ?? []).map((read) => client.invalidateQueries({ queryKey: [read.id] })));
      await onDone?.(response);
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem && error.outcomeUnknown)) open.current = null;
      if (error instanceof ApiProblem && error.code === 'signed_out') leaveForSignIn();
    },
  });
  const { mutateAsync } = mutation;
  const act = useCallback((input: CallInput<R>) => {
    const fingerprint = JSON.stringify(input, (_, value: unknown) => (value instanceof File ? [value.name, value.size, value.lastModified] : value));
    if (open.current?.fingerprint !== fingerprint) open.current = { fingerprint, key: crypto.randomUUID() };
    return mutateAsync({ input, idempotencyKey: open.current.key });
  }, [mutateAsync]);
  const run = useCallback((input: CallInput<R>) => {
    act(input).catch((error: unknown) => notify({ tone: 'bad', text: error instanceof ApiProblem ? error.detail || error.title : String(error) }));
  }, [act]);
  return { act, run, isPending: mutation.isPending, problem: mutation.error instanceof ApiProblem ? mutation.error : null, reset: mutation.reset };
}
