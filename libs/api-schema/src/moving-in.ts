import { z } from 'zod';
import { empty, explainQuery, explanation, fileBytes, line, localDate, ok, pageQuery, uuid, version, yen } from './fields.js';
import { defineRoute } from './route.js';

/** What a row of the preview needs a person for (`error`), what was there before (`duplicate`), what will be or was registered. */
export const moveRowStates = ['error', 'ready', 'duplicate', 'done'] as const;
const words = { ja: z.string(), en: z.string() };
/** One thing about one row: the column by its heading, and what is wrong with it. */
const rowNote = z.strictObject({ column: z.string(), ...words });
const moveRow = z.strictObject({
  id: uuid, line: z.int(), state: z.enum(moveRowStates), contractNumber: z.string(), companyName: z.string(), siteName: z.string(), clientKnown: z.boolean(), contractId: uuid.nullable(), lastOn: localDate.nullable(), noticeUntilOn: localDate.nullable(), /** Of `noticeUntilOn`, with `?explain=1`. */ explanation: explanation.optional(), paperName: z.string().nullable(),
  errors: z.array(rowNote), warnings: z.array(rowNote),
});
/** A PDF of the archives: what its bytes say, nothing guessed. `signedOn`: the latest day a signature in the file names. */
const movePaper = z.strictObject({ name: z.string(), byteCount: z.int(), isPdf: z.boolean(), title: z.string(), signers: z.array(z.string()), signedOn: localDate.nullable(), used: z.boolean() });
const moveSettings = z.strictObject({ goesLiveOn: localDate, billingStartsOn: localDate, nextInvoiceNumber: z.int().min(1).max(99_999_999).nullable() });
const moveRun = z.strictObject({
  id: uuid, version, fileName: z.string(), preset: z.enum(['own', 'cases', 'cloudsign']), encoding: z.enum(['utf-8', 'shift_jis']), createdBy: z.string(), createdOn: localDate, state: z.enum(['preview', 'partly', 'done', 'undone']),
  rows: z.strictObject({ total: z.int(), ready: z.int(), error: z.int(), duplicate: z.int(), done: z.int(), warned: z.int() }),
  headings: z.array(z.string()), ignored: z.array(z.string()), mapping: z.record(z.string(), z.string()), missing: z.array(z.string()), settings: moveSettings, papers: z.array(movePaper), undo: z.strictObject({ possible: z.boolean(), reasons: z.array(z.strictObject(words)) }),
});
/** What D11 keeps back: `on` the day on which it would have gone out, the words its subject. */
const heldItem = z.strictObject({
  contractId: uuid, contractNumber: z.string(), companyName: z.string(), kind: z.enum(['invoice', 'reminder_client', 'reminder_vendor', 'mail_client', 'mail_vendor']), on: localDate, ...words, amountYen: yen.nullable(),
  /** Why it did not go out. */
  why: z.strictObject(words),
  /** What becomes of it: made on the day of going live, or never. */
  then: z.enum(['on_go_live', 'never']), goesLiveOn: localDate,
});
const held = z.strictObject({ asOf: localDate, items: z.array(heldItem), invoices: z.int(), invoicesYen: yen, mails: z.int() });

const mover = { permission: 'moving.write', audience: ['vendor'], article: '第17条1項' } as const;
const moveRunId = z.strictObject({ moveRunId: uuid });

