import { randomUUID } from 'node:crypto';
import type { StripeInvoice } from '../../../apps/api/src/modules/billing/stripe/index.js';
import { openWorld, type StripeWorld } from './world.js';

jest.setTimeout(120_000);

let world: StripeWorld;
let accountId: string;

beforeAll(async () => {
  world = await openWorld();
  accountId = await world.readyAccount();
});
afterAll(() => world.close());

const DAY_MS = 86_400_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function client(name: string): Promise<string> {
  return world.gateway.ensureCustomer(accountId, { clientId: randomUUID(), name, email: 'midori@client.example' }, world.key(`client:${name}`));
}

/** A finalized invoice of one line, made in the three steps. */
async function issue(customerId: string, number: string, amountYen: number): Promise<StripeInvoice> {
  const { gateway } = world;
  const draft = await gateway.createInvoice(accountId, {
    customerId, number: `${number}-${world.key('').slice(0, 8)}`, dueOn: dayFromNow(30), issuedOn: dayFromNow(0),
    paymentMethods: ['customer_balance'], footer: '振込手数料は貴社にてご負担ください', metadata: { invoice_id: number },
  }, world.key(`${number}:create`));
  await gateway.addLines(accountId, { id: draft.id, lines: [{ description: '保守料', amountYen, periodStartOn: '2026-11-01', periodEndsBefore: '2026-12-01' }] }, world.key(`${number}:lines`));
  return gateway.finalizeInvoice(accountId, draft.id, world.key(`${number}:finalize`));
}

const retrieve = (invoiceId: string) => world.gateway.retrieveInvoice(accountId, invoiceId);
const settled = (invoiceId: string) => world.eventually(() => retrieve(invoiceId), (invoice) => invoice.status === 'paid');

describe('保守会社（乙）の利用登録', () => {
  it('作成直後は振込での請求ができず、登録用の一回限りの画面が得られる', async () => {
    const created = await world.gateway.ensureAccount({ tenantId: randomUUID(), displayName: '新規保守', registeredName: '新規保守株式会社', contactEmail: 'new@vendor.example', entityType: 'company' }, world.key('new-vendor'));
    expect(created.canBillByTransfer).toBe(false);
    expect(created.openRequirements).toBeGreaterThan(0);
    const link = await world.gateway.createAccountLink({ accountId: created.accountId, returnUrl: 'https://hoshu.example/app', refreshUrl: 'https://hoshu.example/retry' });
    expect(link.url).toMatch(world.pagesOrigin);
  });

  it('登録が済むと振込での請求ができる', async () => {
    expect(await world.gateway.retrieveAccountStatus(accountId)).toMatchObject({ accountId, bankTransfer: 'active', canBillByTransfer: true });
  });
});

describe('第11条 支払方法（お客様専用の振込先口座）', () => {
  it('振込先口座はお客様ごとに一つで、何度尋ねても同じ', async () => {
    const customerId = await client('口座の確認');
    const first = await world.gateway.fundingInstructions(accountId, customerId);
    expect(first).toMatchObject({ accountNumber: expect.stringMatching(/^\d{7}$/), branchCode: expect.stringMatching(/^\d{3}$/), bankCode: expect.stringMatching(/^\d{4}$/) });
    expect(await world.gateway.fundingInstructions(accountId, customerId)).toEqual(first);
    expect(await world.gateway.fundingInstructions(accountId, await client('別のお客様'))).not.toEqual(first);
  });

  it('請求額ちょうどの振込で支払済みになり、金額は円のまま往復する', async () => {
    const customerId = await client('ちょうど');
    const invoice = await issue(customerId, 'EXACT', 55_000);
    expect(invoice).toMatchObject({ status: 'open', totalYen: 55_000, amountRemainingYen: 55_000, lineCount: 1 });
    await world.fund(accountId, customerId, 55_000);
    const paid = await settled(invoice.id);
    expect(paid).toMatchObject({ status: 'paid', amountPaidYen: 55_000, amountRemainingYen: 0, paidOutsideStripeYen: 0 });
    expect(paid.payments).toEqual([expect.objectContaining({ kind: 'payment_intent', amountPaidYen: 55_000, status: 'paid' })]);
    expect(paid.paidAt).toBeInstanceOf(Date);
  });

  it('3項 手数料660円を引かれた振込では請求書は未払いのまま残り、不足分の入金で支払済みになる', async () => {
    const customerId = await client('手数料差引');
    const invoice = await issue(customerId, 'SHORT', 55_000);
    await world.fund(accountId, customerId, 54_340);
    const transactions = await world.eventually(() => world.gateway.listCashTransactions(accountId, customerId, null), (list) => list.length > 0);
    expect(transactions).toEqual([expect.objectContaining({ kind: 'funded', netYen: 54_340, balanceAfterYen: 54_340 })]);
    expect(await retrieve(invoice.id)).toMatchObject({ status: 'open', amountPaidYen: 0, amountRemainingYen: 55_000 });
    await world.fund(accountId, customerId, 660);
    expect(await settled(invoice.id)).toMatchObject({ status: 'paid', amountPaidYen: 55_000 });
    const later = await world.gateway.listCashTransactions(accountId, customerId, transactions[0]!.id);
    expect(later.map(({ kind, netYen }) => `${kind} ${netYen}`)).toEqual(['funded 660', 'applied_to_payment -55000']);
  });

  it('払い過ぎた分は残高に残り、次の請求書に充てられる', async () => {
    const customerId = await client('過入金');
    const first = await issue(customerId, 'OVER-1', 55_000);
    await world.fund(accountId, customerId, 60_000);
    expect((await settled(first.id)).status).toBe('paid');
    const last = (await world.gateway.listCashTransactions(accountId, customerId, null)).at(-1);
    expect(last).toMatchObject({ kind: 'applied_to_payment', netYen: -55_000, balanceAfterYen: 5_000 });
    const second = await issue(customerId, 'OVER-2', 5_000);
    expect((await settled(second.id)).status).toBe('paid');
  });

  it('保守会社の自社口座への振込を一部・全額と届け出られる', async () => {
    const customerId = await client('自社口座');
    const invoice = await issue(customerId, 'OUTSIDE', 55_000);
    // One instant for both tries: with the same key the repeat must say the very same.
    const receivedAt = new Date(Date.now() - 60_000);
    const pay = (amountYen: number, step: string) => world.gateway.reportOutsidePayment(accountId,
      { invoiceId: invoice.id, customerId, amountYen, receivedAt, reference: step }, world.key(`outside:${step}`));
    expect(await pay(54_340, 'first')).toMatchObject({ status: 'open', amountRemainingYen: 660, paidOutsideStripeYen: 54_340 });
    expect(await pay(54_340, 'first')).toMatchObject({ amountRemainingYen: 660 });
    expect(await pay(660, 'second')).toMatchObject({ status: 'paid', amountRemainingYen: 0, paidOutsideStripeYen: 55_000 });
  });

  it('取り消した請求書には入金が充てられず、取消は繰り返しても同じ', async () => {
    const customerId = await client('取消');
    const invoice = await issue(customerId, 'VOID', 55_000);
    expect((await world.gateway.voidInvoice(accountId, invoice.id, world.key('void'))).status).toBe('void');
    expect((await world.gateway.voidInvoice(accountId, invoice.id, world.key('void-again'))).status).toBe('void');
    await world.fund(accountId, customerId, 55_000);
    expect((await retrieve(invoice.id)).status).toBe('void');
  });

  it('支払済みの請求書は取り消せない', async () => {
    const customerId = await client('支払済み取消');
    const invoice = await issue(customerId, 'PAID-VOID', 11_000);
    await world.fund(accountId, customerId, 11_000);
    await settled(invoice.id);
    await expect(world.gateway.voidInvoice(accountId, invoice.id, world.key('paid-void'))).rejects.toMatchObject({ kind: 'refused', isRetryable: false });
  });
});

