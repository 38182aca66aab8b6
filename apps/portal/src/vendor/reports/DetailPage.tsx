import { reportRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { addressOf, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { monthText } from '../../shared/jp/dates.js';
import { ButtonAnchor } from '../../shared/parts/Button.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Status } from '../../shared/parts/Status.js';
import { vendorTones, type Report } from '../../shared/reports/report-words.js';
import { ReportContent } from '../../shared/reports/ReportContent.js';
import { ReportQuestions } from '../../shared/reports/ReportQuestions.js';
import { usePathParameters } from '../../shared/router/links.js';
import { Delivery } from './Delivery.js';
import { DraftForm } from './DraftForm.js';

function PdfLink({ report }: { readonly report: Report }) {
  const t = useT();
  if (report.state === 'draft') return null;
  if (!report.pdfReady) return <p className="h-note-small">{t('reports.pdfSoon')}</p>;
  return <ButtonAnchor href={addressOf(reportRoutes.pdf, { params: { reportId: report.id } })} download variant="default">{t('reports.pdf')}</ButtonAnchor>;
}

function Detail({ report }: { readonly report: Report }) {
  const t = useT();
  const draft = report.state === 'draft';
  return (
    <Frame title={t('reports.titleOf', { month: monthText(report.month) })} crumbs={[{ label: t('reports.title'), to: pathTo('vendor.reports') }]} lead={`${report.clientName}　${report.contractNumber}`}
      badge={<Status tone={vendorTones[report.state]} label={t(`reports.state.${report.state}`)} />} actions={<PdfLink report={report} />}>
      {draft ? <PermissionGate permission="report.write" whoCan={t('reports.whoWrites')}><DraftForm key={report.id} report={report} /></PermissionGate> : <Delivery report={report} />}
      {!draft && report.questions.length > 0 && <ReportQuestions report={report} />}
      <ReportContent report={report} />
    </Frame>
  );
}

export function Page() {
  const { reportId } = usePathParameters('vendor.report');
  const query = useRoute(reportRoutes.get, { params: { reportId } });
  return <QueryView whole query={query}>{(report) => <Detail report={report} />}</QueryView>;
}
