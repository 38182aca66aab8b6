import { z } from 'zod';
import { fileBytes, instant, line, localDate, optionalLine, optionalMultiline, uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const party = z.enum(['client', 'vendor']);

/** What an item of the hand-over is about. */
export const offboardingKinds = ['dns', 'certificate', 'account', 'credential', 'licence', 'backup', 'system', 'monitor', 'invoice', 'settlement', 'incident', 'agreement', 'claim', 'document', 'data', 'other'] as const;
/** Kinds that people add themselves. */
export const ownKinds = ['credential', 'licence', 'backup', 'dns', 'data', 'other'] as const;
export const offboardingItem = z.strictObject({
  id: uuid, kind: z.enum(offboardingKinds), title: sentence, detail: z.string(), article: z.string(), ownerSide: party, addedSide: z.enum(['system', 'client', 'vendor']), addedBy: z.string(), addedOn: localDate,
  state: z.enum(['open', 'done', 'waived']), /** The record itself says when it is done: nobody ticks it. */ isAutomatic: z.boolean(), markedBy: z.string(), markedSide: party.nullable(), markedOn: localDate.nullable(), text: z.string(),
});
/** 引渡しの一覧: from the records of the contract and from both sides, with the confirmations that count for exactly this list. */
export const offboardingView = z.strictObject({
  contractNumber: z.string(), clientName: z.string(), status: z.string(), end: z.strictObject({ lastOn: localDate, article: z.string() }).nullable(), openedOn: localDate.nullable(), refreshedOn: localDate.nullable(),
  items: z.array(offboardingItem), openCount: z.int(), contentHash: z.string(),
  confirmations: z.array(z.strictObject({ side: party, personName: z.string(), role: sentence, at: instant })),
  closedOn: localDate.nullable(), mayWrite: z.boolean(), mayConfirm: z.boolean(), waitsFor: sentence,
});

const both = ['vendor', 'client'] as const;
const contractId = z.strictObject({ contractId: uuid });
const read = { permission: 'handover.read', audience: both, method: 'GET', article: '第7条' } as const;
const write = { permission: 'handover.write', audience: both, method: 'POST', article: '第7条' } as const;
const base = '/api/v1/contracts/:contractId/offboarding';

export const offboardingRoutes = {
  get: defineRoute({ ...read, id: 'offboarding.get', path: base, summary: { ja: '終了時の引渡しの一覧', en: 'What is handed over at the end' }, params: contractId, response: offboardingView }),
  refresh: defineRoute({ ...write, audience: ['vendor'], id: 'offboarding.refresh', path: `${base}/refresh`, summary: { ja: '記録から引渡しの一覧を作る・足す', en: 'Make the list from the records, or add what is new' }, params: contractId, body: z.strictObject({}), response: offboardingView }),
  addItem: defineRoute({ ...write, id: 'offboarding.addItem', path: `${base}/items`, summary: { ja: '引渡しの項目を加える', en: 'Add an item' }, params: contractId, body: z.strictObject({ kind: z.enum(ownKinds), title: line(120), detail: optionalMultiline(1_000), ownerSide: party }), response: offboardingView }),
  mark: defineRoute({
    ...write, id: 'offboarding.mark', path: '/api/v1/offboarding-items/:offboardingItemId/marks', summary: { ja: '項目を済み・省略（理由）・未了に戻す', en: 'Mark an item as done, waived (with a reason) or open again' }, params: z.strictObject({ offboardingItemId: uuid }),
    body: z.strictObject({ kind: z.enum(['done', 'waived', 'reopened']), text: optionalMultiline(1_000) }).refine(({ kind, text }) => kind !== 'waived' || text !== '', { path: ['text'], params: { code: 'missing' } }), response: offboardingView,
  }),
  confirm: defineRoute({
    ...write, permission: 'handover.confirm', id: 'offboarding.confirm', path: `${base}/confirmation`, summary: { ja: '引渡しを確認する', en: 'Confirm the hand-over' }, params: contractId,
    body: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/), agreed: z.literal(true), personName: optionalLine(60) }), response: offboardingView,
  }),
  pdf: defineRoute({ ...read, id: 'offboarding.pdf', path: `${base}/pdf`, produces: 'file', summary: { ja: '引渡確認書（PDF）', en: 'The confirmed hand-over as PDF' }, params: contractId, response: fileBytes }),
} as const;
