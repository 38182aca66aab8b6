import { clientRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Filters, FilterText } from '../../shared/parts/Filters.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { AppLink, useAddressQuery } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Row = ResponseOf<typeof clientRoutes.list>['items'][number];

/** Every client of the vendor in Japanese order, found by name or kana. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'client.write');
  const [{ search = '' }, change] = useAddressQuery();
  const cursor = useCursor();
  const query = useRoute(clientRoutes.list, { query: { limit: '50', ...(search ? { search } : {}), ...cursor.query } }, { keepPrevious: true });
  const find = (text: string) => { cursor.restart(); change({ search: text }); };
  const columns: Column<Row>[] = [
    { key: 'name', header: t('clients.name'), cell: (row) => <><AppLink to={pathTo('vendor.client', { clientId: row.id })}>{row.companyName}</AppLink>{row.isSample && <> <Status tone="muted" label={t('clients.sample')} /></>}</>, card: 'title' },
    { key: 'prefecture', header: t('clients.prefecture'), cell: (row) => row.prefecture || '—' },
    { key: 'contracts', header: t('clients.contractCount'), cell: (row) => t('clients.count', { count: row.contractCount }), align: 'right' },
    { key: 'sites', header: t('clients.siteCount'), cell: (row) => t('clients.count', { count: row.siteCount }), align: 'right' },
  ];
  const empty = search ? <EmptyState title={t('clients.noHit')} /> : <EmptyState title={t('clients.none')} text={t('clients.noneText')}><ButtonLink to={pathTo('vendor.clientNew')}>{t('clients.new')}</ButtonLink></EmptyState>;
  return (
    <Frame title={t('clients.title')} actions={<GatedLink permission="client.write" whoCan={whoCan} to={pathTo('vendor.clientNew')}>{t('clients.new')}</GatedLink>}>
      <Filters label={t('clients.filters')} onClear={search ? () => find('') : undefined}><FilterText label={t('clients.search')} value={search} onChange={find} /></Filters>
      <QueryView query={query} what={t('clients.title')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('clients.shown', { count: items.length })}</p>
            <DataTable label={t('clients.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={empty} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
