import { z } from 'zod';
import { explainQuery, explanation, instant, line, multiline, ok, optionalMultiline, pageOf, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** The closed list of R28 (第6条2項・第9条2項・第10条3項・第15条・第16条) and 不明. */
export const causeClasses = [
  'disaster', 'telecomOutage', 'hostingFailure', 'unauthorizedAccess', 'clientInstruction', 'beyondControl', 'thirdPartyService', 'clientDelay', 'vendorBreach', 'subcontractorBreach', 'unknown',
] as const;
export const incidentStates = ['detected', 'acknowledged', 'investigating', 'restored', 'closed'] as const;
const eventKinds = ['detected', 'acknowledged', 'investigating', 'reported', 'restored', 'closed', 'note', 'cause', 'disputed'] as const;

const cause = z.strictObject({
  causeClass: z.enum(causeClasses), evidence: z.string(), vendorNegligent: z.boolean(), grossNegligence: z.boolean(), decidedBy: z.string(), decidedAt: instant,
  /** null while the cause is unknown. */
  liability: z.strictObject({ result: z.enum(['exempt', 'liable', 'review']), clause: z.string(), capApplies: z.boolean().nullable() }).nullable(),
  needsReview: z.boolean(),
  explanation: explanation.optional(),
});
/** 第5条3項: from discovery to the first report; measured always, promised only if 別紙1 says so. */
const clock = z.strictObject({
  detectedAt: instant, reportedAt: instant.nullable(), minutes: z.int(), targetMinutes: z.int().nullable(), result: z.enum(['running', 'running_late', 'measured', 'met', 'late']),
  explanation: explanation.optional(),
});
const event = z.strictObject({
  id: uuid, kind: z.enum(eventKinds), at: instant, recordedAt: instant, text: z.string(), personName: z.string(), side: z.enum(['vendor', 'client', 'system']),
  correctsId: uuid.nullable(), correctedById: uuid.nullable(), causeClass: z.enum(causeClasses).nullable(), evidence: z.string(),
});
const reportView = z.strictObject({
  id: uuid, revision: z.int(), impact: z.string(), cause: z.string(), measures: z.string(), prevention: z.string(), sentTo: z.string(), sentAt: instant, sentBy: z.string(), pdfReady: z.boolean(),
  /** What the receiving mail server said; the vendor's own. */
  deliveries: z.array(z.strictObject({ accepted: z.boolean(), response: z.string(), answeredAt: instant })),
});
export const incidentSummary = z.strictObject({
  id: uuid, number: z.string(), contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), title: z.string(), channel: z.enum(['manual', 'monitor', 'client']),
  sites: z.array(z.strictObject({ id: uuid, name: z.string() })), state: z.enum(incidentStates), restoredAt: instant.nullable(), disputed: z.boolean(), clock, causeClass: z.enum(causeClasses).nullable(),
});
export const incidentDetail = z.strictObject({ ...incidentSummary.shape, openedBy: z.string(), cause: cause.nullable(), events: z.array(event), reports: z.array(reportView) });

const params = z.strictObject({ incidentId: uuid });
const both = { audience: ['vendor', 'client'] } as const;

export const incidentRoutes = {
  list: defineRoute({ ...both, permission: 'incident.read', id: 'incidents.list', method: 'GET', path: '/api/v1/incidents', article: '第9条', summary: { ja: '障害の一覧', en: 'Incidents' }, query: z.strictObject({ ...pageQuery, contractId: uuid.optional(), siteId: uuid.optional(), open: z.literal('1').optional(), closed: z.literal('1').optional() }), response: pageOf(incidentSummary) }),
  get: defineRoute({ ...both, permission: 'incident.read', id: 'incidents.get', method: 'GET', path: '/api/v1/incidents/:incidentId', article: '第9条', summary: { ja: '障害の詳細と経過', en: 'One incident with its timeline' }, params, query: z.strictObject(explainQuery), response: incidentDetail }),
  open: defineRoute({
    ...both, permission: 'incident.write', id: 'incidents.open', method: 'POST', path: '/api/v1/incidents', article: '第9条', summary: { ja: '障害を記録する・連絡する', en: 'Open an incident' },
    body: z.strictObject({ contractId: uuid, siteIds: z.array(uuid).min(1).max(50), title: line(120), description: multiline(4_000), detectedAt: instant.optional() }), response: incidentDetail,
  }),
  addEvent: defineRoute({
    permission: 'incident.write', audience: ['vendor'], id: 'incidents.addEvent', method: 'POST', path: '/api/v1/incidents/:incidentId/events', article: '第9条', summary: { ja: '経過を記録', en: 'Add to the timeline' }, params,
    body: z.strictObject({ kind: z.enum(['acknowledged', 'investigating', 'restored', 'closed', 'note']), at: instant.optional(), text: optionalMultiline(4_000), correctsId: uuid.optional() }), response: incidentDetail,
  }),
  decideCause: defineRoute({
    permission: 'incident.write', audience: ['vendor'], id: 'incidents.decideCause', method: 'POST', path: '/api/v1/incidents/:incidentId/cause', article: '第9条2項', summary: { ja: '原因の区分と根拠を記録', en: 'Record cause and evidence' }, params,
    body: z.strictObject({ causeClass: z.enum(causeClasses), text: optionalMultiline(4_000), evidence: multiline(4_000), vendorNegligent: z.boolean(), grossNegligence: z.boolean() }), response: incidentDetail,
  }),
  comment: defineRoute({
    permission: 'incident.write', audience: ['client'], id: 'incidents.comment', method: 'POST', path: '/api/v1/incidents/:incidentId/comments', article: '第21条', summary: { ja: '追記する・原因の区分に異議を述べる', en: 'Comment, or dispute the cause' }, params,
    body: z.strictObject({ text: multiline(4_000), disputesCause: z.boolean() }), response: incidentDetail,
  }),
  report: defineRoute({
    permission: 'incident.report', audience: ['vendor'], id: 'incidents.report', method: 'POST', path: '/api/v1/incidents/:incidentId/reports', article: '第5条3項', summary: { ja: 'お客様へ報告する', en: 'Report to the client' }, params,
    body: z.strictObject({ impact: multiline(2_000), cause: multiline(2_000), measures: multiline(2_000), prevention: optionalMultiline(2_000) }), response: incidentDetail,
  }),
  resend: defineRoute({ permission: 'incident.report', audience: ['vendor'], id: 'incidents.resend', method: 'POST', path: '/api/v1/incidents/:incidentId/reports/:reportId/resend', article: '第5条3項', summary: { ja: '報告のメールを再送', en: 'Send the report again' }, params: z.strictObject({ incidentId: uuid, reportId: uuid }), response: ok }),
  pdf: defineRoute({ ...both, permission: 'incident.read', id: 'incidents.pdf', method: 'GET', path: '/api/v1/incidents/:incidentId/reports/:reportId/pdf', produces: 'file', article: '第5条3項', summary: { ja: '障害報告書（PDF）', en: 'The incident report as PDF' }, params: z.strictObject({ incidentId: uuid, reportId: uuid }), response: z.never() }),
} as const;
