import { QueryCache, QueryClient } from '@tanstack/react-query';
import { audienceOf, pathTo, withSearch } from '../../paths.js';
import { ApiProblem } from './problem.js';

/** Leaves for the sign-in page, naming the page to come back to. Does nothing on public pages. */
export function leaveForSignIn(location: Location = window.location): void {
  if (!audienceOf(location.pathname)) return;
  location.assign(withSearch(pathTo('public.signIn'), { next: `${location.pathname}${location.search}` }));
}

/** Nobody is signed in, or only half: the second step is missing. */
export const needsSignIn = (problem: ApiProblem): boolean => problem.code === 'signed_out' || problem.code === 'totp_required' || problem.status === 401;

const worthRetrying = (failures: number, error: Error) => failures < 2 && error instanceof ApiProblem && error.outcomeUnknown;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiProblem && needsSignIn(error)) leaveForSignIn();
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 300_000, retry: worthRetrying, refetchOnWindowFocus: true, throwOnError: false },
    mutations: { retry: (failures, error) => failures < 1 && worthRetrying(failures, error), retryDelay: 800 },
  },
});
