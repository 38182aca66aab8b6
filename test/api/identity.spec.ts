import { companyRoutes, identityRoutes } from '@hoshu/api-schema';
import { Person, signUpVendor, startWorld, type World } from '@hoshu/testing';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

describe('登録とサインイン', () => {
  it('メール確認のあと会社ができ、所有者としてサインインしている', async () => {
    const owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
    const session = await owner.do(identityRoutes.session);
    expect(session.membership).toMatchObject({ kind: 'vendor', role: 'owner', tenantName: '株式会社あおば制作' });
    const company = await owner.do(companyRoutes.get);
    expect(company.companyName).toBe('株式会社あおば制作');
    expect(company.missing.map((entry) => entry.field)).toContain('registrationNumber');
  });

  it('招待された同僚は担当者として入り、権限のない操作は断られる', async () => {
    const owner = await signUpVendor(world, { companyName: '株式会社みなと', personName: '港 一郎', email: 'owner@minato.example' });
    await owner.do(companyRoutes.invite, { body: { email: 'tech@minato.example', role: 'technician', noticeAuthority: false } });
    const technician = await new Person(world, '田中 翔', 'tech@minato.example').acceptInvitation();
    expect((await technician.do(identityRoutes.session)).membership?.role).toBe('technician');
    const refused = await technician.try(companyRoutes.invite, { body: { email: 'x@minato.example', role: 'owner', noticeAuthority: true } });
    expect([refused.status, refused.problem.code]).toEqual([403, 'forbidden']);
  });

  it('F140 リンクは開くだけでは使用済みにならず、使うのは一度だけ', async () => {
    await signUpVendor(world, { companyName: '合同会社つばめ', personName: '燕 花', email: 'owner@tsubame.example' });
    const person = new Person(world, '燕 花', 'owner@tsubame.example');
    await person.do(identityRoutes.requestSignInLink, { body: { email: person.email } });
    await world.drain();
    const token = world.mail.link(person.email, 'サインイン').split('/').at(-1) ?? '';
    expect((await person.do(identityRoutes.previewLink, { params: { token } })).status).toBe('valid');
    expect((await person.do(identityRoutes.previewLink, { params: { token } })).status).toBe('valid');
    await person.do(identityRoutes.signInLink, { body: { token } });
    expect((await new Person(world, '別人', person.email).try(identityRoutes.signInLink, { body: { token } })).problem.code).toBe('link_used');
  });

  it('同じ Idempotency-Key の再送は同じ答えを返し、二重に作らない', async () => {
    const owner = await signUpVendor(world, { companyName: '株式会社こだま', personName: '児玉 学', email: 'owner@kodama.example' });
    const body = { bankCode: '0005', bankName: '三菱UFJ銀行', branchCode: '001', branchName: '本店', accountType: 'futsu' as const, accountNumber: '1234567', holderKana: 'カ）コダマ' };
    const first = await owner.try(companyRoutes.saveBankAccount, { body, key: 'same-key-0001' });
    const second = await owner.try(companyRoutes.saveBankAccount, { body, key: 'same-key-0001' });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await owner.do(companyRoutes.bankAccounts)).items).toHaveLength(1);
    expect((await owner.try(companyRoutes.saveBankAccount, { body: { ...body, branchCode: '002' }, key: 'same-key-0001' })).problem.code).toBe('idempotency_mismatch');
  });
});
