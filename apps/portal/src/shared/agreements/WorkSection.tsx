import { agreementRoutes } from '@hoshu/api-schema';
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
import { DeliverForm, InspectForm } from './WorkForms.js';

type Work = NonNullable<Agreement['work']>;
type Open = 'deliver' | 'inspection' | 'objection' | 'issue';
interface Shown { readonly agreement: Agreement; readonly work: Work; readonly side: Side }

const tones: Readonly<Record<Work['state'], Tone>> = { agreed: 'info', inspecting: 'warn', objected: 'bad', accepted: 'good' };

function IssueDialog({ agreement, work, onClose }: Omit<Shown, 'side'> & { readonly onClose: () => void }) {
  const t = useT();
  const { act } = useAct(agreementRoutes.issueWork, { refreshes: [agreementRoutes.get], onDone: () => notify({ tone: 'good', text: t('agreements.work.issued') }) });
  return (
    <ConfirmDialog opened onClose={onClose} title={t('agreements.work.issue')} confirmLabel={t('agreements.work.issueDo')} onConfirm={() => act({ params: { agreementId: agreement.id }, body: {} })}>
      <p>{t('agreements.work.issueText', { amount: yenText(work.charge?.totalYen ?? 0) })}</p>
    </ConfirmDialog>
  );
}

function Acts({ work, side, onOpen }: Omit<Shown, 'agreement'> & { readonly onOpen: (open: Open) => void }) {
  const t = useT();
  const settlers = useWhoCan(side, 'agreement.settle');
  const billers = useWhoCan(side, 'invoice.issue');
  const open = (to: Open, permission: 'agreement.settle' | 'invoice.issue', look: { variant?: 'default'; danger?: boolean } = {}) => (
    <GatedButton permission={permission} whoCan={permission === 'invoice.issue' ? billers : settlers} obtainable {...look} onClick={() => onOpen(to)}>{t(`agreements.work.${to}`)}</GatedButton>
  );
  const delivers = side === 'vendor' && (work.state === 'agreed' || work.state === 'objected');
  const inspects = side === 'client' && work.state === 'inspecting';
  const bills = side === 'vendor' && (work.charge?.state === 'waiting' || work.charge?.state === 'freed');
  if (!delivers && !inspects && !bills) return null;
  return <div className="h-page-actions">{delivers && open('deliver', 'agreement.settle')}{inspects && <>{open('inspection', 'agreement.settle')}{open('objection', 'agreement.settle', { variant: 'default', danger: true })}</>}{bills && open('issue', 'invoice.issue', { variant: 'default' })}</div>;
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
      {open === 'issue' && <IssueDialog agreement={agreement} work={work} onClose={close} />}
    </Section>
  );
}
