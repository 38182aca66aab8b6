import { billingRoutes } from '@hoshu/api-schema';
import { SelectField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import type { PaymentView } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { yenText } from '../../shared/jp/money.js';
import { notify } from '../../shared/parts/notify.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { moneyReads } from './reads.js';
import { useClientOptions } from './use-clients.js';

interface DialogProps { readonly payment: PaymentView; readonly onClose: () => void }

/** 取消: an opposite entry; the payment itself stays in the list. */
export function UndoDialog({ payment, onClose }: DialogProps) {
  const t = useT();
  const form = useRouteForm(billingRoutes.undoPayment, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.undoPayment, {
    input: (body) => ({ params: { paymentId: payment.id }, body }), refreshes: moneyReads, onDone: () => { notify({ tone: 'good', text: t('billing.undoDone') }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.undo.title')} confirmLabel={t('billing.undo.confirm')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('billing.undo.text', { date: longDate(payment.paidOn), amount: yenText(payment.amountYen) })}</p>
      <TextField name="reason" label={t('billing.reason')} hint={t('billing.undo.example')} />
    </FormDialog>
  );
}

/** The payer of a 仮受金 is known: the money goes to the client and pays its invoices. */
export function AssignDialog({ payment, onClose }: DialogProps) {
  const t = useT();
  const clients = useClientOptions();
  const form = useRouteForm(billingRoutes.assignPayment, { clientId: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.assignPayment, {
    input: (body) => ({ params: { paymentId: payment.id }, body }), refreshes: moneyReads, onDone: () => { notify({ tone: 'good', text: t('billing.assigned') }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.assign')} confirmLabel={t('billing.assign.confirm')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('billing.assign.text', { date: longDate(payment.paidOn), payer: payment.payerName || '—', amount: yenText(payment.amountYen) })}</p>
      <SelectField name="clientId" label={t('billing.client')} options={clients} />
    </FormDialog>
  );
}
