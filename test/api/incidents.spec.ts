import { companyRoutes, incidentRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, Person, signUpVendor, startWorld, type ContractFixture, type World } from '@hoshu/testing';

let world: World;
let owner: Person;
let technician: Person;
let client: Person;
let contract: ContractFixture;

const day = async (offset: number) => addDays(localDate(await world.today()), offset) as string;
const report = { impact: '予約フォームを送信できません。', cause: 'サーバー会社の障害です。', measures: '復旧を確認しました。', prevention: '監視の語句を追加します。' };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const open = (person: Person, change: { title?: string; detectedAt?: string; contractId?: string; siteIds?: string[] } = {}) =>
  person.try(incidentRoutes.open, { body: { contractId: contract.contractId, siteIds: [contract.siteId], title: '予約フォームのエラー', description: '送信するとエラーになります。', ...change } });
const opened = async (person: Person, change: Parameters<typeof open>[1] = {}) => {
  const answer = await open(person, change);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem));
  return answer.body;
};
const auditTypes = async (contractId: string) => (await world.sql<{ type: string; article: string }>(`select type, article from audit.event where stream = $1 order by seq`, [`contract:${contractId}`])).map((row) => `${row.type} ${row.article}`);

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  contract = await concludedContract(world, { owner, concludedOn: await day(-30), lastOn: await day(335), number: 'HS-001' });
  client = await clientPerson(world, contract, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
  await owner.do(companyRoutes.invite, { body: { email: 'tech@aoba.example', role: 'technician', noticeAuthority: false } });
  technician = await new Person(world, '田中 翔', 'tech@aoba.example').acceptInvitation();
});
afterAll(() => world.close());

describe('第5条3項 発見から報告まで', () => {
  it('手で記録した障害を報告すると、時計が止まり、PDF付きのメールと履歴が残る', async () => {
    const incident = await opened(technician, { detectedAt: minutesAgo(45) });
    expect(incident).toMatchObject({ number: 'HS-001-S1', channel: 'manual', state: 'detected', openedBy: '田中 翔' });
    expect(incident.clock).toMatchObject({ reportedAt: null, targetMinutes: null, result: 'running' });
    const params = { incidentId: incident.id };
    await technician.do(incidentRoutes.report, { params, body: report });
    await world.drain();
    const detail = await technician.do(incidentRoutes.get, { params, query: { explain: '1' } });
    expect(detail.clock).toMatchObject({ result: 'measured', minutes: 45 });
    expect(detail.clock.explanation?.steps.length).toBeGreaterThan(0);
    expect(detail.reports[0]).toMatchObject({ revision: 1, sentBy: '田中 翔', pdfReady: true, deliveries: [{ accepted: true }] });
    const mail = world.mail.last(contract.terms.annex.notices.client.email, '障害のご報告');
    expect(mail.text).toContain(`/portal/incidents/${incident.id}`);
    expect(mail.attachments).toHaveLength(1);
    expect(await auditTypes(contract.contractId)).toEqual(['incident.opened 第5条3項', 'incident.reported 第5条3項']);
  });

  it('二度目の報告は新しい版になり、最初の報告時刻は動かない', async () => {
    const incident = await opened(owner, { detectedAt: minutesAgo(20) });
    const params = { incidentId: incident.id };
    const first = await owner.do(incidentRoutes.report, { params, body: report });
    const second = await owner.do(incidentRoutes.report, { params, body: { ...report, impact: '影響は一部でした。' } });
    expect(second.reports.map((entry) => entry.revision)).toEqual([2, 1]);
    expect(second.clock.reportedAt).toBe(first.clock.reportedAt);
    expect(second.events.filter((event) => event.kind === 'reported')).toHaveLength(1);
    await world.drain();
    const [latest] = (await client.do(incidentRoutes.get, { params })).reports;
    expect(latest).toMatchObject({ revision: 2, deliveries: [] });
    const pdf = await client.try(incidentRoutes.pdf, { params: { ...params, reportId: latest?.id ?? '' } });
    expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    await owner.do(incidentRoutes.resend, { params: { ...params, reportId: latest?.id ?? '' } });
    await world.drain();
    expect((await owner.do(incidentRoutes.get, { params })).reports[0]?.deliveries).toHaveLength(2);
  });

  it('別紙1で約束した時間だけを守れたか判定する', async () => {
    const annex = { ...contract.terms.annex, responseTargets: { reportWithinMinutes: 60, startWithinMinutes: null, restoreWithinMinutes: null, serviceHours: '24時間' } };
    const promised = await concludedContract(world, { owner, concludedOn: await day(-30), lastOn: await day(335), number: 'HS-002', terms: { annex } });
    const late = await opened(owner, { contractId: promised.contractId, siteIds: [promised.siteId], detectedAt: minutesAgo(90) });
    expect(late.clock).toMatchObject({ targetMinutes: 60, result: 'running_late' });
    expect((await owner.do(incidentRoutes.report, { params: { incidentId: late.id }, body: report })).clock.result).toBe('late');
    const early = await opened(owner, { contractId: promised.contractId, siteIds: [promised.siteId], detectedAt: minutesAgo(30) });
    expect((await owner.do(incidentRoutes.report, { params: { incidentId: early.id }, body: report })).clock.result).toBe('met');
  });

  it('運用開始日より前は、お客様へ何も送らない', async () => {
    const early = await concludedContract(world, { owner, concludedOn: await day(-1), lastOn: await day(364), number: 'HS-003' });
    await world.sql('update hoshu.contract set goes_live_on = $2::date, version = version + 1 where id = $1', [early.contractId, await day(3)]);
    const incident = await opened(owner, { contractId: early.contractId, siteIds: [early.siteId] });
    expect((await owner.try(incidentRoutes.report, { params: { incidentId: incident.id }, body: report })).problem.code).toBe('contract_not_live');
  });
});

