import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { startSimulator, type Simulator } from './start-simulator.js';

let simulator: Simulator;
let stripe: Stripe;
let nowMs = Date.parse('2026-11-24T00:00:00Z');

beforeAll(async () => {
  simulator = await startSimulator({ clock: async () => nowMs });
  stripe = new Stripe('sk_test_sim_spec', { host: '127.0.0.1', port: simulator.port, protocol: 'http', telemetry: false });
});
afterAll(() => simulator.close());

async function answer(path: string, init: RequestInit & { key?: string } = {}): Promise<{ status: number; headers: Headers; body: { error?: { type: string; code?: string; param?: string; message: string } } & Record<string, unknown> }> {
  const { key = 'sk_test_sim_spec', ...rest } = init;
  const response = await fetch(`${simulator.url}${path}`, { ...rest, headers: { Authorization: `Bearer ${key}`, ...rest.headers } });
  return { status: response.status, headers: response.headers, body: await response.json() as { error?: { type: string; message: string } } };
}

async function vendor(): Promise<Stripe.RequestOptions> {
  const account = await stripe.v2.core.accounts.create({
    display_name: '青葉システム株式会社', contact_email: 'a@b.example', identity: { country: 'jp', entity_type: 'company' },
    configuration: { merchant: { capabilities: { jp_bank_transfer_payments: { requested: true } } } },
  });
  await simulator.onboard(account.id);
  return { stripeAccount: account.id };
}
const TRANSFER = { customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } } } as const;

async function invoice(options: Stripe.RequestOptions, customer: string, amounts: number[]): Promise<Stripe.Invoice> {
  const draft = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 30, payment_settings: { payment_method_types: ['customer_balance'] } }, options);
  await stripe.invoices.addLines(draft.id, { lines: amounts.map((amount) => ({ amount, description: '保守料' })) }, options);
  return stripe.invoices.finalizeInvoice(draft.id, {}, options);
}
const fund = (options: Stripe.RequestOptions, customer: string, amount: number) => stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency: 'jpy' }, options);

describe('Stripeの形の応答', () => {
  it.each([
    ['SDKにない経路', '/v1/nonsense', {}, 404, undefined],
    ['作っていない経路', '/v1/charges', {}, 501, 'simulator_not_implemented'],
    ['本番の鍵', '/v1/customers', { key: 'sk_live_1' }, 401, undefined],
    ['他の鍵', '/v1/customers', { key: 'sk_test_abc' }, 401, undefined],
    ['知らない口座', '/v1/customers', { headers: { 'Stripe-Account': 'acct_x' } }, 403, 'account_invalid'],
    ['違う版', '/v1/customers', { headers: { 'Stripe-Version': '2020-08-27' } }, 400, undefined],
    ['知らないパラメーター', '/v1/customers?limits=1', {}, 400, 'parameter_unknown'],
    ['数でない数', '/v1/customers?limit=ten', {}, 400, 'parameter_invalid_integer'],
    ['ないもの', '/v1/customers/cus_x', {}, 404, 'resource_missing'],
    ['危ない名前', '/v1/customers?__proto__[x]=1', {}, 400, 'parameter_unknown'],
  ])('%s', async (_name, path, init, status, code) => {
    const given = await answer(path, init);
    expect(given.status).toBe(status);
    expect(given.body.error?.code).toBe(code);
    expect(given.headers.get('request-id')).toMatch(/^req_sim/);
  });

  it('繰り返しは印をつけて最初の応答を返し、24時間を過ぎると新しく作る', async () => {
    const send = () => answer('/v1/customers', { method: 'POST', headers: { 'Idempotency-Key': 'once' }, body: new URLSearchParams({ name: 'みどり' }) });
    const [first, second] = [await send(), await send()];
    expect(second.body.id).toBe(first.body.id);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    nowMs += 25 * 3_600_000;
    expect((await send()).body.id).not.toBe(first.body.id);
  });

  it('失敗も同じ鍵では同じ失敗になるが、検査で断ったものは覚えない', async () => {
    const refused = { idempotencyKey: randomUUID() };
    await expect(stripe.customers.createFundingInstructions('cus_x', { currency: 'jpy', funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } }, refused)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(stripe.customers.create({ name: '別' }, refused)).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
    const mistyped = { idempotencyKey: randomUUID() };
    await expect(stripe.customers.create({ names: 'x' } as unknown as Stripe.CustomerCreateParams, mistyped)).rejects.toMatchObject({ code: 'parameter_unknown' });
    expect((await stripe.customers.create({ name: 'x' }, mistyped)).object).toBe('customer');
  });

  it('一覧は新しい順で、前後どちらへもめくれる', async () => {
    const options = await vendor();
    const ids: string[] = [];
    for (const name of ['一', '二', '三', '四', '五']) ids.push((await stripe.customers.create({ name }, options)).id);
    const page = await stripe.customers.list({ limit: 2 }, options);
    expect([page.data.map(({ id }) => id), page.has_more]).toEqual([[ids[4], ids[3]], true]);
    const all = await stripe.customers.list({ limit: 2 }, options).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual([...ids].reverse());
    const later = await stripe.customers.list({ limit: 2, ending_before: ids[1]! }, options).autoPagingToArray({ limit: 100 });
    expect(later.map(({ id }) => id)).toEqual(ids.slice(2));
  });
});

