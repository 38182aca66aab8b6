import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import { useT } from '../i18n/translate.js';
import type { ApiProblem } from '../api/problem.js';
import { Button } from './Button.js';

/** A refusal beside the act that met it: sentence, article of the contract, request number. */
export function ProblemNote({ problem }: { readonly problem: ApiProblem }) {
  const t = useT();
  return (
    <div role="alert" className="h-note" data-tone="bad">
      <IconAlertCircle size={20} aria-hidden />
      <div>
        <p className="h-note-title">{problem.detail}{problem.article && <span className="h-article">{problem.article}</span>}</p>
        {problem.status >= 500 && problem.requestId && <p className="h-note-small">{t('shell.problem.requestId', { requestId: problem.requestId })}</p>}
      </div>
    </div>
  );
}

interface ErrorStateProps {
  readonly problem: ApiProblem;
  readonly onRetry?: () => void;
  /** What could not be read; without it the sentence is general. */
  readonly what?: string;
  /** In the place of the whole page: its sentence is the first heading. */
  readonly whole?: boolean | undefined;
}

/** In the place of data that could not be read; each card fails alone. */
export function ErrorState({ problem, onRetry, what, whole }: ErrorStateProps) {
  const t = useT();
  const Title = whole ? 'h1' : 'p';
  return (
    <div className="h-state" role="alert">
      <IconAlertCircle size={32} stroke={1.5} aria-hidden className="h-bad" />
      <Title className="h-state-title">{what ? t('shell.error.what', { what }) : t('shell.error.title')}</Title>
      <p>{problem.detail}</p>
      {problem.requestId && <p className="h-note-small">{t('shell.problem.requestId', { requestId: problem.requestId })}</p>}
      {onRetry && <Button variant="default" icon={<IconRefresh size={18} aria-hidden />} onClick={onRetry}>{t('shell.retry')}</Button>}
    </div>
  );
}
