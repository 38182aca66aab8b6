import { agreementRoutes, auditRoutes, boardRoutes, contractRoutes, incidentRoutes, sampleRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let midori: Person;
let today: string;
let fixture: ContractFixture;
const shift = (days: number): string => addDays(localDate(today), days);
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  // 通知の期限は満了日の30日前（E-30）：満了まで91日なら、あと61日。
  fixture = await concludedContract(world, { owner, concludedOn: shift(-275), lastOn: shift(91), number: 'HS-BRD-1' });
  midori = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@client.example', role: 'owner' });
});
afterAll(() => world.close());

const boardOf = async (person: Person, contractId = fixture.contractId) => (await person.do(boardRoutes.get, { params: { contractId } })).items;
const light = async (person: Person, article: number, contractId?: string) => (await boardOf(person, contractId))[article - 1];

describe('F003 22条の状態（条文ヘルス）', () => {
  it('双方に22行が条文の順に並び、どの行にも状態と理由があり、悪い行には次の一手がある', async () => {
    for (const person of [owner, midori]) {
      const items = await boardOf(person);
      expect(items.map(({ article }) => article)).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
      expect(items.filter(({ reason, title }) => reason.ja === '' || reason.en === '' || title === '')).toEqual([]);
      expect(items.filter(({ state, action }) => state === 'bad' && action === null)).toEqual([]);
    }
    expect(await light(owner, 1)).toMatchObject({ title: '目的', state: 'good' });
    expect(await light(owner, 20)).toMatchObject({ state: 'attention', reason: { ja: '甲：表明の記録がありません。乙：表明の記録がありません。' } });
    expect(await light(owner, 22)).toMatchObject({ state: 'good', reason: { ja: expect.stringContaining('地方裁判所') } });
    // D10: nothing was paid yet.
    expect(await light(midori, 16)).toMatchObject({ state: 'attention', reason: { ja: expect.stringContaining('要確認') }, action: { target: 'cap' } });
  });

  it('第17条：通知の期限まで61日なら緑、60日で黄', async () => {
    expect(await light(owner, 17)).toMatchObject({ state: 'good', reason: { ja: expect.stringContaining('あと61日') } });
    await world.advanceDays(1);
    expect(await light(owner, 17)).toMatchObject({ state: 'attention', reason: { ja: expect.stringContaining('あと60日') }, action: { target: 'contract' } });
  });

  it('第9条・第5条：復旧していない障害で赤、復旧して黄、報告して5条が緑、終結して緑', async () => {
    const incident = await owner.do(incidentRoutes.open, { body: { contractId: fixture.contractId, siteIds: [fixture.siteId], title: '停止', description: '開けません。' } });
    const params = { incidentId: incident.id };
    expect([await light(owner, 9), await light(midori, 5)]).toMatchObject([{ state: 'bad', action: { target: 'incident', id: incident.id } }, { state: 'bad' }]);
    await owner.do(incidentRoutes.addEvent, { params, body: { kind: 'restored', text: '再起動しました。' } });
    expect(await light(owner, 9)).toMatchObject({ state: 'attention' });
    await owner.do(incidentRoutes.report, { params, body: { impact: '閲覧できませんでした。', cause: '調査中', measures: '再起動', prevention: '' } });
    expect(await light(owner, 5)).toMatchObject({ state: 'good' });
    await owner.do(incidentRoutes.decideCause, { params, body: { causeClass: 'hostingFailure', text: '', evidence: '事業者の発表', vendorNegligent: false, grossNegligence: false } });
    await midori.do(incidentRoutes.comment, { params, body: { text: '納得できません。', disputesCause: true } });
    expect(await light(midori, 15)).toMatchObject({ state: 'attention', action: { target: 'incident', id: incident.id } });
    await owner.do(incidentRoutes.addEvent, { params, body: { kind: 'closed', text: '' } });
    expect(await light(owner, 9)).toMatchObject({ state: 'good' });
  });

  it('第21条・第2条：返答を待つ案は黄で、その協議に導く', async () => {
    const opened = await midori.do(agreementRoutes.open, { body: { contractId: fixture.contractId, kind: 'related_system', subject: '予約', text: '加えたいです。', about: null, personName: '' } });
    expect(await light(owner, 2)).toMatchObject({ state: 'attention', action: { target: 'agreement', id: opened.id } });
    expect(await light(owner, 21)).toMatchObject({ state: 'good' });
  });

  it('請求を見られない人には、金額を示さない', async () => {
    const tech = await owner.do(contractRoutes.list, { query: { limit: '1' } });
    expect(tech.items.length).toBe(1);
    await world.sql(`update identity.membership set role = 'technician' where user_id = (select id from identity."user" where email = 'owner@aoba.example')`);
    for (const article of [11, 16]) expect(await light(owner, article)).toMatchObject({ state: 'none', reason: { ja: '請求を見る権限がないため、表示していません。' }, action: null });
    await world.sql(`update identity.membership set role = 'owner' where user_id = (select id from identity."user" where email = 'owner@aoba.example')`);
  });

  it('締結前の契約も読めて、ほかの会社の契約は存在しない', async () => {
    const clientId = await createClient(owner, { companyName: '株式会社つぼみ', contactEmail: 'tsubomi@client.example' });
    const draftId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: today });
    expect(await light(owner, 1, draftId)).toMatchObject({ state: 'attention', reason: { ja: '契約はまだ締結されていません。' } });
    expect((await midori.try(boardRoutes.get, { params: { contractId: draftId } })).status).toBe(404);
  });
});

describe('F002 条文の印', () => {
  it('自動で書かれる証跡には必ず条文があり、条文で絞ると、その条の記録だけになる', async () => {
    await owner.do(sampleRoutes.add, { body: {} });
    await world.drain();
    await world.advanceDays(1);
    const items = [];
    for (let cursor: string | undefined; ;) {
      const page = await owner.do(auditRoutes.list, { query: { limit: '100', ...(cursor ? { cursor } : {}) } });
      items.push(...page.items);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    const automatic = items.filter(({ actor, contractId }) => actor.kind === 'system' && contractId !== null);
    expect(automatic.length).toBeGreaterThan(20);
    expect([...new Set(automatic.filter(({ article }) => article === null).map(({ type }) => type))]).toEqual([]);
    const ninth = await owner.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { article: '第9条', limit: '100' } });
    expect(ninth.items.length).toBeGreaterThan(2);
    expect(ninth.items.filter(({ article }) => !article?.startsWith('第9条'))).toEqual([]);
  });
});
