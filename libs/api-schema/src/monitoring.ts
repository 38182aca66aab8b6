import { z } from 'zod';
import { instant, line, localDate, ok, optionalLine, pageOf, pageQuery, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const outcome = z.enum(['up', 'down', 'unknown']);
/** One bar of the 90 days; null = nothing was measured, which is never shown as good. */
export const monitorDay = z.strictObject({ on: localDate, percent: z.number().min(0).max(100).nullable(), state: z.enum(['up', 'down', 'maintenance', 'none']), downMinutes: z.int() });
/** Minutes of a span by the written accounting method; they add up to the total. */
export const uptimeTotals = z.strictObject({
  totalMinutes: z.int(), upMinutes: z.int(), downMinutes: z.int(), plannedMinutes: z.int(), unknownMinutes: z.int(),
  /** up ÷ (up + down), cut to two decimals; null without any measurement. */
  percent: z.number().min(0).max(100).nullable(),
});
const certificate = z.strictObject({ expiresAt: instant, expiresOn: localDate, daysLeft: z.int(), fingerprint: z.string() });
const check = z.strictObject({ checkedAt: instant, businessAt: instant, outcome, httpStatus: z.int().nullable(), durationMs: z.int().nullable(), reason: z.strictObject({ code: z.string(), ja: z.string(), en: z.string() }).nullable() });
export const monitorView = z.strictObject({
  id: uuid, contractId: uuid, contractNumber: z.string(), clientId: uuid, clientName: z.string(), siteId: uuid, siteName: z.string(), url: z.string(),
  intervalMinutes: z.int(), keyword: z.string(), expectedStatus: z.int().nullable(), paused: z.boolean(),
  /** Follows from the contract's days and the site register; nothing switches it off by accident. */
  active: z.boolean(), inactiveReason: z.enum(['paused', 'not_started', 'ended', 'site_removed']).nullable(),
  state: outcome, stateSince: instant.nullable(), lastCheck: check.nullable(),
  /** No check for more than twice the interval: the bars turn grey. */
  stale: z.boolean(),
  /** Uptime of the 90 days, cut to two decimals; null without any measurement. */
  percent: z.number().min(0).max(100).nullable(),
  certificate: certificate.nullable(), days: z.array(monitorDay), version,
});
export const monitorDetail = z.strictObject({
  ...monitorView.shape,
  totals: uptimeTotals,
  method: z.strictObject({ ja: z.string(), en: z.string() }),
  changes: z.array(z.strictObject({ id: uuid, state: z.enum(['up', 'down']), sinceAt: instant, confirmedAt: instant })),
  windows: z.array(z.strictObject({ id: uuid, startsAt: instant, endsAt: instant, reason: z.string() })),
  checks: z.array(check),
});

const params = z.strictObject({ monitorId: uuid });
const read = { permission: 'monitor.read', audience: ['vendor', 'client'], article: '第3条1号' } as const;
const write = { permission: 'monitor.write', audience: ['vendor'], article: '第3条1号' } as const;

export const monitoringRoutes = {
  list: defineRoute({ ...read, id: 'monitoring.list', method: 'GET', path: '/api/v1/monitors', summary: { ja: '監視の一覧（90日の稼働状況）', en: 'Monitors with 90 days of uptime' }, query: z.strictObject({ ...pageQuery, contractId: uuid.optional(), siteId: uuid.optional() }), response: pageOf(monitorView) }),
  get: defineRoute({ ...read, id: 'monitoring.get', method: 'GET', path: '/api/v1/monitors/:monitorId', summary: { ja: '監視の詳細', en: 'One monitor' }, params, response: monitorDetail }),
  update: defineRoute({
    ...write, id: 'monitoring.update', method: 'PATCH', path: '/api/v1/monitors/:monitorId', ifMatch: true, summary: { ja: '監視の設定を変更', en: 'Change a monitor' }, params,
    body: z.strictObject({ keyword: optionalLine(100), expectedStatus: z.int().min(100).max(599).nullable(), intervalMinutes: z.union([z.literal(1), z.literal(5), z.literal(15)]), paused: z.boolean() }), response: monitorDetail,
  }),
  run: defineRoute({ ...write, id: 'monitoring.run', method: 'POST', path: '/api/v1/monitors/:monitorId/check', summary: { ja: 'いま確認する', en: 'Check now' }, params, response: ok }),
  planWindow: defineRoute({
    ...write, id: 'monitoring.planWindow', method: 'POST', path: '/api/v1/monitors/:monitorId/windows', summary: { ja: 'メンテナンスの予定を登録', en: 'Plan maintenance' }, params,
    body: z.strictObject({ startsAt: instant, endsAt: instant, reason: line(200) }), response: z.strictObject({ id: uuid }),
  }),
} as const;
