import { siteRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT, type Translate } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { siteStateNames, SiteStatus } from '../../shared/sites/SiteStatus.js';
import { SiteFilters, sortColumns, type SortColumn } from './SiteFilters.js';

type Row = ResponseOf<typeof siteRoutes.list>['items'][number];
interface Order { readonly by: SortColumn; readonly direction: 'asc' | 'desc' }

function columnsOf(t: Translate, order: Order, sortBy: (column: SortColumn) => void): Column<Row>[] {
  const sort = (column: SortColumn) => ({ direction: order.by === column ? order.direction : null, onSort: () => sortBy(column) });
  return [
    { key: 'name', header: t('sites.name'), cell: (row) => <><AppLink to={pathTo('vendor.site', { siteId: row.id })}>{row.siteName}</AppLink><br /><small className="h-url h-label">{row.url}</small></>, card: 'title', sort: sort('name') },
    { key: 'client', header: t('sites.client'), cell: (row) => <AppLink to={pathTo('vendor.client', { clientId: row.clientId })}>{row.clientName}</AppLink>, card: 'full', sort: sort('client') },
    { key: 'cms', header: t('sites.cms'), cell: (row) => row.cms || '—', sort: sort('cms') },
    { key: 'server', header: t('sites.server'), cell: (row) => row.server || '—', sort: sort('server') },
    { key: 'contracts', header: t('sites.contracts'), cell: (row) => (row.contracts.length === 0 ? '—' : row.contracts.map((contract) => <span key={contract.id} className="h-nowrap"><AppLink to={pathTo('vendor.contract', { contractId: contract.id })}>{contract.number}</AppLink> </span>)) },
    { key: 'state', header: t('sites.state'), cell: (row) => <SiteStatus state={row.state} />, sort: sort('state') },
  ];
}

/** The register of sites across contracts: found by client, CMS, server or state, in the order of any of them (F006). */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'site.write');
  const [address, change] = useAddressQuery();
  const cursor = useCursor();
  const { search, clientId, cms, server } = address;
  const state = siteStateNames.find((one) => one === address['state']);
  const order: Order = { by: sortColumns.find((one) => one === address['sort']) ?? 'name', direction: address['order'] === 'desc' ? 'desc' : 'asc' };
  const query = useRoute(siteRoutes.list, { query: {
    limit: '50', sort: order.by, order: order.direction, ...(search ? { search } : {}), ...(clientId ? { clientId } : {}), ...(cms ? { cms } : {}), ...(server ? { server } : {}), ...(state ? { state } : {}), ...cursor.query,
  } }, { keepPrevious: true });
  const set = (changes: Readonly<Record<string, string | undefined>>) => { cursor.restart(); change(changes); };
  const sortBy = (column: SortColumn) => set({ sort: column, order: order.by === column && order.direction === 'asc' ? 'desc' : undefined });
  const filtered = Boolean(search || clientId || cms || server || state);
  const clear = () => set({ search: undefined, clientId: undefined, cms: undefined, server: undefined, state: undefined });
  const empty = filtered ? <EmptyState title={t('sites.noHit')} /> : <EmptyState title={t('sites.none')} text={t('sites.noneText')}><ButtonLink to={pathTo('vendor.siteNew')}>{t('sites.new')}</ButtonLink></EmptyState>;
  return (
    <Frame title={t('sites.title')} actions={<><GatedLink permission="site.write" whoCan={whoCan} variant="default" to={pathTo('vendor.siteImport')}>{t('sites.import')}</GatedLink><GatedLink permission="site.write" whoCan={whoCan} to={pathTo('vendor.siteNew')}>{t('sites.new')}</GatedLink></>}>
      <SiteFilters values={address} sort={order.by} onChange={set} onClear={filtered ? clear : undefined} />
      <QueryView query={query} what={t('sites.title')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('sites.shown', { count: items.length })}</p>
            <DataTable label={t('sites.title')} columns={columnsOf(t, order, sortBy)} rows={items} rowKey={(row) => row.id} empty={empty} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
