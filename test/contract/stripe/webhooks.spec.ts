import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { WebhookRefused } from '../../../apps/api/src/modules/billing/stripe/index.js';
import { signatureHeader } from '../../../apps/stripe-simulator/src/webhooks/sign.js';
import { simulatedWorld, type SimulatedWorld } from './world.js';

const CONNECT_SECRET = 'whsec_connect_for_test';
const PLATFORM_SECRET = 'whsec_platform_for_test';

interface Received { path: string; rawBody: Buffer; signature: string }

let receiver: Server;
let received: Received[];
/** Answers to give before 200, in turn. */
let refusals: number[];
let world: SimulatedWorld;

beforeEach(async () => {
  received = [];
  refusals = [];
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', rawBody: Buffer.concat(chunks), signature: String(request.headers['stripe-signature']) });
      response.writeHead(refusals.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  world = await simulatedWorld({
    webhookPausesMs: [5, 5],
    webhooks: [{ url: `${base}/connect`, secret: CONNECT_SECRET, scope: 'connect' }, { url: `${base}/platform`, secret: PLATFORM_SECRET, scope: 'platform' }],
  });
});
afterEach(async () => {
  await world.close();
  await new Promise((resolve) => { receiver.close(resolve); });
});

const verified = ({ rawBody, signature }: Received, secrets: string[] = [CONNECT_SECRET]): Stripe.Event => world.gateway.constructEvent({ rawBody, signature, secrets });

/** An invoice of ¥55,000 for a new client of a vendor who may bill. */
async function issued(): Promise<{ accountId: string; customerId: string; invoiceId: string }> {
  const accountId = await world.readyAccount();
  const { gateway } = world;
  const customerId = await gateway.ensureCustomer(accountId, { clientId: randomUUID(), name: 'みどり商事株式会社', email: 'keiri@midori.example' }, randomUUID());
  await gateway.fundingInstructions(accountId, customerId);
  const draft = await gateway.createInvoice(accountId, {
    customerId, number: `INV-${randomUUID()}`, dueOn: '2099-12-31', issuedOn: '2026-12-01', paymentMethods: ['customer_balance'], footer: null, metadata: {},
  }, randomUUID());
  await gateway.addLines(accountId, { id: draft.id, lines: [{ description: '保守料', amountYen: 55_000, periodStartOn: '2026-12-01', periodEndsBefore: '2027-01-01' }] }, randomUUID());
  await gateway.finalizeInvoice(accountId, draft.id, randomUUID());
  return { accountId, customerId, invoiceId: draft.id };
}

describe('Webhookの配信', () => {
  it('署名を検証でき、口座ごとに起きた順で届く', async () => {
    const { accountId, customerId } = await issued();
    await world.simulator.pay({ customerId, amountYen: 55_000, senderName: 'ｶ)ﾐﾄﾞﾘｼﾖｳｼﾞ' });
    await world.simulator.webhooksSettled();
    const events = received.map((request) => verified(request));
    expect(events.map((event) => event.id)).toEqual(world.simulator.state().events[accountId]!.map((event) => event.id));
    expect(events.map((event) => event.type)).toEqual([
      'account.updated', 'customer.created', 'invoice.created', 'invoice.updated', 'invoice.finalized', 'payment_intent.created',
      'customer_cash_balance_transaction.created', 'customer_cash_balance_transaction.created', 'payment_intent.succeeded',
      'invoice_payment.paid', 'invoice.updated', 'invoice.paid', 'invoice.payment_succeeded',
    ]);
    expect(events.every((event) => event.account === accountId && !event.livemode)).toBe(true);
    expect(events[6]!.data.object).toMatchObject({ net_amount: 55_000, funded: { bank_transfer: { jp_bank_transfer: { sender_name: 'ｶ)ﾐﾄﾞﾘｼﾖｳｼﾞ' } } } });
  });

  it('過不足のある振込では残高の知らせが届く', async () => {
    const { customerId, invoiceId, accountId } = await issued();
    await world.simulator.pay({ customerId, amountYen: 54_340, senderName: 'ﾐﾄﾞﾘ' });
    await world.simulator.webhooksSettled();
    const last = verified(received.at(-1)!);
    expect(last.type).toBe('cash_balance.funds_available');
    expect(last.data.object).toMatchObject({ customer: customerId, available: { jpy: 54_340 } });
    expect((await world.gateway.retrieveInvoice(accountId, invoiceId)).status).toBe('open');
  });

  it('プラットフォームの出来事は、もう一方の宛先だけに届く', async () => {
    await world.stripe.customers.create({ name: '保守会社' });
    await world.simulator.webhooksSettled();
    expect(received.map((request) => request.path)).toEqual(['/platform']);
    expect(verified(received[0]!, [PLATFORM_SECRET])).toMatchObject({ type: 'customer.created' });
    expect(verified(received[0]!, [PLATFORM_SECRET]).account).toBeUndefined();
  });

  it('失敗した配信は順を保って送り直され、そのたびに署名し直される', async () => {
    const accountId = await world.readyAccount();
    await world.simulator.webhooksSettled();
    received = [];
    refusals = [500, 302];
    await world.stripe.customers.create({ name: '一' }, { stripeAccount: accountId });
    await world.stripe.customers.create({ name: '二' }, { stripeAccount: accountId });
    await world.simulator.webhooksSettled();
    expect(received.map((request) => (verified(request).data.object as Stripe.Customer).name)).toEqual(['一', '一', '一', '二']);
    expect(new Set(received.slice(0, 3).map((request) => verified(request).id)).size).toBe(1);
  });

  it('あきらめた配信はeventsの照会で見つかる', async () => {
    const accountId = await world.readyAccount();
    await world.simulator.webhooksSettled();
    refusals = [500, 500, 500];
    const customer = await world.stripe.customers.create({ name: '届かない' }, { stripeAccount: accountId });
    await world.simulator.webhooksSettled();
    expect(world.simulator.state().undelivered).toEqual([expect.objectContaining({ attempts: 3, status: 'failed' })]);
    const missed = await world.stripe.events.list({ delivery_success: false }, { stripeAccount: accountId });
    expect(missed.data.map((event) => (event.data.object as Stripe.Customer).id)).toEqual([customer.id]);
  });

  it('APIで登録した宛先には、そこで渡した鍵で署名する', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/added`;
    const endpoint = await world.stripe.webhookEndpoints.create({ url, enabled_events: ['customer.created'], connect: true });
    const accountId = await world.readyAccount();
    await world.stripe.customers.create({ name: '宛先' }, { stripeAccount: accountId });
    await world.simulator.webhooksSettled();
    const added = received.filter((request) => request.path === '/added');
    expect(added.map((request) => verified(request, [endpoint.secret!]).type)).toEqual(['customer.created']);
  });
});

describe('Webhookの検証', () => {
  const body = Buffer.from(JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid', data: { object: {} } }));
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const check = (rawBody: Buffer, signature: string | undefined, secrets: string[] = [CONNECT_SECRET]): Stripe.Event => world.gateway.constructEvent({ rawBody, signature, secrets });

  it('入替え中の新旧どちらの鍵でも受け取る', () => {
    const signature = signatureHeader(body.toString(), 'whsec_old', nowSeconds());
    expect(check(body, signature, ['whsec_new', 'whsec_old']).id).toBe('evt_1');
  });

  it('偽造・改変・古い署名・未来の署名・署名なし・鍵なしは、すべて同じ型で断る', () => {
    const good = signatureHeader(body.toString(), CONNECT_SECRET, nowSeconds());
    const tampered = Buffer.from(body.toString().replace('evt_1', 'evt_2'));
    const reformatted = Buffer.from(JSON.stringify(JSON.parse(body.toString()), undefined, 2));
    const noEvent = Buffer.from('{"object":"v2.core.event"}');
    const attempts: [Buffer, string | undefined, string[]][] = [
      [tampered, good, [CONNECT_SECRET]],
      [reformatted, good, [CONNECT_SECRET]],
      [body, signatureHeader(body.toString(), 'whsec_forged', nowSeconds()), [CONNECT_SECRET]],
      [body, signatureHeader(body.toString(), CONNECT_SECRET, nowSeconds() - 400), [CONNECT_SECRET]],
      [body, signatureHeader(body.toString(), CONNECT_SECRET, nowSeconds() + 400), [CONNECT_SECRET]],
      [noEvent, signatureHeader(noEvent.toString(), CONNECT_SECRET, nowSeconds()), [CONNECT_SECRET]],
      [body, 'nonsense', [CONNECT_SECRET]],
      [body, undefined, [CONNECT_SECRET]],
      [body, good, []],
      [body, signatureHeader(body.toString(), '', nowSeconds()), ['']],
    ];
    for (const attempt of attempts) expect(() => check(...attempt)).toThrow(WebhookRefused);
  });
});
