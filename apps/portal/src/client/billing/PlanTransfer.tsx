import { billingRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { PlannedOn } from '../../shared/billing/PlannedOn.js';
import type { InvoiceView } from '../../shared/billing/status.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { DateField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { dayNumber, fromDayNumber, longDate } from '../../shared/jp/dates.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';

/** The API takes a day of transfer at most this far ahead. */
const planDays = 180;

interface PlanProps { readonly invoice: InvoiceView; readonly today: string }

function PlanDialog({ invoice, today, onClose }: PlanProps & { readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(billingRoutes.planPayment, { plannedOn: '', note: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.planPayment, {
    input: (body) => ({ params: { invoiceId: invoice.id }, body }), refreshes: [billingRoutes.invoice, billingRoutes.invoices],
    onDone: ({ plannedOn }) => { notify({ tone: 'good', text: t('billing.plan.done', { date: longDate(plannedOn) }) }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.plan.title')} confirmLabel={t('billing.plan.send')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('billing.plan.text')}</p>
      <DateField name="plannedOn" label={t('billing.plan.on')} today={today} minOn={today} maxOn={fromDayNumber(dayNumber(today) + planDays)} />
      <TextField name="note" label={t('billing.plan.note')} hint={t('billing.plan.noteHint')} optional />
      <p className="h-note-small">{t('billing.plan.effect')}</p>
    </FormDialog>
  );
}

/** 振込予定日を連絡 (F143): what was told, and the act. */
export function PlanTransfer({ invoice, today }: PlanProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="h-stack">
      {invoice.plannedOn && <p><PlannedOn invoice={invoice} />{invoice.plannedOn < today && <><br /><span className="h-note-small">{t('billing.plan.past')}</span></>}</p>}
      <GatedButton permission="payment.plan" whoCan={t('billing.plan.who')} obtainable variant="default" fullWidth onClick={() => setOpen(true)}>{t(invoice.plannedOn ? 'billing.plan.again' : 'billing.plan.open')}</GatedButton>
      {open && <PlanDialog invoice={invoice} today={today} onClose={() => setOpen(false)} />}
    </div>
  );
}
