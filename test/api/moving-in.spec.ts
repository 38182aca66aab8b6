import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { billingRoutes, clientRoutes, contractRoutes, liabilityRoutes, movingInRoutes, renewalRoutes, siteRoutes, type ResponseOf } from '@hoshu/api-schema';
import { fillCompany, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';
import { pdfOf, shiftJis, zipOf } from './support/archive.js';
import { actsOf } from './support/moving-acts.js';
import { csvOf, kinds, movedOn, rowOf, rowsOf } from './support/moving-table.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
type Run = ResponseOf<typeof movingInRoutes.run>;
type Row = ResponseOf<typeof movingInRoutes.rows>['items'][number];

interface Sent { readonly preset?: 'own' | 'cases'; readonly person?: Person }
const upload = (bytes: Buffer | string, name = '契約一覧.csv', { preset = 'own', person = owner }: Sent = {}) => person.try(movingInRoutes.upload, { upload: { bytes: Buffer.from(bytes), name, type: 'application/octet-stream' }, query: { preset } });
const uploaded = async (bytes: Buffer | string, name?: string, sent?: Sent): Promise<Run> => {
  const answer = await upload(bytes, name, sent);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem));
  return answer.body;
};
const at = (run: Pick<Run, 'id'>) => ({ params: { moveRunId: run.id } });
const rowsIn = async (run: Pick<Run, 'id'>, state?: string, person = owner): Promise<Row[]> => (await person.do(movingInRoutes.rows, { ...at(run), query: { limit: '100', ...(state ? { state } : {}) } })).items;
async function importAll(run: Pick<Run, 'id'>, person = owner): Promise<{ calls: number; registered: number; refused: number }> {
  const sum = { calls: 0, registered: 0, refused: 0 };
  for (let left = 1; left > 0;) {
    const step = await person.do(movingInRoutes.import, { ...at(run), body: {} });
    left = step.left;
    sum.calls += 1;
    sum.registered += step.registered;
    sum.refused += step.refused;
  }
  return sum;
}
const contracts = async (person = owner, query: Record<string, string> = {}) => (await person.do(contractRoutes.list, { query: { limit: '100', ...query } })).items;
const vendor = async (name: string): Promise<Person> => {
  const person = await signUpVendor(world, { companyName: `株式会社${name}`, personName: '佐藤 美咲', email: `owner@${name}.example` });
  await fillCompany(person);
  return person;
};

beforeAll(async () => {
  world = await startWorld();
  // Saturday, a day on which the table was derived by hand.
  await world.sql(`update platform.clock set offset_ms = (extract(epoch from timestamptz '${movedOn}T09:00:00+09:00') * 1000)::bigint - (extract(epoch from now()) * 1000)::bigint`);
  owner = await vendor('aoba');
});
afterAll(() => world.close());

