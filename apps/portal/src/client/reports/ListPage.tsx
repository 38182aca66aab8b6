import { reportRoutes } from '@hoshu/api-schema';
import { addMonths, firstDayOf, monthOf, nextBankBusinessDay, parseLocalDate } from '@hoshu/domain';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate, monthText } from '../../shared/jp/dates.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Pager, useCursor } from '../../shared/parts/Pager.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { clientState, clientTones, percentText, type ReportRow } from '../../shared/reports/report-words.js';
import { AppLink } from '../../shared/router/links.js';
import { useSession } from '../../shared/session/session.js';

/** The day on which the running month's draft is made: the first bank business day of the next month. */
function draftDay(today: string): string {
  const day = parseLocalDate(today);
  return day ? nextBankBusinessDay(firstDayOf(addMonths(monthOf(day), 1))) : today;
}

/** The reports that 甲 received, newest first. */
export function Page() {
  const t = useT();
  const { today } = useSession();
  const cursor = useCursor();
  const query = useRoute(reportRoutes.clientList, { query: cursor.query }, { keepPrevious: true });
  const columns: Column<ReportRow>[] = [
    { key: 'month', header: t('reports.month'), cell: (row) => <AppLink to={pathTo('client.report', { reportId: row.id })}>{t('reports.monthOf', { month: monthText(row.month) })}</AppLink>, card: 'title' },
    { key: 'state', header: t('reports.state'), cell: (row) => <Status tone={clientTones[clientState(row.state)]} label={t(`reports.clientState.${clientState(row.state)}`)} />, card: 'full' },
    { key: 'percent', header: t('reports.percent'), cell: (row) => percentText(row.percent, t), align: 'right' },
    { key: 'contract', header: t('reports.contract'), cell: (row) => <span className="h-nowrap">{row.contractNumber}</span> },
    { key: 'received', header: t('reports.receivedAt'), cell: (row) => <InstantText at={row.sentAt} /> },
  ];
  return (
    <Frame title={t('reports.title')} lead={t('reports.clientLead')}>
      <QueryView query={query} what={t('reports.title')}>
        {({ items, nextCursor, total }) => (
          <>
            <DataTable label={t('reports.title')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t('reports.clientEmpty')} text={t('reports.clientEmptyText', { date: longDate(draftDay(today)) })} />} />
            <Pager cursor={cursor} nextCursor={nextCursor} total={total} shown={items.length} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