describe('請求書の状態', () => {
  it('下書きでなければ変えられず、状態は決まった向きにだけ進む', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり' }, options)).id;
    const open = await invoice(options, customer, [33_000, 22_000]);
    expect(open).toMatchObject({ status: 'open', total: 55_000, amount_remaining: 55_000 });
    await expect(stripe.invoices.addLines(open.id, { lines: [{ amount: 1 }] }, options)).rejects.toMatchObject({ code: 'invoice_not_editable' });
    await expect(stripe.invoices.finalizeInvoice(open.id, {}, options)).rejects.toMatchObject({ code: 'status_transition_invalid' });
    await expect(stripe.invoices.pay(open.id, {}, options)).rejects.toMatchObject({ code: 'invoice_payment_intent_requires_action' });
    expect((await stripe.invoices.markUncollectible(open.id, {}, options)).status).toBe('uncollectible');
    expect((await stripe.invoices.pay(open.id, { paid_out_of_band: true }, options)).status).toBe('paid');
    await expect(stripe.invoices.voidInvoice(open.id, {}, options)).rejects.toMatchObject({ code: 'status_transition_invalid' });
  });

  it('番号は一つの口座に一度だけ', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり' }, options)).id;
    const draft = { customer, collection_method: 'send_invoice', days_until_due: 30, number: '2026-0001' } as const;
    await stripe.invoices.create(draft, options);
    await expect(stripe.invoices.create(draft, options)).rejects.toMatchObject({ param: 'number' });
    const other = await vendor();
    const otherCustomer = (await stripe.customers.create({ name: 'さくら' }, other)).id;
    expect((await stripe.invoices.create({ ...draft, customer: otherCustomer }, other)).number).toBe('2026-0001');
  });

  it('内税の税率は合計を変えず、外税は足される', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり' }, options)).id;
    const rate = (inclusive: boolean) => stripe.taxRates.create({ display_name: '消費税', inclusive, percentage: 10, country: 'JP', tax_type: 'jct' }, options);
    const total = async (inclusive: boolean): Promise<Stripe.Invoice> => {
      const draft = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 30, default_tax_rates: [(await rate(inclusive)).id] }, options);
      return stripe.invoices.addLines(draft.id, { lines: [{ amount: 55_000 }] }, options);
    };
    expect(await total(true)).toMatchObject({ total: 55_000, total_excluding_tax: 50_000, total_taxes: [{ amount: 5_000 }] });
    expect(await total(false)).toMatchObject({ total: 60_500, total_excluding_tax: 55_000, total_taxes: [{ amount: 5_500 }] });
  });

  it('期限を30日より過ぎた請求書には自動で充てない', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり' }, options)).id;
    const late = await invoice(options, customer, [55_000]);
    nowMs += 61 * 86_400_000;
    await fund(options, customer, 55_000);
    expect((await stripe.invoices.retrieve(late.id, {}, options)).status).toBe('open');
    expect((await stripe.invoices.pay(late.id, {}, options)).status).toBe('paid');
  });
});

