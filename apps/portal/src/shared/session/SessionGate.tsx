import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import type { Audience } from '../../paths.js';
import { hasStoredLocale, switchLocale, useT } from '../i18n/translate.js';
import { asProblem } from '../api/problem.js';
import { needsSignIn } from '../api/query-client.js';
import { Button } from '../parts/Button.js';
import { Loading } from '../parts/Loading.js';
import { MessagePage } from '../parts/MessagePage.js';
import { sessionQuery } from './session.js';

const TermsGate = lazy(() => import('./TermsGate.js'));
const MembershipChoice = lazy(() => import('./MembershipChoice.js').then((module) => ({ default: module.MembershipChoice })));

/** Opens a tree to people whose present membership belongs to it, once they accepted the current terms. */
export function SessionGate({ audience, children }: { readonly audience: Audience; readonly children: ReactNode }) {
  const t = useT();
  const { data, error, refetch } = useQuery(sessionQuery);
  const locale = data?.user.locale;
  useEffect(() => {
    if (locale && !hasStoredLocale() && !new URLSearchParams(window.location.search).has('locale')) void switchLocale(locale);
  }, [locale]);
  if (error && !data) {
    const problem = asProblem(error);
    return needsSignIn(problem) ? <Loading /> : <main><MessagePage title={t('shell.error.title')} text={problem.detail} note={problem.requestId ? t('shell.problem.requestId', { requestId: problem.requestId }) : undefined}><Button onClick={() => void refetch()}>{t('shell.retry')}</Button></MessagePage></main>;
  }
  if (!data) return <Loading label={t('shell.loading')} />;
  if (data.membership?.kind !== audience) return <main><Suspense fallback={<Loading />}><MembershipChoice session={data} audience={audience} /></Suspense></main>;
  if (!data.termsAccepted) return <Suspense fallback={<Loading />}><TermsGate /></Suspense>;
  return children;
}
