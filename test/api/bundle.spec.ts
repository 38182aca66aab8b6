import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { agreementRoutes, auditRoutes, bundleRoutes as routes, checkRoutes, contractRoutes, incidentRoutes, representationRoutes, signingRoutes } from '@hoshu/api-schema';
import { clientPerson, concludedContract, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';
import { enter, represent, send, sign, signingStage, type SigningStage } from './signing-support.js';

jest.setTimeout(180_000);
const canary = 'CANARY-OTHER-TENANT';
const secret = 'CANARY-VENDOR-ONLY';
let world: World;
let stage: SigningStage;
let owner: Person;
let midori: Person;
let contractId: string;
const folders: string[] = [];
beforeAll(async () => {
  world = await startWorld();
  stage = await signingStage(world);
  ({ owner, contractId } = stage);
  await send(stage);
  const signer = await enter(stage);
  await represent(stage, signer);
  await sign(stage, signer);
  await sign(stage, owner);
  await world.drain();
  const [row] = await world.sql<{ tenantId: string; clientId: string }>('select tenant_id as "tenantId", client_id as "clientId" from hoshu.contract where id = $1', [contractId]);
  midori = await clientPerson(world, row!, { name: '緑川 薫', email: 'kaoru@client.example', role: 'owner' });
  const { sites: [site] } = await owner.do(contractRoutes.get, { params: { contractId } });
  await owner.do(incidentRoutes.open, { body: { contractId, siteIds: [site!.id], title: '停止<script>alert(1)</script>', description: '開けません。' } });
  await midori.do(agreementRoutes.open, { body: { contractId, kind: 'consultation', subject: '原因の確認', text: '=HYPERLINK("x")', about: null, personName: '' } });
  await world.sql('update hoshu.contract set internal_note = $2, version = version + 1 where id = $1', [contractId, secret]);
  await owner.do(checkRoutes.record, { body: { clientId: row!.clientId, subjectKind: 'company', subjectName: secret, tool: 'x', query: 'x', result: 'clear', checkedOn: await world.today(), checkedBy: '', note: '', fileId: null } });
  const other = await signUpVendor(world, { companyName: canary, personName: canary, email: 'other@vendor.example' });
  const foreign = await concludedContract(world, { owner: other, clientName: canary, concludedOn: await world.today(), lastOn: await world.today(), number: canary });
  await other.do(representationRoutes.refuse, { params: { contractId: foreign.contractId }, body: { personName: '', reason: canary } });
  await world.drain();
});
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await world.close();
});

async function make(person: Person, more: Partial<Parameters<typeof request>[1]> = {}): Promise<Buffer> {
  const { id } = await request(person, more);
  await world.drain();
  const answer = await person.try(routes.download, { params: { bundleId: id } });
  expect(answer.status).toBe(200);
  return answer.bytes;
}
const request = (person: Person, more: { mark?: 'plaintiff' | 'defendant'; fromOn?: string | null; untilOn?: string | null } = {}) =>
  person.do(routes.request, { params: { contractId }, body: { mark: 'plaintiff', fromOn: null, untilOn: null, ...more } });

/** Unpacks by the central directory alone, as an unzip program does. */
function unpack(archive: Buffer): { folder: string; files: Map<string, Buffer> } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hoshu-bundle-'));
  folders.push(folder);
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < archive.readUInt16LE(end + 10); index += 1) {
    const [size, nameLength, start] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    files.set(name, archive.subarray(from, from + size));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  return { folder, files };
}
const verify = (folder: string) => spawnSync(process.execPath, [path.join(folder, 'verify.mjs')], { encoding: 'utf8' });
const textOf = (files: ReadonlyMap<string, Buffer>): string => Buffer.concat([...files.values()]).toString('utf8');

