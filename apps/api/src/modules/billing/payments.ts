import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { BillingAlerts } from './alerts.js';
import { allocateYen } from './allocate.js';
import { Allocations, type FreeReceipt } from './allocations.js';
import { lockMoneyOf } from './invoice-records.js';
import { Ledger } from './ledger.js';
import { PaymentViews } from './payment-views.js';

type PaymentView = ResponseOf<typeof billingRoutes.recordPayment>;
interface MoneyIn { readonly clientId: string | null; readonly rail: 'own' | 'stripe'; readonly paidOn: string; readonly amountYen: number; readonly payerName: string; readonly note: string; readonly externalId: string }
interface Recorded { readonly clientId: string | null; readonly rail: 'own' | 'stripe'; readonly paidOn: string; readonly amountYen: number; readonly payerName: string; readonly note: string }
const recorded = `select client_id as "clientId", rail, to_char(paid_on, 'YYYY-MM-DD') as "paidOn", amount_yen::float8 as "amountYen", payer_name as "payerName", note from hoshu.receipt where id = $1`;
/** 第11条3項: what a bank keeps of a transfer at most; a larger difference is a partial payment. */
const largestBankFeeYen = 880;

/** Money in (第11条2項): recorded once, allocated, undone by opposite entries only. */
@Injectable()
export class Payments {
  constructor(private readonly db: Db, private readonly ledger: Ledger, private readonly allocations: Allocations, private readonly alerts: BillingAlerts, private readonly views: PaymentViews) {}

  /** A transfer to the vendor's own account. Without a client it waits as 仮受金. Throws payment_in_future, allocation_too_large, duplicate. */
  record(actor: Actor, body: BodyOf<typeof billingRoutes.recordPayment>): Promise<PaymentView> {
    return this.db.tx(actor, async (tx) => {
      if (body.paidOn > tx.today) throw new AppError('payment_in_future', { fields: [{ path: 'body.paidOn', code: 'date', message: '入金日を確認してください。' }] });
      if (body.clientId) {
        found(await tx.one('select 1 from hoshu.client where id = $1', [body.clientId]));
        await lockMoneyOf(tx, body.clientId);
      } else if (body.allocations?.length) throw new AppError('allocation_too_large');
      const money: MoneyIn = { clientId: body.clientId, rail: 'own', paidOn: body.paidOn, amountYen: body.amountYen, payerName: body.payerName, note: body.note, externalId: body.externalId ?? `hand:${randomUUID()}` };
      const receiptId = await this.insert(tx, money);
      if (receiptId === null) throw new AppError('duplicate');
      if (body.clientId) await this.distribute(tx, { id: receiptId, paidOn: body.paidOn, rail: 'own', freeYen: body.amountYen }, { clientId: body.clientId, shares: body.allocations ?? null });
      return this.views.one(tx, receiptId);
    });
  }

