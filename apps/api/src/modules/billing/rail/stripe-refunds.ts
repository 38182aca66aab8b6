import { Injectable } from '@nestjs/common';
import { japaneseDay } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/db/tx.js';
import { BillingAlerts } from '../alerts.js';
import { Allocations } from '../allocations.js';
import { Ledger } from '../ledger.js';
import type { StripeRefund } from '../stripe/index.js';

interface Refunded { readonly invoiceId: string; readonly contractId: string; readonly number: string }
interface Booked { readonly id: string; readonly receiptId: string; readonly contractId: string; readonly amountYen: number; readonly reversesId: string | null }
interface Part { readonly receiptId: string; readonly amountYen: number }

const hasFailed = ({ status }: StripeRefund): boolean => status === 'failed' || status === 'canceled';

/** What 乙 refunded at Stripe: the money leaves the payment that brought it, and the invoice is open by as much. */
@Injectable()
export class StripeRefunds {
  constructor(private readonly allocations: Allocations, private readonly ledger: Ledger, private readonly alerts: BillingAlerts) {}

  /** Books a refund once, by Stripe's id; one that failed is taken back. The caller holds the client's lock of the money. */
  async book(tx: Tx, clientId: string, refund: StripeRefund): Promise<void> {
    const booked = await tx.query<Booked>(`select id, receipt_id as "receiptId", contract_id as "contractId", amount_yen::float8 as "amountYen", reverses_id as "reversesId" from hoshu.receipt_refund where stripe_refund_id = $1 order by id`, [refund.id]);
    if (hasFailed(refund)) return this.takeBack(tx, { clientId, refund, booked });
    if (booked.length > 0) return;
    const invoice = await tx.one<Refunded>(`select s.invoice_id as "invoiceId", i.contract_id as "contractId", i.number from hoshu.stripe_invoice s join hoshu.invoice i on i.id = s.invoice_id where s.client_id = $1 and $2 = any(s.intents)`, [clientId, refund.paymentIntentId]);
    const parts = invoice ? await this.free(tx, { clientId, invoiceId: invoice.invoiceId, amountYen: refund.amountYen }) : [];
    // More went back than this payment still holds here: a person has to look.
    if (!invoice || parts.reduce((sum, { amountYen }) => sum + amountYen, 0) < refund.amountYen) return this.alerts.raise(tx, { kind: 'stripe_money_left', subjectKey: refund.id, clientId, ...(invoice ? { invoiceId: invoice.invoiceId } : {}), details: { kind: 'refund', yen: refund.amountYen } });
    await this.write(tx, { clientId, refund, invoice, parts });
  }

  // The money of the invoice first, what is left of it pays the invoice again; then what the client has waiting at Stripe. Nothing is moved unless all of it is there.
  private async free(tx: Tx, { clientId, invoiceId, amountYen }: { clientId: string; invoiceId: string; amountYen: number }): Promise<Part[]> {
    const holding = (await this.allocations.ofStripe(tx, clientId)).filter((row) => row.invoiceId === invoiceId);
    const waiting = (await this.allocations.free(tx, clientId)).filter(({ rail }) => rail === 'stripe');
    if ([...holding.map((row) => row.amountYen), ...waiting.map(({ freeYen }) => freeYen)].reduce((sum, yen) => sum + yen, 0) < amountYen) return [];
    const parts: Part[] = [];
    let left = amountYen;
    for (const row of holding) {
      if (left <= 0 || row.receiptId === null) break;
      const takenYen = Math.min(left, row.amountYen);
      await this.allocations.undo(tx, row);
      const receipt = (await this.allocations.free(tx, clientId)).find(({ id }) => id === row.receiptId);
      if (receipt && takenYen < row.amountYen) await this.allocations.allocate(tx, receipt, { invoiceId, amountYen: row.amountYen - takenYen });
      parts.push({ receiptId: row.receiptId, amountYen: takenYen });
      left -= takenYen;
    }
    for (const receipt of waiting) {
      const takenYen = Math.min(left, receipt.freeYen);
      if (takenYen > 0) parts.push({ receiptId: receipt.id, amountYen: takenYen });
      left -= takenYen;
    }
    return parts;
  }

  private async write(tx: Tx, { clientId, refund, invoice, parts }: { clientId: string; refund: StripeRefund; invoice: Refunded; parts: readonly Part[] }): Promise<void> {
    const refundedOn = japaneseDay(refund.createdAt);
    for (const { receiptId, amountYen } of parts) await tx.query('insert into hoshu.receipt_refund (tenant_id, client_id, contract_id, receipt_id, amount_yen, stripe_refund_id, refunded_on) values ($1, $2, $3, $4, $5, $6, $7)', [tx.actor.tenantId, clientId, invoice.contractId, receiptId, amountYen, refund.id, refundedOn]);
    await this.ledger.post(tx, { kind: 'refund_stripe', effectiveOn: refundedOn, sourceKey: `refund_stripe:${refund.id}`, clientId, contractId: invoice.contractId, invoiceId: invoice.invoiceId, entries: [{ account: 'deferred', amountYen: refund.amountYen }, { account: 'cash:stripe', amountYen: -refund.amountYen }] });
    await tx.audit({ type: 'billing.stripe-refunded', article: '第11条', contractId: invoice.contractId, clientId, target: { kind: 'invoice', id: invoice.invoiceId }, data: { number: invoice.number, amountYen: refund.amountYen, refundedOn, refundId: refund.id } });
  }

  private async takeBack(tx: Tx, { clientId, refund, booked }: { clientId: string; refund: StripeRefund; booked: readonly Booked[] }): Promise<void> {
    const [first] = booked;
    if (!first || booked.some(({ reversesId }) => reversesId !== null)) return;
    for (const row of booked) await tx.query('insert into hoshu.receipt_refund (tenant_id, client_id, contract_id, receipt_id, amount_yen, stripe_refund_id, refunded_on, reverses_id) values ($1, $2, $3, $4, $5, $6, $7, $8)', [tx.actor.tenantId, clientId, row.contractId, row.receiptId, -row.amountYen, refund.id, tx.today, row.id]);
    await this.ledger.post(tx, { kind: 'refund_stripe_failed', effectiveOn: tx.today, sourceKey: `refund_stripe_failed:${refund.id}`, clientId, contractId: first.contractId, entries: [{ account: 'cash:stripe', amountYen: refund.amountYen }, { account: 'deferred', amountYen: -refund.amountYen }] });
    await this.alerts.raise(tx, { kind: 'stripe_refund_failed', subjectKey: refund.id, clientId, contractId: first.contractId, details: { yen: refund.amountYen } });
    await tx.audit({ type: 'billing.stripe-refund-failed', article: '第11条', contractId: first.contractId, clientId, target: { kind: 'contract', id: first.contractId }, data: { amountYen: refund.amountYen, refundId: refund.id } });
  }
}
