import { z } from 'zod';
import { explanation, instant, localDate, optionalMultiline, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** 未決定・更新・条件変更・終了・保留: a contract in the queue is in exactly one of them. */
export const decisionStates = z.enum(['undecided', 'renew', 'renegotiate', 'end', 'snoozed']);
const explained = z.array(z.strictObject({ key: z.string(), label: z.strictObject({ ja: z.string(), en: z.string() }), value: z.string(), explanation }));

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

const contractId = z.strictObject({ contractId: uuid });
const explain = z.literal('1').optional();
const read = { permission: 'renewal.read', audience: ['vendor'], article: '第17条2項' } as const;

export const renewalRoutes = {
  queue: defineRoute({ ...read, id: 'renewals.queue', method: 'GET', path: '/api/v1/renewal-decisions', summary: { ja: '更新判断が必要な契約（通知期限が90日以内）', en: 'Contracts to decide about before their notice deadline' },
    query: z.strictObject({ ...pageQuery, state: decisionStates.optional(), ownerId: uuid.optional(), clientId: uuid.optional(), /** Contracts past their deadline that wait for their renewal, instead of the open ones. */ passed: z.literal('1').optional(), explain }),
    response: z.strictObject({ items: z.array(decisionRow), nextCursor: z.string().nullable(), total: z.int().nullable(), counts: z.record(decisionStates, z.int()) }) }),
  get: defineRoute({ ...read, id: 'renewals.get', method: 'GET', path: '/api/v1/contracts/:contractId/renewal-decision', summary: { ja: '契約の更新判断とこれまでの記録', en: 'The decision about one contract and those before' }, params: contractId, query: z.strictObject({ explain }),
    response: z.strictObject({ /** Null while nothing is to be decided. */ current: decisionRow.nullable(), past: z.array(closedDecision) }) }),
  decide: defineRoute({ permission: 'renewal.decide', audience: ['vendor'], article: '第17条2項', id: 'renewals.decide', method: 'PUT', path: '/api/v1/contracts/:contractId/renewal-decision', ifMatch: true, summary: { ja: '更新・条件変更・終了・保留を決める（未決定に戻すこともできる）', en: 'Decide: renew, renegotiate, end or snooze' }, params: contractId,
    body: z.strictObject({ termNumber: z.int().min(1).max(1_000), state: decisionStates, snoozedUntil: localDate.nullable(), /** A member of 乙. */ ownerId: uuid.nullable(), note: optionalMultiline(1000) }), response: decisionRow }),
} as const;
