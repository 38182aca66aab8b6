import { clientRoutes, identityRoutes } from '@hoshu/api-schema';
import { clientPerson, concludedContract, fillCompany, Person, signUpVendor, startWorld, type ContractFixture, type World } from '@hoshu/testing';

jest.setTimeout(120_000);
let world: World;
let owner: Person;
let fixture: ContractFixture;
let boss: Person;
let clerk: Person;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  fixture = await concludedContract(world, { owner, concludedOn: '2026-04-01', lastOn: '2027-03-31' });
  boss = await clientPerson(world, fixture, { name: '緑川 薫', email: 'midori@midori.example', role: 'owner' });
  clerk = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@midori.example', role: 'accounting' });
});
afterAll(() => world.close());

const people = async () => boss.do(clientRoutes.myMembers);
const idOf = async (email: string) => (await people()).items.find((member) => member.email === email)?.id ?? '';
const change = async (by: Person, email: string, body: { role: 'owner' | 'approver' | 'accounting'; noticeAuthority: boolean }) => by.try(clientRoutes.changeMyMember, { params: { membershipId: await idOf(email) }, body });
const events = (type: string) => world.sql<{ count: number }>('select count(*)::int as count from audit.event where type = $1', [type]).then(([row]) => row?.count);

describe('甲の利用者（F138）', () => {
  it('代表・管理者は役割と通知権限を変えられ、次の操作から効き、監査に残る', async () => {
    expect((await clerk.do(identityRoutes.session)).permissions).not.toContain('notice.give');
    expect((await change(boss, 'keiri@midori.example', { role: 'approver', noticeAuthority: true })).status).toBe(200);
    const session = await clerk.do(identityRoutes.session);
    expect([session.membership?.role, session.membership?.noticeAuthority, session.permissions.includes('notice.give'), session.permissions.includes('payment.read')]).toEqual(['approver', true, true, false]);
    expect((await people()).items.map(({ email, role, noticeAuthority }) => [email, role, noticeAuthority])).toEqual([['midori@midori.example', 'owner', true], ['keiri@midori.example', 'approver', true]]);
    expect(await events('member.changed')).toBe(1);
  });

  it('最後の代表・管理者の役割は変えられない。もう一人いれば変えられる', async () => {
    const refused = await change(boss, 'midori@midori.example', { role: 'accounting', noticeAuthority: false });
    expect([refused.status, refused.problem.code]).toEqual([422, 'last_owner']);
    expect((await change(boss, 'keiri@midori.example', { role: 'owner', noticeAuthority: true })).status).toBe(200);
    expect((await change(clerk, 'midori@midori.example', { role: 'approver', noticeAuthority: false })).status).toBe(200);
    expect((await boss.try(clientRoutes.myMembers)).status).toBe(403);
    const membership = (await clerk.do(clientRoutes.myMembers)).items.find(({ email }) => email === 'midori@midori.example');
    await clerk.do(clientRoutes.changeMyMember, { params: { membershipId: membership?.id ?? '' }, body: { role: 'owner', noticeAuthority: true } });
  });

  it('招待を取り消すと、そのリンクでは参加できない。二度目の取消しと、参加済みの招待はない', async () => {
    const { id } = await boss.do(clientRoutes.inviteMine, { body: { email: 'shin@midori.example', role: 'accounting', noticeAuthority: false } });
    expect((await people()).invitations.map(({ email }) => email)).toEqual(['shin@midori.example']);
    expect((await boss.try(clientRoutes.revokeMyInvitation, { params: { invitationId: id } })).status).toBe(200);
    expect((await people()).invitations).toEqual([]);
    await world.drain();
    const token = world.mail.link('shin@midori.example', '招待').split('/').at(-1) ?? '';
    const late = await new Person(world, '新人 三郎', 'shin@midori.example').try(identityRoutes.acceptInvitation, { body: { token, personName: '新人 三郎', acceptedTerms: true } });
    expect([late.status, late.problem.code]).toEqual([422, 'link_invalid']);
    expect((await boss.try(clientRoutes.revokeMyInvitation, { params: { invitationId: id } })).status).toBe(404);
    expect(await events('member.invitation-revoked')).toBe(1);
  });

  it('承認者と経理担当は変えられず、別の甲・乙の利用者と招待には届かない', async () => {
    const other = await concludedContract(world, { owner, concludedOn: '2026-04-01', lastOn: '2027-03-31', clientName: '株式会社北浜製菓' });
    const stranger = await clientPerson(world, other, { name: '北浜 進', email: 'kita@kitahama.example', role: 'owner' });
    const { id: invitationId } = await boss.do(clientRoutes.inviteMine, { body: { email: 'mada@midori.example', role: 'accounting', noticeAuthority: false } });
    expect((await stranger.try(clientRoutes.revokeMyInvitation, { params: { invitationId } })).status).toBe(404);
    expect((await change(stranger, 'keiri@midori.example', { role: 'accounting', noticeAuthority: false })).status).toBe(404);
    expect((await change(owner, 'keiri@midori.example', { role: 'accounting', noticeAuthority: false })).status).toBe(404);
    const approver = await clientPerson(world, fixture, { name: '承認 一郎', email: 'shonin@midori.example', role: 'approver' });
    expect([(await change(approver, 'keiri@midori.example', { role: 'accounting', noticeAuthority: false })).status, (await approver.try(clientRoutes.revokeMyInvitation, { params: { invitationId } })).status]).toEqual([403, 403]);
    expect((await people()).items.find(({ email }) => email === 'keiri@midori.example')?.role).toBe('owner');
  });
});

describe('画面の上の会社名', () => {
  it('甲の画面には甲の会社名と、相手の保守会社が出る。招待によらず入った方も、名前が変わった後も', async () => {
    const shown = async () => (await boss.do(identityRoutes.session)).membership;
    expect(await shown()).toMatchObject({ clientName: '医療法人社団みどり会', tenantName: '株式会社あおば制作' });
    await world.sql('update hoshu.client set company_name = $2, version = version + 1 where id = $1', [fixture.clientId, '医療法人みどりの会']);
    expect(await shown()).toMatchObject({ clientName: '医療法人みどりの会', tenantName: '株式会社あおば制作' });
    expect((await owner.do(identityRoutes.session)).membership).toMatchObject({ clientName: null, tenantName: '株式会社あおば制作' });
  });
});
