import { incidentRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api.js';
import { Form, TextAreaField, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { instantText } from '../../shared/jp/dates.js';
import type { Incident } from '../../shared/incidents/incident-words.js';
import { Deliveries, ReportItem, ReportWords } from '../../shared/incidents/ReportItem.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';

type Words = BodyInputOf<typeof incidentRoutes.report>;

/** Writes the report; what will be sent is shown once more, because a sent one never changes. */
function ReportForm({ incident, onDone }: { readonly incident: Incident; readonly onDone: () => void }) {
  const t = useT();
  const [ready, setReady] = useState<Words | null>(null);
  const last = incident.reports[0];
  const form = useRouteForm(incidentRoutes.report, { impact: last?.impact ?? '', cause: last?.cause ?? '', measures: last?.measures ?? '', prevention: last?.prevention ?? '' });
  const { act } = useAct(incidentRoutes.report, { refreshes: [incidentRoutes.get, incidentRoutes.list], onDone: () => { notify({ tone: 'good', text: t('incidents.reportSent') }); onDone(); } });
  return (
    <Form form={form} onSubmit={form.handleSubmit((words) => setReady(words))}>
      <p className="h-note-small">{t('incidents.reportLead')}</p>
      <TextAreaField name="impact" label={t('incidents.impact')} hint={t('incidents.impactHint')} rows={3} />
      <TextAreaField name="cause" label={t('incidents.reportCause')} hint={t('incidents.reportCauseHint')} rows={3} />
      <TextAreaField name="measures" label={t('incidents.measures')} hint={t('incidents.measuresHint')} rows={3} />
      <TextAreaField name="prevention" label={t('incidents.prevention')} rows={3} optional />
      <Button type="submit">{t('incidents.reportCheck')}</Button>
      <ConfirmDialog opened={ready !== null} onClose={() => setReady(null)} title={t('incidents.reportConfirm')} confirmLabel={t('incidents.reportSend')} onConfirm={() => act({ params: { incidentId: incident.id }, body: ready ?? { impact: '', cause: '', measures: '', prevention: '' } })}>
        {ready && <div className="h-report h-confirm-report" tabIndex={0} role="region" aria-label={t('incidents.report')}><ReportWords report={ready} /></div>}
      </ConfirmDialog>
    </Form>
  );
}

function Resend({ incidentId, report }: { readonly incidentId: string; readonly report: Incident['reports'][number] }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.report');
  const [asking, setAsking] = useState(false);
  const { act } = useAct(incidentRoutes.resend, { refreshes: [incidentRoutes.get], onDone: () => notify({ tone: 'good', text: t('incidents.resent') }) });
  const title = t('incidents.resendOf', { revision: report.revision });
  return (
    <>
      <GatedButton permission="incident.report" whoCan={whoCan} obtainable variant="default" blockedBecause={report.pdfReady ? undefined : t('incidents.pdfWaiting')} onClick={() => setAsking(true)}>{t('incidents.resend')}</GatedButton>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={title} confirmLabel={t('incidents.resend')} onConfirm={() => act({ params: { incidentId, reportId: report.id } })}>{report.sentTo}</ConfirmDialog>
    </>
  );
}

/** Reports to 甲 and how they arrived (第5条3項). */
export function ReportsSection({ incident }: { readonly incident: Incident }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'incident.report');
  const [writing, setWriting] = useState(false);
  const label = t(incident.reports.length === 0 ? 'incidents.report' : 'incidents.reportAgain');
  return (
    <Section title={t('incidents.reports')} aside={!writing && <GatedButton permission="incident.report" whoCan={whoCan} obtainable variant={incident.reports.length === 0 ? 'filled' : 'default'} onClick={() => setWriting(true)}>{label}</GatedButton>}>
      {writing && <ReportForm incident={incident} onDone={() => setWriting(false)} />}
      {!writing && incident.reports.length === 0 && <p>{t('incidents.reportsNone')}</p>}
      {incident.reports.map((report) => (
        <div key={report.id}>
          <ReportItem incidentId={incident.id} report={report} sentText={t('incidents.sentAt', { at: instantText(report.sentAt), to: report.sentTo, by: report.sentBy })}><Resend incidentId={incident.id} report={report} /></ReportItem>
          <Deliveries report={report} />
        </div>
      ))}
    </Section>
  );
}