describe('D11 契約の引っ越し（F165）', () => {
  let run: Run;
  it('F165 100件の契約を、期首の残高ごと数秒で引き継ぐ', async () => {
    const paper = pdfOf('保守契約書', "20280401120000+09'00'");
    run = await uploaded(zipOf([{ name: '契約一覧.csv', bytes: shiftJis(csvOf(rowsOf(100))) }, { name: 'scans/K-000.pdf', bytes: paper }, { name: '__MACOSX/x', bytes: Buffer.from('x') }]), '引っ越し.zip');
    expect(run).toMatchObject({ encoding: 'shift_jis', state: 'preview', rows: { total: 100, ready: 100, error: 0 }, ignored: [], missing: [], settings: { goesLiveOn: '2030-07-01', billingStartsOn: '2030-07-01' } });
    expect(run.papers).toEqual([{ name: 'K-000.pdf', byteCount: paper.length, isPdf: true, title: '保守契約書', signers: [], signedOn: '2028-04-01', used: true }]);
    // Nothing is registered by looking.
    expect(await contracts()).toEqual([]);
    run = await owner.do(movingInRoutes.settings, { ...at(run), ifMatch: run.version, body: { mapping: run.mapping, goesLiveOn: '2030-07-01', billingStartsOn: '2030-07-01', nextInvoiceNumber: 312 } });
    const from = performance.now();
    expect(await importAll(run)).toEqual({ calls: 2, registered: 100, refused: 0 });
    const seconds = (performance.now() - from) / 1000;
    process.stderr.write(`moving in: 100 contracts in ${seconds.toFixed(1)} s\n`);
    expect(seconds).toBeLessThan(30);
    expect(await owner.do(movingInRoutes.run, at(run))).toMatchObject({ state: 'done', rows: { done: 100, ready: 0 }, undo: { possible: true, reasons: [] } });
  });

  it('第17条2項・第16条2項 期限・上限・未入金は、手で求めた表のとおり', async () => {
    const rows = new Map((await contracts()).map((row) => [row.number, row]));
    expect(rows.size).toBe(100);
    for (let index = 0; index < 100; index += 1) {
      const kind = kinds[index % 10]!;
      const row = rows.get(`K-${String(index).padStart(3, '0')}`);
      expect([index, row?.lastOn, row?.noticeDeadlineOn]).toEqual([index, kind.lastOn, kind.noticeUntilOn]);
      const cap = await owner.do(liabilityRoutes.cap, { params: { contractId: row!.id }, query: { asOf: movedOn } });
      expect([index, cap.capYen]).toEqual([index, kind.capYen]);
    }
    for (const [index, kind] of kinds.entries()) {
      const { id } = rows.get(`K-00${index}`)!;
      expect((await owner.do(contractRoutes.get, { params: { contractId: id } })).periods).toHaveLength(kind.terms);
      const owed = (await owner.do(billingRoutes.invoices, { query: { contractId: id } })).items;
      expect([index, owed.reduce((sum, invoice) => sum + invoice.remainingYen, 0)]).toEqual([index, kind.owedYen]);
    }
    // 2,090,000 owed and 1,000,000 paid ahead, as the table says.
    expect(await owner.do(billingRoutes.overview)).toMatchObject({ receivableYen: 2_090_000, creditYen: 1_000_000 });
    // The calendar of decisions is filled at once: kinds 1, 2, 4, 9 are past their deadline, kind 3 (2030-08-01) is within 90 days.
    expect((await owner.do(renewalRoutes.queue, { query: { limit: '100' } })).items.map((item) => item.contractNumber.at(-1))).toEqual(Array<string>(10).fill('3'));
  });

  it('契約書は一字も変えずに保管し、振込名義・裁判所の元になる住所も引き継ぐ', async () => {
    const [client] = (await owner.do(clientRoutes.list, { query: { search: '株式会社取引先0' } })).items;
    expect(await owner.do(clientRoutes.get, { params: { clientId: client!.id } })).toMatchObject({ payerNames: ['カ)トリヒキサキ', 'トリヒキ イチロウ'], prefecture: '大阪府', city: '大阪市', court: '大阪地方裁判所', goesLiveOn: '2030-07-01', contacts: [{ personName: '北浜 一郎', email: 'client0@client.example' }] });
    const [file] = await world.sql<{ sha256: string }>(`select f.sha256 from hoshu.contract_document d join hoshu.file f on f.id = d.file_id join hoshu.contract c on c.id = d.contract_id where c.contract_number = 'K-000'`);
    expect(file?.sha256).toBe(createHash('sha256').update(pdfOf('保守契約書', "20280401120000+09'00'")).digest('hex'));
  });

  it('同じファイルをもう一度読むと、すべて登録済みとして飛ばす', async () => {
    const again = await uploaded(csvOf(rowsOf(100)));
    expect(again.rows).toMatchObject({ total: 100, duplicate: 100, ready: 0, error: 0 });
    expect(await importAll(again)).toMatchObject({ registered: 0 });
    expect(await contracts()).toHaveLength(100);
    await owner.do(movingInRoutes.undo, { ...at(again), body: { reason: '試し' } });
  });

  it('利用開始日までは何も送らず、何も請求しない', async () => {
    const mails = world.mail.mails.length;
    await world.advanceTo('2030-06-30');
    expect(world.mail.mails.slice(mails).map((mail) => `${mail.to} ${mail.subject}`)).toEqual([]);
    expect((await world.sql(`select 1 from hoshu.invoice i join hoshu.invoice_line l on l.invoice_id = i.id join hoshu.charge c on c.id = l.charge_id where c.kind <> 'opening'`))).toEqual([]);
  });

  it('何もしていない間は丸ごと取り消せて、番号も元に戻る。保管したファイルもディスクから消える', async () => {
    const [stored] = await world.sql<{ path: string }>(`select tenant_id || '/' || id as path from hoshu.file where file_name = 'K-000.pdf'`);
    const onDisk = path.join(world.config.dataDirectory, 'files', stored!.path);
    expect(existsSync(onDisk)).toBe(true);
    // Renewals since then (kinds 2 and 9) would have mailed both sides: that is kept, and goes with the contracts.
    const kept = () => world.sql<{ count: number }>('select count(*)::int as count from hoshu.held_mail');
    expect((await kept())[0]!.count).toBe(40);
    const undone = await owner.do(movingInRoutes.undo, { ...at(run), body: { reason: '対応する列を間違えた' } });
    expect(undone).toMatchObject({ state: 'undone', rows: { done: 0 } });
    await world.drain();
    expect([existsSync(onDisk), await kept()]).toEqual([false, [{ count: 0 }]]);
    expect(await contracts()).toEqual([]);
    expect((await owner.do(clientRoutes.list, { query: {} })).items).toEqual([]);
    expect((await owner.do(siteRoutes.list, { query: {} })).items).toEqual([]);
    expect(await owner.do(billingRoutes.overview)).toMatchObject({ receivableYen: 0, creditYen: 0 });
    expect(await world.sql(`select last_number::int as n from hoshu.number_counter where series = 'invoice'`)).toEqual([{ n: 0 }]);
    expect((await owner.try(movingInRoutes.import, { ...at(run), body: {} })).problem.code).toBe('move_undone');
    expect((await owner.try(movingInRoutes.undo, { ...at(run), body: { reason: '二度' } })).problem.code).toBe('move_undone');
    await owner.do(movingInRoutes.discard, at(run));
    expect((await owner.try(movingInRoutes.run, at(run))).status).toBe(404);
  });

  it('取り込んだあとに入金を登録すると、もう取り消せない。理由が分かる', async () => {
    const later = await uploaded(csvOf([rowOf(1, { 未入金の請求書: 'OLD-X 2030-04 2030-05-31 33000' }), rowOf(3)]));
    await importAll(later);
    const [invoice] = (await owner.do(billingRoutes.invoices, { query: {} })).items;
    expect(invoice).toMatchObject({ number: 'OLD-X', remainingYen: 33_000, status: 'overdue' });
    await owner.do(billingRoutes.recordPayment, { body: { clientId: invoice!.clientId, paidOn: '2030-06-29', amountYen: 33_000, payerName: 'カ)トリヒキサキ', note: '' } });
    expect(await owner.do(movingInRoutes.run, at(later))).toMatchObject({ undo: { possible: false, reasons: [{ ja: '入金の充当がある契約が1件あります（K-001）。' }] } });
    const refused = await owner.try(movingInRoutes.undo, { ...at(later), body: { reason: 'やり直し' } });
    expect(refused.problem).toMatchObject({ code: 'move_not_undoable' });
    expect(await contracts()).toHaveLength(2);
  });
});

