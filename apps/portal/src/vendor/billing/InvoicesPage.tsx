import '../../shared/billing/billing.css';
import { billingRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api/hooks.js';
import { InvoiceStatus } from '../../shared/billing/InvoiceStatus.js';
import { PlannedOn } from '../../shared/billing/PlannedOn.js';
import { statusOrder, statusText, type InvoiceRow, type InvoiceStatus as State } from '../../shared/billing/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterSelect } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { Attention } from './Attention.js';
import { Overview } from './Overview.js';
import { RunButton } from './RunButton.js';
import { useClientOptions } from './use-clients.js';

const ages = ['notDue', 'to30', 'to60', 'over60'] as const;
type Age = (typeof ages)[number];
const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find((candidate) => candidate === value);

function useFilters() {
  const [address, setAddress] = useAddressQuery();
  const status: State | undefined = oneOf(statusOrder, address['status']);
  const age: Age | undefined = oneOf(ages, address['age']);
  const clientId = address['clientId'];
  return { filters: { ...(status ? { status } : {}), ...(age ? { age } : {}), ...(clientId ? { clientId } : {}) }, setAddress, isFiltered: Boolean(status || age || clientId) };
}

function List() {
  const t = useT();
  const { filters, setAddress, isFiltered } = useFilters();
  const clients = useClientOptions();
  const cursor = useCursor();
  const query = useRoute(billingRoutes.invoices, { query: { ...filters, ...cursor.query } }, { keepPrevious: true });
  const change = (changes: Record<string, string>) => { cursor.restart(); setAddress(changes); };
  const clear = () => change({ status: '', age: '', clientId: '' });
  const columns: Column<InvoiceRow>[] = [
    { key: 'number', header: t('billing.number'), cell: (row) => <span className="h-nowrap"><AppLink to={pathTo('vendor.invoice', { invoiceId: row.id })}>{row.number}</AppLink></span>, card: 'title' },
    { key: 'client', header: t('billing.client'), cell: (row) => row.clientName, card: 'full' },
    { key: 'month', header: t('billing.month'), cell: (row) => <span className="h-nowrap">{row.isWork ? t('billing.work') : t('billing.monthOf', { month: monthText(row.supplyFirstOn.slice(0, 7)) })}</span> },
    { key: 'due', header: t('billing.dueOn'), cell: (row) => <><DateText on={row.dueOn} />{row.plannedOn && <><br /><small><PlannedOn invoice={row} /></small></>}</> },
    { key: 'total', header: t('billing.totalTaxed'), cell: (row) => <Money yen={row.totalYen} />, align: 'right' },
    { key: 'left', header: t('billing.remaining'), cell: (row) => <Money yen={row.remainingYen} strong={row.remainingYen > 0} />, align: 'right' },
    { key: 'status', header: t('billing.state'), cell: (row) => <InvoiceStatus invoice={row} side="vendor" /> },
  ];
  return (
    <>
      <Filters label={t('billing.filters')} onClear={isFiltered ? clear : undefined}>
        <FilterSelect label={t('billing.state')} value={filters.status ?? ''} options={statusOrder.map((value) => ({ value, label: t(statusText(value)) }))} onChange={(status) => change({ status })} />
        <FilterSelect label={t('billing.ageing')} value={filters.age ?? ''} options={ages.map((value) => ({ value, label: t(`billing.ageing.${value}`) }))} onChange={(age) => change({ age })} />
        <FilterSelect label={t('billing.client')} value={filters.clientId ?? ''} options={clients} onChange={(clientId) => change({ clientId })} />
      </Filters>
      <QueryView query={query} what={t('billing.invoices')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('billing.count', { count: items.length })}</p>
            <DataTable label={t('billing.invoices')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t(isFiltered ? 'billing.noHit' : 'billing.none')} text={t(isFiltered ? 'billing.noHitText' : 'billing.noneText')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </>
  );
}

/** 請求: the state of all money, what needs a person, and every invoice. */
export function Page() {
  const t = useT();
  const can = useCan();
  const overview = useRoute(billingRoutes.overview, { query: { explain: '1' } });
  return (
    <Frame title={t('billing.title')} lead={t('billing.lead')} actions={<>{can('stripe.connect') && <ButtonLink to={pathTo('vendor.stripe')} variant="default">{t('billing.stripe.open')}</ButtonLink>}<RunButton /></>}>
      <QueryView query={overview} what={t('billing.overview')}>{(data) => <><Overview overview={data} /><Attention overview={data} /></>}</QueryView>
      <List />
    </Frame>
  );
}
