import { billingRoutes, noticeRoutes, settlementRoutes } from '@hoshu/api-schema';
import { clientPerson, fillCompany, signUpVendor, startWorld, type ContractFixture, type Person, type World } from '@hoshu/testing';
import { StripeSweeps } from '../../apps/api/src/modules/billing/rail/stripe-sweeps.js';
import { systemActor } from '../../apps/api/src/platform/actor.js';
import { billedContract, invoicesOf, monthEnd, monthStart, pastTheSecond, shift } from './billing-support.js';
import { pdfText } from './signing-support.js';
import { StripeRoad } from './support/stripe-relay.js';

jest.setTimeout(180_000);
let road: StripeRoad;
let world: World;
let owner: Person;
let today: string;

beforeAll(async () => {
  road = await StripeRoad.open();
  world = await startWorld({ STRIPE_SECRET_KEY: 'sk_test_sim_api', STRIPE_BASE_URL: road.simulator.url, STRIPE_PAGE_URL: road.simulator.url });
  road.leadTo(world.url);
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  await fillCompany(owner);
  today = await pastTheSecond(world);
});
afterAll(async () => {
  await world.close();
  await road.close();
});

const settle = async () => {
  await road.simulator.webhooksSettled();
  await world.drain();
};
const accountId = async () => (await world.sql<{ account_id: string }>('select account_id from hoshu.stripe_account'))[0]?.account_id ?? '';
const view = (invoiceId: string) => owner.do(billingRoutes.invoice, { params: { invoiceId } });
const thereOf = async (invoiceId: string) => {
  const [row] = await world.sql<{ id: string }>('select stripe_invoice_id as id from hoshu.stripe_invoice where invoice_id = $1', [invoiceId]);
  return road.simulator.state().invoices[await accountId()]?.find((invoice) => invoice.id === row?.id);
};
interface Issued { readonly fixture: ContractFixture; readonly invoiceId: string; readonly customerId: string }
/** One open invoice of 55,000 yen with its Stripe invoice. */
async function issued(clientName: string): Promise<Issued> {
  const fixture = await billedContract(world, owner, { concludedOn: monthStart(today, -1), clientName });
  await owner.do(billingRoutes.run, { body: {} });
  await settle();
  const [invoice] = await invoicesOf(owner, fixture);
  const [row] = await world.sql<{ id: string }>('select customer_id as id from hoshu.stripe_customer where client_id = $1', [fixture.clientId]);
  return { fixture, invoiceId: invoice!.id, customerId: row?.id ?? '' };
}
const transfer = async ({ customerId }: Issued, amountYen: number, senderName = 'ｲ)ﾐﾄﾞﾘｶｲ') => {
  await road.simulator.pay({ customerId, amountYen, senderName });
  await settle();
};
const paymentsOf = async ({ fixture }: Issued) => (await owner.do(billingRoutes.payments, { query: { clientId: fixture.clientId } })).items;

describe('オンライン入金の利用登録', () => {
  it('登録の前は自社口座だけで請求する', async () => {
    expect(await owner.do(billingRoutes.stripe)).toMatchObject({ available: true, connected: false, canBill: false });
    const { invoiceId } = await issued('登録前の会');
    expect(await view(invoiceId)).toMatchObject({ virtualAccount: null, bankAccount: { accountNumber: '1234567' }, hasPdf: true });
    expect(await thereOf(invoiceId)).toBeUndefined();
  });

  it('登録の画面へ進み、登録が済むと、知らせによって請求に使えるようになる', async () => {
    const { url } = await owner.do(billingRoutes.connectStripe, { body: {} });
    expect(url).toContain('/onboarding/');
    const begun = await owner.do(billingRoutes.stripe);
    expect(begun).toMatchObject({ connected: true, canBill: false });
    expect(begun.openRequirements).toBeGreaterThan(0);
    await road.simulator.onboard(await accountId());
    await settle();
    expect(await owner.do(billingRoutes.stripe)).toMatchObject({ connected: true, canBill: true, openRequirements: 0, disconnected: false });
    expect(await owner.do(billingRoutes.refreshStripe, { body: {} })).toMatchObject({ canBill: true });
    // A second click leads to the same account.
    const before = await accountId();
    await owner.do(billingRoutes.connectStripe, { body: {} });
    expect(await accountId()).toBe(before);
  });
});

