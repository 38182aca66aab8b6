import { incidentRoutes, monitoringRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { MonitorRunner } from '../../apps/api/src/modules/monitoring/index.js';
import { SafeFetch } from '../../apps/api/src/platform/fetch/safe-fetch.js';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { startLocalSite, testAuthority, type LocalSite } from './support/local-site.js';

let world: World;
let owner: Person;
let client: Person;
let site: LocalSite;
let contract: ContractFixture;
let authority: Awaited<ReturnType<typeof testAuthority>>;
const sites: LocalSite[] = [];

const day = async (offset: number) => addDays(localDate(await world.today()), offset) as string;
const turn = async () => {
  await world.sql('update platform.monitor_schedule set next_at = now(), leased_until = null, lease = null');
  await world.app.get(MonitorRunner).turn();
};
const newSite = async (host: string, tls?: { cert: string; key: string }) => {
  const started = await startLocalSite(tls);
  sites.push(started);
  world.app.get(SafeFetch).allow.add(`${host}:${started.port}`);
  return started;
};
const contractWith = async (url: string, options: { vendor?: Person; number?: string } = {}) => {
  const fixture = await concludedContract(world, { owner: options.vendor ?? owner, concludedOn: await day(-10), lastOn: await day(355), siteUrl: url, ...(options.number ? { number: options.number } : {}) });
  await world.app.get(DueTasks).runAll();
  return fixture;
};
const monitorOf = async (person: Person, contractId: string) => {
  const { items } = await person.do(monitoringRoutes.list, { query: { contractId } });
  const [monitor] = items;
  if (!monitor) throw new Error('no monitor');
  return monitor;
};
const incidentsOf = async (contractId: string) => (await owner.do(incidentRoutes.list, { query: { contractId } })).items;

beforeAll(async () => {
  world = await startWorld();
  authority = await testAuthority();
  const fetcher = world.app.get(SafeFetch);
  fetcher.resolver = (name) => (name.endsWith('.test') ? Promise.resolve(['127.0.0.1']) : Promise.reject(new Error('no such name')));
  fetcher.extraAuthorities = [authority.pem];
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  site = await newSite('site-a.test');
  contract = await contractWith(`http://site-a.test:${site.port}/`, { number: 'HS-001' });
  client = await clientPerson(world, contract, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
});
afterAll(async () => {
  await Promise.all(sites.map((entry) => entry.close()));
  await world.close();
});

describe('第3条1号 稼働状況の確認', () => {
  it('締結した契約のサイトには監視ができ、まだ確認していない日は灰色', async () => {
    const monitor = await monitorOf(owner, contract.contractId);
    expect(monitor).toMatchObject({ contractNumber: 'HS-001', intervalMinutes: 5, active: true, inactiveReason: null, state: 'unknown', lastCheck: null, stale: true });
    expect(monitor.days).toHaveLength(90);
    expect(new Set(monitor.days.map((bar) => bar.state))).toEqual(new Set(['none']));
  });

  it('監視は本当にサイトへ接続し、結果と今日の棒が残る。お客様も自分のサイトを見られる', async () => {
    await turn();
    const monitor = await monitorOf(client, contract.contractId);
    expect(monitor).toMatchObject({ state: 'up', stale: false, lastCheck: { outcome: 'up', httpStatus: 200, reason: null }, certificate: null });
    expect(site.hits()).toBe(1);
    const detail = await owner.do(monitoringRoutes.get, { params: { monitorId: monitor.id } });
    expect(detail.changes.map((change) => change.state)).toEqual(['up']);
    expect(detail.totals.upMinutes + detail.totals.downMinutes + detail.totals.plannedMinutes + detail.totals.unknownMinutes).toBe(detail.totals.totalMinutes);
    expect(detail.method.ja).toContain('稼働率＝');
  });

  it('期日前の監視は動かず、二つの処理が同時に来ても確認は一度だけ', async () => {
    const before = site.hits();
    await world.app.get(MonitorRunner).turn();
    expect(site.hits()).toBe(before);
    await world.sql('update platform.monitor_schedule set next_at = now()');
    await Promise.all([world.app.get(MonitorRunner).turn(), world.app.get(MonitorRunner).turn(), world.app.get(MonitorRunner).turn()]);
    expect(site.hits()).toBe(before + 1);
  });

  it('貸出しが別の処理に移った確認は、記録しない', async () => {
    const count = async () => (await world.sql<{ count: number }>('select count(*)::int as count from hoshu.monitor_check'))[0]?.count;
    const [before, hits] = [await count(), site.hits()];
    let release = () => {};
    site.hold = new Promise((resolve) => { release = resolve; });
    const running = turn();
    while (site.hits() === hits) await new Promise((resolve) => setTimeout(resolve, 10));
    await world.sql('update platform.monitor_schedule set lease = gen_random_uuid()');
    release();
    site.hold = null;
    await running;
    expect(await count()).toBe(before);
  });

  it('設定は版を確かめて変わり、語句がなければ失敗とみなす', async () => {
    const monitor = await monitorOf(owner, contract.contractId);
    const body = { keyword: '予約する', expectedStatus: 200, intervalMinutes: 5 as const, paused: false };
    const changed = await owner.do(monitoringRoutes.update, { params: { monitorId: monitor.id }, body, ifMatch: monitor.version });
    expect(changed).toMatchObject({ keyword: '予約する', version: monitor.version + 1 });
    expect((await owner.try(monitoringRoutes.update, { params: { monitorId: monitor.id }, body, ifMatch: monitor.version })).problem.code).toBe('version_stale');
    await turn();
    expect((await monitorOf(owner, contract.contractId)).lastCheck).toMatchObject({ outcome: 'down', reason: { code: 'keyword' } });
    await owner.do(monitoringRoutes.update, { params: { monitorId: monitor.id }, body: { ...body, keyword: '', expectedStatus: null }, ifMatch: changed.version });
    await turn();
  });

  it('「いま確認する」はすぐに確認を一度行う', async () => {
    const before = site.hits();
    const monitor = await monitorOf(owner, contract.contractId);
    await owner.do(monitoringRoutes.run, { params: { monitorId: monitor.id } });
    await world.drain();
    expect(site.hits()).toBe(before + 1);
  });
});

describe('第9条 停止から復旧まで', () => {
  it('1回の失敗では障害にせず、2回続くと障害を一つ開き、保守会社へ知らせる', async () => {
    site.status = 503;
    await turn();
    expect((await monitorOf(owner, contract.contractId)).state).toBe('up');
    expect(await incidentsOf(contract.contractId)).toHaveLength(0);
    await turn();
    await turn();
    const incidents = await incidentsOf(contract.contractId);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ channel: 'monitor', state: 'detected', number: 'HS-001-S1', title: expect.stringContaining('503') as string });
    expect((await monitorOf(client, contract.contractId)).state).toBe('down');
    await world.drain();
    expect(world.mail.last('owner@aoba.example', '障害').text).toContain('HS-001-S1');
  });

  it('第5条3項 お客様への報告は記録とPDFとメールになり、復旧は自動で残る', async () => {
    const [incident] = await incidentsOf(contract.contractId);
    const params = { incidentId: incident?.id ?? '' };
    await owner.do(incidentRoutes.report, { params, body: { impact: '公式サイトを表示できません。', cause: '調査中です。', measures: 'サーバー会社に連絡しました。', prevention: '' } });
    await world.drain();
    const mail = world.mail.last(contract.terms.annex.notices.client.email, '障害のご報告');
    expect(mail.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
    site.status = 200;
    await turn();
    const detail = await owner.do(incidentRoutes.get, { params });
    expect(detail.state).toBe('restored');
    expect(detail.events.map((event) => [event.kind, event.side])).toEqual([['detected', 'system'], ['reported', 'vendor'], ['restored', 'system']]);
    expect((await monitorOf(owner, contract.contractId)).state).toBe('up');
  });

  it('次の停止は次の障害になる', async () => {
    site.status = 500;
    await turn();
    await turn();
    site.status = 200;
    await turn();
    expect((await incidentsOf(contract.contractId)).map((incident) => [incident.number, incident.state])).toEqual([['HS-001-S2', 'restored'], ['HS-001-S1', 'restored']]);
  });

  it('登録したメンテナンスの間は障害にしない。過ぎた時間は登録できない', async () => {
    const monitor = await monitorOf(owner, contract.contractId);
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const params = { monitorId: monitor.id };
    expect((await owner.try(monitoringRoutes.planWindow, { params, body: { startsAt: at(-30), endsAt: at(30), reason: '更新' } })).problem.code).toBe('window_in_past');
    expect((await owner.try(monitoringRoutes.planWindow, { params, body: { startsAt: at(30), endsAt: at(10), reason: '更新' } })).problem.code).toBe('window_order');
    await owner.do(monitoringRoutes.planWindow, { params, body: { startsAt: at(0), endsAt: at(1), reason: '更新' } });
    site.status = 503;
    await turn();
    await turn();
    expect((await monitorOf(owner, contract.contractId)).state).toBe('up');
    site.status = 200;
    await turn();
    expect(await incidentsOf(contract.contractId)).toHaveLength(2);
  });
});

describe('第3条7号 SSL証明書', () => {
  it('期限が近い証明書は、証明書ごとに一度だけ知らせ、更新されると新しい期限で数える', async () => {
    const secure = await newSite('tls-a.test', await authority.issue('tls-a.test', 12));
    const first = await contractWith(`https://tls-a.test:${secure.port}/`);
    await contractWith(`https://tls-a.test:${secure.port}/shop`);
    await turn();
    await turn();
    await world.drain();
    const alerts = () => world.mail.mails.filter((mail) => mail.to === 'owner@aoba.example' && mail.subject.includes('SSL証明書'));
    expect(alerts().map((mail) => mail.subject.includes('あと12日'))).toEqual([true]);
    expect((await monitorOf(owner, first.contractId)).certificate).toMatchObject({ daysLeft: 12 });
    secure.renew(await authority.issue('tls-a.test', 90));
    await turn();
    await world.drain();
    expect(alerts()).toHaveLength(1);
    expect((await monitorOf(owner, first.contractId)).certificate?.daysLeft).toBe(90);
  });

  it('期限切れの証明書は停止とし、理由と日付を残す', async () => {
    const expired = await newSite('tls-b.test', await authority.issue('tls-b.test', -2));
    const fixture = await contractWith(`https://tls-b.test:${expired.port}/`);
    await turn();
    const monitor = await monitorOf(owner, fixture.contractId);
    expect(monitor.lastCheck).toMatchObject({ outcome: 'down', reason: { code: 'tls:CERT_HAS_EXPIRED' } });
    expect(monitor.certificate?.daysLeft).toBeLessThan(0);
  });
});

describe('監視の範囲', () => {
  it('第2条 内側のアドレスは確認できず、停止ともみなさない', async () => {
    const fixture = await contractWith('http://inside.test/');
    await turn();
    expect((await monitorOf(owner, fixture.contractId)).lastCheck).toMatchObject({ outcome: 'unknown', reason: { code: 'address' } });
  });

  it('運用開始前・終了後・休止中・登録から外れたサイトは確認しない', async () => {
    const quiet = await newSite('quiet.test');
    const fixture = await contractWith(`http://quiet.test:${quiet.port}/`);
    const reason = async () => (await monitorOf(owner, fixture.contractId)).inactiveReason;
    await world.sql('update hoshu.contract set goes_live_on = $2::date, version = version + 1 where id = $1', [fixture.contractId, await day(5)]);
    expect(await reason()).toBe('not_started');
    await turn();
    await world.sql('update hoshu.contract set goes_live_on = null, version = version + 1 where id = $1', [fixture.contractId]);
    await world.sql(`insert into hoshu.contract_end (tenant_id, client_id, contract_id, last_on, basis) values ($1, $2, $3, $4::date, '18')`, [fixture.tenantId, fixture.clientId, fixture.contractId, await day(-1)]);
    expect(await reason()).toBe('ended');
    await turn();
    await world.sql('update hoshu.contract_end set withdrawn_at = now(), version = version + 1 where contract_id = $1', [fixture.contractId]);
    const monitor = await monitorOf(owner, fixture.contractId);
    await owner.do(monitoringRoutes.update, { params: { monitorId: monitor.id }, body: { keyword: '', expectedStatus: null, intervalMinutes: 5, paused: true }, ifMatch: monitor.version });
    expect(await reason()).toBe('paused');
    await turn();
    await world.sql('delete from hoshu.contract_site where contract_id = $1', [fixture.contractId]);
    expect(await reason()).toBe('site_removed');
    await turn();
    expect(quiet.hits()).toBe(0);
  });

  it('他社・他のお客様の監視は存在しないものとして答え、経理担当とお客様は変更できない', async () => {
    const monitor = await monitorOf(owner, contract.contractId);
    const other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
    const otherContract = await contractWith('https://www.minato.example/', { vendor: other });
    const foreignClient = await clientPerson(world, otherContract, { name: '外 太郎', email: 'soto@client.example', role: 'owner' });
    const body = { keyword: '', expectedStatus: null, intervalMinutes: 5 as const, paused: true };
    const params = { monitorId: monitor.id };
    for (const person of [other, foreignClient]) expect((await person.try(monitoringRoutes.get, { params })).status).toBe(404);
    expect((await other.try(monitoringRoutes.update, { params, body, ifMatch: monitor.version })).status).toBe(404);
    expect((await other.try(monitoringRoutes.run, { params })).status).toBe(404);
    expect((await client.try(monitoringRoutes.update, { params, body, ifMatch: monitor.version })).status).toBe(404);
    const accounting = await clientPerson(world, contract, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
    expect((await accounting.try(monitoringRoutes.list)).problem.code).toBe('forbidden');
    expect((await foreignClient.do(monitoringRoutes.list)).items.map((entry) => entry.contractId)).toEqual([otherContract.contractId]);
  });

  it('日が変わると前日の集計が残り、確認のない日は不明として数える', async () => {
    await world.advanceDays(3);
    const days = await world.sql<{ up: number; down: number; planned: number; unknown: number }>(
      `select d.up_seconds as up, d.down_seconds as down, d.planned_seconds as planned, d.unknown_seconds as unknown from hoshu.monitor_day d join hoshu.monitor m on m.id = d.monitor_id where m.contract_id = $1 order by d.day_on`, [contract.contractId]);
    expect(days[0]?.up).toBeGreaterThan(0);
    expect(days.map((row) => row.up + row.down + row.planned + row.unknown)).toEqual(days.map(() => 86_400));
    expect(days[1]).toEqual({ up: 0, down: 0, planned: 0, unknown: 86_400 });
    const monitor = await monitorOf(owner, contract.contractId);
    expect(monitor.days.slice(-2).map((bar) => [bar.state, bar.percent])).toEqual([['none', null], ['none', null]]);
  });
});
