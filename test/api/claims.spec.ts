import { auditRoutes, claimRoutes, incidentRoutes, liabilityRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { clientPerson, createDraft, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, monthStart, shift } from './billing-support.js';

jest.setTimeout(240_000);
let world: World;
let owner: Person;
let today: string;
let fixture: ContractFixture;
let kou: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -8), billingStartsOn: today });
  kou = await clientPerson(world, fixture, { name: '緑川 薫', email: 'riji@midori.example', role: 'owner' });
});
afterAll(() => world.close());

type View = ResponseOf<typeof claimRoutes.get>;
type Body = BodyInputOf<typeof claimRoutes.raise>;
const params = () => ({ contractId: fixture.contractId });
const items = [{ description: '復旧を他社に頼んだ費用', amountYen: 150_000, direct: true, ordinary: true }, { description: '広告を出せなかった逸失利益', amountYen: 800_000, direct: true, ordinary: false }];
const raise = (person: Person, body: Partial<Body> = {}, more: { key?: string; contractId?: string } = {}) =>
  person.try(claimRoutes.raise, { params: { contractId: more.contractId ?? fixture.contractId }, body: { title: '更新作業の誤りによる停止', reason: '更新のあと、二日間表示されませんでした。', incidentOn: shift(today, -5), incidentId: null, willful: false, items, ...body }, ...(more.key ? { key: more.key } : {}) });
const raised = async (person: Person, body: Partial<Body> = {}): Promise<View> => (await raise(person, body)).body;
const get = (person: Person, claimId: string): Promise<View> => person.do(claimRoutes.get, { params: { claimId } });
const step = (person: Person, claimId: string, body: BodyInputOf<typeof claimRoutes.step>) => person.try(claimRoutes.step, { params: { claimId }, body });
const propose = (person: Person, claimId: string, { amountYen, text = '甲乙は、次のとおり合意する。' }: { amountYen: number; text?: string }) => person.try(claimRoutes.propose, { params: { claimId }, body: { amountYen, text } });
const confirm = (person: Person, claimId: string, claimSettlementId: string) => person.try(claimRoutes.confirm, { params: { claimId, claimSettlementId }, body: {} });

