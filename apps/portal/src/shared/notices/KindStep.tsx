import { noticeRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api/hooks.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { QueryView } from '../parts/QueryView.js';
import { Status } from '../parts/Status.js';
import { EndDay, ExplainedDays } from './PreviewPanel.js';
import type { NoticePreview } from './types.js';
import './notices.css';

interface KindStepProps { readonly contractId: string; readonly onChoose: (article: 17 | 18) => void }

function Choice({ preview, onChoose }: { readonly preview: NoticePreview; readonly onChoose: () => void }) {
  const t = useT();
  const { article, refusal } = preview;
  return (
    <li className="h-card h-choice-card">
      <div><h2>{t(`notices.article.${article}`)}</h2><p>{t(`notices.kind.${article}`)}</p></div>
      {article === 17 && preview.timing === 'late'
        ? <p><Status tone="warn" label={t('notices.kind.late')} /><br /><span className="h-note-small">{t('notices.kind.lateText', { last: longDate(preview.ifNothing.nextTermLastOn), starts: longDate(preview.ifNothing.nextTermStartsOn) })}</span></p>
        : <EndDay preview={preview} label={t(article === 17 ? 'notices.kind.ends17' : 'notices.kind.ends18')} />}
      {refusal && !(article === 17 && preview.timing === 'late') && <p className="h-note-small">{refusal[textLanguage()]}</p>}
      <ExplainedDays preview={preview} />
      <p className="h-note-small">{t(article === 17 ? (preview.channel.electronicAgreed ? 'notices.kind.form17agreed' : 'notices.kind.form17') : 'notices.kind.form18')}</p>
      <Button fullWidth variant={article === 18 || preview.refusal ? 'default' : 'filled'} disabled={refusal !== null} onClick={onChoose}>{t(`notices.choose.${article}`)}</Button>
    </li>
  );
}

/** First step: end with the term, or earlier. Past the deadline of 第17条2項 the other way is offered. */
export function KindStep({ contractId, onChoose }: KindStepProps) {
  const t = useT();
  const renewal = useRoute(noticeRoutes.preview, { params: { contractId }, query: { article: '17' } });
  const termination = useRoute(noticeRoutes.preview, { params: { contractId }, query: { article: '18' } });
  return (
    <>
      <p>{t('notices.kind.lead')}</p>
      <ul className="h-choices">
        <QueryView query={renewal}>{(preview) => <Choice preview={preview} onChoose={() => onChoose(17)} />}</QueryView>
        <QueryView query={termination}>{(preview) => <Choice preview={preview} onChoose={() => onChoose(18)} />}</QueryView>
      </ul>
      <p className="h-note-small">{t('notices.kind.irrevocable')}</p>
    </>
  );
}
