import { incidentRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { ConsultLink } from '../../shared/agreements/ConsultLink.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { CauseSection } from '../../shared/incidents/CauseSection.js';
import { IncidentSummary } from '../../shared/incidents/IncidentSummary.js';
import { IncidentTimeline } from '../../shared/incidents/IncidentTimeline.js';
import { stateTones, type Incident, type IncidentEvent } from '../../shared/incidents/incident-words.js';
import { Button } from '../../shared/parts/Button.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CauseForm } from './CauseForm.js';
import { CorrectionForm, isCorrectable } from './CorrectionForm.js';
import { ReportsSection } from './ReportsSection.js';
import { StepSection } from './StepSection.js';

function Cause({ incident }: { readonly incident: Incident }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.write');
  const [open, setOpen] = useState(false);
  const label = t(incident.cause ? 'incidents.causeAgain' : 'incidents.causeDecide');
  const decide = incident.state !== 'closed' && <GatedButton permission="incident.write" whoCan={whoCan} obtainable variant="default" onClick={() => setOpen(true)}>{label}</GatedButton>;
  return (
    <>
      <CauseSection incident={incident} aside={decide} />
      <Dialog opened={open} onClose={() => setOpen(false)} title={label}><CauseForm incident={incident} onDone={() => setOpen(false)} /></Dialog>
    </>
  );
}

function History({ incident }: { readonly incident: Incident }) {
  const t = useT();
  const can = useCan();
  const [correcting, setCorrecting] = useState<IncidentEvent | null>(null);
  const nameOf = (event: IncidentEvent) => t('incidents.correctOf', { event: t(`incidents.event.${event.kind}`) });
  const actionOf = (event: IncidentEvent) => (can('incident.write') && isCorrectable(event) ? <Button variant="subtle" size="sm" aria-label={nameOf(event)} onClick={() => setCorrecting(event)}>{t('incidents.correct')}</Button> : null);
  return (
    <>
      <IncidentTimeline incident={incident} actionOf={actionOf} />
      <Dialog opened={correcting !== null} onClose={() => setCorrecting(null)} title={correcting ? nameOf(correcting) : ''}>{correcting && <CorrectionForm incidentId={incident.id} event={correcting} onDone={() => setCorrecting(null)} />}</Dialog>
    </>
  );
}

/** One incident with everything the vendor does about it. */
export function Page() {
  const t = useT();
  const { incidentId } = usePathParameters('vendor.incident');
  const query = useRoute(incidentRoutes.get, { params: { incidentId }, query: { explain: '1' } }, { refetchIntervalMs: 30_000, isUnderWay: ({ reports }) => reports.some((report) => !report.pdfReady || report.deliveries.length === 0) });
  return (
    <QueryView whole query={query} what={t('incidents.title')}>
      {(incident) => (
        <Frame title={incident.title} lead={`${incident.number}　${incident.clientName}`} crumbs={[{ label: t('incidents.title'), to: pathTo('vendor.incidents') }]} badge={<Status tone={stateTones[incident.state]} label={t(`incidents.state.${incident.state}`)} />}>
          <IncidentSummary incident={incident} contractPath={pathTo('vendor.contract', { contractId: incident.contractId })} clientPath={pathTo('vendor.client', { clientId: incident.clientId })} sitePath={(siteId) => pathTo('vendor.site', { siteId })} />
          <StepSection incident={incident} />
          <ReportsSection incident={incident} />
          <Cause incident={incident} />
          <History incident={incident} />
          <ConsultLink side="vendor" contractId={incident.contractId} about={{ kind: 'incident', id: incident.id }} subject={incident.title} />
        </Frame>
      )}
    </QueryView>
  );
}
