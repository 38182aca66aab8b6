import { billingRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { largestFeeYen, type InvoiceView } from '../../shared/billing/status.js';
import { CheckboxField, TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { yenText } from '../../shared/jp/money.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { useCan } from '../../shared/session/session.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { moneyReads } from './reads.js';

interface DialogProps { readonly invoice: InvoiceView; readonly onClose: () => void }

function VoidDialog({ invoice, onClose }: DialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const form = useRouteForm(billingRoutes.voidInvoice, { reason: '', reissue: true });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.voidInvoice, {
    input: (body) => ({ params: { invoiceId: invoice.id }, body }), refreshes: moneyReads,
    onDone: ({ replacementId }) => {
      notify({ tone: 'good', text: t(replacementId ? 'billing.reissued' : 'billing.voidDone') });
      onClose();
      if (replacementId) void navigate({ to: pathTo('vendor.invoice', { invoiceId: replacementId }) });
    },
  });
  return (
    <FormDialog title={t('billing.void.title', { number: invoice.number })} confirmLabel={t('billing.void.confirm')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('billing.void.text')}</p>
      <TextField name="reason" label={t('billing.reason')} hint={t('billing.void.example')} />
      <CheckboxField name="reissue" label={t('billing.void.reissue')} text={t('billing.void.reissue')} hint={t('billing.void.reissueText')} />
    </FormDialog>
  );
}

function WaiveDialog({ invoice, onClose }: DialogProps) {
  const t = useT();
  const form = useRouteForm(billingRoutes.waiveDifference, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.waiveDifference, {
    input: (body) => ({ params: { invoiceId: invoice.id }, body }), refreshes: moneyReads, onDone: () => { notify({ tone: 'good', text: t('billing.waived') }); onClose(); },
  });
  return (
    <FormDialog title={t('billing.waive')} confirmLabel={t('billing.waive.confirm')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('billing.waive.text', { amount: yenText(invoice.remainingYen) })}</p>
      <TextField name="reason" label={t('billing.reason')} hint={t('billing.waive.example')} />
    </FormDialog>
  );
}

/** What can be done about one invoice; each with the reason why it cannot be done now. */
export function InvoiceActs({ invoice }: { readonly invoice: InvoiceView }) {
  const t = useT();
  const can = useCan();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'void' | 'waive' | null>(null);
  const gate = { whoCan: t('billing.who'), obtainable: can('invoice.read') } as const;
  const close = () => setDialog(null);
  if (invoice.status === 'void') return null;
  const isOpen = invoice.remainingYen > 0;
  const waivable = isOpen && invoice.paidYen > 0 && invoice.remainingYen <= largestFeeYen;
  return (
    <div className="h-stack">
      {isOpen && <GatedButton {...gate} permission="payment.write" fullWidth onClick={() => void navigate({ href: withSearch(pathTo('vendor.paymentNew'), { clientId: invoice.clientId, invoiceId: invoice.id }) })}>{t('billing.recordFor')}</GatedButton>}
      {waivable && <GatedButton {...gate} permission="payment.write" variant="default" fullWidth onClick={() => setDialog('waive')}>{t('billing.waive')}</GatedButton>}
      <GatedButton {...gate} permission="invoice.void" variant="default" danger fullWidth blockedBecause={invoice.paidYen > 0 ? t('billing.void.paid') : undefined} onClick={() => setDialog('void')}>{t('billing.void')}</GatedButton>
      {dialog === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
      {dialog === 'waive' && <WaiveDialog invoice={invoice} onClose={close} />}
    </div>
  );
}
