import { operatorRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';

type Tenant = ResponseOf<typeof operatorRoutes.tenants>['items'][number];

/** The vendors as the operator may see them: names and counts. */
export function Page() {
  const t = useT();
  const cursor = useCursor();
  const query = useRoute(operatorRoutes.tenants, { query: cursor.query }, { keepPrevious: true });
  const people = (count: number) => t('platform.people', { count });
  const columns: Column<Tenant>[] = [
    { key: 'name', header: t('platform.name'), cell: (row) => <>{row.name}{row.sampleData && <><br /><small>{t('platform.sample')}</small></>}</>, card: 'title' },
    { key: 'since', header: t('platform.since'), cell: (row) => <InstantText at={row.createdAt} /> },
    { key: 'state', header: t('platform.state'), cell: (row) => (row.suspendedAt ? <Status tone="bad" label={t('platform.stopped')} /> : <Status tone="good" label={t('platform.live')} />) },
    { key: 'vendor', header: t('platform.vendorMembers'), cell: (row) => people(row.vendorMembers), align: 'right' },
    { key: 'client', header: t('platform.clientMembers'), cell: (row) => people(row.clientMembers), align: 'right' },
    { key: 'jobs', header: t('platform.jobs'), cell: (row) => `${row.openJobs}／${row.deadJobs}`, align: 'right' },
  ];
  return (
    <Frame title={t('platform.tenantsTitle')} lead={t('platform.tenantsLead')}>
      <QueryView query={query} what={t('platform.tenantsTitle')}>
        {({ items, nextCursor, total }) => (
          <>
            <DataTable label={t('platform.tenantsTitle')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t('platform.noTenants')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
