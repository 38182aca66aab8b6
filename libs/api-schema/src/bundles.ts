import { z } from 'zod';
import { instant, localDate, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** How the documents are numbered: 甲第n号証 for the plaintiff of a suit, 乙第n号証 for its defendant. */
export const bundleMarks = ['plaintiff', 'defendant'] as const;
export const bundleView = z.strictObject({
  id: uuid, mark: z.enum(bundleMarks), fromOn: localDate.nullable(), untilOn: localDate.nullable(), requestedBy: z.string(), requestedAt: instant,
  state: z.enum(['making', 'ready', 'failed']), failure: z.string().nullable(), byteCount: z.int().nullable(), sha256: z.string().nullable(),
});

const both = { permission: 'audit.export', audience: ['vendor', 'client'], article: '第21条' } as const;
const contractId = z.strictObject({ contractId: uuid });

export const bundleRoutes = {
  list: defineRoute({ ...both, id: 'bundles.list', method: 'GET', path: '/api/v1/contracts/:contractId/bundles', summary: { ja: '自分の側が作成した証拠一式', en: 'Dispute bundles of the own side' }, params: contractId, response: z.strictObject({ contractNumber: z.string(), items: z.array(bundleView) }) }),
  request: defineRoute({
    ...both, id: 'bundles.request', method: 'POST', path: '/api/v1/contracts/:contractId/bundles', summary: { ja: '契約の証拠一式（ZIP）を作成する', en: 'Put the dispute bundle of a contract together' }, params: contractId,
    body: z.strictObject({ mark: z.enum(bundleMarks), fromOn: localDate.nullable(), untilOn: localDate.nullable() }).refine(({ fromOn, untilOn }) => fromOn === null || untilOn === null || fromOn <= untilOn, { path: ['untilOn'], params: { code: 'date' } }), response: bundleView,
  }),
  download: defineRoute({ ...both, id: 'bundles.download', method: 'GET', path: '/api/v1/bundles/:bundleId/file', produces: 'file', auditedRead: true, summary: { ja: '証拠一式（ZIP）のダウンロード', en: 'Download a dispute bundle' }, params: z.strictObject({ bundleId: uuid }), response: z.never() }),
} as const;
