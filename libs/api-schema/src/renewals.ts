import { z } from 'zod';
import { explainedValue, explainedValues, explainQuery, instant, localDate, optionalMultiline, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** 未決定・更新・条件変更・終了・保留: a contract in the queue is in exactly one of them. */
export const decisionStates = z.enum(['undecided', 'renew', 'renegotiate', 'end', 'snoozed']);
const explained = z.array(explainedValue);

const decision = {
  state: decisionStates, snoozedUntil: localDate.nullable(), ownerId: uuid.nullable(), ownerName: z.string(), note: z.string(), decidedBy: z.string(), decidedAt: instant.nullable(),
};
/** A contract of the queue with its days of 第17条2項. `version` 0: nobody has written anything yet. */
export const decisionRow = z.strictObject({
  contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), feeYen: z.int().nullable(), taxMode: z.enum(['inclusive', 'exclusive']), isSample: z.boolean(),
  termNumber: z.int(), termLastOn: localDate, lastValidOn: localDate, safePostingOn: localDate, daysLeft: z.int(), postingDaysLeft: z.int(),
  /** False once the deadline has passed: the term renews unless a notice arrived in time. */
  isOpen: z.boolean(), ...decision, version: z.int().min(0), explained,
});
/** How a term that is over was decided, and what came of it. */
const closedDecision = z.strictObject({ termNumber: z.int(), ...decision, outcome: z.enum(['renewed', 'ended']), closedOn: localDate });

/** How many warnings of a term 甲 gets: one neutral mail, or every step that 乙 gets. */
export const reminderMode = z.enum(['once', 'ladder']);
const reminderChoice = z.strictObject({ /** Null: nothing of its own was chosen. */ own: reminderMode.nullable(), inForce: reminderMode, version: z.int().min(0) });
const reminderSent = z.strictObject({
  termNumber: z.int(), kind: z.enum(['first', 'posting_30', 'posting_14', 'posting_7', 'posting_3', 'posting_day', 'posting_in_30_days', 'safe_business_day']), /** Until the ladder came, one warning went to both. */ party: z.enum(['client', 'vendor', 'both']), dueOn: localDate, sentOn: localDate,
  /** What the receiving server said; null while it has not answered, or when 別紙1 has no address. */
  recipient: z.string().nullable(), accepted: z.boolean().nullable(), serverResponse: z.string().nullable(), answeredAt: instant.nullable(),
});

const contractId = z.strictObject({ contractId: uuid });
const read = { permission: 'renewal.read', audience: ['vendor'], article: '第17条2項' } as const;

const choose = { permission: 'contract.write', audience: ['vendor'], article: '第17条2項', ifMatch: true } as const;

export const renewalRoutes = {
  queue: defineRoute({ ...read, id: 'renewals.queue', method: 'GET', path: '/api/v1/renewal-decisions', summary: { ja: '更新判断が必要な契約（通知期限が90日以内）', en: 'Contracts to decide about before their notice deadline' },
    query: z.strictObject({ ...pageQuery, state: decisionStates.optional(), ownerId: uuid.optional(), clientId: uuid.optional(), /** Contracts past their deadline that wait for their renewal, instead of the open ones. */ passed: z.literal('1').optional(), ...explainQuery }),
    response: z.strictObject({ items: z.array(decisionRow), nextCursor: z.string().nullable(), total: z.int().nullable(), counts: z.record(decisionStates, z.int()) }) }),
  get: defineRoute({ ...read, id: 'renewals.get', method: 'GET', path: '/api/v1/contracts/:contractId/renewal-decision', summary: { ja: '契約の更新判断とこれまでの記録', en: 'The decision about one contract and those before' }, params: contractId, query: z.strictObject(explainQuery),
    response: z.strictObject({ /** Null while nothing is to be decided. */ current: decisionRow.nullable(), past: z.array(closedDecision) }) }),
  decide: defineRoute({ permission: 'renewal.decide', audience: ['vendor'], article: '第17条2項', id: 'renewals.decide', method: 'PUT', path: '/api/v1/contracts/:contractId/renewal-decision', ifMatch: true, summary: { ja: '更新・条件変更・終了・保留を決める（未決定に戻すこともできる）', en: 'Decide: renew, renegotiate, end or snooze' }, params: contractId,
    body: z.strictObject({ termNumber: z.int().min(1).max(1_000), state: decisionStates, snoozedUntil: localDate.nullable(), /** A member of 乙. */ ownerId: uuid.nullable(), note: optionalMultiline(1000) }), response: decisionRow }),
  reminders: defineRoute({ ...read, id: 'renewals.reminders', method: 'GET', path: '/api/v1/contracts/:contractId/reminders', summary: { ja: '期限のお知らせの記録と、お客様（甲）への回数', en: 'Warnings sent about the deadlines of a contract' }, params: contractId, query: z.strictObject(explainQuery), response: z.strictObject({ explained: explainedValues, items: z.array(reminderSent), choice: reminderChoice }) }),
  chooseOwnReminders: defineRoute({ ...choose, id: 'renewals.chooseOwnReminders', method: 'PUT', path: '/api/v1/contracts/:contractId/reminders/choice', summary: { ja: 'この契約のお客様（甲）へのお知らせの回数', en: 'How many warnings the client of a contract gets' }, params: contractId, body: z.strictObject({ /** Null: as chosen for all contracts. */ mode: reminderMode.nullable() }), response: reminderChoice }),
  reminderChoice: defineRoute({ ...read, id: 'renewals.reminderChoice', method: 'GET', path: '/api/v1/renewal-reminders/choice', summary: { ja: 'お客様（甲）へのお知らせの回数（共通）', en: 'How many warnings clients get' }, response: reminderChoice }),
  chooseReminders: defineRoute({ ...choose, id: 'renewals.chooseReminders', method: 'PUT', path: '/api/v1/renewal-reminders/choice', summary: { ja: 'お客様（甲）へのお知らせの回数を選ぶ（共通）', en: 'Choose how many warnings clients get' }, body: z.strictObject({ mode: reminderMode }), response: reminderChoice }),
} as const;