describe('第11条2項 専用口座への振込', () => {
  it('専用口座が請求書の画面とPDFに載る', async () => {
    const bill = await issued('専用口座の会');
    const { virtualAccount } = await view(bill.invoiceId);
    expect(virtualAccount?.accountNumber).toMatch(/^\d{7}$/);
    const text = await pdfText((await owner.try(billingRoutes.invoicePdf, { params: { invoiceId: bill.invoiceId } })).bytes);
    expect(text).toContain('貴社専用口座');
    expect(text).toContain(virtualAccount?.accountNumber);
    expect(await owner.do(billingRoutes.transferAccounts, { params: { clientId: bill.fixture.clientId } })).toMatchObject({ virtual: virtualAccount });
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'open', amount_due: 55_000, currency: 'jpy' });
  });

  it('ちょうどの振込で入金済になり、領収書ができる', async () => {
    const bill = await issued('ちょうどの会');
    await transfer(bill, 55_000, 'ﾁﾖｳﾄﾞ');
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'paid', allocations: [{ rail: 'stripe', amountYen: 55_000, payerName: 'ﾁﾖｳﾄﾞ' }], receiptNumber: expect.stringMatching(/^RCP-/) });
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'paid' });
    const [payment] = await paymentsOf(bill);
    expect((await owner.try(billingRoutes.undoPayment, { params: { paymentId: payment!.id }, body: { reason: '試し' } })).problem.code).toBe('payment_by_stripe');
  });

  it('660円足りない振込は、Stripeでは未払いのまま、台帳では手数料差額として見える（F073、第11条3項）', async () => {
    const bill = await issued('不足の会');
    await transfer(bill, 54_340, 'ﾍﾞﾂﾒｲｷﾞ');
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'fee_difference', paidYen: 54_340, remainingYen: 660 });
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'open' });
    await transfer(bill, 660);
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'paid', remainingYen: 0 });
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'paid' });
    expect((await paymentsOf(bill)).map(({ amountYen }) => amountYen).sort((a, b) => a - b)).toEqual([660, 54_340]);
  });

  it('多い振込は、請求を払い、残りが前受金になる', async () => {
    const bill = await issued('過入金の会');
    await transfer(bill, 60_000);
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'paid' });
    expect(await paymentsOf(bill)).toMatchObject([{ amountYen: 60_000, allocatedYen: 55_000, freeYen: 5_000 }]);
  });

  it('自社口座への入金を登録すると、Stripeの請求も支払済みになる', async () => {
    const bill = await issued('自社口座の会');
    await owner.do(billingRoutes.recordPayment, { body: { clientId: bill.fixture.clientId, paidOn: today, amountYen: 55_000, payerName: '', note: '' } });
    await settle();
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'paid' });
    expect(await paymentsOf(bill)).toMatchObject([{ rail: 'own', amountYen: 55_000, freeYen: 0 }]);
  });

  it('無効にした請求書は、Stripeでも無効になる', async () => {
    const bill = await issued('無効の会');
    await owner.do(billingRoutes.voidInvoice, { params: { invoiceId: bill.invoiceId }, body: { reason: '誤り', reissue: false } });
    await settle();
    expect(await thereOf(bill.invoiceId)).toMatchObject({ status: 'void' });
  });
});

