import { reportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { percentText, vendorTones, type ReportRow } from '../../shared/reports/report-words.js';
import { AppLink } from '../../shared/router/links.js';

/** Every monthly report of the vendor, newest first; drafts wait for a comment. */
export function Page() {
  const t = useT();
  const cursor = useCursor();
  const query = useRoute(reportRoutes.list, { query: cursor.query }, { keepPrevious: true });
  const columns: Column<ReportRow>[] = [
    { key: 'month', header: t('reports.month'), cell: (row) => <AppLink to={pathTo('vendor.report', { reportId: row.id })}>{t('reports.monthOf', { month: monthText(row.month) })}</AppLink>, card: 'title' },
    { key: 'client', header: t('reports.client'), cell: (row) => row.clientName, card: 'full' },
    { key: 'contract', header: t('reports.contract'), cell: (row) => <span className="h-nowrap">{row.contractNumber}</span> },
    { key: 'percent', header: t('reports.percent'), cell: (row) => (row.state === 'draft' ? '—' : percentText(row.percent, t)), align: 'right' },
    { key: 'state', header: t('reports.state'), cell: (row) => <Status tone={vendorTones[row.state]} label={t(`reports.state.${row.state}`)} /> },
    { key: 'sent', header: t('reports.sentAt'), cell: (row) => (row.sentAt ? <InstantText at={row.sentAt} /> : t('reports.notSent')) },
  ];
  return (
    <Frame title={t('reports.title')} lead={t('reports.vendorLead')}>
      <QueryView query={query} what={t('reports.title')}>
        {({ items, nextCursor, total }) => (
          <>
            {items.length > 0 && <p role="status" className="h-note-small">{t('reports.count', { count: items.length })}</p>}
            <DataTable label={t('reports.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t('reports.vendorEmpty')} text={t('reports.vendorEmptyText')} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
