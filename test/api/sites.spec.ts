import { clientRoutes, contractRoutes, incidentRoutes, monitoringRoutes, siteRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';
import { MonitorRunner } from '../../apps/api/src/modules/monitoring/index.js';
import { SafeFetch } from '../../apps/api/src/platform/fetch/safe-fetch.js';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { startLocalSite, testAuthority, type LocalSite } from './support/local-site.js';

let world: World;
let owner: Person;
let midoriId = '';
let authority: Awaited<ReturnType<typeof testAuthority>>;
const sites: LocalSite[] = [];

const local = async (host: string, body: string, tls?: { cert: string; key: string }) => {
  const started = await startLocalSite(tls);
  started.body = body;
  sites.push(started);
  world.app.get(SafeFetch).allow.add(`${host}:${started.port}`);
  return started;
};
const csv = (bytes: Buffer, name = 'sites.csv') => ({ upload: { bytes, name, type: 'text/csv' } });
const importText = (text: string, query: { clientId?: string } = {}) => owner.try(siteRoutes.import, { ...csv(Buffer.from(text)), query });

beforeAll(async () => {
  world = await startWorld();
  authority = await testAuthority();
  const fetcher = world.app.get(SafeFetch);
  fetcher.resolver = (name) => (name.endsWith('.test') ? Promise.resolve(['127.0.0.1']) : Promise.reject(new Error('no such name')));
  fetcher.extraAuthorities = [authority.pem];
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  midoriId = await createClient(owner, { companyName: '医療法人社団みどり会', contactEmail: 'midori@client.example' });
});
afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await world.close();
});

