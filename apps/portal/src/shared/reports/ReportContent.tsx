import { UptimeBars } from '../charts/UptimeBars.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { monthText, slashDate } from '../jp/dates.js';
import { DataTable } from '../parts/DataTable.js';
import { Facts } from '../parts/Facts.js';
import { Section } from '../parts/Section.js';
import { ReportIncidents } from './ReportIncidents.js';
import { ReportWorks } from './ReportWorks.js';
import { percentText, type Report } from './report-words.js';
import './reports.css';

type Content = Report['content'];
const lines = ['availability', 'prevented', 'fixed', 'remaining', 'decisions'] as const;

function Summary({ content }: { readonly content: Content }) {
  const t = useT();
  const language = textLanguage();
  return (
    <Section title={t('reports.summary')}>
      <dl className="h-report-lines">{lines.map((line) => <div key={line}><dt>{t(`reports.${line}`)}</dt><dd>{content.summary[line][language]}</dd></div>)}</dl>
    </Section>
  );
}

function Uptime({ content }: { readonly content: Content }) {
  const t = useT();
  const { totals, days, sites, method } = content.uptime;
  const minutes = (count: number) => t('reports.minutes', { count });
  const period = { fromOn: content.fromOn, lastOn: content.lastOn };
  return (
    <Section title={t('reports.uptime')}>
      <UptimeBars name={t('reports.uptimeOf', { from: slashDate(content.fromOn), to: slashDate(content.lastOn) })} period={period} percentText={totals.percent === null ? null : totals.percent.toFixed(2)}
        days={days.map((day) => ({ on: day.on, state: day.state === 'none' ? 'unknown' : day.state }))} />
      <Facts items={[
        { label: t('reports.minutes.total'), value: minutes(totals.totalMinutes) }, { label: t('reports.minutes.down'), value: minutes(totals.downMinutes) },
        { label: t('reports.minutes.planned'), value: minutes(totals.plannedMinutes) }, { label: t('reports.minutes.unknown'), value: minutes(totals.unknownMinutes) },
        ...(content.previous ? [{ label: t('reports.previous', { month: monthText(content.previous.month) }), value: t('reports.previousValue', { percent: percentText(content.previous.percent, t), incidents: content.previous.incidentCount }) }] : []),
      ]} />
      {sites.length === 0 ? <p>{t('reports.noSites')}</p> : sites.length > 1 && (
        <DataTable label={t('reports.sites')} rows={sites} rowKey={(site) => site.url} columns={[
          { key: 'name', header: t('reports.site'), cell: (site) => <>{site.siteName}<br /><small>{site.url}</small></>, card: 'title' },
          { key: 'percent', header: t('reports.percent'), cell: (site) => percentText(site.totals.percent, t), align: 'right' },
          { key: 'down', header: t('reports.minutes.down'), cell: (site) => minutes(site.totals.downMinutes), align: 'right' },
        ]} />
      )}
      <details className="h-chart-table"><summary>{t('reports.method')}</summary><p>{method[textLanguage()]}</p></details>
    </Section>
  );
}

/** What both sides read of a month: five lines, words, uptime, incidents, certificates, works (F025). */
export function ReportContent({ report }: { readonly report: Report }) {
  const t = useT();
  const { content } = report;
  return (
    <>
      <Summary content={content} />
      {report.state !== 'draft' && <Section title={t('reports.comment')}><p className="h-report-comment">{report.comment || t('reports.noComment')}</p></Section>}
      <Uptime content={content} />
      <ReportIncidents content={content} />
      <ReportWorks content={content} />
    </>
  );
}
