import '../../shared/billing/billing.css';
import { billingRoutes } from '@hoshu/api-schema';
import { NativeSelect, Radio } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import type { InvoiceRow } from '../../shared/billing/status.js';
import { DateField, Form, TextField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { useField } from '../../shared/form/useField.js';
import { useT } from '../../shared/i18n/translate.js';
import { yenText } from '../../shared/jp/money.js';
import { Button } from '../../shared/parts/Button.js';
import { Loading } from '../../shared/parts/Loading.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';
import { moneyReads } from './reads.js';
import { restYen, sharesOf, type Chosen, type ShareMode } from './shares.js';
import { ShareFields } from './ShareFields.js';
import { useClientOptions } from './use-clients.js';

/** Who paid; the first choice stands for 仮受金. */
function PayerField({ onChange }: { readonly onChange: () => void }) {
  const t = useT();
  const clients = useClientOptions();
  const { control, common } = useField({ name: 'clientId', label: t('billing.client'), hint: t('billing.unknownHint') });
  const { field } = useController({ name: 'clientId', control });
  return (
    <NativeSelect {...common} ref={field.ref} name={field.name} maw={400} value={typeof field.value === 'string' ? field.value : ''} onBlur={field.onBlur} onChange={(event) => { field.onChange(event.currentTarget.value || null); onChange(); }}>
      <option value="">{t('billing.unknownPayer')}</option>
      {clients.map((client) => <option key={client.value} value={client.value}>{client.label}</option>)}
    </NativeSelect>
  );
}

interface ModeProps { readonly mode: ShareMode; readonly invoice: InvoiceRow | undefined; readonly onChange: (mode: ShareMode) => void }

function ModeField({ mode, invoice, onChange }: ModeProps) {
  const t = useT();
  return (
    <Radio.Group label={t('billing.share.mode')} value={mode} onChange={(value) => onChange(value === 'this' || value === 'chosen' ? value : 'auto')}>
      <div className="h-stack">
        {invoice && <Radio value="this" label={t('billing.share.this', { number: invoice.number })} description={t('billing.share.thisText', { left: yenText(invoice.remainingYen) })} />}
        <Radio value="auto" label={t('billing.share.auto')} description={t('billing.share.autoText')} />
        <Radio value="chosen" label={t('billing.share.chosen')} description={t('billing.share.chosenText')} />
      </div>
    </Radio.Group>
  );
}

/** The client's invoices with something left, oldest due first. */
function useOpenInvoices(clientId: string | null): readonly InvoiceRow[] {
  const query = useRoute(billingRoutes.invoices, { query: { ...(clientId ? { clientId } : {}), limit: '100' } }, { enabled: clientId !== null });
  return (query.data?.items ?? []).filter((row) => row.remainingYen > 0).sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

function RecordForm({ clientId, invoice }: { readonly clientId: string | null; readonly invoice: InvoiceRow | undefined }) {
  const t = useT();
  const { today } = useSession();
  const navigate = useNavigate();
  const form = useRouteForm(billingRoutes.recordPayment, { clientId, paidOn: today, amountYen: invoice?.remainingYen, payerName: '', note: '' });
  const [mode, setMode] = useState<ShareMode>(invoice ? 'this' : 'auto');
  const [chosen, setChosen] = useState<Chosen>({});
  const payer = form.watch('clientId');
  const typed: unknown = form.watch('amountYen');
  const amountYen = typeof typed === 'number' ? typed : null;
  const open = useOpenInvoices(payer);
  const { onSubmit, isPending } = useFormAct(form, billingRoutes.recordPayment, {
    input: (values) => {
      const shares = payer ? sharesOf(mode, values.amountYen, { invoice, chosen }) : undefined;
      return { body: { ...values, ...(shares ? { allocations: [...shares] } : {}) } };
    },
    refreshes: moneyReads,
    onDone: (payment) => {
      notify({ tone: 'good', text: t(payment.clientId === null ? 'billing.recordedUnknown' : payment.freeYen > 0 ? 'billing.recordedFree' : 'billing.recorded', { amount: yenText(payment.amountYen), free: yenText(payment.freeYen) }) });
      void navigate({ to: invoice ? pathTo('vendor.invoice', { invoiceId: invoice.id }) : pathTo('vendor.payments') });
    },
  });
  const overdrawn = payer !== null && mode === 'chosen' && restYen(amountYen, chosen) < 0;
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('billing.transfer')}>
        <PayerField onChange={() => { setChosen({}); setMode('auto'); }} />
        <DateField name="paidOn" label={t('billing.paidOn')} today={today} maxOn={today} />
        <YenField name="amountYen" label={t('billing.amountPaid')} />
        <TextField name="payerName" label={t('billing.payer')} hint={t('billing.payerHint')} optional maxWidth={400} />
        <TextField name="note" label={t('billing.note')} optional maxWidth={560} />
      </Section>
      {payer && (
        <Section title={t('billing.use')}>
          <ModeField mode={mode} invoice={payer === clientId ? invoice : undefined} onChange={setMode} />
          {mode === 'chosen' && <ShareFields invoices={open} amountYen={amountYen} chosen={chosen} onChange={setChosen} />}
        </Section>
      )}
      <div className="h-page-actions"><Button type="submit" loading={isPending} disabled={overdrawn}>{t('billing.record.confirm')}</Button></div>
    </Form>
  );
}

/** 入金を登録する: for one invoice, for a client, or from an unknown payer. */
export function Page() {
  const t = useT();
  const [address] = useAddressQuery();
  const invoiceId = address['invoiceId'] ?? '';
  const invoice = useRoute(billingRoutes.invoice, { params: { invoiceId }, query: {} }, { enabled: invoiceId !== '' });
  const ready = invoiceId === '' || invoice.data !== undefined || invoice.error !== null;
  return (
    <Frame title={t('billing.record')} crumbs={[{ label: t('billing.payments'), to: pathTo('vendor.payments') }]} {...(invoice.data ? { lead: t('billing.recordLead', { number: invoice.data.number, left: yenText(invoice.data.remainingYen) }) } : {})}>
      <PermissionGate permission="payment.write" whoCan={t('billing.who')}>
        {ready ? <RecordForm clientId={invoice.data?.clientId ?? address['clientId'] ?? null} invoice={invoice.data && invoice.data.remainingYen > 0 ? invoice.data : undefined} /> : <Loading label={t('shell.loading')} />}
      </PermissionGate>
    </Frame>
  );
}
