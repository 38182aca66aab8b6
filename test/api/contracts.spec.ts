import { clientRoutes, companyRoutes, contractRoutes, siteRoutes } from '@hoshu/api-schema';
import { clientPerson, concludedContract, createClient, createDraft, createSite, fillCompany, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
});
afterAll(() => world.close());

describe('第1条・第2条 取引先とサイト', () => {
  it('登録番号は検査数字まで確かめ、見本番号 T1234567890123 は断る', async () => {
    const company = await owner.do(companyRoutes.get);
    const { missing: _missing, warnings: _warnings, effectiveOn: _effectiveOn, sealFileId: _sealFileId, ...body } = company;
    const refused = await owner.try(companyRoutes.save, { body: { ...body, registrationNumber: 'T1234567890123' } });
    expect([refused.status, refused.problem.code]).toEqual([422, 'registration_number_check']);
  });

  it('別の取引先のサイトは契約に入れられない', async () => {
    const first = await createClient(owner, { companyName: '株式会社北浜製菓', contactEmail: 'kita@client.example' });
    const second = await createClient(owner, { companyName: '株式会社南風', contactEmail: 'minami@client.example' });
    const siteId = await createSite(owner, second);
    const { terms } = await owner.do(contractRoutes.defaults);
    const refused = await owner.try(contractRoutes.create, { body: { clientId: first, siteIds: [siteId], terms } });
    expect(refused.problem).toMatchObject({ status: 422, code: 'site_of_other_client', article: '第2条' });
  });

  it('二人が同じ取引先を直すと、あとの人には最新を確認するよう伝える', async () => {
    const id = await createClient(owner, { companyName: '株式会社両替', contactEmail: 'ryo@client.example' });
    const { id: _id, version, isSample: _s, createdAt: _c, contacts: _k, court, ...body } = await owner.do(clientRoutes.get, { params: { clientId: id } });
    expect(court).toBe('東京地方裁判所');
    await owner.do(clientRoutes.update, { params: { clientId: id }, body: { ...body, department: '総務部' }, ifMatch: version });
    const late = await owner.try(clientRoutes.update, { params: { clientId: id }, body: { ...body, department: '経理部' }, ifMatch: version });
    expect([late.status, late.problem.code]).toEqual([412, 'version_stale']);
  });

  it('届かないURLでも理由を答え、登録は妨げない（SSRFは理由だけ）', async () => {
    const facts = await owner.do(siteRoutes.probe, { body: { url: 'http://127.0.0.1:22/' } });
    expect(facts).toMatchObject({ reachable: false, status: null });
    expect(['port', 'address']).toContain(facts.reason);
  });
});

