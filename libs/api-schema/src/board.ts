import { z } from 'zod';
import { uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
/** `none`: nothing of this article is on record. */
export const lightStates = ['good', 'attention', 'bad', 'none'] as const;
/** Where the next step is taken; `id` names the record where there is one. */
export const lightTargets = ['contract', 'agreement', 'agreementNew', 'incident', 'invoices', 'cap', 'noticeView', 'declaration', 'ending', 'sites', 'reports', 'representations', 'checks'] as const;
export const articleLight = z.strictObject({
  article: z.int().min(1).max(22), title: z.string(), state: z.enum(lightStates), reason: sentence,
  action: z.strictObject({ label: sentence, target: z.enum(lightTargets), id: uuid.nullable() }).nullable(),
});

export const boardRoutes = {
  get: defineRoute({
    permission: 'contract.read', audience: ['vendor', 'client'], id: 'board.get', method: 'GET', path: '/api/v1/contracts/:contractId/board', article: '第1条', summary: { ja: '22条の状態・理由・次の一手', en: 'The 22 articles: state, reason, next step' },
    params: z.strictObject({ contractId: uuid }), response: z.strictObject({ contractNumber: z.string(), items: z.array(articleLight).length(22) }),
  }),
} as const;
