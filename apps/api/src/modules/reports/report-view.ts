import type { ReportContent, ResponseOf, reportRoutes } from '@hoshu/api-schema';
import type { ReportRow } from './report.repository.js';

export type ReportDetail = ResponseOf<typeof reportRoutes.get>;
export type ReportSummary = ResponseOf<typeof reportRoutes.list>['items'][number];

const state = (row: ReportRow): ReportSummary['state'] => (row.acknowledged_at ? 'acknowledged' : row.opened_at ? 'opened' : row.sending_id ? 'sent' : 'draft');

export const reportSummary = (row: ReportRow): ReportSummary => ({
  id: row.id, contractId: row.contract_id, contractNumber: row.contract_number, clientId: row.client_id, clientName: row.client_name, month: row.month, state: state(row),
  sentAt: row.sent_at?.toISOString() ?? null, acknowledgedAt: row.acknowledged_at?.toISOString() ?? null, percent: row.percent,
});

export const reportDetail = (row: ReportRow, content: ReportContent, questions: readonly { id: string; person_name: string; text: string; asked_at: Date }[]): ReportDetail => ({
  ...reportSummary(row), percent: content.uptime.totals.percent, comment: row.comment, decisions: row.decisions, content, sentTo: row.sent_to, sentBy: row.sent_by, pdfReady: row.file_id !== null, sha256: row.sha256,
  openedAt: row.opened_at?.toISOString() ?? null, openedBy: row.opened_by, acknowledgedAt: row.acknowledged_at?.toISOString() ?? null, acknowledgedBy: row.acknowledged_by,
  questions: questions.map((entry) => ({ id: entry.id, personName: entry.person_name, text: entry.text, askedAt: entry.asked_at.toISOString() })), version: row.version,
});
