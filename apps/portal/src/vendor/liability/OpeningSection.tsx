import { liabilityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../../shared/api.js';
import { DateField, SelectField, TextField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { yenText } from '../../shared/jp/money.js';
import { Button } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Opening = ResponseOf<typeof liabilityRoutes.openingPayments>['items'][number];
const reads = [liabilityRoutes.openingPayments, liabilityRoutes.cap];

function EnterDialog({ contractId, onClose }: { readonly contractId: string; readonly onClose: () => void }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(liabilityRoutes.enterOpeningPayment, { paidOn: '', amountYen: undefined, kind: 'fee', note: '' });
  const { onSubmit, isPending } = useFormAct(form, liabilityRoutes.enterOpeningPayment, {
    input: (body) => ({ params: { contractId }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('liability.opening.saved') }); onClose(); },
  });
  return (
    <FormDialog title={t('liability.opening.add')} confirmLabel={t('liability.opening.save')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('liability.opening.addText')}</p>
      <DateField name="paidOn" label={t('liability.on')} today={today} maxOn={today} />
      <YenField name="amountYen" label={t('liability.amount')} />
      <SelectField name="kind" label={t('liability.kind')} options={[{ value: 'fee', label: t('liability.kind.fee') }, { value: 'extra_work', label: t('liability.kind.extra_work') }]} />
      <TextField name="note" label={t('liability.note')} hint={t('liability.opening.noteHint')} optional />
    </FormDialog>
  );
}

function CorrectDialog({ contractId, opening, onClose }: { readonly contractId: string; readonly opening: Opening; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(liabilityRoutes.correctOpeningPayment, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, liabilityRoutes.correctOpeningPayment, {
    input: (body) => ({ params: { contractId, openingPaymentId: opening.id }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('liability.opening.corrected') }); onClose(); },
  });
  return (
    <FormDialog title={t('liability.opening.correct')} confirmLabel={t('liability.opening.correctConfirm')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('liability.opening.correctText', { date: longDate(opening.paidOn), amount: yenText(opening.amountYen) })}</p>
      <TextField name="reason" label={t('liability.opening.reason')} />
    </FormDialog>
  );
}

/** D11: what 甲 paid before the contract moved in here. Entered once, taken back by a correcting entry. */
export function OpeningSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const can = useCan();
  const whoCan = useWhoCan('vendor', 'payment.write');
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<Opening | null>(null);
  const query = useRoute(liabilityRoutes.openingPayments, { params: { contractId } });
  const columns: Column<Opening>[] = [
    { key: 'on', header: t('liability.on'), cell: (row) => <DateText on={row.paidOn} />, card: 'title' },
    { key: 'kind', header: t('liability.kind'), cell: (row) => <>{t(`liability.kind.${row.kind}`)}{row.note && <><br /><small className="h-note-small">{row.note}</small></>}</> },
    { key: 'by', header: t('liability.opening.by'), cell: (row) => <>{row.enteredBy}<br /><small><DateText on={row.enteredOn} /></small></> },
    { key: 'amount', header: t('liability.amount'), cell: (row) => <Money yen={row.amountYen} />, align: 'right' },
    { key: 'act', header: t('liability.opening.state'), cell: (row) => row.correction
      ? <><Status tone="muted" label={t('liability.opening.isCorrected')} /><br /><small className="h-note-small">{row.correction.reason}（{row.correction.correctedBy}）</small></>
      : can('payment.write') ? <Button variant="subtle" size="sm" onClick={() => setCorrecting(row)} aria-label={t('liability.opening.correctOf', { date: longDate(row.paidOn), amount: yenText(row.amountYen) })}>{t('liability.opening.correct')}</Button> : <Status tone="good" label={t('liability.opening.stands')} /> },
  ];
  return (
    <Section title={t('liability.opening')} lead={t('liability.openingLead')} aside={<GatedButton permission="payment.write" whoCan={whoCan} obtainable variant="default" size="sm" onClick={() => setAdding(true)}>{t('liability.opening.add')}</GatedButton>}>
      <QueryView query={query} what={t('liability.opening')}>
        {({ items }) => <DataTable label={t('liability.opening')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p className="h-note-small">{t('liability.opening.none')}</p>} />}
      </QueryView>
      {adding && <EnterDialog contractId={contractId} onClose={() => setAdding(false)} />}
      {correcting && <CorrectDialog contractId={contractId} opening={correcting} onClose={() => setCorrecting(null)} />}
    </Section>
  );
}
