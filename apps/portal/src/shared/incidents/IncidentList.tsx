import { incidentRoutes } from '@hoshu/api-schema';
import { useRoute } from '../api.js';
import { useT } from '../i18n/translate.js';
import { EmptyState } from '../parts/EmptyState.js';
import { Filters, FilterSelect } from '../parts/Filters.js';
import { Pager, useCursor } from '../parts/Pager.js';
import { QueryView } from '../parts/QueryView.js';
import { useAddressQuery } from '../router/links.js';
import { IncidentTable } from './IncidentTable.js';

interface IncidentListProps { readonly pathOf: (incidentId: string) => string; readonly withClient: boolean; readonly emptyText: string }

/** The list of incidents with its filter, for both sides. */
export function IncidentList({ pathOf, withClient, emptyText }: IncidentListProps) {
  const t = useT();
  const [{ show = '' }, change] = useAddressQuery();
  const cursor = useCursor();
  const query = useRoute(incidentRoutes.list, { query: { limit: '50', ...(show === 'open' ? { open: '1' as const } : show === 'closed' ? { closed: '1' as const } : {}), ...cursor.query } }, { keepPrevious: true, refetchIntervalMs: 60_000 });
  return (
    <>
      <Filters label={t('incidents.filters')}>
        <FilterSelect label={t('incidents.show')} value={show} options={[{ value: 'open', label: t('incidents.open') }, { value: 'closed', label: t('incidents.closed') }]} onChange={(next) => { cursor.restart(); change({ show: next }); }} />
      </Filters>
      <QueryView query={query} what={t('incidents.title')}>
        {({ items, nextCursor, total }) => (
          <>
            <p role="status" className="h-note-small">{t('incidents.shown', { count: items.length })}</p>
            <IncidentTable rows={items} pathOf={pathOf} withClient={withClient} empty={show ? <EmptyState title={t('incidents.noHit')} /> : <EmptyState title={t('incidents.none')} text={emptyText} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </>
  );
}
