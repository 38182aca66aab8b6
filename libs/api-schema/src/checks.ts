import { z } from 'zod';
import { explainedValues, explainQuery, line, localDate, multiline, optionalLine, optionalMultiline, pageOf, pageQuery, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
export const checkSubjectKinds = ['company', 'officer', 'other'] as const;
export const checkResults = ['clear', 'hit'] as const;
export const checkDecisions = ['cleared', 'confirmed'] as const;
/** R27, worst of everyone who has to be checked; `blocked`: a hit that nobody cleared. */
export const checkStates = ['missing', 'ok', 'expired', 'blocked'] as const;

/** What was looked for, where, and what came out. */
export const checkInput = z.strictObject({ subjectKind: z.enum(checkSubjectKinds), subjectName: line(100), tool: line(100), query: line(300), result: z.enum(checkResults), checkedOn: localDate, checkedBy: optionalLine(60), note: optionalMultiline(2_000) });
export const checkView = z.strictObject({
  ...checkInput.shape, id: uuid, clientId: uuid, clientName: z.string(), checkedBy: z.string(), validUntil: localDate, hasFile: z.boolean(), isImported: z.boolean(),
  decision: z.strictObject({ decision: z.enum(checkDecisions), reason: z.string(), decidedBy: z.string(), decidedOn: localDate }).nullable(),
});
export const checkPolicy = z.strictObject({ isRequired: z.boolean(), coversOfficers: z.boolean(), validityMonths: z.int().min(1).max(60) });
export const checkStanding = z.strictObject({ clientId: uuid, clientName: z.string(), state: z.enum(checkStates), validUntil: localDate.nullable(), text: sentence, subjects: z.array(z.strictObject({ kind: z.enum(checkSubjectKinds), name: z.string(), state: z.enum(checkStates), checkedOn: localDate.nullable(), validUntil: localDate.nullable() })) });
const lineNote = z.strictObject({ line: z.int(), subjectName: z.string(), field: z.string(), ja: z.string(), en: z.string() });

const read = { permission: 'check.read', audience: ['vendor'], article: '第20条' } as const;
const write = { permission: 'check.write', audience: ['vendor'], method: 'POST', article: '第20条' } as const;
const checkId = z.strictObject({ checkId: uuid });

export const checkRoutes = {
  standing: defineRoute({ ...read, id: 'checks.standing', method: 'GET', path: '/api/v1/counterparty-checks/standing', summary: { ja: '取引先ごとの確認の状態', en: 'How each client stands with its checks' }, query: z.strictObject({ clientId: uuid.optional(), ...explainQuery }), response: z.strictObject({ explained: explainedValues, policy: z.strictObject({ ...checkPolicy.shape, version: z.int() }), items: z.array(checkStanding) }) }),
  list: defineRoute({ ...read, id: 'checks.list', method: 'GET', path: '/api/v1/counterparty-checks', summary: { ja: '確認の記録（新しい順）', en: 'Checks, newest first' }, query: z.strictObject({ ...pageQuery, clientId: uuid.optional() }), response: pageOf(checkView) }),
  record: defineRoute({
    ...write, id: 'checks.record', path: '/api/v1/counterparty-checks', summary: { ja: '取引先・役員の確認を記録する', en: 'Record a check of a client or its officer' },
    body: z.strictObject({ clientId: uuid, ...checkInput.shape, fileId: uuid.nullable() }), response: checkView,
  }),
  upload: defineRoute({ ...write, id: 'checks.upload', path: '/api/v1/uploads/clients/:clientId/checks', consumes: 'upload', summary: { ja: '確認の結果の画面・PDFを保管する', en: 'Keep the result of a search as a file' }, params: z.strictObject({ clientId: uuid }), response: z.strictObject({ fileId: uuid, sha256: z.string(), byteCount: z.int() }) }),
  file: defineRoute({ ...read, id: 'checks.file', method: 'GET', path: '/api/v1/counterparty-checks/:checkId/file', produces: 'file', auditedRead: true, summary: { ja: '確認の結果のファイル', en: 'The file of a check' }, params: checkId, response: z.never() }),
  decide: defineRoute({ ...write, id: 'checks.decide', path: '/api/v1/counterparty-checks/:checkId/decision', summary: { ja: '該当の可能性について判断する（別人・該当）', en: 'Decide about a hit' }, params: checkId, body: z.strictObject({ decision: z.enum(checkDecisions), reason: multiline(2_000) }), response: checkView }),
  import: defineRoute({
    ...write, id: 'checks.import', path: '/api/v1/uploads/counterparty-checks', consumes: 'upload', summary: { ja: '確認の結果をCSVで取り込む（行ごとの結果を返し、正しい行は登録する）', en: 'Import results from CSV, line by line' },
    response: z.strictObject({ encoding: z.enum(['utf-8', 'shift_jis']), lines: z.int(), ignoredColumns: z.array(z.string()), created: z.int(), known: z.int(), errors: z.array(lineNote) }),
  }),
  savePolicy: defineRoute({ permission: 'settings.write', audience: ['vendor'], method: 'PUT', article: '第20条', id: 'checks.savePolicy', path: '/api/v1/counterparty-checks/policy', summary: { ja: '確認の決まり（送信の条件・有効期間・役員を含むか）', en: 'What has to be checked, and for how long it counts' }, ifMatch: true, body: checkPolicy, response: z.strictObject({ ...checkPolicy.shape, version }) }),
} as const;
