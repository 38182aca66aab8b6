import { clientRoutes, contractRoutes, signingRoutes, signingSettingRoutes } from '@hoshu/api-schema';
import { IconFileTypePdf } from '@tabler/icons-react';
import { addressOf, useRoute } from '../../../shared/api.js';
import { useT } from '../../../shared/i18n/translate.js';
import { longDate } from '../../../shared/jp/dates.js';
import { ButtonAnchor } from '../../../shared/parts/Button.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { QueryView } from '../../../shared/parts/QueryView.js';
import { Section } from '../../../shared/parts/Section.js';
import { useWhoCan } from '../../../shared/session/who-can.js';
import { Representation } from '../signing/Representation.js';
import { GateList } from './GateList.js';
import { Invoices } from './Schedule.js';
import { SendForm } from './SendForm.js';
import { ExplainedDates } from './TermStep.js';
import type { Draft } from './useDraft.js';
import type { Contract, StepName, Terms } from './values.js';

/** What the contract leaves to a later agreement, so that nobody is surprised by it. */
function LaterList({ terms }: { readonly terms: Terms }) {
  const t = useT();
  const { backup, responseTargets } = terms.annex;
  return (
    <Section title={t('wizard.later.title')} lead={t('wizard.later.lead')}>
      <ul className="h-plain-list">
        {'underDiscussionUntil' in backup && <li>{t('wizard.later.backup', { date: backup.underDiscussionUntil ? longDate(backup.underDiscussionUntil) : '—' })}</li>}
        <li>{t('wizard.later.outside')}</li>
        <li>{t('wizard.later.results')}</li>
        {!responseTargets && <li>{t('wizard.later.targets')}</li>}
      </ul>
    </Section>
  );
}

interface ReviewProps { readonly contract: Contract; readonly draft: Draft; readonly onGo: (step: StepName, path?: string) => void; readonly onSent: () => void }

/** 確認: what is missing, what comes later, the dates and invoices, 第20条, and sending. */
export function ReviewStep({ contract, draft, onGo, onSent }: ReviewProps) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.send');
  const params = { contractId: contract.id };
  const gates = useRoute(signingRoutes.gates, { params });
  const signing = useRoute(signingRoutes.get, { params });
  const defaults = useRoute(signingSettingRoutes.settings, {});
  const client = useRoute(clientRoutes.get, { params: { clientId: contract.clientId } });
  const { data: preview } = draft.preview;
  const open = gates.data?.gates.filter((gate) => !gate.ok).length ?? 0;
  return (
    <>
      <Section title={t('wizard.gate.title')} lead={gates.data && t(open === 0 ? 'wizard.gate.ready' : 'wizard.gate.lead', { count: open })}>
        <QueryView query={gates} what={t('wizard.gate.title')}>{(data) => <GateList gates={data} contractId={contract.id} onGo={onGo} />}</QueryView>
      </Section>
      <QueryView query={gates}>{({ statement }) => <QueryView query={signing}>{(view) => <Representation contractId={contract.id} statement={statement} given={view.representations.vendor} />}</QueryView>}</QueryView>
      <Section title={t('wizard.review.dates')} aside={<ButtonAnchor size="sm" variant="default" icon={<IconFileTypePdf size={18} aria-hidden />} href={addressOf(contractRoutes.draftPdf, { params })} download={false}>{t('wizard.review.pdf')}</ButtonAnchor>}><ExplainedDates preview={preview} /></Section>
      <LaterList terms={draft.form.getValues('terms')} />
      <Invoices folded preview={preview} />
      <PermissionGate permission="contract.send" whoCan={whoCan}>
        <QueryView query={client}>{(data) => <QueryView query={defaults}>{(chosen) => <SendForm contractId={contract.id} client={data} draft={draft} defaults={chosen} blocked={open > 0 ? t('wizard.send.blocked', { count: open }) : undefined} onSent={onSent} />}</QueryView>}</QueryView>
      </PermissionGate>
    </>
  );
}
