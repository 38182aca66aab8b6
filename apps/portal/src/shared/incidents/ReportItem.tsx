import { incidentRoutes } from '@hoshu/api-schema';
import type { ReactNode } from 'react';
import { addressOf } from '../api.js';
import { useT } from '../i18n/translate.js';
import { instantText } from '../jp/dates.js';
import { ButtonAnchor } from '../parts/Button.js';
import type { Incident } from './incident-words.js';
import './incidents.css';

export type IncidentReport = Incident['reports'][number];

/** The words of a report: impact, cause, measures, prevention. */
export function ReportWords({ report }: { readonly report: Pick<IncidentReport, 'impact' | 'cause' | 'measures' | 'prevention'> }) {
  const t = useT();
  const parts = [[t('incidents.impact'), report.impact], [t('incidents.reportCause'), report.cause], [t('incidents.measures'), report.measures], [t('incidents.prevention'), report.prevention]] as const;
  return <dl>{parts.filter(([, text]) => text).map(([label, text]) => <div key={label}><dt>{label}</dt><dd>{text}</dd></div>)}</dl>;
}

interface ReportItemProps { readonly incidentId: string; readonly report: IncidentReport; readonly sentText: string; readonly children?: ReactNode }

/** One revision of the report with its PDF. */
export function ReportItem({ incidentId, report, sentText, children }: ReportItemProps) {
  const t = useT();
  return (
    <article className="h-report" aria-label={t('incidents.revision', { revision: report.revision })}>
      <h3>{t('incidents.revision', { revision: report.revision })}</h3>
      <p className="h-note-small">{sentText}</p>
      <ReportWords report={report} />
      <div className="h-page-actions">
        {report.pdfReady ? <ButtonAnchor variant="default" href={addressOf(incidentRoutes.pdf, { params: { incidentId, reportId: report.id } })}>{t('incidents.pdf')}</ButtonAnchor> : <p className="h-note-small" role="status">{t('incidents.pdfWaiting')}</p>}
        {children}
      </div>
    </article>
  );
}

/** What the receiving mail server answered, each time it was asked. */
export function Deliveries({ report }: { readonly report: IncidentReport }) {
  const t = useT();
  if (report.deliveries.length === 0) return <p className="h-note-small">{t('incidents.deliveryWaiting')}</p>;
  return <ul className="h-plain-list h-note-small">{report.deliveries.map((delivery) => <li key={delivery.answeredAt} className={delivery.accepted ? undefined : 'h-bad'}>{t(delivery.accepted ? 'incidents.delivery.accepted' : 'incidents.delivery.refused', { at: instantText(delivery.answeredAt) })}<br />{delivery.response}</li>)}</ul>;
}
