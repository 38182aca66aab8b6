import { reportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { ConsultLink } from '../../shared/agreements/ConsultLink.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { clientState, clientTones, type Report } from '../../shared/reports/report-words.js';
import { ReportContent } from '../../shared/reports/ReportContent.js';
import { ReportQuestions } from '../../shared/reports/ReportQuestions.js';
import { usePathParameters } from '../../shared/router/links.js';
import { Acknowledge } from './Acknowledge.js';
import { AskForm } from './AskForm.js';

function Detail({ report }: { readonly report: Report }) {
  const t = useT();
  const state = clientState(report.state);
  return (
    <Frame title={t('reports.titleOf', { month: monthText(report.month) })} crumbs={[{ label: t('reports.title'), to: pathTo('client.reports') }]} lead={`${report.content.vendorName}　${report.contractNumber}`}
      badge={<Status tone={clientTones[state]} label={t(`reports.clientState.${state}`)} />}
      actions={report.pdfReady ? <ButtonAnchor href={addressOf(reportRoutes.clientPdf, { params: { reportId: report.id } })} download variant="default">{t('reports.pdf')}</ButtonAnchor> : <p className="h-note-small">{t('reports.pdfSoon')}</p>}>
      <ReportContent report={report} />
      <Acknowledge report={report} />
      {report.questions.length > 0 && <ReportQuestions report={report} />}
      <AskForm report={report} />
      <ConsultLink side="client" contractId={report.contractId} about={{ kind: 'report', id: report.id }} subject={t('reports.titleOf', { month: monthText(report.month) })} />
    </Frame>
  );
}

export function Page() {
  const { reportId } = usePathParameters('client.report');
  const query = useRoute(reportRoutes.clientGet, { params: { reportId } });
  return <QueryView whole query={query}>{(report) => <Detail report={report} />}</QueryView>;
}
