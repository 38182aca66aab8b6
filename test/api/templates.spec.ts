import { auditRoutes, contractRoutes, templateRoutes, type TermsInput } from '@hoshu/api-schema';
import { FORM_TEXT } from '@hoshu/contract-text';
import { clientPerson, concludedContract, fillCompany, signUpVendor, startWorld, vendorPerson, type ContractFixture, type Person, type World } from '@hoshu/testing';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let fixture: ContractFixture;
let terms: TermsInput;

const returnTerm = { title: '終了時の返還', text: '乙は、本契約の終了後{{返還の期間}}以内にデータを返還する。', variables: [{ name: '返還の期間', hint: '終了した日の翌日から', example: '30日', value: '' }] };
const create = (name: string, wanted: TermsInput) => owner.try(templateRoutes.create, { body: { name, terms: wanted } });
const draft = (body: { terms: TermsInput; templateVersionId?: string }) => owner.try(contractRoutes.create, { body: { clientId: fixture.clientId, siteIds: [fixture.siteId], ...body } });
const annexOf = async (contractId: string) => JSON.stringify((await owner.do(contractRoutes.text, { params: { contractId } })).model.annex);

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  fixture = await concludedContract(world, { owner, concludedOn: '2026-04-01', lastOn: '2027-03-31' });
  terms = (await owner.do(templateRoutes.form)).terms;
});
afterAll(() => world.close());

