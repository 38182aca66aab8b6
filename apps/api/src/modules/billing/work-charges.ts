import { Injectable } from '@nestjs/common';
import { agreementNumber, invoiceTax, localDate, monthOf, taxRateOn, type Yen } from '@hoshu/domain';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { plannedTerm, type PlannedCharge, type PlanSettings } from './invoice-plan.js';

/** The fee of a 別途契約 that is owed. `taxMode`, `feeYen`, `payOn` as agreed; the rate is the one of the day of delivery (消費税法29条). */
export interface WorkCharge {
  readonly id: string;
  readonly agreementId: string;
  readonly contractNumber: string;
  readonly matter: number;
  readonly subject: string;
  readonly deliveredOn: string;
  readonly feeYen: Yen;
  readonly taxMode: 'inclusive' | 'exclusive';
  readonly taxRatePercent: number;
  readonly payOn: string;
  /** A live invoice holds it. */
  readonly isHeld: boolean;
  /** It was on an invoice once: after a voiding only 乙 issues it again. */
  readonly wasHeld: boolean;
  /** The invoice that holds it, as far as this reader sees it. */
  readonly invoice: { readonly id: string; readonly number: string; readonly dueOn: string } | null;
}
export interface TaxedLine { readonly amount: Yen; readonly rate: number }
interface Agreed { readonly agreementId: string; readonly feeYen: Yen; readonly taxMode: 'inclusive' | 'exclusive'; readonly deliveredOn: string; readonly payOn: string }
interface Replaced { readonly id: string; readonly number: string }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `select ch.id, ch.agreement_id as "agreementId", k.contract_number as "contractNumber", a.agreement_number as matter, a.subject, ${day('ch.period_start')} as "deliveredOn", ch.amount_yen::float8 as "feeYen", ch.tax_mode as "taxMode", ch.tax_rate_percent as "taxRatePercent", ${day('ch.due_on')} as "payOn",
    exists (select 1 from hoshu.invoice_line l where l.charge_id = ch.id and l.live) as "isHeld", exists (select 1 from hoshu.invoice_line l where l.charge_id = ch.id) as "wasHeld",
    (select jsonb_build_object('id', i.id, 'number', i.number, 'dueOn', ${day('i.due_on')}) from hoshu.invoice_line l join hoshu.invoice i on i.id = l.invoice_id where l.charge_id = ch.id and l.live and i.number is not null) as invoice
  from hoshu.charge ch join hoshu.agreement a on a.id = ch.agreement_id join hoshu.contract k on k.id = ch.contract_id where ch.kind = 'separate_work' and ch.cancelled_at is null`;

/** What the line of an invoice says: the 別途契約 and its document (第4条2項). */
export const workLineText = ({ contractNumber, matter, subject }: Pick<WorkCharge, 'contractNumber' | 'matter' | 'subject'>): string => `別途契約 ${agreementNumber(contractNumber, matter)}「${subject}」の報酬（別途契約書による。第4条2項）`;

/** What some lines cost alone, tax included; rounded once per rate. */
export const grossOf = (lines: readonly TaxedLine[], { priceMode, rounding }: { readonly priceMode: 'inclusive' | 'exclusive'; readonly rounding: 'floor' | 'round' | 'ceil' }): Yen =>
  Object.values(invoiceTax({ lines, priceMode, rounding })).reduce((sum, { gross }) => sum + gross, 0);

