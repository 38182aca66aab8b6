import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { signingRoutes, verificationRoutes, type ResponseOf } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { Person, startWorld, type World } from '@hoshu/testing';
import { answerQuery, createSigningAuthority, issueSigner, makeCrl, openTimestampAuthority, signPdf, statusIn, type SigningAuthority, type TimestampAuthority } from '../../apps/api/src/platform/seal/index.js';
import { enter, registerBody, represent, scan, send, sign, signingStage, type SigningStage } from './signing-support.js';

type Kind = ResponseOf<typeof signingRoutes.get>['documents'][number]['kind'];
const daysLeft = 2;
let world: World;
let stage: SigningStage;
const files = new Map<Kind, Buffer>();
const visitor = () => new Person(world, '通りすがり', 'nobody@elsewhere.example');
const upload = (bytes: Buffer, name = '契約書.pdf') => ({ upload: { bytes, name, type: 'application/pdf' } });
const check = (bytes: Buffer) => visitor().do(verificationRoutes.check, upload(bytes));
const periodOf = async () => ({ from: await world.today(), to: await world.today() });

/** A keys file whose authority vouches for two more days. */
async function shortLivedKeys(): Promise<string> {
  const keys = JSON.parse(readFileSync(process.env['HOSHU_KEYS_FILE'] ?? '', 'utf8')) as Record<string, unknown>;
  const validFromAt = new Date(Date.now() + daysLeft * 86_400_000);
  validFromAt.setUTCFullYear(validFromAt.getUTCFullYear() - 1);
  const file = path.join(os.tmpdir(), `hoshu-keys-${process.pid}.json`);
  writeFileSync(file, JSON.stringify({ ...keys, signingAuthority: await createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt, validYears: 1 }) }), { mode: 0o600 });
  return file;
}

const login = { user: 'hoshu', password: 'Tsa-5t4nd' };
/** Another timestamp authority on the net that asks for a name and password: out of order until `isUp`, and its revocation list until `hasList`. */
const elsewhere = { isUp: false, hasList: false, asked: 0, root: null as SigningAuthority | null, rootFile: path.join(os.tmpdir(), `hoshu-tsa-${process.pid}.pem`), tsa: null as TimestampAuthority | null };
const server = createServer((request, answer) => {
  if (request.url === '/list.crl') return void (elsewhere.hasList && elsewhere.root ? answer.end(makeCrl(elsewhere.root, { at: new Date(), revoked: [] })) : answer.writeHead(503).end());
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    elsewhere.asked += 1;
    if (request.headers.authorization !== `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`) return void answer.writeHead(401).end();
    if (!elsewhere.isUp || !elsewhere.tsa || request.headers['content-type'] !== 'application/timestamp-query') return void answer.writeHead(503).end();
    answer.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answerQuery(elsewhere.tsa, Buffer.concat(chunks), new Date()));
  });
});

async function otherTimestampAuthority(): Promise<Record<string, string>> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const root = await createSigningAuthority({ commonName: '見本時刻認証局', validFromAt: new Date(Date.now() - 86_400_000), validYears: 5 });
  elsewhere.root = root;
  elsewhere.tsa = await openTimestampAuthority({ ...root, crlUrl: `http://${host}/list.crl` }, null);
  writeFileSync(elsewhere.rootFile, root.certificatePem);
  return { HOSHU_TSA_URL: `http://${host}/tsr`, HOSHU_TSA_CA: elsewhere.rootFile, HOSHU_TSA_USER: login.user, HOSHU_TSA_PASSWORD: login.password, HOSHU_FETCH_ALLOW: host };
}

/** Both sides sign today; the documents are made. */
async function concluded(): Promise<SigningStage & { read: (kind: Kind) => Promise<Buffer> }> {
  const made = await signingStage(world);
  await send(made);
  await sign(made, made.owner);
  const signer = await enter(made);
  await represent(made, signer);
  await sign(made, signer);
  await world.drain();
  return { ...made, read: async (kind) => (await made.owner.try(signingRoutes.document, { params: { contractId: made.contractId, kind } })).bytes };
}

beforeAll(async () => {
  world = await startWorld({ HOSHU_KEYS_FILE: await shortLivedKeys(), ...(await otherTimestampAuthority()) });
  const made = await concluded();
  stage = made;
  for (const kind of ['original_client', 'original_vendor', 'certificate'] as const) files.set(kind, await made.read(kind));
});
afterAll(async () => {
  server.close();
  rmSync(elsewhere.rootFile);
  await world.close();
});

