import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor.js';
import { japaneseDay } from '../../../platform/clock.js';
import { Db } from '../../../platform/db/db.js';
import type { Tx } from '../../../platform/db/tx.js';
import { BillingAlerts } from '../alerts.js';
import { Allocations } from '../allocations.js';
import { lockMoneyOf } from '../invoice-records.js';
import { Payments } from '../payments.js';
import type { StripeCashTransaction, StripeGateway, StripeInvoiceWithPayments, StripeRefund } from '../stripe/index.js';
import { StripeConnection } from './stripe-connection.js';
import { StripeRefunds } from './stripe-refunds.js';

interface Known { readonly invoiceId: string; readonly stripeInvoiceId: string; readonly isBooked: boolean }
interface Seen { readonly invoiceId: string; readonly isBooked: boolean; readonly there: StripeInvoiceWithPayments }

/** What Stripe has of one client at this moment. */
export interface ClientPicture {
  readonly clientId: string;
  readonly cash: readonly StripeCashTransaction[];
  /** Our invoice's id beside Stripe's. `isBooked`: paid here already, only its payments are asked for. */
  readonly invoices: readonly Seen[];
  /** Of the payment that was asked about. */
  readonly refunds: readonly StripeRefund[];
}

const expected = new Set(['funded', 'applied_to_payment', 'unapplied_from_payment']);

/**
 * Brings the ledger to what Stripe has: money in by its transaction's id, then which invoices it paid. It starts from the whole
 * state and never from one event, so that order, repetition and loss of events do not matter.
 */
@Injectable()
export class StripeSync {
  constructor(private readonly db: Db, private readonly connection: StripeConnection, private readonly payments: Payments, private readonly allocations: Allocations, private readonly alerts: BillingAlerts, private readonly refunds: StripeRefunds) {}

  /** Asks Stripe about one client, and about the refunds of a payment; null without a rail or a customer. No transaction is open meanwhile. */
  async look(actor: Actor, clientId: string, intentId: string | null = null): Promise<ClientPicture | null> {
    const gateway = this.connection.gateway();
    const known = await this.db.read(actor, async (tx) => ({
      account: await this.connection.account(tx),
      customer: await tx.one<{ customerId: string }>('select customer_id as "customerId" from hoshu.stripe_customer where client_id = $1', [clientId]),
      invoices: await tx.query<Known>(`select invoice_id as "invoiceId", stripe_invoice_id as "stripeInvoiceId", status = 'paid' as "isBooked" from hoshu.stripe_invoice where client_id = $1 and step = 'finalized' and (status = 'open' or status = 'paid' and intents is null) order by id`, [clientId]),
    }));
    if (!gateway || !known.account || known.account.deauthorizedAt || !known.customer) return null;
    return { clientId, ...(await this.fetch(gateway, known.account.accountId, { customerId: known.customer.customerId, invoices: known.invoices })), refunds: intentId === null ? [] : await gateway.listRefunds(known.account.accountId, intentId) };
  }

  private async fetch(gateway: StripeGateway, accountId: string, known: { customerId: string; invoices: readonly Known[] }): Promise<Pick<ClientPicture, 'cash' | 'invoices'>> {
    // Invoices first: whatever paid them is then among the movements that follow.
    const invoices = [];
    for (const { invoiceId, stripeInvoiceId, isBooked } of known.invoices) invoices.push({ invoiceId, isBooked, there: await gateway.retrieveInvoice(accountId, stripeInvoiceId) });
    return { invoices, cash: await gateway.listCashTransactions(accountId, known.customerId, null) };
  }

  /** Books the picture. Safe to repeat, also with an older picture: everything is keyed by Stripe's ids. */
  async book(tx: Tx, picture: ClientPicture): Promise<void> {
    await lockMoneyOf(tx, picture.clientId);
    for (const movement of picture.cash) await this.moneyIn(tx, picture.clientId, movement);
    for (const seen of picture.invoices) await this.settled(tx, picture.clientId, seen);
    for (const refund of picture.refunds) await this.refunds.book(tx, picture.clientId, refund);
    await this.allocations.applyCredit(tx, picture.clientId, '');
  }