describe('第17条 契約の下書き', () => {
  it('満了日・通知期限・支払期日に理由がつき（F111）、初年度の請求がすべて並ぶ（F066）', async () => {
    const clientId = await createClient(owner, { companyName: '医療法人社団みどり会', contactEmail: 'midori@client.example' });
    const siteId = await createSite(owner, clientId);
    const { terms } = await owner.do(contractRoutes.defaults);
    const preview = await owner.do(contractRoutes.preview, { body: { clientId, siteIds: [siteId], terms: { ...terms, feeYen: 55_000, contractDate: '2026-12-01', term: { ...terms.term, startOn: '2026-12-01' } } } });
    expect(preview.model.articles).toHaveLength(22);
    expect(preview.unfilled).toEqual([]);
    const value = (key: string) => preview.explained.find((entry) => entry.key === key);
    // 締結日の初日は算入しない: 2026-12-01 → 2027-12-01。E-30 = 2027-11-01。
    expect(value('lastOn')?.value).toBe('2027-12-01');
    expect(value('noticeDeadlineOn')?.value).toBe('2027-11-01');
    expect(value('noticeDeadlineOn')?.explanation.needsReview).toBe(true);
    // 12月分は翌月末払い: 2027-01-31 は日曜 → 2027-02-01。
    expect(preview.schedule[0]).toMatchObject({ serviceMonth: '2026-12', grossYen: 55_000, taxYen: 5_000, dueOn: '2027-02-01' });
    // 12月1日から翌年12月1日まで: 13か月にまたがる。更新される契約なので最後の月は日割りにしない。
    expect(preview.schedule).toHaveLength(13);
    expect(value('court')?.value).toBe('東京地方裁判所');
  });

  it('下書きは保存でき、PDFになり、お客様（甲）には送るまで見えない', async () => {
    const clientId = await createClient(owner, { companyName: '学校法人桜丘学園', contactEmail: 'sakura@client.example' });
    const siteId = await createSite(owner, clientId);
    const contractId = await createDraft(owner, { clientId, siteId, startOn: '2026-12-01' });
    const view = await owner.do(contractRoutes.get, { params: { contractId } });
    expect(view).toMatchObject({ status: 'draft', feeYen: 55_000, clientName: '学校法人桜丘学園', explained: [] });
    // F185: the reasons are given to those who ask for them; the values are the same.
    const { explained, court } = await owner.do(contractRoutes.get, { params: { contractId }, query: { explain: '1' } });
    expect(explained.map(({ key }) => key)).toEqual(['lastOn', 'noticeDeadlineOn', 'survivalOn', 'firstDueOn', 'court']);
    expect([court, view.court]).toEqual([explained.at(-1)?.value, explained.at(-1)?.value]);
    const saved = await owner.do(contractRoutes.updateDraft, { params: { contractId }, ifMatch: view.draftVersion ?? 0, body: { siteIds: [siteId], terms: { ...view.terms!, feeYen: 66_000 } } });
    expect(saved.feeYen).toBe(66_000);
    const stale = await owner.try(contractRoutes.updateDraft, { params: { contractId }, ifMatch: view.draftVersion ?? 0, body: { siteIds: [siteId], terms: view.terms! } });
    expect(stale.problem.code).toBe('version_stale');
    const pdf = await owner.try(contractRoutes.draftPdf, { params: { contractId } });
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const [membership] = await world.sql<{ tenant_id: string }>('select tenant_id from hoshu.contract where id = $1', [contractId]);
    const client = await clientPerson(world, { tenantId: membership?.tenant_id ?? '', clientId }, { name: '桜井 学', email: 'sakurai@client.example', role: 'owner' });
    expect((await client.try(contractRoutes.get, { params: { contractId } })).status).toBe(404);
    expect((await client.do(contractRoutes.list)).items).toEqual([]);
  });

  it('24か月分の支払期日に理由がつき、休業日に動いた日が分かる（第11条2項）', async () => {
    const { terms } = await owner.do(contractRoutes.defaults);
    const preview = await owner.do(contractRoutes.preview, { body: { clientId: null, siteIds: [], terms: { ...terms, feeYen: 55_000, term: { ...terms.term, startOn: '2026-12-01' } } } });
    expect(preview.dueDates).toHaveLength(24);
    expect(preview.dueDates[0]).toMatchObject({ serviceMonth: '2026-12', dueOn: '2027-02-01', moved: true });
    expect(preview.dueDates[0]?.explanation.steps.map((step) => step.ja).join()).toContain('翌営業日');
    expect(preview.dueDates[2]).toMatchObject({ serviceMonth: '2027-02', dueOn: '2027-03-31', moved: false });
    const blank = await owner.do(contractRoutes.preview, { body: { clientId: null, siteIds: [], terms } });
    expect(blank.dueDates).toEqual([]);
  });

  it('サイトなしでも下書きは残り、登録情報を直すと文面がそれに従う', async () => {
    const clientId = await createClient(owner, { companyName: '有限会社はる', contactEmail: 'haru@client.example', overrides: { representativeName: '' } });
    const { terms } = await owner.do(contractRoutes.defaults);
    const { id: contractId } = await owner.do(contractRoutes.create, { body: { clientId, siteIds: [], terms } });
    const text = async () => JSON.stringify((await owner.do(contractRoutes.text, { params: { contractId } })).model.signatures);
    expect(await text()).not.toContain('春野 花');
    const client = await owner.do(clientRoutes.get, { params: { clientId } });
    const { id: _id, version, isSample: _sample, createdAt: _created, contacts: _contacts, court: _court, ...values } = client;
    await owner.do(clientRoutes.update, { params: { clientId }, ifMatch: version, body: { ...values, representativeName: '春野 花' } });
    expect(await text()).toContain('春野 花');
  });

  it('ほかの人が先に保存した下書きは上書きせず、誰がいつ保存したかを伝える。同じ内容の保存は版を進めない', async () => {
    const clientId = await createClient(owner, { companyName: '株式会社ふたり', contactEmail: 'futari@client.example' });
    const siteId = await createSite(owner, clientId);
    const contractId = await createDraft(owner, { clientId, siteId, startOn: '2026-12-01' });
    const view = await owner.do(contractRoutes.get, { params: { contractId } });
    const put = (feeYen: number, ifMatch: number) => owner.try(contractRoutes.updateDraft, { params: { contractId }, ifMatch, body: { siteIds: [siteId], terms: { ...view.terms!, feeYen } } });
    const draftVersion = view.draftVersion ?? 0;
    expect((await put(55_000, draftVersion)).body.draftVersion).toBe(draftVersion);
    const answers = await Promise.all([put(60_000, draftVersion), put(70_000, draftVersion)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const refused = answers.find((answer) => answer.status === 412);
    expect(refused?.problem.data).toMatchObject({ name: owner.name });
    expect(Date.parse(String(refused?.problem.data?.['at']))).toBeGreaterThan(0);
  });

  it('別の保守会社の契約は、読むことも数えることもできない', async () => {
    const other = await signUpVendor(world, { companyName: '株式会社よそ', personName: '余所 太郎', email: 'owner@yoso.example' });
    const fixture = await concludedContract(world, { owner: other, concludedOn: '2026-04-01', lastOn: '2027-04-01' });
    expect((await owner.try(contractRoutes.get, { params: { contractId: fixture.contractId } })).status).toBe(404);
    expect((await owner.do(contractRoutes.list)).items.map((row) => row.id)).not.toContain(fixture.contractId);
    expect((await other.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).status).toBe('in_force');
  });
});