/** Charges of 別途契約 (第4条2項): made once per agreement, taken into a monthly invoice of the contract or onto one of their own. They are no 保守管理費. */
@Injectable()
export class WorkCharges {
  /** Makes the charge of an agreement, again after it was cancelled; false when it stands. The caller holds the contract's lock. */
  async make(tx: Tx, facts: ContractFacts, agreed: Agreed): Promise<boolean> {
    const taxRatePercent = taxRateOn({ date: localDate(agreed.deliveredOn) });
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.charge (tenant_id, client_id, contract_id, kind, service_month, period_start, period_end, amount_yen, tax_mode, tax_rate_percent, prorated, due_on, agreement_id) values ($1, $2, $3, 'separate_work', $4, $5, $5, $6, $7, $8, false, $9, $10)
       on conflict (tenant_id, agreement_id) do update set service_month = excluded.service_month, period_start = excluded.period_start, period_end = excluded.period_end, tax_rate_percent = excluded.tax_rate_percent, cancelled_at = null, version = charge.version + 1
         where charge.cancelled_at is not null returning id`,
      [tx.actor.tenantId, facts.clientId, facts.id, monthOf(localDate(agreed.deliveredOn)), agreed.deliveredOn, agreed.feeYen, agreed.taxMode, taxRatePercent, agreed.payOn, agreed.agreementId]);
    if (!row) return false;
    await tx.audit({
      type: 'billing.work-charged', article: '第4条2項', contractId: facts.id, clientId: facts.clientId, target: { kind: 'agreement', id: agreed.agreementId }, data: { chargeId: row.id, feeYen: agreed.feeYen, taxMode: agreed.taxMode, taxRatePercent, deliveredOn: agreed.deliveredOn, payOn: agreed.payOn },
    });
    return true;
  }

  /** Takes a charge away that no live invoice holds; without one there is nothing to do. The caller holds the contract's lock. Throws work_invoiced. */
  async cancel(tx: Tx, agreementId: string, { why }: { readonly why: 'delivery_recalled' | 'fee_waived' }): Promise<void> {
    const work = await this.ofAgreement(tx, agreementId);
    if (work?.isHeld) throw new AppError('work_invoiced');
    if (!work) return;
    const row = found(await tx.one<{ contractId: string; clientId: string }>('update hoshu.charge set cancelled_at = $2, version = version + 1 where id = $1 returning contract_id as "contractId", client_id as "clientId"', [work.id, tx.now]));
    await tx.audit({ type: 'billing.work-charge-cancelled', article: '第4条2項', ...row, target: { kind: 'agreement', id: agreementId }, data: { chargeId: work.id, feeYen: work.feeYen, taxMode: work.taxMode, why } });
  }

  /** The charge of one agreement, or null. Works for both sides. */
  ofAgreement(tx: Tx, agreementId: string): Promise<WorkCharge | null> {
    return tx.one<WorkCharge>(`${select} and ch.agreement_id = $1`, [agreementId]);
  }

  /** Charges of a contract that were on no invoice yet, by their day of delivery. */
  async waiting(tx: Tx, contractId: string): Promise<WorkCharge[]> {
    return (await tx.query<WorkCharge>(`${select} and ch.contract_id = $1 order by ch.period_start, ch.id`, [contractId])).filter(({ wasHeld }) => !wasHeld);
  }

  /** How many 別途契約 of a contract have no charge yet: not delivered, or not inspected, and their fee is not given up. */
  async pending(tx: Tx, contractId: string): Promise<number> {
    const row = await tx.one<{ count: number }>(
      `select count(*)::int as count from hoshu.agreement a where a.contract_id = $1 and a.kind = 'separate_work' and exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'acceptance') and not exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'waiver')
         and not exists (select 1 from hoshu.charge ch where ch.agreement_id = a.id and ch.cancelled_at is null)`, [contractId]);
    return row?.count ?? 0;
  }

  /** The charges that stand on one invoice, also on a void one. */
  onInvoice(tx: Tx, invoiceId: string): Promise<WorkCharge[]> {
    return tx.query<WorkCharge>(`${select} and exists (select 1 from hoshu.invoice_line l where l.charge_id = ch.id and l.invoice_id = $1) order by ch.period_start, ch.id`, [invoiceId]);
  }

  /** Takes waiting charges into the draft of a monthly invoice: those delivered by then that fall due no later than the invoice, so that 甲 never pays before the agreed day. */
  async join(tx: Tx, facts: ContractFacts, { invoiceId, charge }: { readonly invoiceId: string; readonly charge: PlannedCharge }): Promise<void> {
    const works = (await this.waiting(tx, facts.id)).filter((work) => fits(work, charge) && work.deliveredOn <= tx.today);
    await this.addLines(tx, facts, { invoiceId, works, from: 2 });
  }

  /** The invoice to come that will take a charge by `join`, within the running term; null when none of them can. */
  async nextInvoice(tx: Tx, facts: ContractFacts, { work, settings }: { readonly work: WorkCharge; readonly settings: PlanSettings }): Promise<PlannedCharge | null> {
    if (facts.status === 'ended') return null;
    const made = new Set((await tx.query<{ on: string }>(`select ${day('period_start')} as on from hoshu.charge where contract_id = $1 and kind = 'monthly_fee'`, [facts.id])).map(({ on }) => on));
    const lastOn = facts.end?.lastOn ?? null;
    return plannedTerm(facts, settings).find((charge) => !made.has(charge.periodStartOn) && (lastOn === null || charge.periodStartOn <= lastOn) && fits(work, charge)) ?? null;
  }

  /** An invoice without a number over these charges alone; due on the earliest day that was agreed. */
  async draft(tx: Tx, facts: ContractFacts, { works, replaces }: { readonly works: readonly WorkCharge[]; readonly replaces: Replaced | null }): Promise<string> {
    const [first] = works;
    const last = works.at(-1);
    if (!first || !last) throw new Error('an invoice over works has one');
    const dueOn = works.map(({ payOn }) => payOn).sort()[0];
    const invoice = found(await tx.one<{ id: string }>(
      `insert into hoshu.invoice (tenant_id, client_id, contract_id, state, due_on, supply_first_on, supply_last_on, price_mode, transfer_fee_bearer, replaces_id, replaces_number) values ($1, $2, $3, 'drafted', $4, $5, $6, $7, $8, $9, $10) returning id`,
      [tx.actor.tenantId, facts.clientId, facts.id, dueOn, first.deliveredOn, last.deliveredOn, first.taxMode, facts.terms.transferFeeBearer, replaces?.id ?? null, replaces?.number ?? null]));
    await this.addLines(tx, facts, { invoiceId: invoice.id, works, from: 1 });
    return invoice.id;
  }

  /** Puts charges that no live invoice holds onto a draft. */
  async addLines(tx: Tx, facts: ContractFacts, { invoiceId, works, from }: { readonly invoiceId: string; readonly works: readonly WorkCharge[]; readonly from: number }): Promise<void> {
    for (const [index, work] of works.entries()) {
      await tx.query('insert into hoshu.invoice_line (tenant_id, client_id, contract_id, invoice_id, charge_id, position, description, period_start, period_end, amount_yen, tax_rate_percent) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)',
        [tx.actor.tenantId, facts.clientId, facts.id, invoiceId, work.id, from + index, workLineText(work), work.deliveredOn, work.feeYen, work.taxRatePercent]);
    }
  }
}

// One invoice is with or without tax as a whole, and has one due date.
const fits = (work: WorkCharge, charge: PlannedCharge): boolean => work.payOn <= charge.dueOn && work.taxMode === charge.terms.taxMode;
