import { agreementNumber } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { usedOf } from './allocations.js';
import { grossOf, type TaxedLine } from './work-charges.js';

/** One receipt against one invoice of the maintenance fee; `standingYen` is what still pays it, `undoneYen` what was taken back or refunded. */
export interface FeePayment { readonly paidOn: string; readonly invoiceId: string; readonly invoiceNumber: string | null; readonly standingYen: number; readonly undoneYen: number }
/** Something that is no payment of a fee: still owed, waived (手数料差額), or money that no invoice holds. */
export interface NoFeePayment { readonly on: string; readonly amountYen: number; readonly invoiceId: string | null; readonly invoiceNumber: string | null; readonly note: string }
/** `otherWork`: money that paid 別途契約 (第4条2項), which are no 保守管理費. */
export interface FeeLedger { readonly payments: readonly FeePayment[]; readonly otherWork: readonly NoFeePayment[]; readonly unpaid: readonly NoFeePayment[]; readonly waived: readonly NoFeePayment[]; readonly unallocated: readonly NoFeePayment[] }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/**
 * 第16条2項: what 甲 has paid on invoices of one contract, by the day the money was credited (民法477条), and what does not count.
 * Of an invoice that bills 別途契約 too, a payment counts by the part of the fee in it (民法488条4項4号). Works under any role.
 */
export async function feeLedgerOf(tx: Tx, { contractId, clientId }: { readonly contractId: string; readonly clientId: string }): Promise<FeeLedger> {
  // 甲 may not see an invoice whose document is still made: its payment counts all the same.
  const paid = await tx.query<FeePayment>(
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
  return { ...shared(paid, await mixedOf(tx, contractId)), unpaid, waived, unallocated };
}

/** An invoice that bills 別途契約: what of its total is the fee of a month, and which works the rest is for. */
interface Mixed { readonly feeYen: number; readonly totalYen: number; readonly names: string }
interface MixedRow { readonly invoiceId: string; readonly priceMode: 'inclusive' | 'exclusive'; readonly rounding: 'floor' | 'round' | 'ceil'; readonly lines: readonly (TaxedLine & { readonly matter: number | null })[]; readonly contractNumber: string }

async function mixedOf(tx: Tx, contractId: string): Promise<ReadonlyMap<string, Mixed>> {
  const rows = await tx.query<MixedRow>(
    `select l.invoice_id as "invoiceId", max(ch.tax_mode) as "priceMode", coalesce(max(i.rounding), 'floor') as rounding, max(k.contract_number) as "contractNumber",
       jsonb_agg(jsonb_build_object('amount', l.amount_yen, 'rate', l.tax_rate_percent, 'matter', a.agreement_number) order by l.position) as lines
     from hoshu.invoice_line l join hoshu.charge ch on ch.id = l.charge_id join hoshu.contract k on k.id = l.contract_id left join hoshu.agreement a on a.id = ch.agreement_id left join hoshu.invoice i on i.id = l.invoice_id
     where l.contract_id = $1 group by l.invoice_id having bool_or(ch.kind = 'separate_work')`, [contractId]);
  return new Map(rows.map(({ invoiceId, contractNumber, lines, ...how }) => {
    const works = lines.filter(({ matter }) => matter !== null);
    const totalYen = grossOf(lines, how);
    return [invoiceId, { totalYen, feeYen: totalYen - grossOf(works, how), names: works.map(({ matter }) => agreementNumber(contractNumber, matter ?? 0)).join('、') }];
  }));
}

// Rounded over what was paid of an invoice so far, so that the parts of all its payments make up its fee.
function shared(paid: readonly FeePayment[], mixed: ReadonlyMap<string, Mixed>): Pick<FeeLedger, 'payments' | 'otherWork'> {
  const sofar = new Map<string, number>();
  const otherWork: NoFeePayment[] = [];
  const payments = paid.map((payment) => {
    const invoice = mixed.get(payment.invoiceId);
    if (!invoice || payment.standingYen <= 0) return payment;
    const before = sofar.get(payment.invoiceId) ?? 0;
    const feeOf = (yen: number) => Math.floor((yen * invoice.feeYen) / invoice.totalYen);
    sofar.set(payment.invoiceId, before + payment.standingYen);
    const feeYen = feeOf(before + payment.standingYen) - feeOf(before);
    otherWork.push({ on: payment.paidOn, amountYen: payment.standingYen - feeYen, invoiceId: payment.invoiceId, invoiceNumber: payment.invoiceNumber, note: `別途契約 ${invoice.names}（第4条2項）` });
    return { ...payment, standingYen: feeYen };
  });
  return { payments, otherWork };
}
