import { auditRoutes, contractRoutes, templateRoutes, type TermsInput } from '@hoshu/api-schema';
import { FORM_TEXT } from '@hoshu/contract-text';
import { clientPerson, concludedContract, fillCompany, signUpVendor, startWorld, vendorPerson, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { shiftJis, zipOf } from './support/archive.js';
import { docxOf, filledForm, passwordDocx } from './support/form-files.js';

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

describe('ひな形で作った契約書の取り込み（F004）', () => {
  const read = (bytes: Buffer) => owner.try(templateRoutes.readFile, { upload: { bytes, name: '契約書.docx', type: 'application/octet-stream' } });
  const written = () => filledForm({ fee: '66,000', days18: 90 });

  it('空のひな形（Word・文字）は、22条がそのままで、●は17か所・13項目、[bookmark]と空の6号は消える', async () => {
    for (const bytes of [docxOf(FORM_TEXT.replace('第3条', '[bookmark: _Toc3]第3条')), Buffer.from(FORM_TEXT), shiftJis(FORM_TEXT)]) {
      const { body } = await read(bytes);
      expect([body.blanks, body.unmapped, body.articles.length, body.articles.filter(({ state }) => state !== 'same')]).toEqual([{ fields: 13, runs: 17 }, [], 22, []]);
      expect(body.values.filter(({ field }) => /^(parties|sites)|feeYen|dueDay|contractDate/.test(field))).toEqual([]);
    }
    expect((await read(shiftJis(FORM_TEXT))).body.encoding).toBe('shift_jis');
  });

  it('記入した契約書は、書いた値と場所、ひな形と違う条が分かり、確かめて作るまで何も残らない', async () => {
    const before = (await owner.do(templateRoutes.list)).items.length;
    const changed = written().replace('乙は善良な管理者の注意をもって', '乙は最善を尽くして').replace(/第22条（合意管轄）\n.+\n/, '');
    const { body } = await read(docxOf(changed.replace('本契約締結の証として', '第23条（素材の提供）\n甲は素材を提供する。\n\n本契約締結の証として')));
    expect(body.values.filter(({ field }) => ['feeYen', 'noticeDays18', 'parties.client.companyName', 'sites.0.url', 'contractDate'].includes(field)).map(({ field, text, place, state }) => [field, text, place, state])).toEqual([
      ['parties.client.companyName', '医療法人社団みどり会', '前文', 'read'], ['sites.0.url', 'https://midori.example/', '第2条', 'read'], ['feeYen', '66,000円', '第11条', 'read'], ['noticeDays18', '90日', '第18条', 'read'], ['contractDate', '令和8年4月1日', '日付', 'read'],
    ]);
    expect(body.articles.filter(({ state }) => state !== 'same').map(({ number, state, ownTerm }) => [number, state, ownTerm?.title ?? null])).toEqual([[5, 'differs', '第5条（乙の義務）の読み替え'], [22, 'missing', null], [23, 'added', '素材の提供']]);
    expect(body.articles[4]?.lines[0]?.parts.some(({ kind, text }) => kind === 'removed' && text.includes('善良'))).toBe(true);
    expect([body.terms.feeYen, body.terms.noticeDays18, body.terms.contractDate, body.deviations.map(({ path }) => path)]).toEqual([66_000, 90, null, ['noticeDays18']]);
    expect((await owner.do(templateRoutes.list)).items.length).toBe(before);
    const ownTerms = body.articles.flatMap(({ ownTerm }) => (ownTerm ? [ownTerm] : []));
    const made = (await create('取り込み', { ...body.terms, annex: { ...body.terms.annex, ownTerms } })).body;
    const begun = (await draft({ terms: made.terms, templateVersionId: made.versionId })).body;
    expect(await annexOf(begun.id)).toContain('甲は素材を提供する。');
  });

  it.each([
    ['空白だけ', () => Buffer.from(' \n　\n'), 'form_file_empty'], ['文字のないWord', () => docxOf(''), 'form_file_empty'], ['画像', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'form_file_unreadable'],
    ['本文のないZIP', () => zipOf([{ name: 'xl/workbook.xml', bytes: Buffer.from('<x/>') }]), 'form_file_unreadable'], ['別の場所の document.xml', () => zipOf([{ name: 'word/glossary/document.xml', bytes: Buffer.from('<w:document/>') }]), 'form_file_unreadable'],
    ['壊れたZIP', () => docxOf(FORM_TEXT).subarray(0, 900), 'form_file_unreadable'], ['パスワードのあるZIP', () => zipOf([{ name: 'word/document.xml', bytes: Buffer.from('x'), flags: 1 }]), 'form_file_encrypted'], ['パスワードのあるWord', passwordDocx, 'form_file_encrypted'],
    ['膨らむ圧縮', () => zipOf([{ name: 'word/document.xml', bytes: Buffer.alloc(15 * 1024 * 1024, 0x20) }]), 'form_file_too_large'], ['大きさを偽った圧縮', () => zipOf([{ name: 'word/document.xml', bytes: Buffer.alloc(4 * 1024 * 1024, 0x20), claimed: 1_000 }]), 'form_file_unreadable'],
    ['長すぎる文', () => docxOf('あ'.repeat(200_001)), 'form_file_too_large'], ['外を読ませるXML', () => zipOf([{ name: 'word/document.xml', bytes: Buffer.from('<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:p><w:t>&x;</w:t></w:p></w:document>') }]), 'form_file_unreadable'],
    ['ほかの契約書', () => Buffer.from('業務委託契約書\n第1条（目的）\n甲は乙に業務を委託する。\n第2条（報酬）\n報酬は月額10,000円（税込）とする。'), 'form_file_unlike'],
  ] as const)('読めないファイルは、理由を示して断る：%s', async (_, bytes, code) => {
    const answer = await read(bytes());
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
  });

  it('ひな形の二つの版を比べると、違う条だけが並ぶ', async () => {
    const first = (await create('比べる', terms)).body;
    await owner.do(templateRoutes.save, { params: { contractTemplateId: first.id }, ifMatch: first.version, body: { name: '比べる', terms: { ...terms, noticeDays18: 60 } } });
    const compare = (before: number, after: number) => owner.try(templateRoutes.compare, { params: { contractTemplateId: first.id }, query: { before: String(before), after: String(after) } });
    const { changes } = (await compare(1, 2)).body;
    expect(changes.map(({ key, lines }) => [key, lines.flatMap(({ parts }) => parts.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text]))])).toEqual([['article-18', [['removed', '30'], ['added', '60']]]]);
    expect((await compare(2, 2)).body.changes).toEqual([]);
    expect((await compare(1, 3)).status).toBe(404);
  });
});
