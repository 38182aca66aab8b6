import { Injectable } from '@nestjs/common';
import type { Yen } from '@hoshu/domain';
import { AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { allocateYen, type OpenInvoice, type Share } from './allocate.js';
import { Ledger } from './ledger.js';

/** Money in that no invoice holds yet. */
export interface FreeReceipt {
  readonly id: string;
  readonly paidOn: string;
  readonly rail: 'own' | 'stripe';
  readonly freeYen: Yen;
}

interface AllocationRow {
  readonly id: string;
  readonly invoiceId: string;
  readonly contractId: string;
  readonly clientId: string;
  readonly receiptId: string | null;
  readonly amountYen: Yen;
  readonly kind: 'payment' | 'waiver';
}

const standing = 'a.reverses_id is null and not exists (select 1 from hoshu.allocation u where u.reverses_id = a.id)';
const columns = `a.id, a.invoice_id as "invoiceId", a.contract_id as "contractId", a.client_id as "clientId", a.receipt_id as "receiptId", a.amount_yen::float8 as "amountYen", a.kind`;

/** What of a receipt is used: by invoices, and by what goes back to 甲. `receipt` names its id column. */
export const usedOf = (receipt: string): string => `(coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.receipt_id = ${receipt}), 0) + coalesce((select sum(f.amount_yen) from hoshu.receipt_refund f where f.receipt_id = ${receipt}), 0))`;

/** Money that Stripe took for an invoice it calls paid, and that no longer pays that invoice here: Stripe has none of it left to pay another one. `receipt` names its id column. */
export const spentAtStripe = (receipt: string): string => `exists (select 1 from hoshu.allocation b join hoshu.stripe_invoice s on s.invoice_id = b.invoice_id and s.status = 'paid' where b.receipt_id = ${receipt} and b.reverses_id is not null)`;

/** Which money pays which invoice. Every caller holds `lockMoneyOf` of the client. */
@Injectable()
export class Allocations {
  constructor(private readonly ledger: Ledger) {}

  /** The client's invoices with something left to pay, oldest due first. */
  open(tx: Tx, clientId: string): Promise<OpenInvoice[]> {
    return tx.query<OpenInvoice>(
      `select i.id, (i.total_yen - p.paid)::float8 as "remainingYen" from hoshu.invoice i, lateral (select coalesce(sum(a.amount_yen), 0) as paid from hoshu.allocation a where a.invoice_id = i.id) p
       where i.client_id = $1 and i.number is not null and i.total_yen > p.paid and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) order by i.due_on, i.number`, [clientId]);
  }

  /** The client's money that waits (前受金), oldest first. */
  free(tx: Tx, clientId: string): Promise<FreeReceipt[]> {
    return tx.query<FreeReceipt>(
      `select r.id, to_char(r.paid_on, 'YYYY-MM-DD') as "paidOn", r.rail, (r.amount_yen - p.used)::float8 as "freeYen" from hoshu.receipt r, lateral (select ${usedOf('r.id')} as used) p
       where r.client_id = $1 and r.amount_yen > p.used and not exists (select 1 from hoshu.receipt_reversal v where v.receipt_id = r.id) order by r.paid_on, r.id`, [clientId]);
  }

  /** Lets waiting money pay the client's open invoices; returns how much of it went to `invoiceId`. */
  async applyCredit(tx: Tx, clientId: string, invoiceId: string): Promise<Yen> {
    let creditYen = 0;
    for (const receipt of await this.free(tx, clientId)) {
      for (const share of allocateYen(receipt.freeYen, await this.open(tx, clientId))) {
        await this.allocate(tx, receipt, share);
        if (share.invoiceId === invoiceId) creditYen += share.amountYen;
      }
    }
    return creditYen;
  }

  /** Gives a part of a receipt to an invoice. Throws allocation_too_large. */
  async allocate(tx: Tx, receipt: FreeReceipt, share: Share): Promise<void> {
    const invoice = await this.invoice(tx, share.invoiceId);
    const receiptLeft = await tx.one<{ free: number; isSpent: boolean }>(`select (r.amount_yen - ${usedOf('r.id')})::float8 as free, ${spentAtStripe('r.id')} as "isSpent" from hoshu.receipt r where r.id = $1`, [receipt.id]);
    if (!invoice || invoice.voided || share.amountYen > invoice.remainingYen || share.amountYen > (receiptLeft?.free ?? 0)) throw new AppError('allocation_too_large');
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.allocation (tenant_id, client_id, contract_id, invoice_id, receipt_id, kind, amount_yen, paid_on) values ($1, $2, $3, $4, $5, 'payment', $6, $7) returning id`,
      [tx.actor.tenantId, invoice.clientId, invoice.contractId, share.invoiceId, receipt.id, share.amountYen, receipt.paidOn]);
    await this.ledger.post(tx, {
      kind: 'allocation', effectiveOn: receipt.paidOn, sourceKey: `allocation:${row?.id}`, clientId: invoice.clientId, contractId: invoice.contractId, invoiceId: share.invoiceId, receiptId: receipt.id,
      entries: [{ account: 'deferred', amountYen: share.amountYen }, { account: 'receivable', amountYen: -share.amountYen }],
    });
    if ((receipt.rail === 'own' || receiptLeft?.isSpent) && row) await tx.emit('stripe.outside', { allocationId: row.id });
    if (share.amountYen === invoice.remainingYen) await tx.emit('billing.receipt', { invoiceId: share.invoiceId });
  }

  /** Books what is left of an invoice as 手数料差額 instead of money. */
  async waive(tx: Tx, invoiceId: string, amountYen: Yen): Promise<void> {
    const invoice = await this.invoice(tx, invoiceId);
    if (!invoice || invoice.voided || amountYen > invoice.remainingYen) throw new AppError('allocation_too_large');
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.allocation (tenant_id, client_id, contract_id, invoice_id, kind, amount_yen, paid_on) values ($1, $2, $3, $4, 'waiver', $5, $6) returning id`,
      [tx.actor.tenantId, invoice.clientId, invoice.contractId, invoiceId, amountYen, tx.today]);
    await this.ledger.post(tx, {
      kind: 'waiver', effectiveOn: tx.today, sourceKey: `allocation:${row?.id}`, clientId: invoice.clientId, contractId: invoice.contractId, invoiceId,
      entries: [{ account: 'fee_difference', amountYen }, { account: 'receivable', amountYen: -amountYen }],
    });
    await tx.emit('billing.receipt', { invoiceId });
  }

  /** The allocations of an invoice that stand, newest first. */
  ofInvoice(tx: Tx, invoiceId: string): Promise<AllocationRow[]> {
    return tx.query<AllocationRow>(`select ${columns} from hoshu.allocation a where a.invoice_id = $1 and ${standing} order by a.id desc`, [invoiceId]);
  }

  /** The allocations of a receipt that stand, newest first. */
  ofReceipt(tx: Tx, receiptId: string): Promise<AllocationRow[]> {
    return tx.query<AllocationRow>(`select ${columns} from hoshu.allocation a where a.receipt_id = $1 and ${standing} order by a.id desc`, [receiptId]);
  }

  /** The allocations of a client's Stripe money that stand, newest first. */
  ofStripe(tx: Tx, clientId: string): Promise<AllocationRow[]> {
    return tx.query<AllocationRow>(`select ${columns} from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id where a.client_id = $1 and r.rail = 'stripe' and ${standing} order by a.id desc`, [clientId]);
  }

  /** Takes an allocation back by its opposite; the money waits again and a receipt document loses its ground. */
  async undo(tx: Tx, row: AllocationRow): Promise<void> {
    const [opposite] = await tx.query<{ id: string }>(
      `insert into hoshu.allocation (tenant_id, client_id, contract_id, invoice_id, receipt_id, kind, amount_yen, paid_on, reverses_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
      [tx.actor.tenantId, row.clientId, row.contractId, row.invoiceId, row.receiptId, row.kind, -row.amountYen, tx.today, row.id]);
    await this.ledger.post(tx, {
      kind: 'allocation_undone', effectiveOn: tx.today, sourceKey: `allocation:${opposite?.id}`, clientId: row.clientId, contractId: row.contractId, invoiceId: row.invoiceId, ...(row.receiptId ? { receiptId: row.receiptId } : {}),
      entries: [{ account: row.kind === 'waiver' ? 'fee_difference' : 'deferred', amountYen: -row.amountYen }, { account: 'receivable', amountYen: row.amountYen }],
    });
    await tx.change('update hoshu.receipt_document set withdrawn_at = $2, version = version + 1 where invoice_id = $1 and withdrawn_at is null', [row.invoiceId, tx.now]);
  }

  private invoice(tx: Tx, invoiceId: string): Promise<{ clientId: string; contractId: string; remainingYen: Yen; voided: boolean } | null> {
    return tx.one(
      `select i.client_id as "clientId", i.contract_id as "contractId", (i.total_yen - coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.invoice_id = i.id), 0))::float8 as "remainingYen",
         exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) as voided from hoshu.invoice i where i.id = $1 and i.number is not null`, [invoiceId]);
  }
}
