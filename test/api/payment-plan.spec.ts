import { auditRoutes, billingRoutes, identityRoutes } from '@hoshu/api-schema';
import { clientPerson, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { billedContract, invoicesOf, monthStart, shift } from './billing-support.js';

jest.setTimeout(180_000);
let world: World;
let owner: Person;
let today: string;
let fixture: ContractFixture;
let keiri: Person;
let invoiceId: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await world.today();
  fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -2) });
  keiri = await clientPerson(world, fixture, { name: '経理 花子', email: 'keiri@midori.example', role: 'accounting' });
  await owner.do(billingRoutes.run, { body: {} });
  await world.drain();
  invoiceId = (await invoicesOf(owner, fixture))[0]!.id;
});
afterAll(() => world.close());

const params = () => ({ invoiceId });
const view = (person: Person) => person.do(billingRoutes.invoice, { params: params() });
const tell = (person: Person, plannedOn: string, more: { note?: string; key?: string; headers?: Record<string, string>; invoiceId?: string } = {}) =>
  person.try(billingRoutes.planPayment, { params: { invoiceId: more.invoiceId ?? invoiceId }, body: { plannedOn, note: more.note ?? '' }, ...(more.key ? { key: more.key } : {}), ...(more.headers ? { headers: more.headers } : {}) });
const mails = () => world.mail.mails.filter((mail) => mail.to === 'owner@aoba.example' && mail.subject.includes('振込予定日'));

describe('第11条 振込予定日の連絡（F143）', () => {
  it('甲の経理が予定日を連絡すると、乙の請求書と一覧に載り、乙の通知先にメールが届く。期限は変わらない', async () => {
    const before = await view(owner);
    const plannedOn = shift(today, 20);
    const answer = await tell(keiri, plannedOn, { note: '月末の支払日に振り込みます' });
    expect([answer.status, answer.body]).toEqual([200, { plannedOn, note: '月末の支払日に振り込みます', toldBy: '経理 花子', toldOn: today }]);
    await world.drain();
    for (const person of [owner, keiri]) {
      const after = await view(person);
      expect(after).toMatchObject({ plannedOn, dueOn: before.dueOn, status: before.status, overdue: before.overdue, remainingYen: 55_000, totalYen: before.totalYen });
      expect(after.paymentPlans).toEqual([{ plannedOn, note: '月末の支払日に振り込みます', toldBy: '経理 花子', toldOn: today }]);
      expect((await invoicesOf(person, fixture)).map((row) => row.plannedOn)).toEqual([plannedOn, null]);
    }
    const mail = world.mail.last('owner@aoba.example', '振込予定日');
    expect(mail.subject).toContain(before.number);
    expect(mail.text).toContain('月末の支払日に振り込みます');
    expect(mail.text).toContain('お支払期限と遅延損害金の扱いは変わりません（第11条）');
    expect(mail.text).toContain(`/app/invoices/${invoiceId}`);
  });

  it('後の連絡が前の連絡に代わり、前のものは経過に残る。監査にも残る', async () => {
    const [first, second] = [shift(today, 20), shift(today, 3)];
    expect((await tell(keiri, second)).status).toBe(200);
    const after = await view(owner);
    expect(after.plannedOn).toBe(second);
    expect(after.paymentPlans.map((plan) => plan.plannedOn)).toEqual([second, first]);
    const { items } = await owner.do(auditRoutes.ofContract, { params: { contractId: fixture.contractId }, query: { limit: '100' } });
    const told = items.filter((event) => event.type === 'billing.payment-planned');
    expect(told).toHaveLength(2);
    expect(told.some((event) => event.sentence.ja.includes(second))).toBe(true);
  });

  it('同じ Idempotency-Key の再送は、一度だけ記録し、一通だけ送る', async () => {
    await world.drain();
    const count = mails().length;
    const key = 'plan-again-12345678';
    const plannedOn = shift(today, 4);
    const [one, two] = [await tell(keiri, plannedOn, { key }), await tell(keiri, plannedOn, { key })];
    await world.drain();
    expect([one.status, two.status, two.headers.get('idempotent-replayed'), two.body]).toEqual([200, 200, 'true', one.body]);
    expect((await view(owner)).paymentPlans.filter((plan) => plan.plannedOn === plannedOn)).toHaveLength(1);
    expect(mails().length).toBe(count + 1);
  });

  it('昨日も、181日先も受け付けず、今日と180日先は受け付ける。断りは日本語と英語', async () => {
    for (const on of [shift(today, -1), shift(today, 181)]) {
      const refused = await tell(keiri, on);
      expect([refused.status, refused.problem.code, refused.problem.errors[0]?.path]).toEqual([422, 'payment_plan_day', 'body.plannedOn']);
    }
    const english = await tell(keiri, shift(today, -1), { headers: { 'X-Hoshu-Locale': 'en' } });
    expect(english.problem.detail).toContain('180 days');
    const count = (await view(owner)).paymentPlans.length;
    for (const on of [today, shift(today, 180)]) expect((await tell(keiri, on)).status).toBe(200);
    expect((await view(owner)).paymentPlans).toHaveLength(count + 2);
  });

  it('承認者と乙は連絡できず、別の甲には請求書そのものがない', async () => {
    const approver = await clientPerson(world, fixture, { name: '承認 一郎', email: 'shonin@midori.example', role: 'approver' });
    const other = await clientPerson(world, await billedContract(world, owner, { concludedOn: monthStart(today, -1), clientName: 'ほかの会社' }), { name: '他社 次郎', email: 'keiri@other.example', role: 'owner' });
    expect([(await tell(approver, today)).status, (await tell(owner, today)).status, (await tell(other, today)).status]).toEqual([403, 404, 404]);
    expect((await approver.do(identityRoutes.session)).permissions).not.toContain('payment.plan');
  });

  it('入金済みと無効の請求書は理由をつけて断り、予定日は消える', async () => {
    const later = (await invoicesOf(owner, fixture))[1]!;
    await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: later.id }, body: { reason: '宛名の誤り', reissue: false } });
    await owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: today, amountYen: 55_000, payerName: '', note: '', allocations: [{ invoiceId, amountYen: 55_000 }] } });
    await world.drain();
    for (const id of [later.id, invoiceId]) {
      const refused = await tell(keiri, today, { invoiceId: id });
      expect([refused.status, refused.problem.code, refused.problem.article]).toEqual([422, 'invoice_not_open', '第11条']);
    }
    const paid = await view(owner);
    expect([paid.plannedOn, paid.paymentPlans.length > 0]).toEqual([null, true]);
  });
});