describe('F008 URLだけで確認して登録する', () => {
  it('実際に接続し、状態・題名・CMS・サーバー・証明書の発行者と期限を読む', async () => {
    const site = await local('probe.test', '<html><head><title>みどり会 &amp; クリニック</title><meta name="generator" content="WordPress 6.9"></head></html>', await authority.issue('probe.test', 40));
    const facts = await owner.do(siteRoutes.probe, { body: { url: `https://probe.test:${site.port}/` } });
    expect(site.hits()).toBe(1);
    expect(facts).toMatchObject({ reachable: true, reason: null, status: 200, title: 'みどり会 & クリニック', generator: 'WordPress 6.9', server: 'local', tlsIssuer: 'Hoshu Test CA' });
    const days = (Date.parse(facts.tlsValidTo ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(39);
    expect(days).toBeLessThan(41);
    const known = [facts.status, facts.title, facts.generator, facts.server, facts.tlsIssuer, facts.tlsValidTo, facts.durationMs].filter((value) => value !== null);
    expect(known.length).toBeGreaterThanOrEqual(5);
  });

  it('第3条7号 期限切れの証明書でも、期限を読んで知らせる', async () => {
    const site = await local('expired.test', '<title>古い</title>', await authority.issue('expired.test', -3));
    const facts = await owner.do(siteRoutes.probe, { body: { url: `https://expired.test:${site.port}/` } });
    expect(facts).toMatchObject({ status: 200, title: '古い' });
    expect(Date.parse(facts.tlsValidTo ?? '')).toBeLessThan(Date.now());
  });

  it.each(['http://127.0.0.1/', 'http://localhost/', 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/', 'http://10.0.0.5/', 'file:///etc/passwd', 'http://user:pass@probe.test/', 'http://inside.test/'])('内側の住所 %s には接続しない', async (url) => {
    expect(await owner.do(siteRoutes.probe, { body: { url } })).toMatchObject({ reachable: false, status: null, title: null, reason: expect.stringMatching(/address|scheme|credentials|dns|url/) as string });
  });

  it('確認に失敗しても登録でき、結果は台帳に残る', async () => {
    const probe = await owner.do(siteRoutes.probe, { body: { url: 'no-such-name.example' } });
    expect(probe).toMatchObject({ url: 'https://no-such-name.example', reachable: false, reason: 'dns' });
    const site = await owner.do(siteRoutes.create, { body: { clientId: midoriId, siteName: '準備中のサイト', url: 'https://no-such-name.example', server: '', cms: '', otherSystems: [], internalNote: '', probe } });
    expect(site).toMatchObject({ state: 'none', probe: { reachable: false }, contracts: [] });
    const { id, version, ...rest } = site;
    const body = { clientId: rest.clientId, siteName: rest.siteName, url: rest.url, server: 'Xserver', cms: '', otherSystems: ['予約システム'], internalNote: '' };
    expect(await owner.do(siteRoutes.update, { params: { siteId: id }, ifMatch: version, body })).toMatchObject({ server: 'Xserver', version: version + 1, probe: { reason: 'dns' } });
    expect((await owner.try(siteRoutes.update, { params: { siteId: id }, ifMatch: version, body })).problem.code).toBe('version_stale');
  });
});

describe('F006 サイトの台帳', () => {
  it('CSVの正しい行を登録し、間違った行は行番号と理由を返す', async () => {
    await createClient(owner, { companyName: '株式会社北浜製菓', contactEmail: 'kitahama@client.example' });
    const answer = await importText([
      'サイト名,URL,取引先,サーバー,CMS,関連システム,色', '公式サイト,https://www.midori.example/,医療法人社団みどり会,さくら,WordPress 6.9,予約;問診,青', '"店, 本店",https://shop.kitahama.example/,北浜製菓,Shopify,Shopify,,', ',https://a.example/,北浜製菓,,,,',
      '名前だけ,ftp://a.example/,北浜製菓,,,,', '知らない会社,https://b.example/,株式会社なぞ,,,,', '同じURL,https://www.midori.example,みどり会,,,,', '取引先なし,https://c.example/,,,,,',
    ].join('\r\n'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ encoding: 'utf-8', lines: 7, ignoredColumns: ['色'] });
    expect(answer.body.created.map((row) => [row.line, row.siteName])).toEqual([[2, '公式サイト'], [3, '店, 本店']]);
    expect(answer.body.errors.map((row) => [row.line, row.field])).toEqual([[4, 'サイト名'], [5, 'URL'], [6, '取引先'], [7, 'URL'], [8, '取引先']]);
    const saved = await owner.do(siteRoutes.get, { params: { siteId: answer.body.created[0]?.siteId ?? '' } });
    expect(saved).toMatchObject({ clientName: '医療法人社団みどり会', server: 'さくら', cms: 'WordPress 6.9', otherSystems: ['予約', '問診'] });
  });

  it('同じファイルをもう一度送っても増えない。同じ鍵なら同じ答えが返る', async () => {
    const text = 'サイト名,URL\n一度だけ,https://once.example/';
    const first = await owner.do(siteRoutes.import, { ...csv(Buffer.from(text)), query: { clientId: midoriId }, key: 'import-once-1' });
    const replay = await owner.do(siteRoutes.import, { ...csv(Buffer.from(text)), query: { clientId: midoriId }, key: 'import-once-1' });
    expect(replay).toEqual(first);
    expect((await owner.try(siteRoutes.import, { ...csv(Buffer.from(`${text}x`)), query: { clientId: midoriId }, key: 'import-once-1' })).problem.code).toBe('idempotency_mismatch');
    const again = await importText(text, { clientId: midoriId });
    expect(again.body).toMatchObject({ created: [], known: [{ line: 2, siteId: first.created[0]?.siteId }], errors: [] });
  });

  it('Shift_JIS のCSVも、200行でも取り込める', async () => {
    const sjis = Buffer.from([0x83, 0x54, 0x83, 0x43, 0x83, 0x67, 0x96, 0xbc, 0x2c, 0x55, 0x52, 0x4c, 0x0d, 0x0a, 0x97, 0x5c, 0x96, 0xf1, 0x2c, ...Buffer.from('https://sjis.example/')]);
    expect((await owner.do(siteRoutes.import, { ...csv(sjis), query: { clientId: midoriId } }))).toMatchObject({ encoding: 'shift_jis', created: [{ line: 2, siteName: '予約' }] });
    const many = Array.from({ length: 200 }, (_, index) => `サイト${index},https://many-${index}.example/,CMS${index % 3}`);
    many[99] = ',,';
    many[150] = '名前だけ,,';
    const answer = await importText(['サイト名,URL,CMS', ...many].join('\n'), { clientId: midoriId });
    expect([answer.body.created.length, answer.body.errors.map((row) => row.line)]).toEqual([198, [152]]);
  });

  it('見出しのないCSV、表でないファイル、長すぎるCSV、知らない取引先は断る', async () => {
    expect((await importText('公式,https://a.example/')).problem.code).toBe('csv_columns_missing');
    expect((await importText('サイト名,URL\na,https://a.example/')).problem.code).toBe('csv_columns_missing');
    expect((await owner.try(siteRoutes.import, csv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])))).problem.code).toBe('csv_unreadable');
    expect((await importText(`サイト名,URL\n${'a,https://a.example/\n'.repeat(501)}`, { clientId: midoriId })).problem.code).toBe('csv_too_long');
    expect((await importText('サイト名,URL\na,https://a.example/', { clientId: '00000000-0000-4000-8000-000000000000' })).status).toBe(404);
  });

  it('CMS・サーバー・取引先・状態で絞り、どの列でも並べて続きを読める', async () => {
    expect((await owner.do(siteRoutes.list, { query: { cms: 'Shopify' } })).items.map((row) => row.siteName)).toEqual(['店, 本店']);
    expect((await owner.do(siteRoutes.list, { query: { server: 'さくら', clientId: midoriId, state: 'none' } })).items).toHaveLength(1);
    expect((await owner.do(siteRoutes.list, { query: { state: 'up' } })).items).toEqual([]);
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { cms: string; id: string }[]; nextCursor: string | null } = await owner.do(siteRoutes.list, { query: { sort: 'cms', order: 'desc', limit: '70', ...(cursor ? { cursor } : {}) } });
      names.push(...page.items.map((row) => row.cms));
      cursor = page.nextCursor;
    }
    expect(names.length).toBeGreaterThan(200);
    expect(names).toEqual([...names].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    expect((await owner.try(siteRoutes.list, { query: { cursor: Buffer.from('{"key":1,"id":"x"}').toString('base64url') } })).status).toBe(400);
    const choices = await owner.do(siteRoutes.choices);
    expect(choices.clients.map((client) => client.name)).toEqual(['医療法人社団みどり会', '株式会社北浜製菓']);
    expect([choices.cms.includes('Shopify'), choices.servers]).toEqual([true, expect.arrayContaining(['さくら', 'Xserver'])]);
  });

  it('F154 ほかの保守会社にもお客様にも、台帳は見えない', async () => {
    const other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
    const [site] = (await owner.do(siteRoutes.list, { query: { limit: '1' } })).items;
    expect((await other.try(siteRoutes.get, { params: { siteId: site?.id ?? '' } })).status).toBe(404);
    expect(await other.do(siteRoutes.choices)).toEqual({ clients: [], cms: [], servers: [] });
    expect((await other.try(siteRoutes.import, { ...csv(Buffer.from('サイト名,URL\na,https://a.example/')), query: { clientId: midoriId } })).status).toBe(404);
  });
});

