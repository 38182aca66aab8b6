import { incidentRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { ConsultLink } from '../../shared/agreements/ConsultLink.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { instantText } from '../../shared/jp/dates.js';
import { CauseSection } from '../../shared/incidents/CauseSection.js';
import { IncidentSummary } from '../../shared/incidents/IncidentSummary.js';
import { IncidentTimeline } from '../../shared/incidents/IncidentTimeline.js';
import { stateTones } from '../../shared/incidents/incident-words.js';
import { ReportItem } from '../../shared/incidents/ReportItem.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CommentForm } from './CommentForm.js';

/** One incident for 甲: the report first, then how it went and why. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('client', 'incident.write');
  const { incidentId } = usePathParameters('client.incident');
  const query = useRoute(incidentRoutes.get, { params: { incidentId }, query: { explain: '1' } }, { refetchIntervalMs: 30_000, isUnderWay: ({ reports }) => reports.some((report) => !report.pdfReady) });
  return (
    <QueryView whole query={query} what={t('incidents.clientTitle')}>
      {(incident) => (
        <Frame title={incident.title} lead={incident.number} crumbs={[{ label: t('incidents.clientTitle'), to: pathTo('client.incidents') }]} badge={<Status tone={stateTones[incident.state]} label={t(`incidents.state.${incident.state}`)} />}>
          <IncidentSummary incident={incident} contractPath={pathTo('client.contract', { contractId: incident.contractId })} />
          <Section title={t('incidents.clientReports')}>
            {incident.reports.length === 0 ? <p>{t('incidents.clientReportsNone')}</p> : incident.reports.map((report) => <ReportItem key={report.id} incidentId={incident.id} report={report} sentText={t('incidents.clientSentAt', { at: instantText(report.sentAt), by: report.sentBy })} />)}
          </Section>
          <CauseSection incident={incident} />
          <IncidentTimeline incident={incident} />
          <Section title={t('incidents.comment')}><PermissionGate permission="incident.write" whoCan={whoCan}><CommentForm incident={incident} /></PermissionGate><ConsultLink side="client" contractId={incident.contractId} about={{ kind: 'incident', id: incident.id }} subject={incident.title} /></Section>
        </Frame>
      )}
    </QueryView>
  );
}