describe('F165 間違いは一度にすべて、列と理由で示す', () => {
  it('あり得ない日付・金額・住所・重なった番号・終わった契約', async () => {
    const run = await uploaded(csvOf([
      rowOf(10, { 契約日: '2030-02-30', 月額: '五万', 住所: '北浜2-3-4', 通知先メール: 'なし', URL: 'ftp://a' }), rowOf(11, { 満了日: '2029-06-30' }), rowOf(12, { 代表者名: '', サイト名: '' }), rowOf(13, { 状態: '解約済み' }),
      rowOf(14, { 入金: '2030-09-01 1000; abc', 未入金の請求書: 'X 2030-08 2030-09-30 500' }), rowOf(15, { 契約日: '令和32年13月1日', 満了日: '46000' }), rowOf(16), rowOf(16, { 取引先名: '別の会社' }), rowOf(17, { 契約日: '1889-01-01' }),
    ]));
    expect(run.rows).toMatchObject({ total: 9, ready: 1, error: 8 });
    const errors = (await rowsIn(run, 'error')).map((row) => [row.line, row.errors.map((error) => error.column)]);
    expect(errors).toEqual([
      [2, ['住所', '通知先メール', 'URL', '契約日', '月額']], [3, ['満了日']], [4, ['代表者名', 'サイト名']], [5, ['状態']], [6, ['未入金の請求書', '入金', '入金']], [7, ['契約日', '満了日']], [9, ['契約番号']], [10, ['契約日']],
    ]);
    const [first] = await rowsIn(run, 'error');
    expect(first?.errors.find((error) => error.column === '契約日')).toEqual({ column: '契約日', ja: '暦にない日付です。', en: 'There is no such day in the calendar.' });
    // The good row goes in, the others wait for their correction.
    expect(await importAll(run)).toMatchObject({ registered: 1 });
    const file = await owner.try(movingInRoutes.corrections, at(run));
    expect(file.bytes.toString('utf8')).toContain('契約日：暦にない日付です。');
    const corrected = await uploaded(file.bytes, '直す行.csv');
    // The good row is registered by now; of two rows with its number the second one is a duplicate.
    expect(corrected).toMatchObject({ ignored: ['元の行', '直すところ'], rows: { total: 8, error: 7, duplicate: 1 } });
  });

  it('表計算ソフトの式は、書き出すときに動かなくし、読み戻すと元に戻る', async () => {
    const run = await uploaded(csvOf([rowOf(20, { 代表者名: '=HYPERLINK("https://evil.example")', 月額: '' })]));
    const file = (await owner.try(movingInRoutes.corrections, at(run))).bytes;
    expect(file.toString('utf8')).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    const back = await uploaded(file);
    expect(await world.sql<{ name: string }>(`select cells->>'representativeName' as name from hoshu.move_row where move_run_id = $1`, [back.id])).toEqual([{ name: '=HYPERLINK("https://evil.example")' }]);
  });

  it('同じ名前の取引先が登録されていれば、そこへ加える。二つあれば断る', async () => {
    const run = await uploaded(csvOf([rowOf(31, { 取引先名: '㈱取引先3' }), rowOf(33, { 取引先名: '(株)取引先3', URL: 'https://second.example/' })]));
    const rows = await rowsIn(run);
    expect(rows.map((row) => [row.state, row.clientKnown, row.warnings.some((warning) => warning.ja.startsWith('登録済みの取引先'))])).toEqual([['ready', true, true], ['ready', true, true]]);
    await importAll(run);
    expect((await owner.do(clientRoutes.list, { query: { search: '取引先3' } })).items).toMatchObject([{ companyName: '株式会社取引先3', contractCount: 3, siteCount: 3 }]);
    await world.sql(`insert into hoshu.client (tenant_id, company_name) select tenant_id, '有限会社取引先3' from hoshu.client where company_name = '株式会社取引先3'`);
    const twice = await uploaded(csvOf([rowOf(34, { 取引先名: '取引先3' })]));
    expect((await rowsIn(twice)).map((row) => row.errors.map((error) => error.column))).toEqual([['取引先名']]);
  });

  it('F009 同じサイトに期間の重なる行が二つあれば、二つ目は、そのことを書いた文で断る', async () => {
    const run = await uploaded(csvOf([rowOf(50), rowOf(60, { 取引先名: '株式会社取引先50', サイト名: 'サイト50', URL: 'https://site50.example/' })]));
    expect(await importAll(run)).toMatchObject({ registered: 1, refused: 1 });
    expect((await rowsIn(run, 'error')).map(({ errors }) => errors.map(({ column, ja }) => [column, ja.includes('ほかの契約の対象')]))).toEqual([[['URL', true]]]);
  });

  it('案件の書き出しは見出しから対応を推し量り、手で直せる', async () => {
    const text = csvOf([{ 案件番号: 'P-1', 顧客名: '合同会社サンセット', 所在地: '沖縄県那覇市久茂地3-2-1', 代表者: '比嘉 夕', メールアドレス: 'hi@sunset.example', 案件名: 'サンセットの保守', サイトURL: 'https://sunset.example/', 受注日: '2029/9/1', 終了日: '2030/8/31', 金額: '¥33,000', 入金予定日: '都度', 支払サイト: '翌月末日払い', ステータス: '契約中', 営業担当: '鈴木', 振込日メモ: '25日' }]);
    const run = await uploaded(text, '案件.csv', { preset: 'cases' });
    expect(run).toMatchObject({ preset: 'cases', missing: [], ignored: ['営業担当', '振込日メモ'], mapping: { number: '案件番号', company: '顧客名', siteName: '案件名', contractDate: '受注日', lastOn: '終了日', feeYen: '金額', dueDay: '入金予定日' } });
    expect((await rowsIn(run)).map((row) => row.errors.map((error) => error.column))).toEqual([['支払日']]);
    const body = { mapping: { ...run.mapping, dueDay: '振込日メモ' }, goesLiveOn: '2030-08-01', billingStartsOn: '2030-08-01', nextInvoiceNumber: null };
    expect((await owner.try(movingInRoutes.settings, { ...at(run), ifMatch: run.version, body: { ...body, mapping: { nothing: '案件番号' } } })).problem.code).toBe('move_mapping');
    const mapped = await owner.do(movingInRoutes.settings, { ...at(run), ifMatch: run.version, body });
    expect(mapped.rows).toMatchObject({ ready: 1, error: 0 });
    expect((await owner.try(movingInRoutes.settings, { ...at(run), ifMatch: run.version, body })).problem.code).toBe('version_stale');
    await importAll(mapped);
    expect((await contracts(owner, { search: 'P-1' }))[0]).toMatchObject({ lastOn: '2030-08-31', feeYen: 33_000 });
    expect((await owner.try(movingInRoutes.settings, { ...at(run), ifMatch: mapped.version + 1, body })).problem.code).toBe('move_started');
    expect((await owner.try(movingInRoutes.discard, at(run))).problem.code).toBe('move_started');
  });

  it('署名サービスのPDFだけのZIPからは、書いてあることだけを読み、残りを書き込むCSVを渡す', async () => {
    const run = await uploaded(zipOf([{ name: '保守契約書_みどり会.pdf', bytes: pdfOf('保守契約書（みどり会）', "20290930235900+09'00'") }, { name: 'メモ.docx', bytes: Buffer.from('PK') }]), 'CloudSign.zip');
    expect(run).toMatchObject({ preset: 'cloudsign', rows: { total: 1, error: 1 }, papers: [{ title: '保守契約書（みどり会）', signedOn: '2029-09-30', isPdf: true }, { name: 'メモ.docx', isPdf: false }] });
    const csv = (await owner.try(movingInRoutes.corrections, at(run))).bytes.toString('utf8');
    expect(csv).toContain('保守契約書_みどり会.pdf');
    expect(csv).toContain('2029-09-30');
  });

  it('PDFでないスキャンは断り、あとから加えたPDFも結びつく', async () => {
    const run = await uploaded(zipOf([{ name: 'a.csv', bytes: Buffer.from(`\ufeff${csvOf([rowOf(40, { 契約書ファイル: '契約.png' }), rowOf(41)])}`) }, { name: '契約.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }]), 'a.zip');
    expect(run.encoding).toBe('utf-8');
    expect((await rowsIn(run)).map((row) => [row.paperName, row.errors.map((error) => error.ja)])).toEqual([['契約.png', ['PDFではありません。スキャンした契約書はPDFにして入れてください。']], [null, []]]);
    const more = await owner.do(movingInRoutes.addPapers, { ...at(run), upload: { bytes: zipOf([{ nameBytes: shiftJis('K-041.pdf'), bytes: pdfOf('x') }]), name: 'more.zip', type: 'application/zip' } });
    expect(more.papers.map((paper) => [paper.name, paper.used])).toEqual([['契約.png', true], ['K-041.pdf', true]]);
    expect((await owner.try(movingInRoutes.addPapers, { ...at(run), upload: { bytes: Buffer.from('a,b'), name: 'a.csv', type: 'text/csv' } })).problem.code).toBe('move_no_pdf');
  });

  it.each<[string, () => Buffer, string]>([
    ['外を指す名前', () => zipOf([{ name: '../../etc/passwd', bytes: Buffer.from('x') }]), 'archive_unsafe'],
    ['絶対の名前', () => zipOf([{ name: 'C:\\windows\\a.pdf', bytes: Buffer.from('x') }]), 'archive_unsafe'],
    ['ZIP爆弾', () => zipOf([{ name: 'a.csv', bytes: Buffer.alloc(19 * 1024 * 1024) }]), 'archive_too_large'],
    ['大きさを偽るZIP', () => zipOf([{ name: 'a.csv', bytes: Buffer.alloc(5 * 1024 * 1024), claimed: 100 }]), 'archive_unreadable'],
    ['パスワードつき', () => zipOf([{ name: 'a.csv', bytes: Buffer.from('x'), flags: 0x801 }]), 'archive_encrypted'],
    ['途中で切れたZIP', () => zipOf([{ name: 'a.csv', bytes: Buffer.from('x,y\n1,2') }]).subarray(0, 60), 'archive_unreadable'],
    ['CSVが二つ', () => zipOf([{ name: 'a.csv', bytes: Buffer.from('x') }, { name: 'b.csv', bytes: Buffer.from('x') }]), 'move_no_table'],
    ['PDFもCSVもない', () => zipOf([{ name: 'a.png', bytes: Buffer.from('x') }]), 'move_no_pdf'],
    ['表でないファイル', () => Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]), 'csv_unreadable'],
    ['見出しだけ', () => Buffer.from('契約番号,取引先名'), 'move_empty'],
    ['2,001行', () => Buffer.from(`契約番号\n${'1\n'.repeat(2_001)}`), 'move_too_long'],
  ])('%sは、理由を言って断る', async (_, bytes, code) => {
    const answer = await upload(bytes(), 'file.zip');
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
  });

  it('50MBのファイルも、知らない列ばかりの表も、はっきり答える', async () => {
    expect((await upload(Buffer.alloc(50 * 1024 * 1024), 'big.zip')).status).toBe(413);
    const run = await uploaded('色,形\n青,丸');
    expect(run).toMatchObject({ ignored: ['色', '形'], missing: ['取引先名', '住所', '代表者名', '通知先メール', 'サイト名', 'URL', '契約日', '月額', '支払日'], rows: { error: 1 } });
  });

  it('ほかの保守会社には見えず、ひな形はそのまま取り込める', async () => {
    const other = await vendor('minato');
    const [run] = (await owner.do(movingInRoutes.runs)).items;
    expect((await other.try(movingInRoutes.run, at(run!))).status).toBe(404);
    expect((await other.try(movingInRoutes.undo, { ...at(run!), body: { reason: 'x' } })).status).toBe(404);
    const sample = (await other.try(movingInRoutes.sample)).bytes;
    const mine = await uploaded(sample, 'ひな形.csv', { person: other });
    expect(await rowsIn(mine, undefined, other)).toMatchObject([{ state: 'ready', errors: [], companyName: '株式会社北浜製菓' }]);
    expect((await other.do(movingInRoutes.format)).columns).toHaveLength(mine.headings.length);
  });
});

describe('D11 止めているものの一覧', () => {
  const [liveOn, before] = ['2030-07-16', '2030-07-15'];
  interface Told { readonly number: string; readonly side: string; readonly subject: string; readonly template: string }
  /** What a company sent to the sides of its contracts but for invoices, notices and (by the caller) warnings. A mail about all contracts counts for that of its client. */
  const told = (person: Person): Promise<Told[]> => world.sql<Told>(
    `select c.contract_number as number, case when d.recipient = $1 then 'vendor' else 'client' end as side, d.subject, d.template from hoshu.mail_delivery d join identity.membership m on m.tenant_id = d.tenant_id and m.kind = 'vendor' join identity."user" u on u.id = m.user_id
       join hoshu.contract c on c.tenant_id = d.tenant_id and (c.id = d.contract_id or d.contract_id is null and c.client_id = d.client_id) where u.email = $1 and d.template not in ('billing.invoice', 'notices.arrived')`, [person.email]);
  const line = ({ number, side, subject }: Pick<Told, 'number' | 'side' | 'subject'>) => `${number} ${side} ${subject}`;
  const isWarning = ({ template }: Told) => template.startsWith('notices.reminder');
  const held = async (person: Person) => (await person.do(movingInRoutes.held)).items;
  type Item = Awaited<ReturnType<typeof held>>[number];
  const mailsOf = (items: readonly Item[]) => items.filter(({ kind }) => kind.startsWith('mail_')).map(({ contractNumber, kind, ja }) => line({ number: contractNumber, side: kind.slice(5), subject: ja })).sort();
  let [waiting, live]: Person[] = [];

  it('第11条 同じ契約をすぐに始め、同じ操作をした会社で実際に出たものと、一致する', async () => {
    [waiting, live] = [await vendor('waiting'), await vendor('live')];
    const today = await world.today();
    const earlier = world.mail.mails.length;
    // K-010 is renewed on 07-05, and warnings of its second term fall between then and the day of going live; K-008 can be ended within five days.
    const rows = [...Array.from({ length: 10 }, (_, index) => rowOf(index, { 未入金の請求書: '', ...(index === 8 ? { 中途解約の日数: '5' } : {}) })), rowOf(10, { 契約日: '2030-06-04', 契約開始日: '2030-06-05', 満了日: '2030-07-04', '期間（月）': '1', 終了通知の日数: '10', 入金: '' })];
    for (const [person, goesLiveOn] of [[waiting, liveOn], [live, today]] as const) {
      const run = await uploaded(csvOf(rows), 'x.csv', { person });
      await importAll(await person.do(movingInRoutes.settings, { ...at(run), ifMatch: run.version, body: { mapping: run.mapping, goesLiveOn, billingStartsOn: '2030-06-01', nextInvoiceNumber: null } }), person);
      await actsOf(world, person, { goesLiveOn: person === waiting ? liveOn : null, endOn: '2030-07-10' });
    }
    const list = await waiting.do(movingInRoutes.held);
    await world.advanceTo(before);
    // Invoices: number by number, month by month.
    const made = (await live.do(billingRoutes.invoices, { query: { limit: '100' } })).items;
    const billed = list.items.filter((item) => item.kind === 'invoice' && item.then === 'on_go_live').map((item) => `${item.contractNumber} ${/(\d+)年(\d+)月分/.exec(item.ja)!.slice(1, 3).map((part) => part.padStart(2, '0')).join('-')} ${item.amountYen}`).sort();
    expect(billed.length).toBeGreaterThan(9);
    expect(billed).toEqual(made.map((invoice) => `${invoice.contractNumber} ${invoice.supplyFirstOn.slice(0, 7)} ${invoice.totalYen}`).sort());
    expect([list.invoices, list.invoicesYen]).toEqual([made.length, made.reduce((sum, invoice) => sum + invoice.totalYen, 0)]);
    // Mails of acts and of days, by contract, side and subject; the list said so from the start and still does.
    const sent = await told(live);
    // An invitation belongs to a person, so no delivery of the company names it.
    const invited = world.mail.mails.slice(earlier).filter(({ to, subject }) => to === 'midori@client.example' && subject.startsWith('招待')).map(({ subject }) => `HS-2030-0001 client ${subject}`);
    const mails = [...sent.filter((mail) => !isWarning(mail)).map(line), ...invited].sort();
    for (const items of [list.items, await held(waiting)]) expect(mailsOf(items)).toEqual(mails);
    for (const part of ['損害賠償', '協議', '採用ページ', '契約の変更', '振込先', '登録', '招待', '更新されました', '終了しました', '表明']) expect([part, mails.filter((mail) => mail.includes(part)).length > 0]).toEqual([part, true]);
    // Warnings to both sides, by contract and day.
    const warned = (party: 'client' | 'vendor') => list.items.filter((item) => item.kind === `reminder_${party}`).map((item) => `${item.contractNumber} ${item.on}`).sort();
    const reminded = await world.sql<{ party: string; on: string }>(`select r.party, c.contract_number || ' ' || to_char(r.sent_on, 'YYYY-MM-DD') as "on" from hoshu.contract_reminder r join hoshu.contract c on c.id = r.contract_id join identity.membership m on m.tenant_id = r.tenant_id join identity."user" u on u.id = m.user_id where u.email = $1 and m.kind = 'vendor' order by 2`, [live.email]);
    for (const party of ['client', 'vendor'] as const) expect(warned(party)).toEqual(reminded.filter((row) => row.party === party).map((row) => row.on));
    expect(sent.filter(isWarning)).toHaveLength(reminded.length);
    expect(reminded.filter(({ on }) => on.startsWith('K-010')).length).toBeGreaterThan(1);
    // And the company that waits sent nothing at all, but its notice.
    expect((await told(waiting)).map(line)).toEqual([]);
    expect((await waiting.do(billingRoutes.invoices, { query: {} })).items).toEqual([]);
    const csv = (await waiting.try(movingInRoutes.heldFile)).bytes.toString('utf8');
    expect(csv.split('\r\n')).toHaveLength((await held(waiting)).length + 2);
    expect(csv).toContain('利用開始日より前の操作のため');
  });

  it('利用開始日に出ると書いたものが、その日に出る', async () => {
    const promised = (await held(waiting!)).filter(({ kind, then }) => kind !== 'invoice' && then === 'on_go_live');
    expect(promised.length).toBeGreaterThan(2);
    await world.advanceTo(liveOn);
    const sent = await told(waiting!);
    expect(sent.filter((mail) => !isWarning(mail)).map(line).sort()).toEqual(mailsOf(promised));
    // A step whose own day is this one goes out besides.
    const warned = promised.filter(({ kind }) => kind.startsWith('reminder_')).map(({ contractNumber, kind }) => `${contractNumber} ${kind.slice(9)}`);
    expect(warned.length).toBeGreaterThan(1);
    expect(sent.filter(isWarning).map(({ number, side }) => `${number} ${side}`)).toEqual(expect.arrayContaining(warned));
  });
});
