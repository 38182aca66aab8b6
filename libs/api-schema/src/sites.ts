import { z } from 'zod';
import { instant, line, optionalLine, optionalMultiline, pageOf, pageQuery, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const url = z.string().max(500).transform((value) => value.trim()).pipe(z.string().regex(/^https?:\/\/[^\s/?#]+[^\s]*$/i));

/** 第2条1号〜5号. */
export const siteInput = z.strictObject({ clientId: uuid, siteName: line(100), url, server: optionalLine(200), cms: optionalLine(100), otherSystems: z.array(line(100)).max(20), internalNote: optionalMultiline(2000) });
/** What a real request found out; every field may be unknown, and an unreachable site can still be saved. */
export const probeFacts = z.strictObject({
  url: z.string(), reachable: z.boolean(), reason: z.string().nullable(), status: z.int().nullable(), title: z.string().nullable(), generator: z.string().nullable(), server: z.string().nullable(),
  tlsIssuer: z.string().nullable(), tlsValidTo: instant.nullable(), nameServers: z.array(z.string()), redirectedTo: z.string().nullable(), durationMs: z.int().nullable(), probedAt: instant,
});
export type ProbeFacts = z.output<typeof probeFacts>;
/** What the monitors of a site say now: the worst of them; `none` when nothing watches it, `unknown` when nothing was measured lately. */
export const siteStates = ['up', 'down', 'unknown', 'paused', 'none'] as const;
export const siteView = z.strictObject({ ...siteInput.shape, url: z.string(), id: uuid, version, clientName: z.string(), probe: probeFacts.nullable(), contracts: z.array(z.strictObject({ id: uuid, number: z.string() })), state: z.enum(siteStates) });
const lineNote = z.strictObject({ line: z.int(), siteName: z.string(), field: z.string(), ja: z.string(), en: z.string() });
/** What became of each line of a CSV; `line` is the line of the file that a spreadsheet shows. */
export const siteImport = z.strictObject({
  encoding: z.enum(['utf-8', 'shift_jis']), lines: z.int(), ignoredColumns: z.array(z.string()),
  created: z.array(z.strictObject({ line: z.int(), siteId: uuid, siteName: z.string() })),
  /** Already registered for that client under the same URL: nothing was changed, so the same file can be sent again. */
  known: z.array(z.strictObject({ line: z.int(), siteId: uuid, siteName: z.string() })),
  errors: z.array(lineNote),
});

const read = { permission: 'site.read', audience: ['vendor'], article: '第2条' } as const;
const write = { permission: 'site.write', audience: ['vendor'], article: '第2条' } as const;
const siteId = z.strictObject({ siteId: uuid });

export const siteRoutes = {
  list: defineRoute({ ...read, id: 'sites.list', method: 'GET', path: '/api/v1/sites', summary: { ja: 'サイト一覧', en: 'Sites' }, query: z.strictObject({ ...pageQuery, search: z.string().max(100).optional(), clientId: uuid.optional(), cms: z.string().max(100).optional(), server: z.string().max(200).optional(), state: z.enum(siteStates).optional(), sort: z.enum(['name', 'client', 'cms', 'server', 'state']).optional(), order: z.enum(['asc', 'desc']).optional() }), response: pageOf(siteView) }),
  choices: defineRoute({ ...read, id: 'sites.choices', method: 'GET', path: '/api/v1/sites/choices', summary: { ja: 'サイト一覧の絞り込みの選択肢', en: 'What the list of sites can be filtered by' }, response: z.strictObject({ clients: z.array(z.strictObject({ id: uuid, name: z.string() })), cms: z.array(z.string()), servers: z.array(z.string()) }) }),
  import: defineRoute({ ...write, id: 'sites.import', method: 'POST', path: '/api/v1/uploads/sites', consumes: 'upload', summary: { ja: 'サイトをCSVで登録（行ごとの結果を返し、正しい行は登録する）', en: 'Import sites from CSV, line by line' }, query: z.strictObject({ clientId: uuid.optional() }), response: siteImport }),
  create: defineRoute({ ...write, id: 'sites.create', method: 'POST', path: '/api/v1/sites', summary: { ja: 'サイトを登録', en: 'Register a site' }, body: z.strictObject({ ...siteInput.shape, probe: probeFacts.nullable().optional() }), response: siteView }),
  get: defineRoute({ ...read, id: 'sites.get', method: 'GET', path: '/api/v1/sites/:siteId', summary: { ja: 'サイト', en: 'A site' }, params: siteId, response: siteView }),
  update: defineRoute({ ...write, id: 'sites.update', method: 'PUT', path: '/api/v1/sites/:siteId', ifMatch: true, summary: { ja: 'サイトを変更', en: 'Change a site' }, params: siteId, body: z.strictObject({ ...siteInput.shape, probe: probeFacts.nullable().optional() }), response: siteView }),
  probe: defineRoute({ ...write, id: 'sites.probe', method: 'POST', path: '/api/v1/sites/probe', summary: { ja: 'URLを実際に確認', en: 'Look at a URL for real' }, body: z.strictObject({ url: z.string().min(1).max(500) }), response: probeFacts }),
} as const;
