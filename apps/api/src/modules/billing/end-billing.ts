import { Injectable } from '@nestjs/common';
import { finalSettlement, separateWorkTax, localDate, type FinalSettlement, type Yen } from '@hoshu/domain';
import { AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { BillingAlerts } from './alerts.js';
import { Allocations, usedOf } from './allocations.js';
import { DraftInvoices } from './draft-invoices.js';
import { plannedToEnd, type PlannedCharge } from './invoice-plan.js';
import { Ledger } from './ledger.js';
import { NumberInvoice } from './number-invoice.js';
import { VoidInvoice } from './void-invoice.js';
import { grossOf, WorkCharges, type TaxedLine, type WorkCharge } from './work-charges.js';

/** An invoice that stands, as a settlement looks at it. `paidYen`: money only, without waived differences; `works`: lines of 別途契約 on it. */
export interface StandingInvoice { readonly id: string; readonly number: string; readonly kind: string; readonly priceMode: 'inclusive' | 'exclusive'; readonly works: readonly TaxedLine[]; readonly serviceMonth: string; readonly firstOn: string; readonly lastOn: string; readonly dueOn: string; readonly totalYen: Yen; readonly remainingYen: Yen; readonly paidYen: Yen; readonly stripe: readonly StripePaid[] }
/** Money on an invoice that came through Stripe, as far as this reader sees it. */
interface StripePaid { readonly paidOn: string; readonly payerName: string; readonly amountYen: Yen }
/** What has to be refunded at Stripe before a settlement: its payer is only known there. */
export interface StripeBack { readonly invoice: StandingInvoice; readonly backYen: Yen }
/** The money of a contract at its end, real or supposed. */
export interface EndOutlook {
  readonly settlement: FinalSettlement;
  readonly unpaid: readonly StandingInvoice[];
  readonly unbilled: readonly PlannedCharge[];
  /** Fees of 別途契約 that no invoice holds yet (第4条2項). */
  readonly works: readonly OwedWork[];
  /** 別途契約 whose fee is not owed yet: not delivered, or not inspected. */
  readonly pendingWorks: number;
  /** `dueYen`: what the invoice will be once it is issued anew. */
  readonly beyond: readonly (StandingInvoice & { readonly due: PlannedCharge | null; readonly dueYen: Yen })[];
  readonly stripeBack: readonly StripeBack[];
  readonly creditYen: Yen;
  readonly servesOthers: boolean;
}
/** The fee of a 別途契約 with its tax, as it was agreed. */
export interface OwedWork extends WorkCharge { readonly taxYen: Yen; readonly grossYen: Yen }
/** What `records` reads; `charged`: first days of the months that have a charge. */
export interface EndRecords { readonly today: string; readonly taxRounding: 'floor' | 'round' | 'ceil'; readonly invoices: readonly StandingInvoice[]; readonly charged: ReadonlySet<string>; readonly works: readonly WorkCharge[]; readonly pendingWorks: number; readonly creditYen: Yen; readonly servesOthers: boolean }
interface Going { readonly id: string; readonly receiptId: string; readonly amountYen: Yen }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const standingSql = `select i.id, i.number, ch.kind, i.price_mode as "priceMode", ch.service_month as "serviceMonth", ${day('l.period_start')} as "firstOn", ${day('l.period_end')} as "lastOn", ${day('i.due_on')} as "dueOn", i.total_yen::float8 as "totalYen",
    (i.total_yen - p.settled)::float8 as "remainingYen", p.paid::float8 as "paidYen", p.stripe,
    (select coalesce(jsonb_agg(jsonb_build_object('amount', w.amount_yen, 'rate', w.tax_rate_percent)), '[]') from hoshu.invoice_line w join hoshu.charge wc on wc.id = w.charge_id and wc.kind = 'separate_work' where w.invoice_id = i.id) as works
  from hoshu.invoice i join hoshu.invoice_line l on l.invoice_id = i.id and l.live and l.position = 1 join hoshu.charge ch on ch.id = l.charge_id,
    lateral (select coalesce(sum(a.amount_yen), 0) as settled, coalesce(sum(a.amount_yen) filter (where a.kind = 'payment'), 0) as paid, coalesce(jsonb_agg(jsonb_build_object('paidOn', ${day('r.paid_on')}, 'payerName', r.payer_name, 'amountYen', a.amount_yen) order by r.paid_on) filter (where r.rail = 'stripe' and a.reverses_id is null and not exists (select 1 from hoshu.allocation u where u.reverses_id = a.id)), '[]') as stripe
      from hoshu.allocation a left join hoshu.receipt r on r.id = a.receipt_id where a.invoice_id = i.id) p
  where i.contract_id = $1 and i.number is not null order by l.period_start, i.number`;

function owedWork(work: WorkCharge): OwedWork {
  const { taxYen, totalYen } = separateWorkTax({ feeYen: work.feeYen, taxMode: work.taxMode, deliverOn: localDate(work.deliveredOn) });
  return { ...work, taxYen, grossYen: totalYen };
}

// 別途契約 on the invoice stay owed; an invoice over them alone is rounded as they were agreed.
function dueOfBeyond(invoice: StandingInvoice, due: PlannedCharge | null, taxRounding: EndRecords['taxRounding']): Yen {
  if (invoice.works.length === 0) return due?.grossYen ?? 0;
  const lines = due === null ? invoice.works : [{ amount: due.amountYen, rate: due.taxRatePercent }, ...invoice.works];
  return grossOf(lines, { priceMode: invoice.priceMode, rounding: due === null ? 'floor' : taxRounding });
}

// Only as much as goes back by the whole settlement: what 甲 still owes elsewhere keeps its money here.
function stripeBackOf(beyond: EndOutlook['beyond'], totalYen: number): StripeBack[] {
  let left = Math.max(0, -totalYen);
  return beyond.flatMap((invoice) => {
    const paidThere = invoice.stripe.reduce((sum, { amountYen }) => sum + amountYen, 0);
    const backYen = Math.min(left, paidThere, Math.max(0, invoice.paidYen - invoice.dueYen));
    left -= backYen;
    return backYen > 0 ? [{ invoice, backYen }] : [];
  });
}

/** What the end of a contract does to its invoices and its money (第11条, 第17条〜第19条). Every act is called under the contract's lock and `lockMoneyOf`. */
@Injectable()
export class EndBilling {
  constructor(private readonly drafts: DraftInvoices, private readonly numbers: NumberInvoice, private readonly voiding: VoidInvoice, private readonly allocations: Allocations, private readonly ledger: Ledger, private readonly alerts: BillingAlerts, private readonly workCharges: WorkCharges) {}

  /** The money of a contract with its end. Works for both sides. */
  async outlook(tx: Tx, facts: ContractFacts): Promise<EndOutlook> {
    return this.outlookOf(await this.records(tx, facts), facts);
  }

  /** What is on record of a contract's money, whenever it ends: read once for several supposed ends. */
  async records(tx: Tx, facts: ContractFacts): Promise<EndRecords> {
    return {
      today: tx.today, taxRounding: (await vendorContact(tx)).taxRounding, invoices: await tx.query<StandingInvoice>(standingSql, [facts.id]),
      charged: new Set((await tx.query<{ on: string }>(`select ${day('period_start')} as on from hoshu.charge where contract_id = $1 and kind = 'monthly_fee'`, [facts.id])).map(({ on }) => on)),
      works: await this.workCharges.waiting(tx, facts.id), pendingWorks: await this.workCharges.pending(tx, facts.id), creditYen: await this.credit(tx, facts.clientId), servesOthers: await this.servesOthers(tx, facts),
    };
  }

  /** The money by these records if the contract has the end that the facts say. */
  outlookOf({ today, taxRounding, invoices, charged, works, pendingWorks, creditYen, servesOthers }: EndRecords, facts: ContractFacts): EndOutlook {
    const endOn = facts.end?.lastOn ?? today;
    const plan = plannedToEnd(facts, { taxRounding });
    const isBeyond = ({ kind, lastOn }: StandingInvoice) => kind === 'monthly_fee' && lastOn > endOn;
    const unpaid = invoices.filter((invoice) => !isBeyond(invoice) && invoice.remainingYen > 0);
    const beyond = invoices.filter(isBeyond).map((invoice) => {
      const due = plan.find(({ periodStartOn }) => periodStartOn === invoice.firstOn) ?? null;
      return { ...invoice, due, dueYen: dueOfBeyond(invoice, due, taxRounding) };
    });
    const unbilled = plan.filter(({ periodStartOn }) => !charged.has(periodStartOn));
    const owed = works.map(owedWork);
    const settlement = finalSettlement({
      unpaid: unpaid.map(({ id, remainingYen }) => ({ key: id, remainingYen })),
      unbilled: [...unbilled.map(({ serviceMonth, grossYen }) => ({ key: serviceMonth, grossYen })), ...owed.map(({ id, grossYen }) => ({ key: id, grossYen }))],
      beyond: beyond.map(({ id, dueYen, paidYen }) => ({ key: id, dueYen, paidYen })), creditYen, servesOthers,
    });
    return { settlement, unpaid, unbilled, works: owed, pendingWorks, beyond, stripeBack: stripeBackOf(beyond, settlement.totalYen), creditYen, servesOthers };
  }

  private async credit(tx: Tx, clientId: string): Promise<Yen> {
    const row = await tx.one<{ sum: Yen }>(
      `select coalesce(sum(r.amount_yen - ${usedOf('r.id')}), 0)::float8 as sum from hoshu.receipt r where r.client_id = $1 and not exists (select 1 from hoshu.receipt_reversal v where v.receipt_id = r.id)`, [clientId]);
    return row?.sum ?? 0;
  }

  private async servesOthers(tx: Tx, facts: ContractFacts): Promise<boolean> {
    const other = await tx.one(
      `select 1 from hoshu.contract c join hoshu.contract_conclusion k on k.contract_id = c.id where c.client_id = $1 and c.id <> $2 and not exists (select 1 from hoshu.contract_end e where e.contract_id = c.id and e.withdrawn_at is null and e.last_on < $3) limit 1`, [facts.clientId, facts.id, tx.today]);
    return other !== null;
  }

  /** Money whose payer is not known (仮受金) in the tenant: a settlement only points at it. */
  async unknownPayers(tx: Tx): Promise<{ readonly count: number; readonly amountYen: Yen }> {
    const row = await tx.one<{ count: number; sum: Yen }>(
      'select count(*)::int as count, coalesce(sum(r.amount_yen), 0)::float8 as sum from hoshu.receipt r where r.client_id is null and not exists (select 1 from hoshu.receipt_reversal v where v.receipt_id = r.id)');
    return { count: row?.count ?? 0, amountYen: row?.sum ?? 0 };
  }

  /**
   * Brings the invoices to the contract's real end: what reaches beyond it is voided and issued anew, what is missing is issued, waiting money pays them, and what is left over is set aside to go back.
   * Throws settlement_parked, settlement_stripe_paid.
   */
  async settle(tx: Tx, facts: ContractFacts, outlook: EndOutlook): Promise<void> {
    if (await tx.one('select 1 from hoshu.billing_parking where contract_id = $1 and released_at is null', [facts.id])) throw new AppError('settlement_parked');
    if (outlook.stripeBack.length > 0) throw new AppError('settlement_stripe_paid');
    for (const invoice of outlook.beyond) {
      for (const allocation of await this.allocations.ofInvoice(tx, invoice.id)) await this.allocations.undo(tx, allocation);
      await this.voiding.within(tx, invoice.id, { reason: `契約の終了（${facts.end?.lastOn ?? ''}）による訂正`, reissue: true, withCredit: false });
    }
    if (outlook.beyond.length > 0) await this.alerts.corrected(tx, facts.id);
    for (const charge of outlook.unbilled) {
      const draftId = await this.drafts.draft(tx, { facts, charge, runId: null });
      if (draftId) await this.numbers.issue(tx, draftId, { withCredit: false });
    }
    for (const work of outlook.works) await this.numbers.issue(tx, await this.workCharges.draft(tx, facts, { works: [work], replaces: null }), { withCredit: false });
    await this.apply(tx, facts, outlook.settlement.totalYen);
  }

  // The free money pays this contract's invoices, but for what 甲 still has to pay by the sheet.
  private async apply(tx: Tx, facts: ContractFacts, totalYen: number): Promise<void> {
    const open = (await tx.query<StandingInvoice>(standingSql, [facts.id])).filter(({ remainingYen }) => remainingYen > 0).sort((a, b) => (a.dueOn + a.number < b.dueOn + b.number ? -1 : 1));
    let left = open.reduce((sum, { remainingYen }) => sum + remainingYen, 0) - Math.max(0, totalYen);
    for (const invoice of open) {
      let remaining = invoice.remainingYen;
      for (const receipt of left > 0 ? await this.allocations.free(tx, facts.clientId) : []) {
        const amountYen = Math.min(left, remaining, receipt.freeYen);
        if (amountYen <= 0) continue;
        await this.allocations.allocate(tx, receipt, { invoiceId: invoice.id, amountYen });
        left -= amountYen;
        remaining -= amountYen;
      }
    }
  }

  /** Sets money of the client aside that goes back by a settlement (前受金 → 返金). */
  async setAside(tx: Tx, facts: ContractFacts, back: { readonly settlementId: string; readonly amountYen: Yen }): Promise<void> {
    let left = back.amountYen;
    for (const receipt of left > 0 ? await this.allocations.free(tx, facts.clientId) : []) {
      const amountYen = Math.min(left, receipt.freeYen);
      if (amountYen <= 0) continue;
      await tx.query('insert into hoshu.receipt_refund (tenant_id, client_id, contract_id, settlement_id, receipt_id, amount_yen) values ($1, $2, $3, $4, $5, $6)', [tx.actor.tenantId, facts.clientId, facts.id, back.settlementId, receipt.id, amountYen]);
      left -= amountYen;
    }
    if (left !== 0) throw new Error('a settlement gives back only what is there');
    await this.post(tx, facts, { kind: 'refund_set_aside', on: tx.today, key: `refund:${back.settlementId}`, from: 'deferred', to: 'refund', amountYen: back.amountYen });
  }

  /** The money that was set aside was transferred to 甲 (返金 → 普通預金). */
  paidBack(tx: Tx, facts: ContractFacts, back: { readonly settlementId: string; readonly amountYen: Yen; readonly paidOn: string }): Promise<void> {
    return this.post(tx, facts, { kind: 'refund_paid', on: back.paidOn, key: `refund_paid:${back.settlementId}`, from: 'refund', to: 'cash:own', amountYen: back.amountYen });
  }

  /** The money that was set aside is free again: the settlement was taken back. */
  async release(tx: Tx, facts: ContractFacts, settlementId: string): Promise<void> {
    const rows = await tx.query<Going>('select id, receipt_id as "receiptId", amount_yen::float8 as "amountYen" from hoshu.receipt_refund where settlement_id = $1 and reverses_id is null', [settlementId]);
    for (const row of rows) await tx.query('insert into hoshu.receipt_refund (tenant_id, client_id, contract_id, settlement_id, receipt_id, amount_yen, reverses_id) values ($1, $2, $3, $4, $5, $6, $7)', [tx.actor.tenantId, facts.clientId, facts.id, settlementId, row.receiptId, -row.amountYen, row.id]);
    await this.post(tx, facts, { kind: 'refund_released', on: tx.today, key: `refund_released:${settlementId}`, from: 'refund', to: 'deferred', amountYen: rows.reduce((sum, { amountYen }) => sum + amountYen, 0) });
  }

  private post(tx: Tx, facts: ContractFacts, move: { kind: string; on: string; key: string; from: 'deferred' | 'refund'; to: 'refund' | 'deferred' | 'cash:own'; amountYen: Yen }): Promise<void> {
    return this.ledger.post(tx, { kind: move.kind, effectiveOn: move.on, sourceKey: move.key, clientId: facts.clientId, contractId: facts.id, entries: [{ account: move.from, amountYen: move.amountYen }, { account: move.to, amountYen: -move.amountYen }] });
  }

  /** What the ledger says about a contract: 売掛金 still to come in, 返金 still to go out. */
  async ledgerOf(tx: Tx, contractId: string): Promise<{ readonly receivableYen: number; readonly refundYen: number }> {
    const balances = await this.ledger.balancesOf(tx, contractId);
    return { receivableYen: balances.get('receivable') ?? 0, refundYen: 0 - (balances.get('refund') ?? 0) };
  }
}
