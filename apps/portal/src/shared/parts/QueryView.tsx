import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.js';
import { useT } from '../i18n/translate.js';
import { ErrorState } from './ErrorState.js';
import { Loading } from './Loading.js';

interface QueryViewProps<T> { readonly query: UseQueryResult<T>; readonly what?: string; readonly children: (data: T) => ReactNode }

/** Loading, failed (with retry) or the data: `<QueryView query={useRoute(...)}>{(data) => …}</QueryView>`. */
export function QueryView<T>({ query, what, children }: QueryViewProps<T>) {
  const t = useT();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} {...(what ? { what } : {})} />;
  return <Loading label={t('shell.loading')} />;
}
