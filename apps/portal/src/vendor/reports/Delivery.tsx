import { useT } from '../../shared/i18n/translate.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';
import { InstantText } from '../../shared/parts/values.js';
import type { Report } from '../../shared/reports/report-words.js';

/** When the report went out, to whom, and who read it. */
export function Delivery({ report }: { readonly report: Report }) {
  const t = useT();
  const by = (at: string | null, name: string | null) => (at ? <><InstantText at={at} />{name && <>　{t('reports.by', { name })}</>}</> : t('reports.none'));
  return (
    <Section title={t('reports.delivery')}>
      <Facts items={[
        { label: t('reports.sentAt'), value: <InstantText at={report.sentAt} /> },
        { label: t('reports.sentTo'), value: report.sentTo ?? '—' },
        { label: t('reports.sentBy'), value: report.sentBy ?? '—' },
        { label: t('reports.opened'), value: by(report.openedAt, report.openedBy) },
        { label: t('reports.acknowledged'), value: by(report.acknowledgedAt, report.acknowledgedBy) },
      ]} />
      {report.sha256 && <p className="h-note-small">{t('reports.fingerprint')}：<span className="h-report-hash">{report.sha256}</span></p>}
    </Section>
  );
}
