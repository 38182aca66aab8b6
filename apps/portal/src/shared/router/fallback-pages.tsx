import type { ErrorComponentProps } from '@tanstack/react-router';
import { audienceOf, homeOf, pathTo } from '../../paths.js';
import { ApiProblem } from '../api/problem.js';
import { useT } from '../i18n/translate.js';
import { MessagePage } from '../parts/MessagePage.js';
import { Button, ButtonAnchor } from '../parts/Button.js';

const homeHere = () => {
  const audience = audienceOf(window.location.pathname);
  return audience ? homeOf(audience) : pathTo('public.landing');
};

export function NotFoundPage() {
  const t = useT();
  return <MessagePage code="404" title={t('shell.notFound.title')} text={t('shell.notFound.text')}><ButtonAnchor href={homeHere()}>{t('shell.toHome')}</ButtonAnchor></MessagePage>;
}

/** For pages whose whole content the person may not see. `whoCan` names who may. */
export function ForbiddenPage({ whoCan }: { readonly whoCan?: string }) {
  const t = useT();
  return (
    <MessagePage code="403" title={t('shell.forbidden.title')} text={whoCan ? t('shell.forbidden.who', { who: whoCan }) : t('shell.forbidden.text')}>
      <ButtonAnchor href={homeHere()}>{t('shell.toHome')}</ButtonAnchor>
    </MessagePage>
  );
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  const t = useT();
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />;
  if (error instanceof ApiProblem && error.status === 403) return <ForbiddenPage />;
  const requestId = error instanceof ApiProblem ? error.requestId : '';
  return (
    <MessagePage code="500" title={t('shell.crash.title')} text={t('shell.crash.text')} note={requestId ? t('shell.problem.requestId', { requestId }) : undefined}>
      <div className="h-page-actions">
        <Button onClick={() => { reset(); window.location.reload(); }}>{t('shell.reload')}</Button>
        <ButtonAnchor href={homeHere()} variant="default">{t('shell.toHome')}</ButtonAnchor>
      </div>
    </MessagePage>
  );
}