  private async moneyIn(tx: Tx, clientId: string, movement: StripeCashTransaction): Promise<void> {
    if (movement.kind === 'funded') {
      await this.payments.insert(tx, { clientId, rail: 'stripe', paidOn: japaneseDay(movement.createdAt), amountYen: movement.netYen, payerName: movement.senderName ?? '', note: '', externalId: movement.id });
    } else if (!expected.has(movement.kind)) {
      await this.alerts.raise(tx, { kind: 'stripe_money_left', subjectKey: movement.id, clientId, details: { kind: movement.kind, yen: movement.netYen } });
    }
  }

  // Stripe's order of paying (JPY: exact groups first) may differ from ours. The money is hers, so her choice stands for it.
  private async settled(tx: Tx, clientId: string, { invoiceId, isBooked, there }: Seen): Promise<void> {
    if (there.status !== 'paid') return;
    const paid = there.payments.filter((payment) => payment.kind === 'payment_intent' && payment.status === 'paid');
    if (!isBooked) await this.allocate(tx, { clientId, invoiceId, wanted: paid.reduce((sum, payment) => sum + payment.amountPaidYen, 0) });
    await tx.change(`update hoshu.stripe_invoice set status = 'paid', intents = $2, version = version + 1 where invoice_id = $1 and status in ('open', 'paid')`, [invoiceId, paid.map(({ sourceId }) => sourceId)]);
  }

  private async allocate(tx: Tx, { clientId, invoiceId, wanted }: { clientId: string; invoiceId: string; wanted: number }): Promise<void> {
    let missing = wanted - (await this.allocatedFromStripe(tx, invoiceId));
    missing = Math.min(missing, (await this.allocations.open(tx, clientId)).find((invoice) => invoice.id === invoiceId)?.remainingYen ?? 0);
    if (missing > 0) missing = await this.take(tx, { clientId, invoiceId, missing });
    if (missing > 0) await this.freeOthers(tx, { clientId, invoiceId, missing });
  }

  private async allocatedFromStripe(tx: Tx, invoiceId: string): Promise<number> {
    const row = await tx.one<{ sum: number }>(`select coalesce(sum(a.amount_yen), 0)::float8 as sum from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id where a.invoice_id = $1 and r.rail = 'stripe'`, [invoiceId]);
    return row?.sum ?? 0;
  }

  private async take(tx: Tx, need: { clientId: string; invoiceId: string; missing: number }): Promise<number> {
    let { missing } = need;
    for (const receipt of await this.allocations.free(tx, need.clientId)) {
      const amountYen = receipt.rail === 'stripe' ? Math.min(missing, receipt.freeYen) : 0;
      if (amountYen > 0) await this.allocations.allocate(tx, receipt, { invoiceId: need.invoiceId, amountYen });
      missing -= amountYen;
    }
    return missing;
  }

  private async freeOthers(tx: Tx, need: { clientId: string; invoiceId: string; missing: number }): Promise<void> {
    let { missing } = need;
    const paidThere = await tx.query<{ invoiceId: string }>(`select invoice_id as "invoiceId" from hoshu.stripe_invoice where client_id = $1 and status = 'paid'`, [need.clientId]);
    const kept = new Set([need.invoiceId, ...paidThere.map((row) => row.invoiceId)]);
    for (const allocation of await this.allocations.ofStripe(tx, need.clientId)) {
      if (missing <= 0) return;
      if (kept.has(allocation.invoiceId)) continue;
      await this.allocations.undo(tx, allocation);
      missing = await this.take(tx, { ...need, missing });
    }
    if (missing > 0) await this.alerts.raise(tx, { kind: 'stripe_differs', subjectKey: need.invoiceId, clientId: need.clientId, invoiceId: need.invoiceId, details: { missingYen: missing } });
  }
}
