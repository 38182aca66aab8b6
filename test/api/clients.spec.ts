import { clientRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { createClient, Person, signUpVendor, startWorld, type World } from '@hoshu/testing';

let world: World;
let owner: Person;
let other: Person;

const blank: BodyInputOf<typeof clientRoutes.update> = {
  companyName: '医療法人社団みどり会', companyKana: 'イリョウホウジンシャダンミドリカイ', postalCode: '220-0012', prefecture: '神奈川県', city: '横浜市', street: '西区みなとみらい1-1-1', building: '', representativeTitle: '理事長', representativeName: '緑川 薫', telephone: '045-123-4567',
  noticeEmail: 'tsuchi@midori.example', noticePostal: '', department: '総務部', honorific: '御中', purchaseOrder: 'PO-7', billingStartsOn: null, goesLiveOn: null, payerNames: ['イ）ミドリカイ'], invoiceRecipients: ['keiri@midori.example'], internalNote: '夜間は電話しない',
};
const contact = { personName: '緑川 薫', email: 'midori@midori.example', department: '総務部', title: '理事長', telephone: '', isSharedMailbox: true };

beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  other = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
});
afterAll(() => world.close());

describe('取引先（甲）の登録', () => {
  let clientId = '';

  it('会社・通知先・請求の宛先・最初の担当者（共有メール）を一度に登録できる', async () => {
    const created = await owner.do(clientRoutes.create, { body: { ...blank, contact } });
    clientId = created.id;
    expect(created).toMatchObject({ ...blank, version: 1, contacts: [{ ...contact }], court: '横浜地方裁判所' });
    expect((await owner.do(clientRoutes.list, { query: { search: 'ミドリ' } })).items).toMatchObject([{ id: clientId, contractCount: 0, siteCount: 0 }]);
  });

  it('D16 空の項目は空のまま登録でき、形の違う郵便番号・電話は断る', async () => {
    await createClient(owner, { companyName: '株式会社北浜製菓', contactEmail: 'kitahama@kitahama.example', overrides: { noticeEmail: '', postalCode: '', telephone: '' } });
    const refused = await owner.try(clientRoutes.create, { body: { ...blank, postalCode: '2200012', telephone: '45', contact: null } });
    expect([refused.status, refused.problem.errors?.map((entry) => entry.path)]).toEqual([400, ['body.postalCode', 'body.telephone']]);
  });

  it('変更は読んだ版を確かめ、先に変えた人の内容を消さない。D11の日も持つ', async () => {
    const changed = await owner.do(clientRoutes.update, { params: { clientId }, ifMatch: 1, body: { ...blank, goesLiveOn: '2026-12-01', billingStartsOn: '2027-01-01' } });
    expect(changed).toMatchObject({ version: 2, goesLiveOn: '2026-12-01', billingStartsOn: '2027-01-01' });
    const stale = await owner.try(clientRoutes.update, { params: { clientId }, ifMatch: 1, body: { ...blank, department: '経理部' } });
    expect([stale.status, stale.problem.code]).toEqual([412, 'version_stale']);
    expect((await owner.try(clientRoutes.update, { params: { clientId }, body: blank })).problem.code).toBe('version_required');
    expect((await owner.do(clientRoutes.get, { params: { clientId } })).department).toBe('総務部');
  });

  it('第22条 本店が移ると、管轄裁判所が変わり、移転が記録に残る', async () => {
    const moved = await owner.do(clientRoutes.update, { params: { clientId }, ifMatch: 2, body: { ...blank, prefecture: '大阪府', city: '大阪市' } });
    expect(moved.court).toBe('大阪地方裁判所');
    expect(await world.sql(`select article from audit.event where type = 'client.head-office-moved'`)).toEqual([{ article: '第22条' }]);
  });

  it('担当者を足し、外せる', async () => {
    const added = await owner.do(clientRoutes.addContact, { params: { clientId }, body: { ...contact, personName: '山田 花', email: 'yamada@midori.example', isSharedMailbox: false } });
    expect(added.contacts.map((entry) => entry.personName)).toEqual(['緑川 薫', '山田 花']);
    const removed = await owner.do(clientRoutes.removeContact, { params: { clientId, contactId: added.contacts[1]?.id ?? '' } });
    expect(removed.contacts).toHaveLength(1);
  });

  it('同じ会社の二重登録に気づける：法人の種類や空白の違い、同じメールの領域', async () => {
    const byName = await owner.do(clientRoutes.similar, { query: { name: 'みどり会' } });
    expect(byName.items).toMatchObject([{ id: clientId, because: 'name' }]);
    const byDomain = await owner.do(clientRoutes.similar, { query: { name: '別の名前', email: 'someone@midori.example' } });
    expect(byDomain.items).toMatchObject([{ id: clientId, because: 'domain' }]);
    expect((await owner.do(clientRoutes.similar, { query: { name: '別の名前', email: 'someone@gmail.com' } })).items).toEqual([]);
  });

  it('お客様をポータルに招待でき、役割と通知権限がつく', async () => {
    await owner.do(clientRoutes.invite, { params: { clientId }, body: { email: 'kaoru@midori.example', role: 'approver', noticeAuthority: true } });
    expect((await owner.do(clientRoutes.members, { params: { clientId } })).invitations).toMatchObject([{ email: 'kaoru@midori.example', role: 'approver' }]);
    const person = await new Person(world, '緑川 薫', 'kaoru@midori.example').acceptInvitation();
    expect((await person.do(clientRoutes.mine)).companyName).toBe('医療法人社団みどり会');
    const members = await owner.do(clientRoutes.members, { params: { clientId } });
    expect([members.items, members.invitations]).toMatchObject([[{ name: '緑川 薫', role: 'approver', noticeAuthority: true }], []]);
  });

  it('F154 ほかの保守会社には存在せず、似た名前にも出ない。技術担当は変更できない', async () => {
    expect((await other.try(clientRoutes.get, { params: { clientId } })).status).toBe(404);
    expect((await other.do(clientRoutes.similar, { query: { name: 'みどり会', email: 'a@midori.example' } })).items).toEqual([]);
    expect((await other.do(clientRoutes.list)).items).toEqual([]);
  });

  it('一覧は名前の順で、続きを読める', async () => {
    const first = await owner.do(clientRoutes.list, { query: { limit: '1' } });
    const second = await owner.do(clientRoutes.list, { query: { limit: '1', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map((row) => row.companyName)).toEqual(['医療法人社団みどり会', '株式会社北浜製菓']);
    expect(second.nextCursor).toBeNull();
  });
});