describe('第9条 障害の記録', () => {
  it('お客様も障害を連絡でき、保守会社へメールが届く', async () => {
    const incident = await opened(client, { title: '画像が表示されません', detectedAt: minutesAgo(120) });
    expect(incident).toMatchObject({ channel: 'client', openedBy: '緑川 薫' });
    expect(incident.clock.minutes).toBe(0);
    expect(incident.events[0]?.text).toContain('お気づきの時刻');
    await world.drain();
    expect(world.mail.last('owner@aoba.example', '画像が表示されません').text).toContain('お客様から障害の連絡がありました');
  });

  it('経過は足すだけで、訂正は新しい記録になる。発見と報告は訂正できない', async () => {
    const incident = await opened(owner, { detectedAt: minutesAgo(60) });
    const params = { incidentId: incident.id };
    const add = (body: { kind: 'acknowledged' | 'investigating' | 'restored' | 'closed' | 'note'; at?: string; text?: string; correctsId?: string }) => owner.try(incidentRoutes.addEvent, { params, body: { text: '', ...body } });
    expect((await add({ kind: 'investigating', at: minutesAgo(50) })).body.state).toBe('investigating');
    expect((await add({ kind: 'investigating' })).problem.code).toBe('incident_state');
    expect((await add({ kind: 'restored', at: minutesAgo(61) })).problem.code).toBe('incident_time_order');
    expect((await add({ kind: 'restored', at: minutesAgo(-5) })).problem.code).toBe('incident_time_future');
    const wrong = (await add({ kind: 'restored', at: minutesAgo(10) })).body.events.find((event) => event.kind === 'restored');
    const corrected = (await add({ kind: 'restored', at: minutesAgo(20), text: '復旧はこの時刻でした。', correctsId: wrong?.id ?? '' })).body;
    expect(corrected.events.filter((event) => event.kind === 'restored')).toHaveLength(2);
    expect(corrected.events.find((event) => event.id === wrong?.id)?.correctedById).not.toBeNull();
    expect(Date.parse(corrected.restoredAt ?? '')).toBeLessThan(Date.parse(wrong?.at ?? ''));
    expect((await add({ kind: 'note', correctsId: corrected.events[0]?.id ?? '' })).problem.code).toBe('incident_correction');
    await expect(world.sql('update hoshu.incident_event set at = now() where incident_id = $1', [incident.id])).rejects.toThrow('keeps its rows');
    await expect(world.sql('delete from hoshu.incident where id = $1', [incident.id])).rejects.toThrow('keeps its rows');
  });

  it('終結には復旧と原因の区分が要り、不明でも根拠があればよい', async () => {
    const incident = await opened(owner, { detectedAt: minutesAgo(60) });
    const params = { incidentId: incident.id };
    const close = () => owner.try(incidentRoutes.addEvent, { params, body: { kind: 'closed', text: '' } });
    expect((await close()).problem.code).toBe('incident_not_restored');
    await owner.do(incidentRoutes.addEvent, { params, body: { kind: 'restored', text: '' } });
    expect((await close()).problem).toMatchObject({ code: 'incident_cause_missing', article: '第9条' });
    const decided = await owner.do(incidentRoutes.decideCause, { params, body: { causeClass: 'unknown', text: '', evidence: 'ログに記録がありませんでした。', vendorNegligent: false, grossNegligence: false } });
    expect(decided.cause).toMatchObject({ causeClass: 'unknown', liability: null, needsReview: true });
    expect((await close()).body.state).toBe('closed');
    expect((await owner.try(incidentRoutes.decideCause, { params, body: { causeClass: 'disaster', text: '', evidence: '地震', vendorNegligent: false, grossNegligence: false } })).problem.code).toBe('incident_closed');
    expect((await owner.try(incidentRoutes.addEvent, { params, body: { kind: 'note', text: '後日の追記' } })).status).toBe(200);
    expect((await owner.do(incidentRoutes.list, { query: { open: '1' } })).items.map((entry) => entry.id)).not.toContain(incident.id);
  });

  it('第9条2項・第15条 原因の区分から責任の区分が決まり、お客様は異議を述べられる', async () => {
    const incident = await opened(owner);
    const params = { incidentId: incident.id };
    const decide = (vendorNegligent: boolean) => owner.do(incidentRoutes.decideCause, { params, body: { causeClass: 'hostingFailure', text: '', evidence: '障害情報のページ', vendorNegligent, grossNegligence: false } });
    expect((await decide(false)).cause).toMatchObject({ decidedBy: '佐藤 美咲', liability: { result: 'exempt', clause: '15(3)' }, needsReview: true });
    const disputed = await client.do(incidentRoutes.comment, { params, body: { text: '更新の失敗が原因ではありませんか。', disputesCause: true } });
    expect(disputed).toMatchObject({ disputed: true });
    expect((await decide(true))).toMatchObject({ disputed: false, cause: { liability: { result: 'review', clause: '15' } } });
    await world.drain();
    expect(world.mail.last('owner@aoba.example', 'お客様の追記').text).toContain('更新の失敗');
    const explained = await client.do(incidentRoutes.get, { params, query: { explain: '1' } });
    expect(explained.cause?.explanation?.needsReview).toBe(true);
  });

  it('二人が同時に終結しても、終結は一つ', async () => {
    const incident = await opened(owner, { detectedAt: minutesAgo(5) });
    const params = { incidentId: incident.id };
    await owner.do(incidentRoutes.addEvent, { params, body: { kind: 'restored', text: '' } });
    await owner.do(incidentRoutes.decideCause, { params, body: { causeClass: 'unknown', text: '', evidence: '不明', vendorNegligent: false, grossNegligence: false } });
    const answers = await Promise.all([owner, technician].map((person) => person.try(incidentRoutes.addEvent, { params, body: { kind: 'closed', text: '' } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it('同時に開いた障害は別々の番号になる', async () => {
    const answers = await Promise.all([opened(owner), opened(technician), opened(client)]);
    expect(new Set(answers.map((answer) => answer.number)).size).toBe(3);
  });
});

describe('第2条 範囲と権限', () => {
  it('契約の対象でないサイト、締結前の契約、未来の発見は断る', async () => {
    expect((await open(owner, { siteIds: [contract.clientId] })).problem).toMatchObject({ code: 'site_not_in_contract', article: '第2条' });
    expect((await open(owner, { detectedAt: minutesAgo(-10) })).problem.code).toBe('incident_time_future');
    const draft = await concludedContract(world, { owner, concludedOn: await day(0), lastOn: await day(364), number: 'HS-004' });
    await world.sql('alter table hoshu.contract_conclusion disable trigger contract_conclusion_frozen');
    await world.sql('delete from hoshu.contract_conclusion where contract_id = $1', [draft.contractId]);
    await world.sql('alter table hoshu.contract_conclusion enable trigger contract_conclusion_frozen');
    expect((await open(owner, { contractId: draft.contractId, siteIds: [draft.siteId] })).problem.code).toBe('contract_not_concluded');
  });

  it('他社・他のお客様の障害は存在しないものとして答え、お客様は報告や区分を書けない', async () => {
    const incident = await opened(owner);
    const params = { incidentId: incident.id };
    const other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
    const otherContract = await concludedContract(world, { owner: other, concludedOn: await day(-1), lastOn: await day(364) });
    const foreignClient = await clientPerson(world, otherContract, { name: '外 太郎', email: 'soto@client.example', role: 'owner' });
    const neighbour = await clientPerson(world, await concludedContract(world, { owner, concludedOn: await day(-1), lastOn: await day(364) }), { name: '隣 次郎', email: 'tonari@client.example', role: 'owner' });
    for (const person of [other, foreignClient, neighbour]) {
      expect((await person.try(incidentRoutes.get, { params })).status).toBe(404);
      expect((await open(person)).status).toBe(404);
      expect((await person.do(incidentRoutes.list)).items).toHaveLength(0);
    }
    expect((await other.try(incidentRoutes.report, { params, body: report })).status).toBe(404);
    expect((await client.try(incidentRoutes.report, { params, body: report })).status).toBe(404);
    const accounting = await clientPerson(world, contract, { name: '経理 花子', email: 'keiri@client.example', role: 'accounting' });
    expect((await open(accounting)).problem.code).toBe('forbidden');
  });

  it('一覧は新しい順に、続きから読める', async () => {
    const first = await owner.do(incidentRoutes.list, { query: { limit: '3', contractId: contract.contractId } });
    expect(first.items).toHaveLength(3);
    const second = await owner.do(incidentRoutes.list, { query: { limit: '3', contractId: contract.contractId, cursor: first.nextCursor ?? '' } });
    expect(new Set([...first.items, ...second.items].map((entry) => entry.id)).size).toBe(6);
    const forged = Buffer.from(JSON.stringify({ id: "x' or 1=1" })).toString('base64url');
    expect((await owner.try(incidentRoutes.list, { query: { cursor: forged } })).problem.code).toBe('invalid_request');
  });
});