/** D11: moving in with running contracts. */
export const movingInRoutes = {
  format: defineRoute({ ...mover, id: 'movingIn.format', method: 'GET', path: '/api/v1/moving-in/format', summary: { ja: '取込みの形式（各列の説明）', en: 'The format, column by column' }, response: z.strictObject({ columns: z.array(z.strictObject({ key: z.string(), heading: z.string(), required: z.boolean(), example: z.string(), ...words })), mostRows: z.int() }) }),
  sample: defineRoute({ ...mover, id: 'movingIn.sample', method: 'GET', path: '/api/v1/moving-in/sample', produces: 'file', summary: { ja: '取込みのひな形（CSV）', en: 'Sample CSV' }, response: fileBytes }),
  upload: defineRoute({ ...mover, id: 'movingIn.upload', method: 'POST', path: '/api/v1/uploads/moving-in', consumes: 'upload', summary: { ja: '契約の一覧（CSV・ZIP）を読み、登録せずに確かめる', en: 'Read a list of contracts and check it without registering' }, query: z.strictObject({ preset: z.enum(['own', 'cases']).optional() }), response: moveRun }),
  runs: defineRoute({ ...mover, id: 'movingIn.runs', method: 'GET', path: '/api/v1/moving-in/runs', summary: { ja: '取込みの一覧', en: 'Imports' }, response: z.strictObject({ items: z.array(z.strictObject({ id: uuid, fileName: z.string(), createdBy: z.string(), createdOn: localDate, state: moveRun.shape.state, rows: moveRun.shape.rows })) }) }),
  run: defineRoute({ ...mover, id: 'movingIn.run', method: 'GET', path: '/api/v1/moving-in/runs/:moveRunId', summary: { ja: '取込みの内容', en: 'An import' }, params: moveRunId, response: moveRun }),
  rows: defineRoute({ ...mover, id: 'movingIn.rows', method: 'GET', path: '/api/v1/moving-in/runs/:moveRunId/rows', summary: { ja: '取込みの行', en: 'Rows of an import' }, params: moveRunId, query: z.strictObject({ ...pageQuery, state: z.enum([...moveRowStates, 'warned']).optional(), ...explainQuery }), response: z.strictObject({ items: z.array(moveRow), nextCursor: z.string().nullable() }) }),
  settings: defineRoute({ ...mover, id: 'movingIn.settings', method: 'PUT', path: '/api/v1/moving-in/runs/:moveRunId', ifMatch: true, summary: { ja: '列の対応と開始日を決め、もう一度確かめる', en: 'Set columns and days and check again' }, params: moveRunId, body: z.strictObject({ mapping: z.record(z.string().max(40), line(200)), ...moveSettings.shape }), response: moveRun }),
  addPapers: defineRoute({ ...mover, id: 'movingIn.addPapers', method: 'POST', path: '/api/v1/uploads/moving-in/:moveRunId/papers', consumes: 'upload', summary: { ja: '契約書のPDF（ZIP）を加える', en: 'Add PDFs of contracts' }, params: moveRunId, response: moveRun }),
  import: defineRoute({ ...mover, id: 'movingIn.import', method: 'POST', path: '/api/v1/moving-in/runs/:moveRunId/imports', summary: { ja: '登録する（一度に50行。残りがあれば続けて呼ぶ）', en: 'Register up to fifty rows; call again while some are left' }, params: moveRunId, body: empty, response: z.strictObject({ registered: z.int(), refused: z.int(), left: z.int() }) }),
  undo: defineRoute({ ...mover, id: 'movingIn.undo', method: 'POST', path: '/api/v1/moving-in/runs/:moveRunId/undo', summary: { ja: '取込みを丸ごと取り消す', en: 'Undo an import as a whole' }, params: moveRunId, body: z.strictObject({ reason: line(200) }), response: moveRun }),
  discard: defineRoute({ ...mover, id: 'movingIn.discard', method: 'DELETE', path: '/api/v1/moving-in/runs/:moveRunId', summary: { ja: '登録せずにやめる', en: 'Discard an import that was not begun' }, params: moveRunId, response: ok }),
  corrections: defineRoute({ ...mover, id: 'movingIn.corrections', method: 'GET', path: '/api/v1/moving-in/runs/:moveRunId/corrections', produces: 'file', summary: { ja: '直す行だけのCSV（理由つき）', en: 'The rows to correct as CSV, with the reasons' }, params: moveRunId, response: fileBytes }),
  held: defineRoute({ ...mover, id: 'movingIn.held', method: 'GET', path: '/api/v1/moving-in/held', article: '第11条', summary: { ja: '利用開始日まで止めているもの', en: 'What is kept back until the day of going live' }, response: held }),
  heldFile: defineRoute({ ...mover, id: 'movingIn.heldFile', method: 'GET', path: '/api/v1/moving-in/held/file', article: '第11条', produces: 'file', summary: { ja: '利用開始日まで止めているもの（CSV）', en: 'What is kept back, as CSV' }, response: fileBytes }),
} as const;
