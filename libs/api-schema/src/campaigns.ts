import { z } from 'zod';
import { amendmentStates } from './amendments.js';
import { explainedValues, explainQuery, fileBytes, instant, line, localDate, ok, optionalLine, optionalMultiline, positiveYen, uuid, yen } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const wish = {
  method: z.enum(['percent', 'each']), percent: z.number().min(-50).max(100).multipleOf(0.1).nullable(), roundingUnitYen: z.union([z.literal(1), z.literal(10), z.literal(100), z.literal(1_000)]), rounding: z.enum(['floor', 'round', 'ceil']),
  contracts: z.array(z.strictObject({ contractId: uuid, /** The fee itself where `method` is `each`. */ newFeeYen: positiveYen.nullable() })).min(1).max(200),
};
const isComplete = (body: { method: string; percent: number | null; contracts: readonly { newFeeYen: number | null }[] }): boolean => (body.method === 'percent' ? body.percent !== null : body.percent === null && body.contracts.every(({ newFeeYen }) => newFeeYen !== null));
const incomplete = { path: ['percent'], params: { code: 'missing' } };

/** `scheduled`: sent on `opensOn`; `cancelled` and `skipped` never went out; the others are those of the 変更覚書. */
export const priceProposalStates = ['scheduled', 'cancelled', 'skipped', ...amendmentStates] as const;
const planned = z.strictObject({
  contractId: uuid, contractNumber: z.string(), clientName: z.string(), oldFeeYen: yen.nullable(), newFeeYen: yen.nullable(), calculation: sentence, opensOn: localDate.nullable(), answerBy: localDate.nullable(), effectiveOn: localDate.nullable(),
  /** Why this contract cannot take part; null when it can. */
  refusal: sentence.nullable(),
});
export const priceProposal = z.strictObject({
  id: uuid, contractId: uuid, contractNumber: z.string(), clientName: z.string(), oldFeeYen: yen, newFeeYen: yen, opensOn: localDate, answerBy: localDate, effectiveOn: localDate, state: z.enum(priceProposalStates), outcome: sentence, counterFeeYen: yen.nullable(), answerText: z.string(), amendmentId: uuid.nullable(),
});
const counts = z.record(z.enum(priceProposalStates), z.int());
const summary = z.strictObject({ id: uuid, name: z.string(), createdBy: z.string(), createdAt: instant, total: z.int(), counts });

const read = { permission: 'renewal.read', audience: ['vendor'], method: 'GET', article: '第17条2項' } as const;
const decide = { permission: 'renewal.decide', audience: ['vendor'], method: 'POST', article: '第17条2項' } as const;
const params = z.strictObject({ campaignId: uuid });
const proposalParams = z.strictObject({ campaignId: uuid, priceProposalId: uuid });
const detail = z.strictObject({ ...summary.shape, message: z.string(), items: z.array(priceProposal), explained: explainedValues });

export const campaignRoutes = {
  list: defineRoute({ ...read, id: 'campaigns.list', path: '/api/v1/price-campaigns', summary: { ja: '料金改定の一覧', en: 'Price campaigns' }, response: z.strictObject({ items: z.array(summary) }) }),
  get: defineRoute({ ...read, id: 'campaigns.get', path: '/api/v1/price-campaigns/:campaignId', summary: { ja: '料金改定と契約ごとの状態', en: 'One campaign with the state of each contract' }, params, query: z.strictObject(explainQuery), response: detail }),
  letters: defineRoute({ ...read, id: 'campaigns.letters', path: '/api/v1/price-campaigns/:campaignId/letters', produces: 'file', summary: { ja: '料金改定のお願い（取引先ごとの手紙、一つのPDF）', en: 'The letters, one per client, in one PDF' }, params, response: fileBytes }),
  preview: defineRoute({ ...decide, id: 'campaigns.preview', path: '/api/v1/price-campaigns/preview', summary: { ja: '料金改定の下見', en: 'Preview of a campaign' }, body: z.strictObject(wish).refine(isComplete, incomplete), response: z.strictObject({ items: z.array(planned) }) }),
  create: defineRoute({
    ...decide, id: 'campaigns.create', path: '/api/v1/price-campaigns', summary: { ja: '料金改定を始める（乙の署名）', en: 'Start a campaign and sign its proposals' },
    body: z.strictObject({ ...wish, name: line(80), message: optionalMultiline(2_000), authority: z.enum(['representative', 'delegated']), personName: optionalLine(60) }).refine(isComplete, incomplete), response: detail,
  }),
  revise: defineRoute({ ...decide, id: 'campaigns.revise', path: '/api/v1/price-campaigns/:campaignId/proposals/:priceProposalId/revision', summary: { ja: '別の月額で提案し直す', en: 'Propose another fee' }, params: proposalParams, body: z.strictObject({ newFeeYen: positiveYen, message: optionalMultiline(2_000), authority: z.enum(['representative', 'delegated']), personName: optionalLine(60) }), response: detail }),
  cancel: defineRoute({ ...decide, id: 'campaigns.cancel', path: '/api/v1/price-campaigns/:campaignId/proposals/:priceProposalId/cancellation', summary: { ja: 'まだ送っていない提案を取りやめる', en: 'Cancel a proposal that is not sent yet' }, params: proposalParams, response: ok }),
} as const;