/** All that stands on the pages, without breaks. */
async function allText(bytes: Buffer): Promise<string> {
  const pdf = await PDF.load(bytes);
  return pdf.getPages().map((page) => page.extractText().text).join('').replace(/\s/g, '');
}
const original = (): Buffer => files.get('original_client') ?? Buffer.alloc(0);
const altered = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
async function signedElsewhere(bytes: Uint8Array): Promise<Buffer> {
  const other = await createSigningAuthority({ commonName: 'Hoshu Signing CA', validFromAt: new Date(Date.now() - 86_400_000), validYears: 1 });
  // The names are the real ones: only the key tells the difference.
  const signer = await issueSigner(other, { commonName: '緑川 薫', organization: '医療法人社団みどり会1', issuedAt: new Date() });
  return Buffer.from(await signPdf(bytes, { signer, fieldName: 'stranger', reason: '契約の締結', signedAt: new Date() }));
}

describe('F133 検証ページ：ログインなしで、2通のどちらでも確かめられる（後文）', () => {
  it('F133 甲保有分・乙保有分・合意締結証明書を見分け、だれの署名か、変更がないことを答える', async () => {
    const { request, contractNumber } = await stage.owner.do(signingRoutes.get, { params: { contractId: stage.contractId } });
    for (const [kind, bytes] of files) {
      const answer = await check(bytes);
      expect([answer.verdict, answer.document?.kind, answer.level, answer.foreignSignatures]).toEqual(['genuine', kind, 'B-LTA', 0]);
      expect(answer.levelText?.ja).toContain('第三者による証明ではありません');
      expect([answer.document?.bodyHash ?? request?.bodyHash, answer.document?.contractNumber]).toEqual([request?.bodyHash, contractNumber]);
    }
    const { document, signatures } = await check(original());
    expect(document?.parties).toEqual([{ side: 'client', companyName: '医療法人社団みどり会1' }, { side: 'vendor', companyName: stage.companyName }]);
    expect(signatures.map(({ signerName, companyName, untouched }) => [signerName, companyName, untouched])).toEqual([['佐藤 美咲', stage.companyName, true], ['緑川 薫', '医療法人社団みどり会1', true]]);
    expect(signatures.every(({ signedAt }) => signedAt !== null)).toBe(true);
  });

  it('F134 ファイル全体のタイムスタンプ、追記の前の版のハッシュ値、公開の失効リストで、あとからも確かめられる', async () => {
    const { archive, earlier, levelText } = await check(original());
    expect(archive.map(({ state, own, authority }) => [state, own, authority])).toEqual([['sound', true, 'Hoshu Timestamp Authority']]);
    expect([earlier.length, earlier[0]?.sha256]).toEqual([1, createHash('sha256').update(original().subarray(0, earlier[0]?.byteCount)).digest('hex')]);
    expect(levelText?.ja).toContain('全体にタイムスタンプが付いているため');
    // That state alone is what it was before: B-T.
    expect(await check(original().subarray(0, earlier[0]?.byteCount))).toMatchObject({ verdict: 'genuine', level: 'B-T', archive: [], earlier: [] });
    const signingAuthority = world.config.keys.signingAuthority as SigningAuthority;
    const list = await visitor().try(verificationRoutes.revocations, { params: { kid: signingAuthority.kid } });
    const { certificate } = await issueSigner(signingAuthority, { commonName: 'x', organization: 'x', issuedAt: new Date() });
    expect(statusIn(list.bytes, { certificate: new X509Certificate(certificate), issuer: new X509Certificate(signingAuthority.certificatePem), at: new Date() })).toBe('good');
    expect((await visitor().try(verificationRoutes.revocations, { params: { kid: '0'.repeat(16) } })).status).toBe(404);
  });

  it('F134 外部の時刻認証局が使えないときは自社の局のタイムスタンプになり、証明書と記録に残る', async () => {
    // One try for the whole set of documents: after it failed nobody is asked again.
    expect(elsewhere.asked).toBe(1);
    const { signatures } = await check(original());
    expect(signatures.map(({ level, timestamp }) => [level, timestamp])).toEqual([0, 1].map(() => ['B-T', { state: 'sound', own: true, authority: 'Hoshu Timestamp Authority', at: expect.any(String), text: expect.anything() }]));
    const text = await allText(files.get('certificate') ?? Buffer.alloc(0));
    expect(text).toContain('外部の時刻認証局を使う設定ですが、発行を断られました。');
    const [event] = await world.sql<{ canon: string }>(`select canon from audit.event where type = 'signing.timestamp-replaced'`);
    expect(JSON.parse(event?.canon ?? '{}')).toMatchObject({ data: { failure: 'refused' } });
  });

  it('F134 外部の時刻認証局が答えれば、その局のタイムスタンプが付き、別の局であることを答える', async () => {
    Object.assign(elsewhere, { isUp: true, hasList: true });
    const made = await concluded();
    elsewhere.hasList = false;
    // Two signatures in each of two originals, one in the certificate, and one timestamp of each whole file.
    expect(elsewhere.asked).toBe(1 + 5 + 3);
    const bytes = await made.read('original_vendor');
    const answer = await check(bytes);
    expect([answer.verdict, answer.level, answer.signatures.map(({ timestamp }) => [timestamp?.own, timestamp?.authority])]).toEqual(['genuine', 'B-LTA', [[false, 'Hoshu Timestamp Authority'], [false, 'Hoshu Timestamp Authority']]]);
    expect(answer.levelText?.ja).toContain('総務大臣認定の時刻認証局かどうかは、このページでは確かめていません');
    const text = await allText(await made.read('certificate'));
    expect([text.includes('認定を受けた局かどうかは、当サービスでは確かめていません'), text.includes('2通の署名の形式PAdESB-LTA')]).toEqual([true, true]);
    expect((await made.owner.do(verificationRoutes.period, { query: await periodOf() })).items.map(({ level, timestamp }) => [level, timestamp?.own])).toEqual([0, 1, 2].map(() => ['B-LTA', false]));
  });

  it('F134 外部の局の失効リストが取れないときはB-Tのままで、証明書と記録に理由が残る', async () => {
    const made = await concluded();
    elsewhere.isUp = false;
    expect((await check(await made.read('original_client'))).level).toBe('B-T');
    expect(await allText(await made.read('certificate'))).toContain('時刻認証局の失効リストを取得できなかったため');
    const [event] = await world.sql<{ canon: string }>(`select canon from audit.event where type = 'signing.archive-missing'`);
    expect(JSON.parse(event?.canon ?? '{}')).toMatchObject({ data: { failure: 'unreachable' } });
  });

  it('F134 タイムスタンプの1バイトを変えると、「変更あり」と、タイムスタンプの改変であることを答える', async () => {
    const file = original().toString('latin1');
    // id-aa-signatureTimeStampToken in the last signature; inside the token, well behind its beginning.
    const at = file.toLowerCase().lastIndexOf('2a864886f70d010910020e');
    const changed = Buffer.from(original());
    changed[at + 400] = file[at + 400] === '0' ? 0x31 : 0x30;
    const answer = await check(changed);
    expect([answer.verdict, answer.level, answer.signatures.at(-1)]).toEqual(['changed', null, expect.objectContaining({ untouched: false, timestamp: expect.objectContaining({ state: 'broken', at: null, authority: '' }) })]);
  });

  it('F133 1バイトの変更、あとからの追記、他人の署名の追加は「変更あり」、別の鍵の署名は「確かめられない」と答える', async () => {
    const cases: [Buffer, string][] = [
      [altered(original(), 200), 'changed'], [Buffer.concat([original(), Buffer.from('\n% more\n%%EOF\n')]), 'changed'], [await signedElsewhere(original()), 'changed'],
    ];
    const plain = await PDF.create();
    plain.addPage();
    const unsigned = await plain.save();
    cases.push([await signedElsewhere(unsigned), 'unknown'], [Buffer.from(unsigned), 'unsigned']);
    for (const [bytes, verdict] of cases) {
      const answer = await check(bytes);
      expect([answer.verdict, answer.document, answer.level]).toEqual([verdict, null, null]);
    }
    // Of a key that is not ours not even the names are repeated.
    expect((await check(await signedElsewhere(unsigned))).signatures).toEqual([]);
  });

  it('F133 何も保存せず、契約の有無も教えない。PDFでないもの、10MBを超えるもの、署名だらけのファイルは断る', async () => {
    const rows = () => world.sql('select (select count(*) from hoshu.file) as files, (select count(*) from audit.event) as events, (select count(*) from platform.outbox) as mails');
    const paper = await signingStage(world, { owner: stage.owner });
    await send(paper, { form: 'paper' });
    const printed = (await stage.owner.try(signingRoutes.print, { params: { contractId: paper.contractId, copy: 'client' } })).bytes;
    const before = await rows();
    await check(original());
    // The printed copy of a contract carries no signature: that it exists here is not said.
    const answer = await check(printed);
    expect([answer.verdict, JSON.stringify(answer)]).toEqual(['unsigned', expect.not.stringContaining('みどり会')]);
    expect(await rows()).toEqual(before);
    const tooLarge = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024)]);
    for (const bytes of [Buffer.from('MZ not a document'), tooLarge]) expect((await visitor().try(verificationRoutes.check, upload(bytes))).problem.code).toBe('verification_file');
    const many = Buffer.from(`%PDF-1.7\n${'1 0 obj<</ByteRange [0 10 20 30]>>endobj\n'.repeat(50_000)}%%EOF`);
    const began = Date.now();
    expect((await check(many)).verdict).toBe('unknown');
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('F133 同じところからは10分に30件まで', async () => {
    const limited = await startWorld({ HOSHU_RATE_LIMITS: 'on' });
    try {
      const person = new Person(limited, '通りすがり', 'nobody@elsewhere.example');
      const codes: (string | undefined)[] = [];
      for (let turn = 0; turn < 31; turn += 1) codes.push((await person.try(verificationRoutes.check, upload(Buffer.from('%PDF-1.7\n%%EOF')))).problem.code);
      expect([codes.slice(0, 30).some(Boolean), codes[30]]).toEqual([false, 'too_many_requests']);
    } finally {
      await limited.close();
    }
  });
});

