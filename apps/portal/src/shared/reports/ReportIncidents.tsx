import { useT, type MessageId, type Translate } from '../i18n/translate.js';
import { DataTable } from '../parts/DataTable.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import type { Report } from './report-words.js';

type Content = Report['content'];
const states: Readonly<Record<string, { readonly tone: Tone; readonly label: MessageId }>> = {
  detected: { tone: 'bad', label: 'reports.incidentState.detected' }, acknowledged: { tone: 'warn', label: 'reports.incidentState.acknowledged' }, investigating: { tone: 'warn', label: 'reports.incidentState.investigating' },
  restored: { tone: 'good', label: 'reports.incidentState.restored' }, closed: { tone: 'muted', label: 'reports.incidentState.closed' },
};

function StateOf({ state, t }: { readonly state: string; readonly t: Translate }) {
  const known = states[state];
  return known ? <Status tone={known.tone} label={t(known.label)} /> : <>{state}</>;
}

/** The month's incidents with the time to report, and the certificates with the days left. */
export function ReportIncidents({ content }: { readonly content: Content }) {
  const t = useT();
  const minutes = (count: number) => t('reports.minutes', { count });
  return (
    <>
      <Section title={t('reports.incidents')}>
        <DataTable label={t('reports.incidents')} rows={content.incidents} rowKey={(row) => row.id} empty={<p>{t('reports.noIncidents')}</p>} columns={[
          { key: 'title', header: t('reports.incident'), cell: (row) => <>{row.title}<br /><small>{row.number}</small></>, card: 'title' },
          { key: 'at', header: t('reports.detectedAt'), cell: (row) => <InstantText at={row.detectedAt} /> },
          { key: 'down', header: t('reports.down'), cell: (row) => minutes(row.downMinutes), align: 'right' },
          { key: 'report', header: t('reports.reportedIn'), cell: (row) => <>{row.reportMinutes === null ? t('reports.notReported') : minutes(row.reportMinutes)}{row.late && <> <Status tone="bad" label={t('reports.late')} /></>}</>, align: 'right' },
          { key: 'state', header: t('reports.state'), cell: (row) => <StateOf state={row.state} t={t} /> },
        ]} />
        {content.reportMedianMinutes !== null && <p className="h-note-small">{t('reports.median', { minutes: content.reportMedianMinutes, late: content.reportLateCount })}</p>}
      </Section>
      <Section title={t('reports.certificates')}>
        <DataTable label={t('reports.certificates')} rows={content.certificates} rowKey={(row) => row.host} empty={<p>{t('reports.noCertificates')}</p>} columns={[
          { key: 'host', header: t('reports.host'), cell: (row) => row.host, card: 'title' },
          { key: 'on', header: t('reports.expiresOn'), cell: (row) => <DateText on={row.expiresOn} /> },
          { key: 'left', header: t('reports.daysLeft'), cell: (row) => <Status tone={row.daysLeft <= 14 ? 'bad' : row.daysLeft <= 30 ? 'warn' : 'good'} label={t('reports.days', { count: row.daysLeft })} />, align: 'right' },
        ]} />
      </Section>
    </>
  );
}