  /** Writes money in and its posting; null when this external id stands already. The caller holds the client's lock. */
  async insert(tx: Tx, money: MoneyIn): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.receipt (tenant_id, client_id, rail, paid_on, amount_yen, payer_name, note, external_id) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, external_id) do nothing returning id`,
      [tx.actor.tenantId, money.clientId, money.rail, money.paidOn, money.amountYen, money.payerName, money.note, money.externalId]);
    if (!row) return null;
    await this.ledger.post(tx, {
      kind: 'receipt', effectiveOn: money.paidOn, sourceKey: `receipt:${row.id}`, clientId: money.clientId, receiptId: row.id,
      entries: [{ account: `cash:${money.rail}`, amountYen: money.amountYen }, { account: money.clientId ? 'deferred' : 'suspense', amountYen: -money.amountYen }],
    });
    await tx.audit({
      type: 'billing.payment-recorded', article: '第11条2項', clientId: money.clientId, target: { kind: 'receipt', id: row.id }, data: { rail: money.rail, paidOn: money.paidOn, amountYen: money.amountYen, externalId: money.externalId }, personal: { payerName: money.payerName },
    });
    return row.id;
  }

  private async distribute(tx: Tx, receipt: FreeReceipt, to: { clientId: string; shares: readonly { invoiceId: string; amountYen: number }[] | null }): Promise<void> {
    const open = await this.allocations.open(tx, to.clientId);
    // Money of one client never pays another's invoice.
    if (to.shares?.some((share) => !open.some((invoice) => invoice.id === share.invoiceId))) throw new AppError('allocation_too_large');
    for (const share of to.shares ?? allocateYen(receipt.freeYen, open)) await this.allocations.allocate(tx, receipt, share);
  }

  /** The payer of a 仮受金 is known now: the entry without a client is reversed, one with the client takes its place and pays its invoices. Throws not_found, payer_already_known, payment_already_undone. */
  assign(actor: Actor, paymentId: string, clientId: string): Promise<PaymentView> {
    return this.db.tx(actor, async (tx) => {
      const receipt = found(await tx.one<Recorded>(recorded, [paymentId]));
      if (receipt.clientId) throw new AppError('payer_already_known');
      found(await tx.one('select 1 from hoshu.client where id = $1', [clientId]));
      await lockMoneyOf(tx, clientId);
      await this.reverse(tx, { paymentId, receipt, reason: '支払人の確認' });
      const id = await this.insert(tx, { clientId, rail: receipt.rail, paidOn: receipt.paidOn, amountYen: receipt.amountYen, payerName: receipt.payerName, note: receipt.note, externalId: `assigned:${paymentId}` });
      if (id === null) throw new AppError('payment_already_undone');
      await this.distribute(tx, { id, paidOn: receipt.paidOn, rail: receipt.rail, freeYen: receipt.amountYen }, { clientId, shares: null });
      return this.views.one(tx, id);
    });
  }

  /** Throws not_found, payment_already_undone, payment_by_stripe, payment_goes_back. */
  undo(actor: Actor, paymentId: string, reason: string): Promise<PaymentView> {
    return this.db.tx(actor, async (tx) => {
      const receipt = found(await tx.one<Recorded>(recorded, [paymentId]));
      if (receipt.rail === 'stripe') throw new AppError('payment_by_stripe');
      if (receipt.clientId) await lockMoneyOf(tx, receipt.clientId);
      await this.reverse(tx, { paymentId, receipt, reason });
      return this.views.one(tx, paymentId);
    });
  }

  private async reverse(tx: Tx, { paymentId, receipt, reason }: { paymentId: string; receipt: Recorded; reason: string }): Promise<void> {
    if (await tx.one('select 1 from hoshu.receipt_refund where receipt_id = $1 group by receipt_id having sum(amount_yen) > 0', [paymentId])) throw new AppError('payment_goes_back');
    const [row] = await tx.query<{ id: string }>(
      'insert into hoshu.receipt_reversal (tenant_id, client_id, receipt_id, reason, reversed_on) values ($1, $2, $3, $4, $5) on conflict (tenant_id, receipt_id) do nothing returning id', [tx.actor.tenantId, receipt.clientId, paymentId, reason, tx.today]);
    if (!row) throw new AppError('payment_already_undone');
    await this.takeBack(tx, paymentId);
    const { amountYen } = receipt;
    await this.ledger.post(tx, {
      kind: 'receipt_undone', effectiveOn: tx.today, sourceKey: `receipt_undone:${paymentId}`, clientId: receipt.clientId, receiptId: paymentId,
      entries: [{ account: receipt.clientId ? 'deferred' : 'suspense', amountYen }, { account: `cash:${receipt.rail}`, amountYen: -amountYen }],
    });
    await tx.audit({ type: 'billing.payment-undone', article: '第11条2項', clientId: receipt.clientId, target: { kind: 'receipt', id: paymentId }, data: { reason, amountYen } });
  }

  private async takeBack(tx: Tx, receiptId: string): Promise<void> {
    for (const allocation of await this.allocations.ofReceipt(tx, receiptId)) {
      await this.allocations.undo(tx, allocation);
      const pushed = await tx.one(`select 1 from hoshu.stripe_invoice where invoice_id = $1 and step = 'finalized'`, [allocation.invoiceId]);
      if (pushed) await this.alerts.raise(tx, { kind: 'undone_at_stripe', subjectKey: allocation.id, clientId: allocation.clientId, invoiceId: allocation.invoiceId });
    }
  }

  /** 第11条3項: books a bank fee that 甲 kept back as 手数料差額. Throws not_found, waiver_not_allowed. R14: below ¥10,000 no credit note is needed. */
  waive(actor: Actor, invoiceId: string, reason: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const invoice = found(await tx.one<{ client_id: string; contract_id: string; number: string }>('select client_id, contract_id, number from hoshu.invoice where id = $1 and number is not null', [invoiceId]));
      await lockMoneyOf(tx, invoice.client_id);
      const left = await tx.one<{ remaining: number; paid: number }>(
        `select (i.total_yen - coalesce(sum(a.amount_yen), 0))::float8 as remaining, coalesce(sum(a.amount_yen), 0)::float8 as paid from hoshu.invoice i left join hoshu.allocation a on a.invoice_id = i.id where i.id = $1 group by i.total_yen`, [invoiceId]);
      if (!left || left.remaining <= 0 || left.remaining > largestBankFeeYen || left.paid <= 0) throw new AppError('waiver_not_allowed');
      await this.allocations.waive(tx, invoiceId, left.remaining);
      await tx.audit({ type: 'billing.difference-waived', article: '第11条3項', contractId: invoice.contract_id, clientId: invoice.client_id, target: { kind: 'invoice', id: invoiceId }, data: { number: invoice.number, amountYen: left.remaining, reason } });
      return { ok: true };
    });
  }
}