describe('F134 一括検証', () => {
  const pathOf = async (contractId: string, kind: Kind) => {
    const [row] = await world.sql<{ id: string; tenant: string }>('select d.file_id as id, d.tenant_id as tenant from hoshu.contract_document d where d.contract_id = $1 and d.kind = $2', [contractId, kind]);
    return { id: row?.id ?? '', file: path.join(world.config.dataDirectory, 'files', row?.tenant ?? '', row?.id ?? '') };
  };

  it('F134 期間内の書類を正常・改変の疑いに分け、CSVで渡して記録を残す。スキャンは指紋で確かめる', async () => {
    const paper = await signingStage(world, { owner: stage.owner });
    await stage.owner.do(signingRoutes.register, { params: { contractId: paper.contractId }, body: await registerBody(paper, await world.today()) });
    const clean = await stage.owner.do(verificationRoutes.period, { query: await periodOf() });
    expect([clean.counts, clean.items.map(({ kind, result, basis }) => [kind, result, basis])]).toEqual([{ ok: 4, expired: 0, tampered: 0 }, [
      ['certificate', 'ok', 'signature'], ['original_client', 'ok', 'signature'], ['original_vendor', 'ok', 'signature'], ['paper_scan', 'ok', 'fingerprint'],
    ]]);
    expect(clean.items.map(({ level, timestamp }) => [level, timestamp?.own])).toEqual([['B-LTA', true], ['B-LTA', true], ['B-LTA', true], [null, undefined]]);
    expect(clean.items[3]?.sha256).toBe(createHash('sha256').update(scan).digest('hex'));

    // Somebody with access to the disk changes one file; somebody with access to the database too fits the fingerprint of another.
    const [onDisk, both] = [await pathOf(stage.contractId, 'certificate'), await pathOf(stage.contractId, 'original_client')];
    const [kept, forged] = [readFileSync(onDisk.file), altered(readFileSync(both.file), 200)];
    writeFileSync(onDisk.file, altered(kept, 300));
    writeFileSync(both.file, forged);
    await world.sql('alter table hoshu.file disable trigger user');
    await world.sql(`update hoshu.file set sha256 = encode(sha256($2), 'hex') where id = $1`, [both.id, forged]);
    const answer = await stage.owner.try(verificationRoutes.periodFile, { query: await periodOf() });
    const lines = answer.bytes.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines.slice(1).map((line) => line.split(',').slice(3, 8)).map(([label, , result, , basis]) => [label, result, basis])).toEqual([
      ['合意締結証明書', '改変の疑い', '電子署名と指紋'], ['契約書（甲保有分）', '改変の疑い', '電子署名と指紋'], ['契約書（乙保有分）', '正常', '電子署名と指紋'], ['署名済み契約書（紙のスキャン）', '正常', '指紋のみ'],
    ]);
    // What fails says nothing of its time; a scan has none.
    expect(lines.slice(1).map((line) => line.split(',').slice(11))).toEqual([['', '', ''], ['', '', ''], ['B-LTA', expect.stringMatching(/^\d{4}-/), 'Hoshu Timestamp Authority（このサービスの時刻認証局）'], ['', '', '']]);
    const [event] = await world.sql<{ canon: string }>(`select canon from audit.event where type = 'verification.period-exported'`);
    expect(JSON.parse(event?.canon ?? '{}')).toMatchObject({ data: { ok: 2, expired: 0, tampered: 2 } });
    writeFileSync(onDisk.file, kept);
  });

  it('F134 ほかの会社の書類は含まれず、1年を超える期間・逆の期間は断る', async () => {
    const other = await signingStage(world, { bare: true });
    expect((await other.owner.do(verificationRoutes.period, { query: await periodOf() })).items).toEqual([]);
    const today = localDate(await world.today());
    // 366 days with both ends counted are a year at most; one more is refused.
    expect((await stage.owner.try(verificationRoutes.period, { query: { from: addDays(today, -365), to: today } })).status).toBe(200);
    for (const query of [{ from: addDays(today, -366), to: today }, { from: addDays(today, 1), to: today }]) expect((await stage.owner.try(verificationRoutes.period, { query })).problem.code).toBe('verification_period');
    expect((await visitor().try(verificationRoutes.period, { query: { from: today, to: today } })).status).toBe(401);
  });

  it('F134 期限が切れる前に新しいタイムスタンプを追記し、しなかったものは期限のあと「期限切れ」になる', async () => {
    const period = await periodOf();
    // The certificate is put aside: nothing more is done for it.
    await world.sql(`insert into hoshu.document_archive (tenant_id, client_id, contract_id, kind, revision, file_id, level, made_at) select tenant_id, client_id, contract_id, kind, 2, file_id, level, now() from hoshu.document_archive where contract_id = $1 and kind = 'certificate'`, [stage.contractId]);
    const before = files.get('original_vendor') ?? Buffer.alloc(0);
    Object.assign(elsewhere, { isUp: true, hasList: true });
    // Half of the two days that are left.
    await world.advanceDays(1);
    elsewhere.isUp = false;
    const renewed = (await stage.owner.try(signingRoutes.document, { params: { contractId: stage.contractId, kind: 'original_vendor' } })).bytes;
    expect([renewed.length > before.length, renewed.subarray(0, before.length).equals(before)]).toEqual([true, true]);
    const answer = await check(renewed);
    expect([answer.level, answer.archive.map(({ own }) => own), answer.earlier.at(-1)?.sha256]).toEqual(['B-LTA', [true, false], createHash('sha256').update(before).digest('hex')]);
    const events = (await world.sql<{ type: string; canon: string }>(`select type, canon from audit.event where stream = $1 and type in ('signing.document-archived', 'signing.archive-missing') order by seq`, [`contract:${stage.contractId}`])).map(({ type, canon }) => [type, (JSON.parse(canon) as { data: { kind: string } }).data.kind]);
    // The original that somebody altered on the disk is not vouched for anew.
    expect(events).toEqual([['signing.archive-missing', 'original_client'], ['signing.document-archived', 'original_vendor']]);

    await world.advanceDays(daysLeft);
    const { items } = await stage.owner.do(verificationRoutes.period, { query: period });
    expect(items.filter(({ kind }) => kind !== 'paper_scan').map(({ kind, result }) => [kind, result])).toEqual([['certificate', 'expired'], ['original_client', 'tampered'], ['original_vendor', 'ok']]);
    expect(items[0]?.text.ja).toContain('有効期間');
    expect((await check(renewed)).verdict).toBe('genuine');
    const old = await check(original());
    expect([old.verdict, old.document?.kind, old.validUntilOn !== null && old.validUntilOn < (await world.today())]).toEqual(['expired', 'original_client', true]);
    // An altered file stays altered, whatever the day.
    expect((await check(altered(original(), 200))).verdict).toBe('changed');
  });
});
