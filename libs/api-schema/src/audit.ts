import { z } from 'zod';
import { instant, localDate, pageOf, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** One fact of the trail. `leaf` is the hash of its canonical text; `prev`, the leaf of the event before it in the stream ('' for the first), is inside that text. */
export const auditItem = z.strictObject({
  id: uuid, seq: z.int(), stream: z.string(), at: instant, recordedAt: instant, type: z.string(), article: z.string().nullable(), contractId: uuid.nullable(),
  actor: z.strictObject({ kind: z.string(), name: z.string().nullable(), role: z.strictObject({ ja: z.string(), en: z.string() }) }),
  sentence: z.strictObject({ ja: z.string(), en: z.string() }), data: z.record(z.string(), z.unknown()), leaf: z.string(), prev: z.string(),
});
/** Whether every hash of a stream fits its text and the hash before; `brokenSeq` is the first event that does not. */
export const auditCheck = z.strictObject({ ok: z.boolean(), count: z.int(), head: z.string(), brokenSeq: z.int().nullable() });
const filters = { article: z.string().max(30).optional(), type: z.string().max(80).optional(), from: localDate.optional(), to: localDate.optional() };
const read = { permission: 'audit.read', audience: ['vendor', 'client'] } as const;

export const auditRoutes = {
  list: defineRoute({ ...read, id: 'audit.list', method: 'GET', path: '/api/v1/audit', summary: { ja: '監査証跡', en: 'Audit trail' }, query: z.strictObject({ ...pageQuery, contractId: uuid.optional(), ...filters }), response: pageOf(auditItem) }),
  ofContract: defineRoute({ ...read, id: 'audit.ofContract', method: 'GET', path: '/api/v1/contracts/:contractId/audit', summary: { ja: '契約の監査証跡', en: 'Audit trail of a contract' }, params: z.strictObject({ contractId: uuid }), query: z.strictObject({ ...pageQuery, ...filters }), response: pageOf(auditItem) }),
  // 甲 sees a part of a stream, and a part cannot be recomputed.
  check: defineRoute({ ...read, audience: ['vendor'], id: 'audit.check', method: 'GET', path: '/api/v1/contracts/:contractId/audit/check', summary: { ja: '監査証跡の連鎖を検算', en: 'Recompute the chain of a contract' }, params: z.strictObject({ contractId: uuid }), response: auditCheck }),
} as const;