describe('証拠一式（F129）', () => {
  it('原本がそのまま入り、オフラインで読める目次・証拠説明書・時系列・ハッシュ値の一覧がある', async () => {
    const { files } = unpack(await make(owner));
    const original = await owner.try(signingRoutes.document, { params: { contractId, kind: 'original_client' } });
    expect([...files.values()].some((bytes) => bytes.equals(original.bytes))).toBe(true);
    const index = files.get('index.html')!.toString('utf8');
    expect(index).toContain('甲第1号証');
    expect(index).not.toContain('<script');
    expect(index).toContain('停止&lt;script&gt;');
    expect(files.get('exhibits.csv')!.toString('utf8')).toMatch(/甲第1号証,.*契約書|合意締結証明書/);
    expect(files.get('contract/version-1.txt')!.toString('utf8')).toContain('保守管理契約書');
    expect(files.get('timeline.csv')!.toString('utf8')).toContain('すべての署名がそろいました。');
    // 表計算ソフトに数式として実行させない。
    expect(files.get('data/agreement_entry.csv')!.toString('utf8')).toContain(`"'=HYPERLINK`);
    for (const name of ['contract', 'contract_version', 'signature', 'incident', 'agreement', 'antisocial_representation']) expect([...files.keys()]).toContain(`data/${name}.csv`);
    expect(files.get('SHA256SUMS')!.toString('utf8').split('\n').filter(Boolean)).toHaveLength(files.size - 1);
  });

  it('同じ内容からは、いつも同じバイト列ができる。内容が変わると変わる', async () => {
    const [first, second] = [await make(owner), await make(owner)];
    expect(second.equals(first)).toBe(true);
    expect((await make(owner, { mark: 'defendant' })).equals(first)).toBe(false);
    await midori.do(agreementRoutes.open, { body: { contractId, kind: 'consultation', subject: '追加', text: '追加です。', about: null, personName: '' } });
    await world.drain();
    expect((await make(owner)).equals(first)).toBe(false);
  });

  it('検証の手順は変更がなければ緑で、1バイト変えても、消しても、足しても赤になる（Node と sha256sum）', async () => {
    const { folder } = unpack(await make(owner));
    const green = verify(folder);
    expect([green.status, green.stdout]).toEqual([0, expect.stringContaining('OK')]);
    expect(execFileSync('sh', [path.join(folder, 'verify.sh')], { encoding: 'utf8' })).toContain('OK');
    const target = path.join(folder, 'evidence/001.pdf');
    const bytes = readFileSync(target);
    writeFileSync(target, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]));
    expect([verify(folder).status, spawnSync('sh', [path.join(folder, 'verify.sh')]).status]).toEqual([1, 1]);
    writeFileSync(target, bytes);
    expect(verify(folder).status).toBe(0);
    writeFileSync(path.join(folder, 'added.txt'), 'x');
    expect(verify(folder).stderr).toContain('added.txt');
    rmSync(path.join(folder, 'added.txt'));
    rmSync(target);
    expect(verify(folder).stderr).toContain('evidence/001.pdf');
    // ハッシュ値の一覧ごと書き換えても、証跡の内容はハッシュ値と合わない。
    writeFileSync(target, bytes);
    const events = path.join(folder, 'audit/events.ndjson');
    const changed = readFileSync(events, 'utf8').replace('signing.completed', 'signing.cancelled');
    writeFileSync(events, changed);
    const sums = path.join(folder, 'SHA256SUMS');
    writeFileSync(sums, readFileSync(sums, 'utf8').replace(/^[0-9a-f]{64}(?= {2}audit\/events\.ndjson$)/m, createHash('sha256').update(changed).digest('hex')));
    expect([verify(folder).status, verify(folder).stderr]).toEqual([1, expect.stringContaining('証跡')]);
  });

  it('どちらの側も、見られるものだけを受け取る。ほかの会社のものは何も入らない', async () => {
    const [vendor, client] = [unpack(await make(owner)).files, unpack(await make(midori)).files];
    for (const files of [vendor, client]) expect(textOf(files).includes(canary)).toBe(false);
    // 社内のメモと、お客様の確認は、どちらの一式にも入らない。
    for (const files of [vendor, client]) expect(textOf(files).includes(secret)).toBe(false);
    expect([...vendor.keys()]).toEqual(expect.arrayContaining(['data/mail_delivery.csv']));
    for (const name of ['counterparty_check', 'mail_delivery', 'ledger_posting', 'approval_request', 'renewal_decision']) expect([...client.keys()]).not.toContain(`data/${name}.csv`);
    // 証跡も、甲の画面で読めるものと同じだけ。
    const seen = await midori.do(auditRoutes.ofContract, { params: { contractId }, query: { limit: '100' } });
    const leaves = client.get('audit/events.ndjson')!.toString('utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { leaf: string }).leaf);
    expect(leaves.filter((leaf) => !seen.items.some((item) => item.leaf === leaf))).toEqual([]);
    expect(leaves.length).toBeGreaterThan(5);
    expect(verify(unpack(await make(midori)).folder).status).toBe(0);
    const own = await request(owner);
    await world.drain();
    expect((await midori.try(routes.download, { params: { bundleId: own.id } })).status).toBe(404);
    const theirs = await request(midori);
    await world.drain();
    expect((await owner.try(routes.download, { params: { bundleId: theirs.id } })).status).toBe(404);
    expect((await midori.do(routes.list, { params: { contractId } })).items.map(({ id }) => id)).not.toContain(own.id);
  });

  it('期間を区切ると、時系列がその期間だけになる。作成と受け取りは証跡に残る', async () => {
    const { files } = unpack(await make(owner, { fromOn: '2020-01-01', untilOn: '2020-12-31' }));
    expect(files.get('timeline.csv')!.toString('utf8').trim().split('\r\n')).toHaveLength(1);
    expect([...files.keys()].filter((name) => name.startsWith('evidence/')).length).toBeGreaterThan(1);
    const { items } = await owner.do(auditRoutes.ofContract, { params: { contractId }, query: { type: 'bundle.', limit: '100' } });
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['bundle.requested', 'bundle.downloaded']));
    expect((await owner.try(routes.request, { params: { contractId }, body: { mark: 'plaintiff', fromOn: '2021-01-01', untilOn: '2020-01-01' } })).status).toBe(400);
    const draft = await signingStage(world, { owner });
    expect((await owner.try(routes.request, { params: { contractId: draft.contractId }, body: { mark: 'plaintiff', fromOn: null, untilOn: null } })).problem.code).toBe('contract_not_concluded');
  });
});