describe('残高とPaymentIntent', () => {
  it('V7 請求書に足りない入金はPaymentIntentの一部に充て、取り消すと残高に戻る', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり' }, options)).id;
    await invoice(options, customer, [55_000]);
    const intent = await stripe.paymentIntents.create({ amount: 30_000, currency: 'jpy', customer, confirm: true, payment_method_data: { type: 'customer_balance' }, payment_method_options: TRANSFER }, options);
    expect(intent.status).toBe('requires_action');
    await fund(options, customer, 10_000);
    const partly = await stripe.paymentIntents.retrieve(intent.id, {}, options);
    expect(partly.next_action?.display_bank_transfer_instructions?.amount_remaining).toBe(20_000);
    await stripe.paymentIntents.cancel(intent.id, {}, options);
    expect((await stripe.customers.retrieveCashBalance(customer, {}, options)).available).toEqual({ jpy: 10_000 });
  });

  it('手動の設定では、指示するまで充てない', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり', cash_balance: { settings: { reconciliation_mode: 'manual' } } }, options)).id;
    const open = await invoice(options, customer, [55_000]);
    await fund(options, customer, 60_000);
    const [payment] = (await stripe.invoicePayments.list({ invoice: open.id }, options)).data;
    expect(payment?.status).toBe('open');
    await stripe.paymentIntents.applyCustomerBalance(payment!.payment.payment_intent as string, { amount: 1 }, options);
    expect((await stripe.invoices.retrieve(open.id, {}, options)).status).toBe('paid');
    expect((await stripe.customers.retrieveCashBalance(customer, {}, options)).available).toEqual({ jpy: 5_000 });
  });

  it('返金は残高または支払額までで、送り先の確認から始まる', async () => {
    const options = await vendor();
    const customer = (await stripe.customers.create({ name: 'みどり', email: 'k@midori.example' }, options)).id;
    await fund(options, customer, 5_000);
    const order = { origin: 'customer_balance', customer, currency: 'jpy' } as const;
    await expect(stripe.refunds.create({ ...order, amount: 5_001 }, options)).rejects.toMatchObject({ code: 'balance_insufficient' });
    expect(await stripe.refunds.create({ ...order, amount: 5_000 }, options)).toMatchObject({ status: 'requires_action', amount: 5_000 });
    expect((await stripe.customers.retrieveCashBalance(customer, {}, options)).available).toBeNull();
  });
});

describe('人のための画面', () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const, headers });

  it('銀行の窓口で、任意の名義と金額を振り込める', async () => {
    const options = await vendor();
    const customer = await stripe.customers.create({ name: '<b>みどり</b>商事' }, options);
    await stripe.customers.createFundingInstructions(customer.id, { currency: 'jpy', funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } }, options);
    const open = await invoice(options, customer.id, [55_000]);
    const page = await (await fetch(open.hosted_invoice_url!.replace('localhost', '127.0.0.1'))).text();
    expect(page).toContain('これは模擬環境です');
    expect(page).toContain('&lt;b&gt;みどり&lt;/b&gt;商事 様');
    expect(page).toContain('value="55000"');
    const to = `${options.stripeAccount}:${customer.id}`;
    const sent = await fetch(`${simulator.url}/bank/transfers`, form({ to, name: 'ﾐﾄﾞﾘｼﾖｳｼﾞ', amount: '５５，０００円' }));
    expect(sent.status).toBe(303);
    expect(await (await fetch(`${simulator.url}${sent.headers.get('location')}`)).text()).toContain('全額お支払い済み');
    expect((await stripe.invoices.retrieve(open.id, {}, options)).status).toBe('paid');
    for (const amount of ['0', '-1', '1.5', 'たくさん', '']) expect((await fetch(`${simulator.url}/bank/transfers`, form({ to, name: 'x', amount }))).status).toBe(422);
    expect((await fetch(`${simulator.url}/bank/transfers`, form({ to: 'acct:cus', name: 'x', amount: '1' }))).status).toBe(422);
    expect((await fetch(`${simulator.url}/bank/transfers`, form({ to, name: 'x', amount: '1' }, { 'Sec-Fetch-Site': 'cross-site' }))).status).toBe(403);
  });

  it('利用登録は一度だけの画面から完了し、元の画面へ戻る', async () => {
    const account = await stripe.v2.core.accounts.create({ display_name: '新規保守', configuration: { merchant: { capabilities: { jp_bank_transfer_payments: { requested: true } } } } });
    const link = await stripe.v2.core.accountLinks.create({ account: account.id, use_case: { type: 'account_onboarding', account_onboarding: { return_url: 'https://hoshu.example/back', refresh_url: 'https://hoshu.example/again' } } });
    const address = link.url.replace('localhost', '127.0.0.1');
    expect(await (await fetch(address)).text()).toContain('情報が不足しています');
    const done = await fetch(`${simulator.url}/onboarding/${account.id}`, form({ link: new URL(address).searchParams.get('link')! }));
    expect([done.status, done.headers.get('location')]).toEqual([303, 'https://hoshu.example/back']);
    expect((await fetch(address, { redirect: 'manual' })).headers.get('location')).toBe('https://hoshu.example/again');
    const v1 = await stripe.accounts.retrieve(account.id);
    expect(v1).toMatchObject({ capabilities: { jp_bank_transfer_payments: 'active' }, details_submitted: true });
  });
});
