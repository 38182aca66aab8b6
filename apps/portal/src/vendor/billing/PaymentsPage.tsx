import '../../shared/billing/billing.css';
import { billingRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import type { PaymentView } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { AssignDialog, UndoDialog } from './PaymentDialogs.js';
import { useClientOptions } from './use-clients.js';

/** Where the money went: invoices, 前受金, 仮受金, or undone. */
function Use({ payment }: { readonly payment: PaymentView }) {
  const t = useT();
  if (payment.undone) return <Status tone="muted" label={t('billing.undone')} />;
  return (
    <ul className="h-plain-uses">
      {payment.allocations.map((share) => <li key={share.invoiceId}><AppLink to={pathTo('vendor.invoice', { invoiceId: share.invoiceId })}>{share.invoiceNumber}</AppLink> <Money yen={share.amountYen} /></li>)}
      {payment.freeYen > 0 && <li><Status tone={payment.clientId ? 'info' : 'warn'} label={t(payment.clientId ? 'billing.creditHeld' : 'billing.suspense')} /> <Money yen={payment.freeYen} /></li>}
    </ul>
  );
}

function List() {
  const t = useT();
  const can = useCan();
  const clients = useClientOptions();
  const cursor = useCursor();
  const [address, setAddress] = useAddressQuery();
  const [dialog, setDialog] = useState<{ readonly kind: 'undo' | 'assign'; readonly payment: PaymentView } | null>(null);
  const { clientId, waiting } = address;
  const query = useRoute(billingRoutes.payments, { query: { ...(clientId ? { clientId } : {}), ...(waiting === '1' ? { waiting } : {}), ...cursor.query } }, { keepPrevious: true });
  const change = (changes: Record<string, string>) => { cursor.restart(); setAddress(changes); };
  const acts = (payment: PaymentView) => !payment.undone && can('payment.write') && (
    <span className="h-row-acts">
      {payment.clientId === null && <Button size="sm" variant="default" onClick={() => setDialog({ kind: 'assign', payment })}>{t('billing.assign')}</Button>}
      {payment.rail === 'own' && <Button size="sm" variant="subtle" onClick={() => setDialog({ kind: 'undo', payment })} aria-label={t('billing.undoOf', { date: payment.paidOn, payer: payment.payerName || payment.clientName || '' })}>{t('billing.undo')}</Button>}
    </span>
  );
  const columns: Column<PaymentView>[] = [
    { key: 'on', header: t('billing.paidOn'), cell: (row) => <DateText on={row.paidOn} />, card: 'title' },
    { key: 'client', header: t('billing.client'), cell: (row) => row.clientName ?? t('billing.unknownPayer'), card: 'full' },
    { key: 'payer', header: t('billing.payer'), cell: (row) => row.payerName || '—' },
    { key: 'rail', header: t('billing.kind'), cell: (row) => t(row.rail === 'stripe' ? 'billing.rail.stripe' : 'billing.rail.own') },
    { key: 'amount', header: t('billing.amountPaid'), cell: (row) => <span className={row.undone ? 'h-struck' : undefined}><Money yen={row.amountYen} /></span>, align: 'right' },
    { key: 'use', header: t('billing.use'), cell: (row) => <Use payment={row} />, card: 'full' },
    { key: 'acts', header: t('billing.acts'), cell: acts, card: 'full' },
  ];
  return (
    <>
      <Filters label={t('billing.filters')} onClear={clientId || waiting ? () => change({ clientId: '', waiting: '' }) : undefined}>
        <FilterSelect label={t('billing.client')} value={clientId ?? ''} options={clients} onChange={(value) => change({ clientId: value })} />
        <FilterSelect label={t('billing.use')} value={waiting ?? ''} options={[{ value: '1', label: t('billing.waitingOnly') }]} onChange={(value) => change({ waiting: value })} />
      </Filters>
      <QueryView query={query} what={t('billing.payments')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('billing.count', { count: items.length })}</p>
            <DataTable label={t('billing.payments')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t(waiting ? 'billing.noneWaiting' : 'billing.noPayments')} text={t('billing.noPaymentsText')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
      {dialog?.kind === 'undo' && <UndoDialog payment={dialog.payment} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'assign' && <AssignDialog payment={dialog.payment} onClose={() => setDialog(null)} />}
    </>
  );
}

/** 入金: money that came in and which invoices it paid (第11条2項). */
export function Page() {
  const t = useT();
  const [address] = useAddressQuery();
  const statement = withSearch(pathTo('vendor.statement'), { clientId: address['clientId'] });
  return (
    <Frame title={t('billing.payments')} lead={t('billing.paymentsLead')} actions={(
      <>
        <ButtonLink to={statement} variant="default">{t('billing.statement')}</ButtonLink>
        <PermissionGate permission="payment.write" whoCan={t('billing.who')}><ButtonLink to={withSearch(pathTo('vendor.paymentNew'), { clientId: address['clientId'] })}>{t('billing.record')}</ButtonLink></PermissionGate>
      </>
    )}>
      <List />
    </Frame>
  );
}
