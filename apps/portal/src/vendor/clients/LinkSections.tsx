import { billingRoutes, contractRoutes, siteRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo, withSearch } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { contractTones } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { SiteStatus } from '../../shared/sites/SiteStatus.js';

interface OfClient { readonly clientId: string }
type Contract = ResponseOf<typeof contractRoutes.list>['items'][number];
type Site = ResponseOf<typeof siteRoutes.list>['items'][number];
type Invoice = ResponseOf<typeof billingRoutes.invoices>['items'][number];

/** The client's contracts, from which everything else hangs (第1条). */
export function ContractsSection({ clientId }: OfClient) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const query = useRoute(contractRoutes.list, { query: { clientId, limit: '100' } });
  const columns: Column<Contract>[] = [
    { key: 'number', header: t('clients.number'), cell: (row) => <span className="h-nowrap"><AppLink to={pathTo('vendor.contract', { contractId: row.id })}>{row.number}</AppLink></span>, card: 'title' },
    { key: 'sites', header: t('clients.sites'), cell: (row) => row.siteNames.join('、'), card: 'full' },
    { key: 'fee', header: t('clients.fee'), cell: (row) => (row.feeYen === null ? '—' : <Money yen={row.feeYen} tax={row.taxMode === 'inclusive' ? 'included' : 'excluded'} />), align: 'right' },
    { key: 'last', header: t('clients.lastOn'), cell: (row) => <DateText on={row.endsOn ?? row.lastOn} /> },
    { key: 'status', header: t('clients.status'), cell: (row) => <Status tone={contractTones[row.status]} label={t(`home.status.${row.status}`)} /> },
  ];
  return (
    <Section title={t('clients.contracts')} aside={<GatedLink permission="contract.write" whoCan={whoCan} variant="default" to={withSearch(pathTo('vendor.contractNew'), { clientId })}>{t('clients.contractNew')}</GatedLink>}>
      <QueryView query={query} what={t('clients.contracts')}>{({ items }) => <DataTable label={t('clients.contracts')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('clients.contractsNone')}</p>} />}</QueryView>
    </Section>
  );
}

export function SitesSection({ clientId }: OfClient) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'site.write');
  const query = useRoute(siteRoutes.list, { query: { clientId, limit: '100' } });
  const columns: Column<Site>[] = [
    { key: 'name', header: t('sites.name'), cell: (row) => <AppLink to={pathTo('vendor.site', { siteId: row.id })}>{row.siteName}</AppLink>, card: 'title' },
    { key: 'url', header: t('sites.url'), cell: (row) => <span className="h-url">{row.url}</span>, card: 'full' },
    { key: 'cms', header: t('sites.cms'), cell: (row) => row.cms || '—' },
    { key: 'state', header: t('sites.state'), cell: (row) => <SiteStatus state={row.state} /> },
  ];
  return (
    <Section title={t('clients.sites')} aside={<GatedLink permission="site.write" whoCan={whoCan} variant="default" to={withSearch(pathTo('vendor.siteNew'), { clientId })}>{t('clients.siteNew')}</GatedLink>}>
      <QueryView query={query} what={t('clients.sites')}>{({ items }) => <DataTable label={t('clients.sites')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('clients.sitesNone')}</p>} />}</QueryView>
    </Section>
  );
}

export function InvoicesSection({ clientId }: OfClient) {
  const t = useT();
  const query = useRoute(billingRoutes.invoices, { query: { clientId, limit: '20' } });
  const columns: Column<Invoice>[] = [
    { key: 'number', header: t('clients.invoiceNumber'), cell: (row) => <span className="h-nowrap"><AppLink to={pathTo('vendor.invoice', { invoiceId: row.id })}>{row.number}</AppLink></span>, card: 'title' },
    { key: 'issued', header: t('clients.issuedOn'), cell: (row) => <DateText on={row.issuedOn} /> },
    { key: 'due', header: t('clients.dueOn'), cell: (row) => <DateText on={row.dueOn} /> },
    { key: 'amount', header: t('clients.amount'), cell: (row) => <Money yen={row.totalYen} tax="included" />, align: 'right' },
    { key: 'remaining', header: t('clients.remaining'), cell: (row) => <Money yen={row.remainingYen} tax="included" />, align: 'right' },
  ];
  return (
    <Section title={t('clients.invoices')}>
      <QueryView query={query} what={t('clients.invoices')}>{({ items }) => <DataTable label={t('clients.invoices')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('clients.invoicesNone')}</p>} />}</QueryView>
    </Section>
  );
}
