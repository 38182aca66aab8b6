import '../../shared/billing/billing.css';
import { billingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import { InvoiceStatus } from '../../shared/billing/InvoiceStatus.js';
import { PayBox } from '../../shared/billing/PayBox.js';
import { PlannedOn } from '../../shared/billing/PlannedOn.js';
import type { InvoiceRow } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';

const linkTo = (row: InvoiceRow) => pathTo('client.invoice', { invoiceId: row.id });

/** What is still to pay, oldest due first; each leads to its pay box. */
function OpenList({ rows }: { readonly rows: readonly InvoiceRow[] }) {
  const t = useT();
  return (
    <ul className="h-cards">
      {rows.map((row) => (
        <li key={row.id} className="h-card">
          <div>
            <AppLink to={linkTo(row)}>{row.isWork ? t('billing.workInvoice') : t('billing.monthInvoice', { month: monthText(row.supplyFirstOn.slice(0, 7)) })}</AppLink>
            <p className="h-note-small">{row.number}</p>
            <InvoiceStatus invoice={row} side="client" />
          </div>
          <div className="h-cards-money">
            <p><Money yen={row.remainingYen} tax="included" strong /></p>
            <p className="h-note-small">{t('billing.pay.due')}：<DateText on={row.dueOn} form="deadline" /></p>
            {row.plannedOn && <p className="h-note-small"><PlannedOn invoice={row} /></p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Past({ rows }: { readonly rows: readonly InvoiceRow[] }) {
  const t = useT();
  const columns: Column<InvoiceRow>[] = [
    { key: 'number', header: t('billing.number'), cell: (row) => <AppLink to={linkTo(row)}>{row.number}</AppLink>, card: 'title' },
    { key: 'month', header: t('billing.month'), cell: (row) => (row.isWork ? t('billing.work') : t('billing.monthOf', { month: monthText(row.supplyFirstOn.slice(0, 7)) })) },
    { key: 'issued', header: t('billing.issuedOn'), cell: (row) => <DateText on={row.issuedOn} /> },
    { key: 'total', header: t('billing.totalTaxed'), cell: (row) => <Money yen={row.totalYen} />, align: 'right' },
    { key: 'status', header: t('billing.state'), cell: (row) => <InvoiceStatus invoice={row} side="client" /> },
  ];
  return <Section title={t('billing.past')}><DataTable label={t('billing.past')} columns={columns} rows={rows} rowKey={(row) => row.id} /></Section>;
}

function ToPay({ rows }: { readonly rows: readonly InvoiceRow[] }) {
  const t = useT();
  const { today } = useSession();
  const accounts = useRoute(billingRoutes.transferAccounts, { params: { clientId: rows[0]?.clientId ?? '' } });
  const total = rows.reduce((sum, row) => sum + row.remainingYen, 0);
  return (
    <div className="h-two">
      <div><Section title={t('billing.toPay')} aside={<span className="h-note-small">{t('billing.items', { count: rows.length })}</span>}><OpenList rows={rows} /></Section></div>
      <div><QueryView query={accounts} what={t('billing.pay.title')}>{(data) => <PayBox title={t('billing.pay.title')} amountYen={total} dueOn={rows[0]?.dueOn ?? null} today={today} accounts={data} note={rows.length > 1 ? t('billing.pay.several', { count: rows.length }) : undefined} />}</QueryView></div>
    </div>
  );
}

/** 甲's invoices: what is to pay first, with the account; then everything that is done. */
export function Page() {
  const t = useT();
  const can = useCan();
  const query = useRoute(billingRoutes.invoices, { query: { limit: '100' } });
  return (
    <Frame title={t('nav.invoices')} actions={can('payment.read') && <ButtonLink to={pathTo('client.statement')} variant="default">{t('billing.statement')}</ButtonLink>}>
      <QueryView query={query} what={t('nav.invoices')}>
        {({ items }) => {
          const open = items.filter((row) => row.remainingYen > 0).sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.number.localeCompare(b.number));
          const past = items.filter((row) => row.remainingYen === 0);
          if (items.length === 0) return <EmptyState title={t('billing.client.none')} text={t('billing.client.noneText')} />;
          return (
            <>
              {open.length > 0 ? <ToPay rows={open} /> : <EmptyState title={t('billing.client.allPaid')} text={t('billing.client.allPaidText')} />}
              {past.length > 0 && <Past rows={past} />}
            </>
          );
        }}
      </QueryView>
    </Frame>
  );
}
