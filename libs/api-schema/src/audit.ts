import { z } from 'zod';
import { instant, localDate, pageOf, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** One fact of the trail. `leaf` is the hash of its canonical text; `leaf` of the event before it is inside that text. */
export const auditItem = z.strictObject({
  id: uuid, seq: z.int(), stream: z.string(), at: instant, recordedAt: instant, type: z.string(), article: z.string().nullable(), contractId: uuid.nullable(),
  actor: z.strictObject({ kind: z.string(), name: z.string().nullable(), role: z.strictObject({ ja: z.string(), en: z.string() }) }),
  sentence: z.strictObject({ ja: z.string(), en: z.string() }), data: z.record(z.string(), z.unknown()), leaf: z.string(),
});
const filters = { article: z.string().max(30).optional(), type: z.string().max(80).optional(), from: localDate.optional(), to: localDate.optional() };
const read = { permission: 'audit.read', audience: ['vendor', 'client'] } as const;

export const auditRoutes = {
  list: defineRoute({ ...read, id: 'audit.list', method: 'GET', path: '/api/v1/audit', summary: { ja: '監査証跡', en: 'Audit trail' }, query: z.strictObject({ ...pageQuery, contractId: uuid.optional(), ...filters }), response: pageOf(auditItem) }),
  ofContract: defineRoute({ ...read, id: 'audit.ofContract', method: 'GET', path: '/api/v1/contracts/:contractId/audit', summary: { ja: '契約の監査証跡', en: 'Audit trail of a contract' }, params: z.strictObject({ contractId: uuid }), query: z.strictObject({ ...pageQuery, ...filters }), response: pageOf(auditItem) }),
} as const;
