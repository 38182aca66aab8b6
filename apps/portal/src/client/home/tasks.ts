import { agreementRoutes, billingRoutes, contractRoutes, incidentRoutes, reportRoutes, signingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { asProblem, type ApiProblem } from '../../shared/api/problem.js';
import { useRoute, useRouteOfEach } from '../../shared/api/hooks.js';
import type { MessageId, MessageValues } from '../../shared/i18n/translate.js';
import { daysBetween, longDate, monthText } from '../../shared/jp/dates.js';
import { yenText } from '../../shared/jp/money.js';
import type { Tone } from '../../shared/parts/Status.js';
import { useCan } from '../../shared/session/session.js';

/** One thing for 甲 to do: what, why, and the one act. */
export interface Task { readonly key: string; readonly tone: Tone; readonly badge: MessageId; readonly title: MessageId; readonly values: MessageValues; readonly text: MessageId; readonly act: MessageId; readonly to: string }

type Contract = ResponseOf<typeof contractRoutes.list>['items'][number];
type Signing = ResponseOf<typeof signingRoutes.get>;
type Invoice = ResponseOf<typeof billingRoutes.invoices>['items'][number];
type Report = ResponseOf<typeof reportRoutes.clientList>['items'][number];
type Agreement = ResponseOf<typeof agreementRoutes.list>['items'][number];
type Incident = ResponseOf<typeof incidentRoutes.list>['items'][number];

const soonDays = 60;
const first = { query: { limit: '100' } } as const;

const signingTask = (contract: Contract, signing: Signing | undefined): Task[] => (signing?.asked.length ? [{
  key: `sign-${contract.id}`, tone: 'info', badge: signing.role === 'approver' ? 'home.do.approve' : 'home.do.sign', title: signing.dateConfirmation ? 'home.do.dateTitle' : signing.role === 'approver' ? 'home.do.approveTitle' : 'home.do.signTitle', values: { number: contract.number, date: longDate(signing.request?.expiresOn ?? '') }, text: 'home.do.signText', act: 'home.do.signAct',
  to: pathTo('client.contractSign', { contractId: contract.id }),
}] : []);

const invoiceTask = (invoice: Invoice): Task[] => (['unpaid', 'partial', 'overdue'].includes(invoice.status) && invoice.remainingYen > 0 ? [{
  key: `pay-${invoice.id}`, tone: invoice.overdue ? 'warn' : 'info', badge: invoice.overdue ? 'home.do.overdue' : 'home.do.pay', title: 'home.do.payTitle', values: { amount: yenText(invoice.remainingYen), number: invoice.number, date: longDate(invoice.dueOn) },
  text: 'home.do.payText', act: 'home.do.payAct', to: pathTo('client.invoice', { invoiceId: invoice.id }),
}] : []);

const reportTask = (report: Report): Task[] => (report.state === 'sent' || report.state === 'opened' ? [{
  key: `report-${report.id}`, tone: 'info', badge: 'home.do.report', title: 'home.do.reportTitle', values: { month: monthText(report.month), number: report.contractNumber }, text: 'home.do.reportText', act: 'home.do.reportAct', to: pathTo('client.report', { reportId: report.id }),
}] : []);

const incidentTask = (incident: Incident): Task => ({
  key: `incident-${incident.id}`, tone: incident.restoredAt ? 'warn' : 'bad', badge: incident.restoredAt ? 'home.do.restored' : 'home.do.incident', title: 'home.do.incidentTitle', values: { title: incident.title, sites: incident.sites.map((site) => site.name).join('、') },
  text: 'home.do.incidentText', act: 'home.do.incidentAct', to: pathTo('client.incident', { incidentId: incident.id }),
});

const agreementTask = (agreement: Agreement): Task[] => (agreement.waitingFor === 'client' ? [{
  key: `agreement-${agreement.id}`, tone: 'warn', badge: 'home.do.answer', title: 'home.do.answerTitle', values: { subject: agreement.subject }, text: 'home.do.answerText', act: 'home.do.answerAct', to: pathTo('client.agreement', { agreementId: agreement.id }),
}] : []);

function noticeTask(contract: Contract, today: string): Task[] {
  const on = contract.noticeDeadlineOn;
  if (!on || contract.status !== 'in_force' || on < today || daysBetween(today, on) > soonDays) return [];
  return [{
    key: `notice-${contract.id}`, tone: 'warn', badge: 'home.do.notice', title: 'home.do.noticeTitle', values: { number: contract.number, date: longDate(on), days: daysBetween(today, on), last: longDate(contract.lastOn ?? '') },
    text: 'home.do.noticeText', act: 'home.do.noticeAct', to: pathTo('client.contract', { contractId: contract.id }),
  }];
}

export interface TaskList { readonly tasks: readonly Task[]; readonly contracts: readonly Contract[]; readonly isReady: boolean; /** What could not be read; the rest still counts. */ readonly problems: readonly ApiProblem[]; readonly retry: () => void }

/** Everything that waits for 甲, in the order in which it hurts: trouble, signature, money, answer, deadline, report. */
export function useTasks(today: string): TaskList {
  const can = useCan();
  const contracts = useRoute(contractRoutes.list, first);
  const invoices = useRoute(billingRoutes.invoices, first, { enabled: can('invoice.read') });
  const reports = useRoute(reportRoutes.clientList, first, { enabled: can('report.read') });
  const incidents = useRoute(incidentRoutes.list, { query: { limit: '100', open: '1' } }, { enabled: can('incident.read') });
  const agreements = useRoute(agreementRoutes.list, { query: { limit: '100', state: 'proposed' } }, { enabled: can('agreement.read') });
  const items = contracts.data?.items ?? [];
  const waiting = can('signature.approve') ? items.filter((contract) => contract.status === 'awaiting_signatures') : [];
  const signings = useRouteOfEach(signingRoutes.get, waiting.map((contract) => ({ params: { contractId: contract.id } })));
  const queries = [contracts, invoices, reports, incidents, agreements, signings];
  const tasks = [
    ...(incidents.data?.items ?? []).map(incidentTask), ...waiting.flatMap((contract, index) => signingTask(contract, signings.data?.[index])),
    ...(invoices.data?.items ?? []).flatMap(invoiceTask), ...(agreements.data?.items ?? []).flatMap(agreementTask), ...items.flatMap((contract) => noticeTask(contract, today)), ...(reports.data?.items ?? []).flatMap(reportTask),
  ];
  return {
    tasks, contracts: items, isReady: queries.every((query) => !query.isLoading), problems: queries.flatMap((query) => (query.error ? [asProblem(query.error)] : [])),
    retry: () => queries.forEach((query) => { if (query.error) void query.refetch(); }),
  };
}
