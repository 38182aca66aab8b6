import { settlementRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { addressOf, useAct, useRoute } from '../api.js';
import type { Side } from '../contracts/side.js';
import { DateField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { useCan, useSession } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { SheetView } from './SheetView.js';

type View = ResponseOf<typeof settlementRoutes.get>;
type Issued = NonNullable<View['issued']>;
const reads = [settlementRoutes.get, settlementRoutes.options];

function RefundDialog({ issued, onClose }: { readonly issued: Issued; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(settlementRoutes.recordRefund, { paidOn: today, note: '' });
  const { onSubmit, isPending } = useFormAct(form, settlementRoutes.recordRefund, { input: (body) => ({ params: { settlementId: issued.id }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('ending.refund.done') }); onClose(); } });
  return (
    <FormDialog title={t('ending.refund')} confirmLabel={t('ending.refund.do')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('ending.refund.text')} <Money yen={issued.remainingYen} strong /></p>
      <DateField name="paidOn" today={today} minOn={issued.issuedOn} maxOn={today} label={t('ending.refund.on')} />
      <TextField name="note" optional label={t('ending.note')} />
    </FormDialog>
  );
}

function WithdrawDialog({ issued, onClose }: { readonly issued: Issued; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(settlementRoutes.withdraw, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, settlementRoutes.withdraw, { input: (body) => ({ params: { settlementId: issued.id }, body }), refreshes: reads, onDone: onClose });
  return <FormDialog title={t('ending.settlement.withdraw')} confirmLabel={t('ending.settlement.withdrawDo')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}><p>{t('ending.settlement.withdrawText')}</p><TextField name="reason" label={t('ending.withdrawReason')} /></FormDialog>;
}

function IssuedView({ issued }: { readonly issued: Issued }) {
  const t = useT();
  const can = useCan();
  const [open, setOpen] = useState<'refund' | 'withdraw' | null>(null);
  const mayAct = can('settlement.issue') && issued.refund === null;
  return (
    <>
      <Facts items={[
        { label: t('ending.settlement.number'), value: issued.number }, { label: t('ending.settlement.issued'), value: <><DateText on={issued.issuedOn} /> {issued.issuedBy}</> },
        { label: t('ending.settlement.left'), value: <Money yen={issued.remainingYen} strong /> },
        ...(issued.refund ? [{ label: t('ending.refund.done'), value: <><DateText on={issued.refund.paidOn} /> {issued.refund.by} {issued.refund.note}</> }] : []),
        ...(issued.ledger ? [{ label: t('ending.settlement.ledger'), value: <>{t('ending.settlement.receivable')} <Money yen={issued.ledger.receivableYen} />・{t('ending.settlement.refundAccount')} <Money yen={issued.ledger.refundYen} /></> }] : []),
      ]} />
      <SheetView sheet={issued.sheet} />
      <div className="h-page-actions">
        {mayAct && issued.sheet.totalYen < 0 && <Button onClick={() => setOpen('refund')}>{t('ending.refund')}</Button>}
        <ButtonAnchor href={addressOf(settlementRoutes.pdf, { params: { settlementId: issued.id } })} variant="default" icon={<IconDownload size={18} aria-hidden />} download>{t('ending.settlement.pdf')}</ButtonAnchor>
        {mayAct && <Button variant="default" onClick={() => setOpen('withdraw')}>{t('ending.settlement.withdraw')}</Button>}
      </div>
      {open === 'refund' && <RefundDialog issued={issued} onClose={() => setOpen(null)} />}
      {open === 'withdraw' && <WithdrawDialog issued={issued} onClose={() => setOpen(null)} />}
    </>
  );
}

function EstimateView({ view, contractId, side }: { readonly view: View; readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const who = useWhoCan('vendor', 'settlement.issue');
  const [asking, setAsking] = useState(false);
  const { act } = useAct(settlementRoutes.issue, { refreshes: reads, onDone: () => notify({ tone: 'good', text: t('ending.settlement.done') }) });
  const { estimate } = view;
  if (!estimate) return null;
  return (
    <>
      {view.waitsFor && <p className="h-callout h-pre" data-tone="info">{view.waitsFor[textLanguage()]}</p>}
      <SheetView sheet={estimate} />
      {side === 'vendor' && <div className="h-page-actions"><GatedButton permission="settlement.issue" whoCan={who} obtainable blockedBecause={view.mayIssue ? undefined : t('ending.settlement.notYet')} onClick={() => setAsking(true)}>{t('ending.settlement.issue')}</GatedButton></div>}
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('ending.settlement.issue')} confirmLabel={t('ending.settlement.issueDo')} onConfirm={() => act({ params: { contractId }, body: { sheetHash: estimate.hash } })}>
        <p><strong>{estimate.sentence[textLanguage()]}</strong></p><p>{t('ending.settlement.issueText')}</p>
      </ConfirmDialog>
    </>
  );
}

/** The money at the end (F118): an estimate until the contract is over, then the sheet that 乙 issued, until nothing is left to move. */
export function SettlementSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const query = useRoute(settlementRoutes.get, { params: { contractId }, query: {} });
  return (
    <QueryView query={query} what={t('ending.settlement')}>
      {(view) => (view.end === null ? null : (
        <Section title={t('ending.settlement')} aside={view.issued ? <Status tone={view.issued.state === 'closed' ? 'good' : 'warn'} label={t(`ending.settlement.${view.issued.state}`)} /> : <Status tone="info" label={t(view.estimate?.isEstimate ? 'ending.settlement.estimate' : 'ending.settlement.ready')} />} lead={t('ending.settlementLead')}>
          {view.issued ? <IssuedView issued={view.issued} /> : <EstimateView view={view} contractId={contractId} side={side} />}
        </Section>
      ))}
    </QueryView>
  );
}
