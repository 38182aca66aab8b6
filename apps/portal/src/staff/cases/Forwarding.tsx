import { supportRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { instantText } from '../../shared/jp/dates.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import type { CaseView } from './case-words.js';
import { ScanForm } from './ScanForm.js';

/** What came to the desk goes on to the other side's notice address, once, with its scan. */
export function Forwarding({ view }: { readonly view: CaseView }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { act } = useAct(supportRoutes.forward, { refreshes: [supportRoutes.notice, supportRoutes.notices], onDone: () => notify({ tone: 'good', text: t('desk.forwarded') }) });
  if (!view.canForward) {
    return <Section title={t('desk.forward')}><p>{view.forwardedAt ? t('desk.forwardedAt', { at: instantText(view.forwardedAt) }) : t('desk.forwardNotNeeded')}</p></Section>;
  }
  return (
    <Section title={t('desk.forward')} lead={t('desk.forwardLead')}>
      {!view.hasScan && <><p>{t('desk.noScanYet')}</p><ScanForm caseId={view.id} /></>}
      <div className="h-page-actions"><Button variant={view.hasScan ? 'filled' : 'default'} onClick={() => setAsking(true)}>{t('desk.forwardNow')}</Button></div>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('desk.forward')} confirmLabel={t('desk.forwardNow')} onConfirm={() => act({ params: { caseId: view.id }, body: {} })}>
        <p>{t('desk.forwardLead')}</p><p>{t('desk.forwardConfirm')}</p>
      </ConfirmDialog>
    </Section>
  );
}
