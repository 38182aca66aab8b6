import { agreementRoutes } from '@hoshu/api-schema';
import type { Permission } from '@hoshu/domain';
import { useState } from 'react';
import { useAct } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { yenText } from '../jp/money.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { DateText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import { useWhoCan } from '../session/who-can.js';
import type { Agreement } from './agreement-words.js';
import { DeliverForm, InspectForm, RecallForm, WaiveForm } from './WorkForms.js';

type Work = NonNullable<Agreement['work']>;
type Open = 'deliver' | 'inspection' | 'objection' | 'issue' | 'recall' | 'waive';
interface Shown { readonly agreement: Agreement; readonly work: Work; readonly side: Side }

const tones: Readonly<Record<Work['state'], Tone>> = { agreed: 'info', inspecting: 'warn', objected: 'bad', accepted: 'good', waived: 'muted' };

function IssueDialog({ agreement, work, onClose }: Omit<Shown, 'side'> & { readonly onClose: () => void }) {
  const t = useT();
  const { act } = useAct(agreementRoutes.issueWork, { refreshes: [agreementRoutes.get], onDone: () => notify({ tone: 'good', text: t('agreements.work.issued') }) });
  return (
    <ConfirmDialog opened onClose={onClose} title={t('agreements.work.issue')} confirmLabel={t('agreements.work.issueDo')} onConfirm={() => act({ params: { agreementId: agreement.id }, body: {} })}>
      <p>{t('agreements.work.issueText', { amount: yenText(work.charge?.totalYen ?? 0) })}</p>
    </ConfirmDialog>
  );
}

const permissions = { deliver: 'agreement.settle', inspection: 'agreement.settle', objection: 'agreement.settle', recall: 'agreement.settle', issue: 'invoice.issue', waive: 'invoice.void' } as const satisfies Record<Open, Permission>;
const looks: Partial<Record<Open, { readonly variant: 'default'; readonly danger?: boolean }>> = { objection: { variant: 'default', danger: true }, issue: { variant: 'default' }, recall: { variant: 'default', danger: true }, waive: { variant: 'default', danger: true } };

/** What a side can do now, with or without the permission of this person. */
function actsOf({ work, side }: Omit<Shown, 'agreement'>): readonly Open[] {
  if (side === 'client') return work.state === 'inspecting' ? ['inspection', 'objection'] : [];
  const isFree = work.charge?.state === 'waiting' || work.charge?.state === 'freed';
  const isRecallable = work.state === 'inspecting' || (work.basis === 'no_inspection' && work.state === 'accepted' && (work.charge === null || isFree));
  return [...(work.state === 'agreed' || work.state === 'objected' ? ['deliver' as const] : []), ...(isFree ? ['issue' as const] : []), ...(isRecallable ? ['recall' as const] : []), ...(isFree ? ['waive' as const] : [])];
}

function Acts({ work, side, onOpen }: Omit<Shown, 'agreement'> & { readonly onOpen: (open: Open) => void }) {
  const t = useT();
  const whoCan = { 'agreement.settle': useWhoCan(side, 'agreement.settle'), 'invoice.issue': useWhoCan(side, 'invoice.issue'), 'invoice.void': useWhoCan(side, 'invoice.void') };
  const acts = actsOf({ work, side });
  if (acts.length === 0) return null;
  return <div className="h-page-actions">{acts.map((open) => <GatedButton key={open} permission={permissions[open]} whoCan={whoCan[permissions[open]]} obtainable {...looks[open]} onClick={() => onOpen(open)}>{t(`agreements.work.${open}`)}</GatedButton>)}</div>;
}

function factsOf({ agreement, work, side }: Shown, t: ReturnType<typeof useT>) {
  const { charge } = work;
  const paths = contractPaths(side, agreement.contractId);
  return [
    ...(work.deliveredOn ? [{ label: t('agreements.work.deliveredOn'), value: <DateText on={work.deliveredOn} /> }] : []),
    ...(work.inspectUntilOn ? [{ label: t('agreements.work.inspectUntil'), value: <DateText on={work.inspectUntilOn} form={work.state === 'inspecting' ? 'deadline' : undefined} /> }] : []),
    ...(work.acceptedOn ? [{ label: t('agreements.work.acceptedOn'), value: <><DateText on={work.acceptedOn} />{work.basis && `（${t(`agreements.work.basis.${work.basis}`)}）`}</> }] : []),
    ...(charge ? [{ label: t('agreements.work.billed'), value: t('agreements.work.billedTax', { total: yenText(charge.totalYen), percent: charge.taxPercent, tax: yenText(charge.taxYen) }) }] : []),
    ...(charge?.invoice ? [{ label: t('agreements.work.invoice'), value: <AppLink to={paths.invoice(charge.invoice.id)}>{charge.invoice.number}</AppLink> }] : []),
  ];
}

/** The work of a 別途契約 from its delivery to its invoice, for either side (第4条2項・第11条). */
export function WorkSection({ agreement, work, side }: Shown) {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Section title={t('agreements.work.title')} lead={t('agreements.work.lead')} aside={<Status tone={tones[work.state]} label={t(`agreements.work.state.${work.state}`)} />}>
      <p>{work.sentence[textLanguage()]} <WhyPopover explanation={work.explanation} subject={t('agreements.work.title')} /></p>
      <Facts items={factsOf({ agreement, work, side }, t)} />
      <Acts work={work} side={side} onOpen={setOpen} />
      {open === 'deliver' && <DeliverForm agreement={agreement} onClose={close} />}
      {(open === 'inspection' || open === 'objection') && <InspectForm agreement={agreement} deliveryId={work.deliveryId ?? ''} answer={open} onClose={close} />}
      {open === 'recall' && <RecallForm agreement={agreement} deliveryId={work.deliveryId ?? ''} onClose={close} />}
      {open === 'waive' && <WaiveForm agreement={agreement} totalYen={work.charge?.totalYen ?? 0} onClose={close} />}
      {open === 'issue' && <IssueDialog agreement={agreement} work={work} onClose={close} />}
    </Section>
  );
}
