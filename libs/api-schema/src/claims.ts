import { z } from 'zod';
import { explainedValues, explainQuery, instant, line, localDate, multiline, optionalMultiline, positiveYen, uuid, yen } from './fields.js';
import { capView } from './liability.js';
import { defineRoute } from './route.js';

export const claimSides = z.enum(['client', 'vendor']);
/** 提起・調査・協議・合意・不成立. */
export const claimStates = z.enum(['raised', 'investigating', 'negotiating', 'settled', 'failed']);
/** What a person may record by itself; settling needs both sides and has routes of its own. */
export const claimSteps = z.enum(['investigating', 'negotiating', 'statement', 'failed']);

/** One damage with the two questions of 第16条1項: 直接 and 通常. Both must be yes to be covered. */
export const damageItem = z.strictObject({ description: line(200), amountYen: positiveYen, direct: z.boolean(), ordinary: z.boolean() });
const settlement = z.strictObject({
  id: uuid, revision: z.int(), amountYen: z.int(), text: z.string(), proposedSide: claimSides, proposedBy: z.string(), proposedOn: localDate, sha256: z.string(),
  confirmations: z.array(z.strictObject({ side: claimSides, personName: z.string(), confirmedOn: localDate })), /** Both have confirmed: nothing changes any more. */ final: z.boolean(),
});
export const claimRow = z.strictObject({
  id: uuid, number: z.int(), contractId: uuid, side: claimSides, title: z.string(), state: claimStates, incidentOn: localDate, claimedOn: localDate, willful: z.boolean(),
  totalYen: z.int(), /** What is both direct and ordinary. */ coveredYen: z.int(), settledYen: z.int().nullable(),
});
export const claimView = z.strictObject({
  explained: explainedValues,
  ...claimRow.shape, contractNumber: z.string(), clientName: z.string(), reason: z.string(), raisedBy: z.string(), items: z.array(damageItem), incident: z.strictObject({ id: uuid, number: z.int(), title: z.string() }).nullable(),
  /** The cap on the day that counts; null for a claim against 甲, which has none. */
  cap: capView.nullable(), /** Of the covered damage at most the cap; null while the cap cannot be told. */ payableYen: z.int().nullable(),
  events: z.array(z.strictObject({ kind: z.enum(['raised', 'investigating', 'negotiating', 'statement', 'failed', 'proposed', 'confirmed']), side: claimSides, personName: z.string(), text: z.string(), at: instant })),
  settlements: z.array(settlement), /** Acts that the reader's side may do now. */ mayDo: z.array(z.enum(['investigating', 'negotiating', 'statement', 'failed', 'propose', 'confirm'])),
});
/** All claims of 甲 on a contract against the cap of today: the bar. */
export const exposure = z.strictObject({ capYen: z.int().nullable(), capState: z.enum(['amount', 'undetermined', 'unlimited']), openYen: z.int(), settledYen: z.int(), uncappedYen: z.int() });
/** F105: what the product recorded around the day. `found` false: shown as missing, never left out. */
export const evidence = z.strictObject({
  fromOn: localDate, toOn: localDate,
  entries: z.array(z.strictObject({ kind: z.enum(['checks', 'stops', 'incidents', 'incident_reports', 'monthly_reports', 'backups', 'updates', 'vulnerabilities']), found: z.boolean(), count: z.int(), lines: z.array(z.strictObject({ ja: z.string(), en: z.string() })) })),
});

const contractId = z.strictObject({ contractId: uuid });
const claimId = z.strictObject({ claimId: uuid });
const both = { audience: ['vendor', 'client'] } as const;

export const claimRoutes = {
  list: defineRoute({ ...both, permission: 'claim.read', id: 'claims.list', method: 'GET', path: '/api/v1/contracts/:contractId/claims', article: '第16条', summary: { ja: '損害賠償の請求の一覧と、上限に対する累計', en: 'Claims for damages and their sum against the cap' }, params: contractId, query: z.strictObject(explainQuery), response: z.strictObject({ explained: explainedValues, items: z.array(claimRow), exposure }) }),
  raise: defineRoute({
    ...both, permission: 'claim.write', id: 'claims.raise', method: 'POST', path: '/api/v1/contracts/:contractId/claims', article: '第16条1項', summary: { ja: '損害賠償を請求する', en: 'Raise a claim for damages' }, params: contractId,
    body: z.strictObject({ title: line(120), reason: multiline(4_000), incidentOn: localDate, incidentId: uuid.nullable(), willful: z.boolean(), items: z.array(damageItem).min(1).max(20) }), response: claimView,
  }),
  get: defineRoute({ ...both, permission: 'claim.read', id: 'claims.get', method: 'GET', path: '/api/v1/claims/:claimId', article: '第16条', summary: { ja: '損害賠償の請求', en: 'One claim' }, params: claimId, query: z.strictObject(explainQuery), response: claimView }),
  step: defineRoute({ ...both, permission: 'claim.write', id: 'claims.step', method: 'POST', path: '/api/v1/claims/:claimId/steps', article: '第21条', summary: { ja: '調査・協議・主張・不成立を記録する', en: 'Record a step of a claim' }, params: claimId, body: z.strictObject({ step: claimSteps, text: optionalMultiline(4_000) }), response: claimView }),
  propose: defineRoute({ ...both, permission: 'claim.settle', id: 'claims.propose', method: 'POST', path: '/api/v1/claims/:claimId/settlements', article: '第21条', summary: { ja: '合意の案を出す', en: 'Propose a settlement' }, params: claimId, body: z.strictObject({ amountYen: yen, text: multiline(8_000) }), response: claimView }),
  confirm: defineRoute({ ...both, permission: 'claim.settle', id: 'claims.confirm', method: 'POST', path: '/api/v1/claims/:claimId/settlements/:claimSettlementId/confirmation', article: '第21条', summary: { ja: '合意の案を確認する（双方で成立）', en: 'Confirm a settlement' }, params: z.strictObject({ claimId: uuid, claimSettlementId: uuid }), body: z.strictObject({}), response: claimView }),
  evidence: defineRoute({ permission: 'claim.write', audience: ['vendor'], id: 'claims.evidence', method: 'GET', path: '/api/v1/claims/:claimId/evidence', article: '第15条', summary: { ja: '乙の対応の記録（ないものは、ないと示す）', en: 'What the vendor did, with what is missing' }, params: claimId, response: evidence }),
} as const;