describe('契約の終わりと、Stripe経由の入金（F118・第11条）', () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  /** Invoices of the fee in advance, up to next month, at Stripe too; the contract ended yesterday after `amountYen` came in. */
  const ended = async (clientName: string, from: { readonly concludedOn: string; readonly billingStartsOn?: string; readonly amountYen: number }) => {
    const fixture = await billedContract(world, owner, { ...from, terms: { timing: 'advance' }, clientName });
    await owner.do(billingRoutes.run, { body: {} });
    await settle();
    const [row] = await world.sql<{ id: string }>('select customer_id as id from hoshu.stripe_customer where client_id = $1', [fixture.clientId]);
    await transfer({ fixture, invoiceId: '', customerId: row?.id ?? '' }, from.amountYen);
    const params = { contractId: fixture.contractId };
    const { fileId } = await owner.do(noticeRoutes.uploadScan, { params, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
    await owner.do(noticeRoutes.registerPaper, { params, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, text: '', postedOn: null, deliveredOn: shift(today, -31), refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
    await settle();
    const lastOn = shift(today, -1);
    return { fixture, params, invoices: await invoicesOf(owner, fixture), dueYen: Math.floor((55_000 * Number(lastOn.slice(8))) / Number(monthEnd(lastOn).slice(8))) };
  };
  const seen = (params: { contractId: string }, person: Person = owner) => person.do(settlementRoutes.get, { params, query: {} });
  const issueSheet = async (params: { contractId: string }) => owner.try(settlementRoutes.issue, { params, body: { sheetHash: (await seen(params)).estimate!.hash } });
  /** What 乙 does on Stripe's pages; the id of the object. */
  const stripeCall = async (path: string, body: Record<string, string>): Promise<string> => {
    const answer = await fetch(`${road.simulator.url}${path}`, { method: 'POST', headers: { authorization: 'Bearer sk_test_sim_api', 'stripe-account': await accountId(), 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(body) });
    expect(answer.status).toBe(200);
    const { id } = (await answer.json()) as { id: string };
    await settle();
    return id;
  };
  const refundThere = async (invoiceId: string, amountYen: number) => {
    const [row] = await world.sql<{ intent: string }>('select intents[1] as intent from hoshu.stripe_invoice where invoice_id = $1', [invoiceId]);
    return stripeCall('/v1/refunds', { payment_intent: row?.intent ?? '', amount: String(amountYen), instructions_email: 'kou@client.example' });
  };
  const cash = async (fixture: ContractFixture) => Object.fromEntries((await world.sql<{ account: string; sum: number }>(`select e.account, sum(e.amount_yen)::int as sum from hoshu.ledger_entry e join hoshu.ledger_posting p on p.id = e.posting_id where p.client_id = $1 group by e.account having sum(e.amount_yen) <> 0`, [fixture.clientId])).map(({ account, sum }) => [account, sum]));
  const alertsOf = async (fixture: ContractFixture) => (await world.sql<{ kind: string }>('select kind from hoshu.billing_alert where resolved_at is null and (client_id = $1 or contract_id = $2 or invoice_id in (select id from hoshu.invoice where client_id = $1))', [fixture.clientId, fixture.contractId])).map(({ kind }) => kind);

  it('終了日より後の分は、どの入金からいくら返すかを示して発行を待ち、Stripeでの返金が届くと発行できる。同じ知らせが何度届いても返金は一度だけ', async () => {
    const { fixture, params, invoices: [thisMonth, nextMonth], dueYen } = await ended('返金の会', { concludedOn: monthStart(today, -3), billingStartsOn: monthStart(today), amountYen: 110_000 });
    const client = await clientPerson(world, fixture, { name: '緑川 薫', email: 'kou@client.example', role: 'owner' });
    const before = await seen(params);
    expect([before.estimate?.totalYen, before.mayIssue]).toEqual([dueYen - 110_000, false]);
    const yenText = (yen: number) => `${yen.toLocaleString('en')}円`;
    for (const number of [thisMonth!.number, nextMonth!.number]) expect(before.waitsFor?.ja).toMatch(new RegExp(`請求書 ${number} の入金（.+入金 55,000円、振込人 ｲ\\)ﾐﾄﾞﾘｶｲ）のうち `));
    expect(before.waitsFor?.ja).toContain(`のうち ${yenText(55_000 - dueYen)}`);
    expect(before.waitsFor?.ja).toContain('のうち 55,000円');
    expect((await seen(params, client)).waitsFor?.ja).toMatch(/Stripeで返金してから[^]+・請求書 .+のうち 55,000円$/);
    expect((await issueSheet(params)).problem.code).toBe('settlement_stripe_paid');

    const from = road.deliveries.length;
    await refundThere(nextMonth!.id, 55_000);
    expect([(await seen(params)).estimate?.totalYen, (await seen(params)).mayIssue]).toEqual([dueYen - 55_000, false]);
    await refundThere(thisMonth!.id, 55_000 - dueYen);
    for (const delivery of road.deliveries.slice(from)) expect(await road.send(delivery)).toBe(200);
    await settle();
    // A refund that is cancelled there counts no more; the money is back and pays its invoice.
    const cancelled = await refundThere(thisMonth!.id, 1_000);
    expect((await cash(fixture))['cash:stripe']).toBe(dueYen - 1_000);
    await stripeCall(`/v1/refunds/${cancelled}/cancel`, {});
    expect(await alertsOf(fixture)).toEqual(['stripe_refund_failed']);
    await world.sql('update hoshu.billing_alert set resolved_at = now(), version = version + 1 where client_id = $1 and resolved_at is null', [fixture.clientId]);
    expect([(await seen(params)).estimate?.totalYen, (await seen(params)).mayIssue, await cash(fixture)]).toEqual([0, true, expect.objectContaining({ 'cash:stripe': dueYen })]);
    expect((await paymentsOf({ fixture, invoiceId: '', customerId: '' })).map(({ allocatedYen, freeYen }) => [allocatedYen, freeYen])).toEqual([[dueYen, 0]]);
    expect((await issueSheet(params)).body.issued?.ledger).toEqual({ receivableYen: 0, refundYen: 0 });
    await settle();
    const live = (await invoicesOf(owner, fixture)).filter(({ status }) => status !== 'void');
    expect(live.map(({ totalYen, status }) => [totalYen, status])).toEqual([[dueYen, 'paid']]);
    // Nobody is asked at Stripe to pay the corrected invoice again.
    expect([(await thereOf(live[0]!.id))?.status, await alertsOf(fixture), await cash(fixture)]).toEqual(['paid', [], { 'cash:stripe': dueYen, revenue: -dueYen }]);
    const statement = await owner.do(billingRoutes.statement, { query: { clientId: fixture.clientId, from: monthStart(today, -1), to: today } });
    expect([statement.closingYen, statement.items.filter(({ kind }) => kind === 'refund').map(({ amountYen }) => amountYen).sort((a, b) => a - b)]).toEqual([0, [-1_000, 1_000, 55_000 - dueYen, 55_000]]);
  });

  it('ほかに支払う分があるときは、返金せずにそれに充てて発行でき、Stripeにも支払済みと伝わる', async () => {
    const { fixture, params, invoices: [firstMonth, thisMonth], dueYen } = await ended('差引の会', { concludedOn: shift(monthStart(today, -1), 1), amountYen: 55_000 });
    const unpaidYen = firstMonth!.totalYen;
    expect([firstMonth!.status, thisMonth!.status, unpaidYen < 55_000]).toEqual(['unpaid', 'paid', true]);
    const totalYen = unpaidYen + dueYen - 55_000;
    expect([(await seen(params)).estimate?.totalYen, (await seen(params)).mayIssue]).toEqual([totalYen, true]);
    expect((await issueSheet(params)).body.issued?.ledger).toEqual({ receivableYen: totalYen, refundYen: 0 });
    await settle();
    const live = (await invoicesOf(owner, fixture)).filter(({ status }) => status !== 'void');
    expect(live.map(({ totalYen: whole, remainingYen }) => [whole, remainingYen])).toEqual([[unpaidYen, 0], [dueYen, totalYen]]);
    const [first, last] = await Promise.all(live.map(({ id }) => thereOf(id)));
    expect([first?.status, last?.status, last?.amount_remaining, await alertsOf(fixture)]).toEqual(['paid', 'open', totalYen, []]);
    await transfer({ fixture, invoiceId: '', customerId: last?.customer as string }, totalYen);
    expect((await seen(params)).issued).toMatchObject({ state: 'closed', remainingYen: 0 });
  });
});

describe('知らせ（webhook）の乱れ', () => {
  it('同じ知らせが何度届いても、入金は一度だけ', async () => {
    const bill = await issued('重複の会');
    const before = road.deliveries.length;
    await transfer(bill, 30_000);
    const repeated = road.deliveries.slice(before);
    expect(repeated.length).toBeGreaterThan(0);
    for (const delivery of [...repeated, ...repeated]) expect(await road.send(delivery)).toBe(200);
    await settle();
    expect((await paymentsOf(bill)).map(({ amountYen }) => amountYen)).toEqual([30_000]);
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'partial', paidYen: 30_000 });
  });

  it('順が逆に届いても、同じ結果になる', async () => {
    const bill = await issued('逆順の会');
    road.mode = 'lose';
    const before = road.deliveries.length;
    await transfer(bill, 55_000);
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'unpaid' });
    road.mode = 'forward';
    for (const delivery of road.deliveries.slice(before).reverse()) expect(await road.send(delivery)).toBe(200);
    await world.drain();
    expect(await view(bill.invoiceId)).toMatchObject({ status: 'paid', paidYen: 55_000 });
    expect(await paymentsOf(bill)).toHaveLength(1);
  });

  it('偽の署名、書き換えた本文、古い署名は受け付けない', async () => {
    const event = { id: 'evt_forged', object: 'event', type: 'invoice.paid', account: await accountId(), livemode: false, api_version: null, created: 1, data: { object: { id: 'in_x' } } };
    expect(await road.send(road.signed(event, 'whsec_wrong'))).toBe(400);
    const real = road.signed(event);
    expect(await road.send({ ...real, body: Buffer.from(real.body.toString().replace('in_x', 'in_y')) })).toBe(400);
    expect(await road.send({ ...real, signature: real.signature.replace(/t=\d+/, 't=1000000') })).toBe(400);
    expect(await world.sql(`select 1 from platform.stripe_event_inbox where id = 'evt_forged'`)).toEqual([]);
  });

  it('知らない種類や知らない口座の知らせは、受け取って何もしない', async () => {
    const foreign = { id: 'evt_foreign', object: 'event', type: 'invoice.paid', account: 'acct_unknown', livemode: false, api_version: null, created: 1, data: { object: { id: 'in_x' } } };
    expect(await road.send(road.signed(foreign))).toBe(200);
    expect(await road.send(road.signed({ ...foreign, id: 'evt_kind', type: 'radar.something', account: await accountId() }))).toBe(200);
    await world.drain();
    expect(await world.sql(`select id, status from platform.stripe_event_inbox where id in ('evt_foreign', 'evt_kind') order by id`)).toEqual([{ id: 'evt_foreign', status: 'ignored' }, { id: 'evt_kind', status: 'ignored' }]);
  });

  it('失われた知らせは、出来事の照会が拾う。出来事ごと失われても、残高の照会が拾う', async () => {
    const [tenant] = await world.sql<{ tenant_id: string }>('select tenant_id from hoshu.stripe_account');
    const actor = systemActor(tenant!.tenant_id, 'stripe.events');
    const sweeps = world.app.get(StripeSweeps, { strict: false });
    const byEvents = await issued('出来事の会');
    const byObjects = await issued('残高の会');
    road.mode = 'lose';
    await transfer(byEvents, 55_000);
    expect(await view(byEvents.invoiceId)).toMatchObject({ status: 'unpaid' });
    await sweeps.sweepEvents(actor);
    await world.drain();
    expect(await view(byEvents.invoiceId)).toMatchObject({ status: 'paid' });
    await transfer(byObjects, 54_340);
    await sweeps.sweepObjects(actor);
    await world.drain();
    expect(await view(byObjects.invoiceId)).toMatchObject({ status: 'fee_difference', remainingYen: 660 });
    road.mode = 'forward';
    expect(await world.sql('select posting_id from hoshu.ledger_entry group by posting_id having sum(amount_yen) <> 0')).toEqual([]);
  });

  it('連携が解除されたら知らせ、以後の請求は自社口座だけで行う', async () => {
    await road.send(road.signed({ id: 'evt_left', object: 'event', type: 'account.application.deauthorized', account: await accountId(), livemode: false, api_version: null, created: 1, data: { object: { id: 'ca_x' } } }));
    await world.drain();
    expect(await owner.do(billingRoutes.stripe)).toMatchObject({ canBill: false, disconnected: true });
    expect((await owner.do(billingRoutes.overview)).alerts.map(({ kind }) => kind)).toContain('stripe_disconnected');
    const { invoiceId } = await issued('解除後の会');
    expect(await view(invoiceId)).toMatchObject({ virtualAccount: null, hasPdf: true });
  });
});
