import { z } from 'zod';
import { instant, line, localDate, ok, optionalMultiline, positiveYen, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
/** When a step is needed: always, from a monthly fee on, when the text differs from the form, or either. */
export const approvalConditions = ['always', 'amount', 'deviation', 'either'] as const;
export const approvalStates = ['none', 'waiting', 'approved', 'sentBack', 'outdated'] as const;

export const approvalStep = z.strictObject({ name: line(40), condition: z.enum(approvalConditions), fromYen: positiveYen.nullable(), approverIds: z.array(uuid).min(1).max(5) })
  .refine(({ condition, fromYen }) => fromYen !== null || (condition !== 'amount' && condition !== 'either'), { path: ['fromYen'], params: { code: 'missing' } });
const steps = z.array(approvalStep).max(3);
const person = z.strictObject({ userId: uuid, name: z.string() });
export const approvalPolicy = z.strictObject({ steps, version: z.int(), /** Who may be named as an approver or a delegate. */ people: z.array(person) });
export const approvalAbsence = z.strictObject({ id: uuid, user: person, delegate: person, fromOn: localDate, untilOn: localDate, enteredBy: z.string() });

const requestView = z.strictObject({
  id: uuid, note: z.string(), requestedBy: z.string(), requestedAt: instant, feeYen: z.int().nullable(), deviations: z.array(sentence), state: z.enum(approvalStates),
  steps: z.array(z.strictObject({
    number: z.int(), name: z.string(), because: sentence, approvers: z.array(z.string()), state: z.enum(['later', 'waiting', 'approved', 'sentBack']),
    answer: z.strictObject({ by: z.string(), onBehalfOf: z.string().nullable(), reason: z.string(), at: instant }).nullable(),
  })),
});
/** What a draft needs and has: `state` counts for the draft as it is now. */
export const approvalView = z.strictObject({
  contractId: uuid, contractNumber: z.string(), clientName: z.string(), state: z.enum(approvalStates), feeYen: z.int().nullable(), deviations: z.array(sentence),
  /** Steps that this draft needs under the policy of today; none: it can be sent without an approval. */
  needed: z.array(z.strictObject({ name: z.string(), because: sentence, approvers: z.array(z.string()) })),
  /** Newest first; the first one counts. */
  requests: z.array(requestView),
  /** The asking person can answer the waiting step; `onBehalfOf`: as the delegate of somebody absent. */
  mayAnswer: z.boolean(), onBehalfOf: z.string().nullable(),
});

const read = { permission: 'contract.read', audience: ['vendor'] } as const;
const contractId = z.strictObject({ contractId: uuid });

export const approvalRoutes = {
  policy: defineRoute({ ...read, id: 'approvals.policy', method: 'GET', path: '/api/v1/approval-policy', summary: { ja: '社内承認（稟議）の決まり', en: 'Who approves a contract before it is sent' }, response: approvalPolicy }),
  savePolicy: defineRoute({ permission: 'settings.write', audience: ['vendor'], id: 'approvals.savePolicy', method: 'PUT', path: '/api/v1/approval-policy', ifMatch: true, summary: { ja: '社内承認（稟議）の決まりを変える（0〜3段階）', en: 'Change the steps, none to three' }, body: z.strictObject({ steps }), response: z.strictObject({ version }) }),
  absences: defineRoute({ ...read, id: 'approvals.absences', method: 'GET', path: '/api/v1/approval-absences', summary: { ja: '不在と代理', en: 'Absences and delegates' }, response: z.strictObject({ items: z.array(approvalAbsence) }) }),
  enterAbsence: defineRoute({ permission: 'approval.decide', audience: ['vendor'], id: 'approvals.enterAbsence', method: 'POST', path: '/api/v1/approval-absences', summary: { ja: '不在の間の代理を決める', en: 'Name a delegate for an absence' }, body: z.strictObject({ userId: uuid, delegateId: uuid, fromOn: localDate, untilOn: localDate }), response: ok }),
  endAbsence: defineRoute({ permission: 'approval.decide', audience: ['vendor'], id: 'approvals.endAbsence', method: 'POST', path: '/api/v1/approval-absences/:absenceId/end', summary: { ja: '不在の代理を終える', en: 'End an absence' }, params: z.strictObject({ absenceId: uuid }), body: z.strictObject({}), response: ok }),
  waiting: defineRoute({ ...read, id: 'approvals.waiting', method: 'GET', path: '/api/v1/approvals', summary: { ja: '承認を待っている契約', en: 'Contracts that wait for an approval' }, response: z.strictObject({ items: z.array(z.strictObject({ contractId: uuid, contractNumber: z.string(), clientName: z.string(), feeYen: z.int().nullable(), requestedBy: z.string(), requestedAt: instant, step: z.string(), mine: z.boolean() })) }) }),
  get: defineRoute({ ...read, id: 'approvals.get', method: 'GET', path: '/api/v1/contracts/:contractId/approval', summary: { ja: '契約の社内承認の状態', en: 'The approval of one contract' }, params: contractId, response: approvalView }),
  request: defineRoute({ permission: 'contract.write', audience: ['vendor'], id: 'approvals.request', method: 'POST', path: '/api/v1/contracts/:contractId/approval', summary: { ja: '下書きの承認を依頼する', en: 'Ask for the approval of a draft' }, params: contractId, body: z.strictObject({ note: optionalMultiline(2_000) }), response: approvalView }),
  answer: defineRoute({
    permission: 'approval.decide', audience: ['vendor'], id: 'approvals.answer', method: 'POST', path: '/api/v1/contracts/:contractId/approval/answers', summary: { ja: '承認する、または理由をつけて差し戻す', en: 'Approve, or send back with a reason' }, params: contractId,
    body: z.strictObject({ requestId: uuid, kind: z.enum(['approved', 'sent_back']), reason: optionalMultiline(2_000) }).refine(({ kind, reason }) => kind === 'approved' || reason !== '', { path: ['reason'], params: { code: 'missing' } }), response: approvalView,
  }),
} as const;
export type ApprovalStep = z.output<typeof approvalStep>;
