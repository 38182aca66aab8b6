import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pathTo } from '../../paths.js';
import { asProblem } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ErrorState } from '../../shared/parts/ErrorState.js';
import { Loading } from '../../shared/parts/Loading.js';
import { MessagePage } from '../../shared/parts/MessagePage.js';
import { ButtonLink } from '../../shared/parts/Button.js';

interface LinkStateProps<T> { readonly query: UseQueryResult<T>; readonly children: (preview: T) => ReactNode }

/** A mailed link that is broken, used or expired says so; a valid one shows its page. */
export function LinkState<T extends { readonly status: 'valid' | 'used' | 'expired' }>({ query, children }: LinkStateProps<T>) {
  const t = useT();
  const toSignIn = <ButtonLink to={pathTo('public.signIn')}>{t('shell.signIn')}</ButtonLink>;
  if (query.data) {
    if (query.data.status === 'valid') return <>{children(query.data)}</>;
    const used = query.data.status === 'used';
    return <MessagePage title={t(used ? 'entry.link.used.title' : 'entry.link.expired.title')} text={t(used ? 'entry.link.used.text' : 'entry.link.expired.text')}>{toSignIn}</MessagePage>;
  }
  if (!query.error) return <Loading label={t('entry.link.checking')} />;
  const problem = asProblem(query.error);
  const broken = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  if (broken) return <MessagePage title={t('entry.link.missing.title')} text={t('entry.link.missing.text')}>{toSignIn}</MessagePage>;
  return <ErrorState problem={problem} onRetry={() => void query.refetch()} />;
}