describe('F001 すべては一つの契約にぶら下がる', () => {
  const day = async (offset: number) => addDays(localDate(await world.today()), offset) as string;

  it('監視・障害は契約の番号を持ち、台帳の状態は監視から導かれる', async () => {
    const site = await local('up.test', '<title>稼働中</title>');
    const contract = await concludedContract(world, { owner, concludedOn: await day(-10), lastOn: await day(355), number: 'HS-F001', siteUrl: `http://up.test:${site.port}/`, clientName: '株式会社稼働' });
    await world.app.get(DueTasks).runAll();
    const state = async () => (await owner.do(siteRoutes.get, { params: { siteId: contract.siteId } })).state;
    expect(await state()).toBe('unknown');
    await world.app.get(MonitorRunner).turn();
    expect(await state()).toBe('up');
    expect((await owner.do(siteRoutes.list, { query: { state: 'up' } })).items).toMatchObject([{ id: contract.siteId, contracts: [{ number: 'HS-F001' }] }]);
    // Uptime is counted in whole seconds: one has to pass before there is a percentage.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [monitor] = (await owner.do(monitoringRoutes.list, { query: { siteId: contract.siteId } })).items;
    expect(monitor).toMatchObject({ contractNumber: 'HS-F001', contractId: contract.contractId, percent: 100 });
    const client = await clientPerson(world, contract, { name: '稼働 太郎', email: 'kadou@client.example', role: 'owner' });
    const incident = await client.do(incidentRoutes.open, { body: { contractId: contract.contractId, siteIds: [contract.siteId], title: '遅い', description: '表示に時間がかかります。' } });
    expect(incident).toMatchObject({ contractNumber: 'HS-F001', contractId: contract.contractId });
    expect((await owner.do(incidentRoutes.list, { query: { siteId: contract.siteId, open: '1' } })).items).toHaveLength(1);
    expect((await owner.do(incidentRoutes.list, { query: { siteId: contract.siteId, closed: '1' } })).items).toHaveLength(0);
  });

  it('契約のない障害と、契約の外のサイトの障害は受け付けない（第2条）', async () => {
    const draftSite = await createSite(owner, midoriId, 'https://draft.midori.example/');
    const draft = await createDraft(owner, { clientId: midoriId, siteId: draftSite, startOn: await day(7) });
    const body = { contractId: draft, siteIds: [draftSite], title: '障害', description: '説明' };
    expect((await owner.try(incidentRoutes.open, { body })).problem.code).toBe('contract_not_concluded');
    expect((await owner.try(incidentRoutes.open, { body: { ...body, contractId: '00000000-0000-4000-8000-000000000000' } })).status).toBe(404);
    expect((await owner.try(contractRoutes.get, { params: { contractId: draft } })).body.clientId).toBe(midoriId);
    expect((await owner.do(monitoringRoutes.list, { query: { siteId: draftSite } })).items).toEqual([]);
    expect((await owner.do(clientRoutes.get, { params: { clientId: midoriId } })).id).toBe(midoriId);
  });
});
