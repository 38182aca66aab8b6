import { auditRoutes, clientRoutes, contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import { clientPerson, concludedContract, createDraft, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { shift } from './billing-support.js';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let today: string;
let kou: Person;
let fixture: ContractFixture;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  fixture = await contract({});
  kou = await clientPerson(world, fixture, { name: '緑川 薫', email: 'riji@midori.example', role: 'owner' });
});
afterAll(() => world.close());

/** A contract concluded a month ago. */
const contract = (terms: Partial<ContractFixture['terms']>): Promise<ContractFixture> => concludedContract(world, { owner, concludedOn: shift(today, -30), lastOn: shift(today, 334), terms });
const court = (person: Person, contractId = fixture.contractId): Promise<ResponseOf<typeof contractRoutes.court>> => person.do(contractRoutes.court, { params: { contractId } });
const override = (person: Person, body: { court: string; reason: string }, contractId = fixture.contractId) => person.try(contractRoutes.overrideCourt, { params: { contractId }, body });
/** 甲's head office is entered anew. */
async function move(clientId: string, office: { prefecture: string; city: string; street: string }): Promise<void> {
  const { id: _id, version, contacts: _contacts, court: _court, createdAt: _createdAt, isSample: _isSample, ...values } = await owner.do(clientRoutes.get, { params: { clientId } }) as Record<string, unknown> & { version: number };
  await owner.do(clientRoutes.update, { params: { clientId }, ifMatch: version, body: { ...values, ...office } as never });
}

describe('第22条 合意管轄の経過（F128）', () => {
  it('甲の本店が移ると、新旧の裁判所が双方の画面に残り、監査に条文つきで残る。同じ市の中の移転では何も起きない', async () => {
    const before = await court(owner);
    expect([before.clause, before.current, before.history]).toEqual(['client', before.agreed, []]);
    // 北海道 has four courts by municipality (R22): 旭川市 belongs to 旭川.
    await move(fixture.clientId, { prefecture: '北海道', city: '旭川市', street: '6条通' });
    await move(fixture.clientId, { prefecture: '北海道', city: '旭川市', street: '7条通' });
    for (const person of [owner, kou]) {
      expect(await court(person)).toMatchObject({ agreed: before.agreed, current: '旭川地方裁判所', history: [{ kind: 'moved', oldCourt: before.agreed, newCourt: '旭川地方裁判所', headOffice: '北海道旭川市', changedBy: '佐藤 美咲', changedOn: today }] });
    }
    const trail = (await kou.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { limit: '100' } })).items.filter(({ type }) => type === 'contract.court-moved');
    expect(trail).toEqual([expect.objectContaining({ article: '第22条' })]);
    expect(trail[0]?.sentence.ja).toContain('旭川地方裁判所');
  });

  it('乙は理由をつけて定め直せる。同じ裁判所・理由なし・甲・他社は断り、あとの移転がまた上書きする', async () => {
    expect((await override(owner, { court: '札幌地方裁判所', reason: '移転の登記がまだのため' })).body).toMatchObject({ current: '札幌地方裁判所' });
    expect((await override(owner, { court: '札幌地方裁判所', reason: 'もう一度' })).problem).toMatchObject({ status: 422, code: 'court_unchanged', article: '第22条' });
    expect((await override(owner, { court: '東京地方裁判所', reason: '' })).status).toBe(400);
    expect((await override(kou, { court: '東京地方裁判所', reason: '近いから' })).status).toBe(404);
    const stranger = await signUpVendor(world, { companyName: '他社', personName: '他社 太郎', email: 'owner@stranger.example' });
    expect([(await override(stranger, { court: '東京地方裁判所', reason: '横から' })).status, (await stranger.try(contractRoutes.court, { params: { contractId: fixture.contractId } })).status]).toEqual([404, 404]);
    await move(fixture.clientId, { prefecture: '埼玉県', city: '川口市', street: '本町' });
    expect((await court(kou)).history.map(({ kind, oldCourt, newCourt }) => [kind, oldCourt, newCourt])).toEqual([
      ['moved', '札幌地方裁判所', 'さいたま地方裁判所'], ['manual', '旭川地方裁判所', '札幌地方裁判所'], ['moved', (await court(kou)).agreed, '旭川地方裁判所'],
    ]);
    await expect(world.sql(`update hoshu.court_change set new_court = '最高裁判所'`)).rejects.toThrow();
  });

  it('契約で裁判所を定めたもの、乙の本店によるものは、甲の移転で変わらない（D1）。管轄表にない場所は未定と示す', async () => {
    const named = await contract({ court: { kind: 'named', name: '横浜地方裁判所' } });
    await move(named.clientId, { prefecture: '福岡県', city: '福岡市', street: '天神' });
    expect(await court(owner, named.contractId)).toMatchObject({ clause: 'named', agreed: '横浜地方裁判所', current: '横浜地方裁判所', history: [] });
    const ofVendor = await contract({ court: { kind: 'vendor', name: '' } });
    await move(ofVendor.clientId, { prefecture: '福岡県', city: '福岡市', street: '天神' });
    expect((await court(owner, ofVendor.contractId)).history).toEqual([]);
    await move(fixture.clientId, { prefecture: '北海道', city: 'どこにもない町', street: '1' });
    expect(await court(owner)).toMatchObject({ current: null });
    const draft = await createDraft(owner, { clientId: fixture.clientId, siteId: fixture.siteId, startOn: shift(today, 7) });
    expect((await owner.try(contractRoutes.court, { params: { contractId: draft } })).problem.code).toBe('contract_not_concluded');
  });
});
