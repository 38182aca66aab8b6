import { z } from 'zod';
import { instant, localDate, multiline, ok, optionalLine, optionalMultiline, pageOf, pageQuery, uuid, version, yearMonth } from './fields.js';
import { monitorDay, uptimeTotals } from './monitoring.js';
import { defineRoute } from './route.js';

const bilingual = z.strictObject({ ja: z.string(), en: z.string() });
/** The report as its records say it; frozen in this form when it is sent. */
export const reportContent = z.strictObject({
  month: yearMonth, fromOn: localDate, lastOn: localDate, contractNumber: z.string(), clientName: z.string(), vendorName: z.string(),
  /** F025: the five lines of the first page. */
  summary: z.strictObject({ availability: bilingual, prevented: bilingual, fixed: bilingual, remaining: bilingual, decisions: bilingual }),
  uptime: z.strictObject({ totals: uptimeTotals, method: bilingual, days: z.array(monitorDay), sites: z.array(z.strictObject({ siteName: z.string(), url: z.string(), totals: uptimeTotals })) }),
  incidents: z.array(z.strictObject({ id: uuid, number: z.string(), title: z.string(), detectedAt: instant, state: z.string(), downMinutes: z.int(), reportMinutes: z.int().nullable(), targetMinutes: z.int().nullable(), late: z.boolean(), causeClass: z.string().nullable() })),
  reportMedianMinutes: z.int().nullable(), reportLateCount: z.int(),
  certificates: z.array(z.strictObject({ host: z.string(), expiresOn: localDate, daysLeft: z.int() })),
  checkCount: z.int(),
  /** 第3条: the works of the contract; `records` is null for a work whose doing the product does not record. Reports sent before this list existed have none. */
  works: z.array(z.strictObject({ number: z.int().min(1).max(9), frequency: z.string(), records: z.int().nullable() })).default([]),
  previous: z.strictObject({ month: yearMonth, percent: z.number().nullable(), incidentCount: z.int() }).nullable(),
});
export type ReportContent = z.output<typeof reportContent>;

const reading = {
  openedAt: instant.nullable(), openedBy: z.string().nullable(), acknowledgedAt: instant.nullable(), acknowledgedBy: z.string().nullable(),
  questions: z.array(z.strictObject({ id: uuid, personName: z.string(), text: z.string(), askedAt: instant })),
};
export const reportSummary = z.strictObject({
  id: uuid, contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), month: yearMonth, state: z.enum(['draft', 'sent', 'opened', 'acknowledged']),
  sentAt: instant.nullable(), acknowledgedAt: instant.nullable(), percent: z.number().nullable(),
});
export const reportDetail = z.strictObject({
  ...reportSummary.shape, comment: z.string(), decisions: z.string(), content: reportContent, sentTo: z.string().nullable(), sentBy: z.string().nullable(), pdfReady: z.boolean(), sha256: z.string().nullable(), ...reading, version,
});

const params = z.strictObject({ reportId: uuid });
const vendorRead = { permission: 'report.read', audience: ['vendor'], article: '第3条' } as const;
const vendorWrite = { permission: 'report.write', audience: ['vendor'], article: '第3条' } as const;
const clientRead = { permission: 'report.read', audience: ['client'], article: '第3条' } as const;
const clientAct = { permission: 'report.acknowledge', audience: ['client'], article: '第3条' } as const;
const query = z.strictObject({ ...pageQuery, contractId: uuid.optional() });

export const reportRoutes = {
  list: defineRoute({ ...vendorRead, id: 'reports.list', method: 'GET', path: '/api/v1/reports', summary: { ja: '月次報告書の一覧', en: 'Monthly reports' }, query, response: pageOf(reportSummary) }),
  get: defineRoute({ ...vendorRead, id: 'reports.get', method: 'GET', path: '/api/v1/reports/:reportId', summary: { ja: '月次報告書', en: 'One monthly report' }, params, response: reportDetail }),
  comment: defineRoute({ ...vendorWrite, id: 'reports.comment', method: 'PATCH', path: '/api/v1/reports/:reportId', ifMatch: true, summary: { ja: 'コメントを保存', en: 'Save the comment' }, params, body: z.strictObject({ comment: optionalMultiline(600), decisions: optionalMultiline(300) }), response: reportDetail }),
  send: defineRoute({ ...vendorWrite, id: 'reports.send', method: 'POST', path: '/api/v1/reports/:reportId/send', ifMatch: true, summary: { ja: 'お客様へ送る', en: 'Send to the client' }, params, response: reportDetail }),
  pdf: defineRoute({ ...vendorRead, id: 'reports.pdf', method: 'GET', path: '/api/v1/reports/:reportId/pdf', produces: 'file', summary: { ja: '月次報告書（PDF）', en: 'The report as PDF' }, params, response: z.never() }),
  clientList: defineRoute({ ...clientRead, id: 'reports.clientList', method: 'GET', path: '/api/v1/client/reports', summary: { ja: '届いた月次報告書', en: 'Reports received' }, query, response: pageOf(reportSummary) }),
  // The first opening is an event of its own, so this read writes.
  clientGet: defineRoute({ ...clientRead, id: 'reports.clientGet', method: 'GET', path: '/api/v1/client/reports/:reportId', auditedRead: true, summary: { ja: '届いた月次報告書を開く', en: 'Open a report' }, params, response: reportDetail }),
  clientPdf: defineRoute({ ...clientRead, id: 'reports.clientPdf', method: 'GET', path: '/api/v1/client/reports/:reportId/pdf', auditedRead: true, produces: 'file', summary: { ja: '届いた月次報告書（PDF）', en: 'The report as PDF' }, params, response: z.never() }),
  acknowledge: defineRoute({ ...clientAct, id: 'reports.acknowledge', method: 'POST', path: '/api/v1/client/reports/:reportId/acknowledge', summary: { ja: '確認しました', en: 'Acknowledge' }, params, body: z.strictObject({ personName: optionalLine(60) }), response: reportDetail }),
  ask: defineRoute({ ...clientAct, id: 'reports.ask', method: 'POST', path: '/api/v1/client/reports/:reportId/questions', summary: { ja: '質問する', en: 'Ask a question' }, params, body: z.strictObject({ text: multiline(2_000), personName: optionalLine(60) }), response: ok }),
} as const;
