import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.js';
import { useT } from '../i18n/translate.js';
import { NotFoundPage } from '../router/fallback-pages.js';
import { ErrorState } from './ErrorState.js';
import { Loading } from './Loading.js';

interface QueryViewProps<T> { readonly query: UseQueryResult<T>; readonly what?: string; /** The whole page hangs on it, so a failure needs the page's first heading. */ readonly whole?: boolean; readonly children: (data: T) => ReactNode }

/** Loading, failed (with retry) or the data: `<QueryView query={useRoute(...)}>{(data) => …}</QueryView>`. */
export function QueryView<T>({ query, what, whole, children }: QueryViewProps<T>) {
  const t = useT();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  const problem = query.error && asProblem(query.error);
  if (whole && problem?.status === 404) return <NotFoundPage />;
  if (problem) return <ErrorState problem={problem} whole={whole} onRetry={() => void query.refetch()} {...(what ? { what } : {})} />;
  return <Loading label={t('shell.loading')} />;
}
