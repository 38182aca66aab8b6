import { z } from 'zod';
import { instant, pageOf, pageQuery, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** What the operator sees of a tenant: that it exists, how many people and how many stuck jobs it has. */
export const tenantState = z.strictObject({
  id: uuid, name: z.string(), createdAt: instant, suspendedAt: instant.nullable(), sampleData: z.boolean(), vendorMembers: z.int(), clientMembers: z.int(), openJobs: z.int(), deadJobs: z.int(),
});
export const platformHealth = z.strictObject({
  checkedAt: instant, outbox: z.strictObject({ open: z.int(), dead: z.int(), oldestSeconds: z.int() }),
  /** Jobs that were given up, by kind; what is in them is the tenants'. */
  deadJobs: z.array(z.strictObject({ kind: z.string(), count: z.int(), lastAt: instant })),
  tenants: z.strictObject({ live: z.int(), suspended: z.int() }),
});

const read = { permission: 'operator.tenants', audience: ['staff'] } as const;
export const operatorRoutes = {
  health: defineRoute({ ...read, id: 'operator.health', method: 'GET', path: '/api/v1/operator/health', summary: { ja: '稼働状況（件数だけ）', en: 'State of the platform, counts only' }, response: platformHealth }),
  tenants: defineRoute({ ...read, id: 'operator.tenants', method: 'GET', path: '/api/v1/operator/tenants', summary: { ja: '保守会社の一覧（件数だけ）', en: 'Tenants, counts only' }, query: z.strictObject(pageQuery), response: pageOf(tenantState) }),
} as const;
