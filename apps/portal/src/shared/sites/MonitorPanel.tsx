import { UptimeBars } from '../charts/UptimeBars.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { instantText } from '../jp/dates.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Facts } from '../parts/Facts.js';
import { Status } from '../parts/Status.js';
import { InstantText } from '../parts/values.js';
import { CertificateText, MonitorNotes } from './MonitorNotes.js';
import { barsOf, percentText, type MonitorWhole } from './monitor-words.js';
import './sites.css';

type Check = MonitorWhole['checks'][number];
const tones = { up: 'good', down: 'bad', unknown: 'muted' } as const;

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const t = useT();
  const language = textLanguage();
  const columns: Column<Check>[] = [
    { key: 'at', header: t('sites.checkedAt'), cell: (check) => <InstantText at={check.checkedAt} />, card: 'title' },
    { key: 'result', header: t('sites.result'), cell: (check) => <Status tone={tones[check.outcome]} label={t(`sites.state.${check.outcome}`)} /> },
    { key: 'status', header: t('sites.probe.status'), cell: (check) => check.httpStatus ?? '—' },
    { key: 'ms', header: t('sites.duration'), cell: (check) => (check.durationMs === null ? '—' : t('sites.ms', { count: check.durationMs })), align: 'right' },
    { key: 'reason', header: t('sites.reasonTitle'), cell: (check) => check.reason?.[language], card: 'full' },
  ];
  return <DataTable label={t('sites.checks')} columns={columns} rows={checks} rowKey={(check) => check.checkedAt} empty={<p>{t('sites.checksNone')}</p>} />;
}

/** What one monitor has measured, with the accounting method beside the figures (F015); the same for both sides. */
export function MonitorPanel({ monitor }: { readonly monitor: MonitorWhole }) {
  const t = useT();
  const language = textLanguage();
  const { totals } = monitor;
  const minutes = (count: number) => <span className="h-num">{t('sites.minutes', { count: count.toLocaleString('ja-JP') })}</span>;
  const percent = percentText(totals.percent);
  return (
    <>
      <MonitorNotes monitor={monitor} />
      <UptimeBars name={t('sites.percent')} days={barsOf(monitor)} percentText={percent} stale={monitor.stale} />
      <Facts items={[
        { label: t('sites.up'), value: minutes(totals.upMinutes) }, { label: t('sites.down'), value: minutes(totals.downMinutes) }, { label: t('sites.planned'), value: minutes(totals.plannedMinutes) },
        { label: t('sites.unmeasured'), value: minutes(totals.unknownMinutes) }, { label: t('sites.total'), value: minutes(totals.totalMinutes) },
        { label: t('sites.certificate'), value: <CertificateText monitor={monitor} /> }, { label: t('sites.interval'), value: t('sites.every', { count: monitor.intervalMinutes }) },
        ...(monitor.keyword ? [{ label: t('sites.keyword'), value: monitor.keyword }] : []), ...(monitor.expectedStatus ? [{ label: t('sites.expected'), value: monitor.expectedStatus }] : []),
      ]} />
      <div className="h-method"><strong>{t('sites.method')}</strong><p>{monitor.method[language]}</p></div>
      <div className="h-subsection"><h3>{t('sites.changes')}</h3>
        {monitor.changes.length === 0 ? <p>{t('sites.changesNone')}</p> : (
          <ul className="h-plain-list">{monitor.changes.slice(0, 10).map((change) => <li key={change.id}><InstantText at={change.sinceAt} /> <Status tone={change.state === 'up' ? 'good' : 'bad'} label={t(`sites.change.${change.state}`)} /> <span className="h-note-small">{t('sites.changeNote', { at: instantText(change.confirmedAt) })}</span></li>)}</ul>
        )}
      </div>
      <div className="h-subsection"><h3>{t('sites.checks')}</h3><Checks checks={monitor.checks} /></div>
    </>
  );
}

/** Planned maintenance, newest last as the API gives it. */
export function Windows({ windows }: { readonly windows: MonitorWhole['windows'] }) {
  const t = useT();
  if (windows.length === 0) return <p>{t('sites.windowsNone')}</p>;
  return <ul className="h-plain-list">{windows.map((entry) => <li key={entry.id}><InstantText at={entry.startsAt} />〜<InstantText at={entry.endsAt} />　{entry.reason}</li>)}</ul>;
}