describe('第16条 損害賠償の請求（F109）', () => {
  it('甲の請求には上限が、支払のない間は「算定できません」が付く。直接かつ通常の損害だけが対象', async () => {
    const claim = await raised(kou);
    expect(claim).toMatchObject({ number: 1, side: 'client', state: 'raised', claimedOn: today, totalYen: 950_000, coveredYen: 150_000, payableYen: null, cap: { state: 'undetermined', capYen: null, asOf: shift(today, -5) } });
    await owner.do(liabilityRoutes.enterOpeningPayment, { params: params(), body: { paidOn: shift(today, -20), amountYen: 55_000, kind: 'fee', note: '' } });
    for (const person of [owner, kou]) expect(await get(person, claim.id)).toMatchObject({ payableYen: 55_000, cap: { capYen: 55_000 } });
    // 請求日を基準にすると、その日より前の入金まで数える。
    await owner.do(liabilityRoutes.enterOpeningPayment, { params: params(), body: { paidOn: shift(today, -2), amountYen: 44_000, kind: 'fee', note: '' } });
    await owner.do(liabilityRoutes.setBasis, { body: { basis: 'claim' } });
    expect((await get(owner, claim.id)).cap).toMatchObject({ asOf: today, capYen: 99_000 });
    await owner.do(liabilityRoutes.setBasis, { body: { basis: 'incident' } });
  });

  it('故意・重過失の請求は上限を示さず、乙から甲への請求には上限がない', async () => {
    expect(await raised(kou, { willful: true })).toMatchObject({ payableYen: 150_000, cap: { state: 'unlimited', capYen: null } });
    expect(await raised(owner, { title: '契約違反による損害', items: [items[0]!] })).toMatchObject({ side: 'vendor', cap: null, payableYen: 150_000 });
    // 150,000 of the first claim against the cap of today; the wilful one stands beside it, 乙's own is not in the bar.
    expect((await kou.do(claimRoutes.list, { params: params() })).exposure).toEqual({ capYen: 99_000, capState: 'amount', openYen: 150_000, uncappedYen: 150_000, settledYen: 0 });
  });

  it('提起から調査・協議・合意まで進み、どの段階も相手の通知先にメールで伝わり、監査に条文つきで残る', async () => {
    const { id } = await raised(kou, { title: '合意する請求' });
    expect((await get(kou, id)).mayDo).not.toContain('investigating');
    expect((await step(kou, id, { step: 'investigating', text: '' })).problem.code).toBe('claim_step');
    expect((await step(owner, id, { step: 'investigating', text: '作業の記録を確認します。' })).body).toMatchObject({ state: 'investigating' });
    expect((await step(owner, id, { step: 'statement', text: '' })).problem.code).toBe('claim_text_missing');
    expect((await step(kou, id, { step: 'negotiating', text: '' })).body).toMatchObject({ state: 'negotiating' });
    const first = (await propose(owner, id, { amountYen: 55_000 })).body.settlements[0]!;
    expect((await confirm(owner, id, first.id)).problem.code).toBe('claim_step');
    const second = (await propose(kou, id, { amountYen: 60_000, text: '乙は甲に60,000円を支払う。甲はその余を請求しない。' })).body.settlements[0]!;
    expect([second.revision, (await confirm(owner, id, first.id)).problem.code]).toEqual([2, 'settlement_outdated']);
    const both = await Promise.all([confirm(owner, id, second.id), confirm(owner, id, second.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const done = await get(kou, id);
    expect(done).toMatchObject({ state: 'settled', settledYen: 60_000, mayDo: [] });
    expect(done.settlements[0]).toMatchObject({ final: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), confirmations: [{ side: 'client', personName: '緑川 薫' }, { side: 'vendor', personName: '佐藤 美咲' }] });
    for (const refused of [await step(kou, id, { step: 'statement', text: '追記' }), await propose(owner, id, { amountYen: 1 }), await step(owner, id, { step: 'failed', text: 'やめる' })]) expect(refused.problem.code).toBe('claim_step');
    await expect(world.sql('update hoshu.claim_settlement set amount_yen = 1')).rejects.toThrow();
    await world.drain();
    const mails = await world.sql<{ recipient: string }>(`select recipient from hoshu.mail_delivery where subject_ref = $1 order by answered_at`, [`claim:${id}`]);
    // 甲 acted three times (提起, 協議, 案), 乙 three times (調査, 案, 確認): each told the other.
    expect(mails).toHaveLength(6);
    expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(2);
    const trail = (await kou.do(auditRoutes.ofContract, { params: params(), query: { limit: '100' } })).items.filter(({ type }) => type.startsWith('liability.'));
    expect(new Set(trail.map(({ article }) => article))).toEqual(new Set(['第16条1項', '第16条2項', '第21条']));
    expect(trail.some(({ sentence }) => sentence.ja.includes('合意（60,000円）が成立しました'))).toBe(true);
  });

  it('不成立は理由とともに残り、そのあとは何もできない', async () => {
    const { id } = await raised(owner, { title: '不成立の請求' });
    expect((await step(kou, id, { step: 'failed', text: '' })).status).toBe(422);
    expect((await step(kou, id, { step: 'failed', text: '責任を認めません。' })).body).toMatchObject({ state: 'failed', mayDo: [] });
    expect((await propose(owner, id, { amountYen: 10_000 })).problem.code).toBe('claim_step');
  });

  it('F105 乙の対応の記録を、製品が記録したものから集める。記録のないものは、ないと示す', async () => {
    const incident = await owner.do(incidentRoutes.open, { body: { contractId: fixture.contractId, siteIds: [fixture.siteId], title: '表示されない', description: '更新後', detectedAt: `${shift(today, -5)}T03:00:00+09:00` } });
    const claim = await raised(kou, { incidentId: incident.id });
    expect(claim.incident).toEqual({ id: incident.id, number: 1, title: '表示されない' });
    const found = await owner.do(claimRoutes.evidence, { params: { claimId: claim.id } });
    expect([found.fromOn, found.toOn]).toEqual([shift(today, -35), shift(today, 2)]);
    expect(found.entries.find(({ kind }) => kind === 'incidents')).toMatchObject({ found: true, count: 1, lines: [{ ja: expect.stringContaining('障害1「表示されない」') }] });
    expect(found.entries.filter((entry) => !entry.found).map(({ kind }) => kind)).toEqual(['checks', 'stops', 'incident_reports', 'monthly_reports', 'backups', 'updates', 'vulnerabilities']);
    expect((await kou.try(claimRoutes.evidence, { params: { claimId: claim.id } })).status).toBe(404);
  });

  it('二度押しは一度だけ提起し、未来・契約前の日、零円・負の額、ほかの契約の障害や他社の請求を断る', async () => {
    const key = 'claim-once-12345678';
    const [one, two] = [await raise(kou, {}, { key }), await raise(kou, {}, { key })];
    expect([one.status, two.body.id]).toEqual([200, one.body.id]);
    for (const incidentOn of [shift(today, 1), shift(monthStart(today, -8), -1)]) expect((await raise(kou, { incidentOn })).problem).toMatchObject({ status: 422, code: 'claim_day', article: '第16条1項' });
    for (const body of [{ incidentOn: '2026-02-30' }, { items: [] }, { items: [{ ...items[0]!, amountYen: 0 }] }, { items: [{ ...items[0]!, amountYen: -5 }] }, { title: '' }]) expect((await raise(kou, body)).status).toBe(400);
    const other = await billedContract(world, owner, { concludedOn: monthStart(today, -2), billingStartsOn: today, clientName: 'ほかの会社' });
    const foreign = await owner.do(incidentRoutes.open, { body: { contractId: other.contractId, siteIds: [other.siteId], title: '別の障害', description: '別の契約' } });
    expect((await raise(kou, { incidentId: foreign.id })).status).toBe(404);
    expect((await raise(kou, {}, { contractId: other.contractId })).status).toBe(404);
    const neighbour = await clientPerson(world, other, { name: '隣の人', email: 'tonari@other.example', role: 'owner' });
    const stranger = await signUpVendor(world, { companyName: '他社', personName: '他社 太郎', email: 'owner@stranger.example' });
    const claim = await get(kou, one.body.id);
    for (const person of [neighbour, stranger]) for (const answer of [await person.try(claimRoutes.get, { params: { claimId: claim.id } }), await step(person, claim.id, { step: 'statement', text: '横から' }), await propose(person, claim.id, { amountYen: 1 })]) expect(answer.status).toBe(404);
    const draft = await createDraft(owner, { clientId: fixture.clientId, siteId: fixture.siteId, startOn: shift(today, 7) });
    expect((await raise(owner, {}, { contractId: draft })).problem.code).toBe('contract_not_concluded');
    const keiri = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@midori.example', role: 'accounting' });
    expect([(await raise(keiri)).status, (await get(keiri, claim.id)).id]).toEqual([403, claim.id]);
  });
});