describe('二重に作らない・他社に見せない', () => {
  it('同じ鍵の繰り返しは同じ請求書を返し、明細も増えない', async () => {
    const customerId = await client('繰り返し');
    const first = await issue(customerId, 'REPEAT', 22_000);
    const second = await issue(customerId, 'REPEAT', 22_000);
    expect(second.id).toBe(first.id);
    expect(await retrieve(first.id)).toMatchObject({ lineCount: 1, totalYen: 22_000 });
    expect((await world.gateway.findInvoice(accountId, customerId, first.number!))?.id).toBe(first.id);
    expect(await world.gateway.findInvoice(accountId, customerId, 'NO-SUCH-NUMBER')).toBeUndefined();
  });

  it('同じ鍵で違う内容は断られる', async () => {
    await client('鍵の使い回し');
    await expect(world.gateway.ensureCustomer(accountId, { clientId: randomUUID(), name: '別人', email: null }, world.key('client:鍵の使い回し')))
      .rejects.toMatchObject({ kind: 'key_reused' });
  });

  it('保守会社のお客様・請求書は、他のアカウントからは存在しない', async () => {
    const customerId = await client('分離');
    const invoice = await issue(customerId, 'ISOLATED', 33_000);
    await expect(world.stripe.customers.retrieve(customerId)).rejects.toMatchObject({ code: 'resource_missing', statusCode: 404 });
    await expect(world.stripe.invoices.retrieve(invoice.id)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(world.gateway.retrieveInvoice('acct_1Unknown000000', invoice.id)).rejects.toMatchObject({ kind: 'access_revoked' });
    await expect(retrieve('in_unknown')).rejects.toMatchObject({ kind: 'missing' });
  });

  it('知らないパラメーターと間違った値は断られる', async () => {
    const options = { stripeAccount: accountId };
    const misspelt = { customer: 'cus_x', days_until_dues: 30 } as unknown as Parameters<typeof world.stripe.invoices.create>[0];
    await expect(world.stripe.invoices.create(misspelt, options)).rejects.toMatchObject({ code: 'parameter_unknown', param: 'days_until_dues', statusCode: 400 });
    await expect(world.stripe.invoices.create({ collection_method: 'send_invoise', customer: 'cus_x' }, options)).rejects.toMatchObject({ param: 'collection_method', statusCode: 400 });
    await expect(issue(await client('日付'), 'BAD-DATE', 0.5)).rejects.toMatchObject({ code: 'unexpected_amount' });
  });
});

describe('取りこぼしの照会', () => {
  it('起きたことを古い順に返す', async () => {
    const since = new Date(Date.now() - 2_000);
    const customerId = await client('照会');
    const invoice = await issue(customerId, 'EVENTS', 44_000);
    await world.fund(accountId, customerId, 44_000);
    await settled(invoice.id);
    const isOurs = (object: object): boolean => 'id' in object && (object.id === invoice.id || object.id === customerId);
    const read = async () => (await world.gateway.listEventsSince(accountId, since)).filter((event) => isOurs(event.data.object));
    const events = await world.eventually(read, (list) => list.some((event) => event.type === 'invoice.paid'));
    const types = events.map((event) => event.type);
    expect(types).toEqual(expect.arrayContaining(['customer.created', 'invoice.created', 'invoice.finalized', 'invoice.paid']));
    expect(types.indexOf('invoice.finalized')).toBeLessThan(types.indexOf('invoice.paid'));
    expect(events.every((event) => event.account === accountId)).toBe(true);
  });
});