describe('契約のひな形（F164）', () => {
  it('標準のひな形が初めからあり、●は一つずつ説明と例のある項目になり、2条の空項目は消え、全22条にやさしい説明がある', async () => {
    const form = await owner.do(templateRoutes.form);
    // 17 runs of ● (令和●年●月●日 are three of one field); each of the 13 variables is one field.
    expect(form.fields.reduce((sum, { runs }) => sum + runs, 0)).toBe(FORM_TEXT.match(/●+/g)?.length);
    expect(new Set(form.fields.map(({ field }) => field)).size).toBe(13);
    expect(form.fields.filter(({ label, hint, example }) => !label.ja || !label.en || !hint.ja || !hint.en || !example)).toEqual([]);
    expect(form.articles.map(({ number, plain }) => [number, plain.ja.length > 0 && plain.en.length > 0])).toEqual(Array.from({ length: 22 }, (_, index) => [index + 1, true]));
    const preview = await owner.do(contractRoutes.preview, { body: { clientId: null, siteIds: [], terms: form.terms } });
    expect(preview.model.articles[1]?.paragraphs[0]?.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(preview.unfilled.length).toBeGreaterThan(0);
    expect(form.library.filter(({ plain, law }) => !plain.ja || !plain.en || !law)).toEqual([]);
  });

  it('自社のひな形はD1の数字と特約を持ち、版は変わらず、契約は元になった版を覚えている', async () => {
    const first = (await create('標準（90日前）', { ...terms, noticeDays17: 90, capWindowMonths: 12, court: { kind: 'vendor', name: '' }, annex: { ...terms.annex, specialTerms: { electronicNotice: true }, ownTerms: [returnTerm] } })).body;
    expect([first.number, first.deviations.map(({ path }) => path)]).toEqual([1, ['capWindowMonths', 'noticeDays17', 'court', 'annex.specialTerms.electronicNotice', 'annex.ownTerms.0']]);
    const begun = (await draft({ terms: first.terms, templateVersionId: first.versionId })).body;
    expect(begun.template).toEqual({ id: first.id, name: '標準（90日前）', number: 1 });
    const saved = await owner.do(templateRoutes.save, { params: { contractTemplateId: first.id }, ifMatch: first.version, body: { name: '標準（60日前）', terms: { ...first.terms, noticeDays17: 60 } } });
    expect([saved.number, saved.contractCount, saved.versions.map(({ number, contractCount }) => [number, contractCount])]).toEqual([2, 1, [[2, 0], [1, 1]]]);
    // The same terms again are no new version; an old version is refused.
    expect((await owner.do(templateRoutes.save, { params: { contractTemplateId: first.id }, ifMatch: saved.version, body: { name: '標準（60日前）', terms: saved.terms } })).number).toBe(2);
    expect((await owner.try(templateRoutes.save, { params: { contractTemplateId: first.id }, ifMatch: first.version, body: { name: 'x', terms } })).status).toBe(412);
    const kept = await owner.do(contractRoutes.get, { params: { contractId: begun.id } });
    expect([kept.template, kept.terms?.noticeDays17]).toEqual([{ id: first.id, name: '標準（60日前）', number: 1 }, 90]);
    // Versions are facts: nobody changes one.
    await expect(world.sql('update hoshu.contract_template_version set number = 9 where id = $1', [first.versionId])).rejects.toThrow();
    expect(JSON.stringify(await owner.do(auditRoutes.list))).toContain('template.saved');
  });

  it('自社の特約の変数は、埋めるまで●●で未記入に数え、埋めると文に入る。知らない変数と使われない変数は項目ごとに断る', async () => {
    const blank = { ...terms, annex: { ...terms.annex, ownTerms: [returnTerm] } };
    const begun = (await draft({ terms: blank })).body;
    expect(await annexOf(begun.id)).toContain('終了後●●以内');
    const open = (await owner.do(contractRoutes.preview, { body: { clientId: fixture.clientId, siteIds: [fixture.siteId], terms: blank } })).unfilled;
    expect(open.find(({ path }) => path.startsWith('annex.ownTerms'))).toEqual({ path: 'annex.ownTerms.0.variables.0.value', ja: '特約「終了時の返還」の返還の期間', en: expect.any(String) });
    const filled = { ...terms, annex: { ...terms.annex, ownTerms: [{ ...returnTerm, variables: [{ ...returnTerm.variables[0]!, value: '30日' }] }] } };
    await owner.do(contractRoutes.updateDraft, { params: { contractId: begun.id }, ifMatch: begun.draftVersion!, body: { siteIds: [fixture.siteId], terms: filled } });
    expect(await annexOf(begun.id)).toContain('終了後30日以内');
    const wrong = await create('誤り', { ...terms, annex: { ...terms.annex, ownTerms: [{ ...returnTerm, text: '{{期間}}以内に返す。' }] } });
    expect([wrong.status, wrong.problem.errors?.map(({ path, code }) => [path, code])]).toEqual([400, [['body.terms.annex.ownTerms.0.text', 'variable_unknown'], ['body.terms.annex.ownTerms.0.variables.0.name', 'variable_unused']]]);
  });

  it('名前は重ならず、日付は持てず、利用をやめたひな形では始められない。甲と他社からは見えない', async () => {
    const { body } = await create('軽い保守', terms);
    expect((await create('軽い保守', terms)).problem.code).toBe('template_name_taken');
    expect((await create('日付つき', { ...terms, contractDate: '2026-12-01' })).problem.code).toBe('template_has_days');
    const retired = await owner.do(templateRoutes.retire, { params: { contractTemplateId: body.id }, ifMatch: body.version, body: { isRetired: true } });
    expect((await draft({ terms, templateVersionId: body.versionId })).problem.code).toBe('template_retired');
    expect((await owner.do(templateRoutes.list)).items.at(-1)).toMatchObject({ id: body.id, isRetired: true });
    await owner.do(templateRoutes.retire, { params: { contractTemplateId: body.id }, ifMatch: retired.version, body: { isRetired: false } });
    expect((await draft({ terms, templateVersionId: body.versionId })).status).toBe(200);
    const technician = await vendorPerson(world, fixture.tenantId, { name: '鈴木 健', email: 'suzuki@aoba.example', role: 'technician' });
    expect((await technician.try(templateRoutes.create, { body: { name: '技術', terms } })).status).toBe(403);
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'kou@client.example', role: 'owner' });
    expect((await client.try(templateRoutes.list, {})).status).toBe(404);
    expect((await client.do(contractRoutes.get, { params: { contractId: fixture.contractId } })).template).toBeNull();
    const other = await signUpVendor(world, { companyName: '株式会社ほか', personName: '他 太郎', email: 'owner@hoka.example' });
    await fillCompany(other, '株式会社ほか');
    expect((await other.try(templateRoutes.get, { params: { contractTemplateId: body.id } })).status).toBe(404);
  });
});
