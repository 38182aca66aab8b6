import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { deadlineTone, isOpen, isOverdue, resultLabels, resultTones, type CaseRow } from './case-words.js';
import './cases.css';

/** The deadline with the days that are left; an arrived notice needs no counting, a rescission (第19条) has none. */
export function Deadline({ row }: { readonly row: CaseRow }) {
  const t = useT();
  if (row.article > 18) return <>{t('desk.withoutDeadline')}</>;
  if (!row.deadlineOn || row.daysLeft === null) return <>{t('desk.noDeadline')}</>;
  const { daysLeft } = row;
  const label = daysLeft === 0 ? t('desk.today') : daysLeft < 0 ? t('desk.past', { count: -daysLeft }) : t('desk.daysLeft', { count: daysLeft });
  return <span className="h-deadline"><DateText on={row.deadlineOn} form="deadline" />{isOpen(row) && <Status tone={deadlineTone(daysLeft)} label={label} />}</span>;
}

/** Who has taken it up; for how long nobody has, as long as that matters. */
export function Handler({ row }: { readonly row: CaseRow }) {
  const t = useT();
  const name = row.handlerName ? `${row.handlerName}${row.handledByMe ? t('desk.you') : ''}` : t('desk.noHandler');
  return <>{name}{isOverdue(row) && <><br /><Status tone={row.overdueStep === 2 ? 'bad' : 'warn'} label={t(row.overdueStep === 2 ? 'desk.overdue.2' : 'desk.overdue.1')} /></>}</>;
}

/** Notices in the order of the API: those that have not arrived first, nearest deadline first. */
export function CaseTable({ rows, label }: { readonly rows: readonly CaseRow[]; readonly label: string }) {
  const t = useT();
  const columns: Column<CaseRow>[] = [
    { key: 'contract', header: t('desk.contract'), cell: (row) => <><AppLink to={pathTo('staff.case', { caseId: row.id })}>{row.contractNumber}</AppLink><br /><small>{row.tenantName}</small></>, card: 'title' },
    { key: 'deadline', header: t('desk.deadlineOn'), cell: (row) => <Deadline row={row} />, card: 'full' },
    { key: 'kind', header: t('desk.kind'), cell: (row) => t(`desk.kindShort.${row.article}`), card: 'full' },
    { key: 'side', header: t('desk.side'), cell: (row) => t(`desk.side.${row.side}`) },
    { key: 'arrived', header: t('desk.arrivedOn'), cell: (row) => (row.arrivedOn ? <DateText on={row.arrivedOn} /> : t('desk.notArrived')) },
    { key: 'result', header: t('desk.result'), cell: (row) => <Status tone={resultTones[row.result]} label={t(resultLabels[row.result])} /> },
    { key: 'handler', header: t('desk.handler'), cell: (row) => <Handler row={row} /> },
  ];
  return <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
