import type { Tx } from '../../platform/db/tx.js';
import { usedOf } from './allocations.js';

/** One receipt against one invoice of the maintenance fee; `standingYen` is what still pays it, `undoneYen` what was taken back or refunded. */
export interface FeePayment { readonly paidOn: string; readonly invoiceId: string; readonly invoiceNumber: string | null; readonly standingYen: number; readonly undoneYen: number }
/** Something that is no payment of a fee: still owed, waived (手数料差額), or money that no invoice holds. */
export interface NoFeePayment { readonly on: string; readonly amountYen: number; readonly invoiceId: string | null; readonly invoiceNumber: string | null; readonly note: string }
export interface FeeLedger { readonly payments: readonly FeePayment[]; readonly unpaid: readonly NoFeePayment[]; readonly waived: readonly NoFeePayment[]; readonly unallocated: readonly NoFeePayment[] }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/**
 * 第16条2項: what 甲 has paid on invoices of one contract, by the day the money was credited (民法477条), and what does not count.
 * Every charge of the product is the monthly fee, so an allocation to an invoice is a payment of the fee. Works under any role.
 */
export async function feeLedgerOf(tx: Tx, { contractId, clientId }: { readonly contractId: string; readonly clientId: string }): Promise<FeeLedger> {
  // 甲 may not see an invoice whose document is still made: its payment counts all the same.
  const payments = await tx.query<FeePayment>(
    `select ${day('r.paid_on')} as "paidOn", a.invoice_id as "invoiceId", i.number as "invoiceNumber", sum(a.amount_yen)::float8 as "standingYen", coalesce(max(a.amount_yen) filter (where a.amount_yen > 0 and exists (select 1 from hoshu.allocation u where u.reverses_id = a.id)), 0)::float8 as "undoneYen"
     from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id left join hoshu.invoice i on i.id = a.invoice_id
     where a.contract_id = $1 and a.kind = 'payment' group by a.receipt_id, r.paid_on, a.invoice_id, i.number order by r.paid_on, i.number, a.receipt_id`, [contractId]);
  const unpaid = await tx.query<NoFeePayment>(
    `select ${day('i.issued_on')} as "on", (i.total_yen - p.paid)::float8 as "amountYen", i.id as "invoiceId", i.number as "invoiceNumber", '' as note
     from hoshu.invoice i, lateral (select coalesce(sum(a.amount_yen), 0) as paid from hoshu.allocation a where a.invoice_id = i.id) p
     where i.contract_id = $1 and i.number is not null and i.total_yen > p.paid and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id) order by i.issued_on, i.number`, [contractId]);
  const waived = await tx.query<NoFeePayment>(
    `select ${day('min(a.paid_on)')} as "on", sum(a.amount_yen)::float8 as "amountYen", a.invoice_id as "invoiceId", i.number as "invoiceNumber", '' as note
     from hoshu.allocation a left join hoshu.invoice i on i.id = a.invoice_id where a.contract_id = $1 and a.kind = 'waiver' group by a.invoice_id, i.number having sum(a.amount_yen) > 0 order by 1`, [contractId]);
  const unallocated = await tx.query<NoFeePayment>(
    `select ${day('r.paid_on')} as "on", (r.amount_yen - p.used)::float8 as "amountYen", null as "invoiceId", null as "invoiceNumber", r.payer_name as note
     from hoshu.receipt r, lateral (select ${usedOf('r.id')} as used) p
     where r.client_id = $1 and r.amount_yen > p.used and not exists (select 1 from hoshu.receipt_reversal v where v.receipt_id = r.id) order by r.paid_on, r.id`, [clientId]);
  return { payments, unpaid, waived, unallocated };
}
