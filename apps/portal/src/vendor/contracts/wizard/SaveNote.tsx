import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { ProblemNote } from '../../../shared/parts/ErrorState.js';
import { InstantText } from '../../../shared/parts/values.js';
import type { Draft } from './useDraft.js';
import type { Conflict } from './useDraftSaver.js';

/** 「保存しました」 beside the buttons; only a failure asks for something. */
export function SaveNote({ draft }: { readonly draft: Draft }) {
  const t = useT();
  const { state } = draft;
  if (state.phase === 'failed' || state.phase === 'conflict') return null;
  return <p className="h-note-small" role="status">{t(`wizard.save.${state.phase}`)}</p>;
}

function ConflictNote({ conflict, draft }: { readonly conflict: Conflict; readonly draft: Draft }) {
  const t = useT();
  const what = new Intl.ListFormat(textLanguage()).format(conflict.changed.map((step) => t(`wizard.step.${step}`)));
  return (
    <div className="h-card h-section h-conflict" role="alert">
      <h2>{t('wizard.conflict.title')}</h2>
      <p>{conflict.name ? t('wizard.conflict.by', { name: conflict.name }) : t('wizard.conflict.someone')}{conflict.at && <>（<InstantText at={conflict.at} />）</>}</p>
      {what && <p>{t('wizard.conflict.what', { what })}</p>}
      <p>{t('wizard.conflict.yours')}</p>
      <div className="h-page-actions">
        <Button onClick={() => draft.take(conflict.latest)}>{t('wizard.conflict.take')}</Button>
        <Button variant="default" onClick={() => void draft.overwrite(conflict.latest)}>{t('wizard.conflict.keep')}</Button>
      </div>
    </div>
  );
}

/** What stands between the fields and the server, above the step. */
export function SaveTrouble({ draft }: { readonly draft: Draft }) {
  const t = useT();
  const { state } = draft;
  if (state.phase === 'conflict') return <ConflictNote conflict={state.conflict} draft={draft} />;
  if (state.phase !== 'failed') return null;
  return <div className="h-stack"><ProblemNote problem={state.problem} /><div><Button variant="default" size="sm" onClick={() => void draft.flush()}>{t('wizard.save.again')}</Button></div></div>;
}
