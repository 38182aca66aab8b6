import { Injectable } from '@nestjs/common';
import { type LocalDate, localDate, monthJa, monthOf, type Yen } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { grouped } from '../../platform/db/grouped.js';
import type { Tx } from '../../platform/db/tx.js';
import { billedFrom, ContractReader, liveFrom, type ContractFacts } from '../contracts/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { BillingAlerts } from './alerts.js';
import { lookBackFrom, plannedUntil, type PlannedCharge, type PlanSettings } from './invoice-plan.js';
import { WorkCharges } from './work-charges.js';

/** More missing months than this at once is a mistake in the dates, not a backlog. */
const mostMissedMonths = 24;
/** A month may cost this many times the month before it; more needs a person. */
const steepestRise = 3;

export interface ChargeRow {
  readonly id: string;
  readonly periodStartOn: string;
  readonly periodEndOn: string;
  readonly amountYen: Yen;
  readonly prorated: boolean;
  /** Its month lies after the contract's end: no invoice will hold it. */
  readonly cancelled: boolean;
}

const chargesOf = `select contract_id as "contractId", id, to_char(period_start, 'YYYY-MM-DD') as "periodStartOn", to_char(period_end, 'YYYY-MM-DD') as "periodEndOn", amount_yen::float8 as "amountYen", prorated, cancelled_at is not null as cancelled
  from hoshu.charge where contract_id = any($1) and kind = 'monthly_fee' order by contract_id, period_start`;
const charges = (tx: Tx, contractIds: readonly string[]) => tx.query<ChargeRow & { readonly contractId: string }>(chargesOf, [contractIds]);

/**
 * What a concluded contract looks like to the plan on the day `$1`, in one text: whether it is live, its versions in force, conclusion, terms, end and charges.
 * Put together by the database as sets, so that a day without work does not read every contract.
 */
const lookOf = `select k.contract_id as id, concat_ws(' ', k.concluded_on, g.starts_on, g.live_on, g.live_on > $1, v.fixed, v.in_force, t.terms, t.first_on, t.last_on, e.id, e.last_on, e.basis, ch.charges, ch.periods, ch.cancelled) as look
  from hoshu.contract_conclusion k
    join (select c.id, ${billedFrom} as starts_on, ${liveFrom} as live_on from hoshu.contract c join hoshu.client cl on cl.id = c.client_id) g on g.id = k.contract_id
    left join (select w.contract_id, count(*) filter (where w.fixed_at is not null) as fixed, count(*) filter (where w.fixed_at is not null and w.effective_on <= $1) as in_force from hoshu.contract_version w group by w.contract_id) v on v.contract_id = k.contract_id
    left join (select x.contract_id, count(*) as terms, min(x.starts_on) as first_on, max(x.last_on) as last_on from hoshu.contract_term x group by x.contract_id) t on t.contract_id = k.contract_id
    left join hoshu.contract_end e on e.contract_id = k.contract_id and e.withdrawn_at is null
    left join (select y.contract_id, count(*) as charges, sum(y.period_start - date '2000-01-01') as periods, count(y.cancelled_at) as cancelled from hoshu.charge y where y.kind = 'monthly_fee' group by y.contract_id) ch on ch.contract_id = k.contract_id`;

/** The text of a fee's line: 保守管理費 and its month. */
export const lineText = (serviceMonth: string): string => `Webサイト保守管理費（${monthJa(serviceMonth)}分）`;

/** Step DRAFTED: every charge that is due and missing gets its row and an invoice without a number, one document per month (D30). */
@Injectable()
export class DraftInvoices {
  /** Per contract what it looked like (`lookOf`) when nothing was missing. Invoices fall due on the first of a month, so that holds until the month or one of the facts changes. */
  private readonly nothingMissing = new Map<string, string>();

  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly company: CompanyRepository, private readonly alerts: BillingAlerts, private readonly works: WorkCharges) {}

  /** The contracts with something to do; a read only, so that a day without work writes nothing. */
  async due(tx: Tx): Promise<ContractFacts[]> {
    const parked = new Set((await tx.query<{ contract_id: string }>('select contract_id from hoshu.billing_parking where released_at is null')).map((row) => row.contract_id));
    const { tax_rounding: taxRounding } = await this.company.profileOn(tx, tx.today);
    const looks = new Map((await tx.query<{ id: string; look: string }>(lookOf, [tx.today])).map(({ id, look }) => [id, `${monthOf(localDate(tx.today))} ${taxRounding} ${look}`]));
    const changed = [...looks].flatMap(([id, look]) => (parked.has(id) || this.nothingMissing.get(id) === look ? [] : [id]));
    const contracts = await this.reader.concluded(tx, lookBackFrom(localDate(tx.today)), changed);
    const existing = grouped(await charges(tx, changed), (charge) => charge.contractId);
    const due = contracts.filter((facts) => this.hasWork(facts, { existing: existing.get(facts.id) ?? [], settings: { taxRounding }, today: localDate(tx.today) }));
    const waiting = new Set(due.map(({ id }) => id));
    for (const id of changed) if (!waiting.has(id)) this.nothingMissing.set(id, looks.get(id) ?? '');
    return due;
  }

  private hasWork(facts: ContractFacts, { existing, settings, today }: { existing: readonly ChargeRow[]; settings: PlanSettings; today: LocalDate }): boolean {
    return this.missing(plannedUntil(facts, settings, today), existing).length > 0 || this.beyondEnd(facts, existing).length > 0;
  }

  /** What the plan needs of the tenant. */
  async settings(tx: Tx): Promise<PlanSettings> {
    return { taxRounding: (await this.company.profileOn(tx, tx.today)).tax_rounding };
  }

  /** The charges of one contract whose invoices must stand on the business day of this transaction. */
  async plan(tx: Tx, facts: ContractFacts): Promise<PlannedCharge[]> {
    return plannedUntil(facts, await this.settings(tx), localDate(tx.today));
  }

  private missing(plan: readonly PlannedCharge[], existing: readonly ChargeRow[]): PlannedCharge[] {
    const known = new Set(existing.map((charge) => charge.periodStartOn));
    return plan.filter((charge) => !known.has(charge.periodStartOn));
  }

  private beyondEnd(facts: ContractFacts, existing: readonly ChargeRow[]): ChargeRow[] {
    const { end } = facts;
    return end ? existing.filter((charge) => !charge.cancelled && charge.periodEndOn > end.lastOn) : [];
  }

  /** Drafts what is missing of one contract in one transaction, or parks it. */
  run(actor: Actor, contractId: string): Promise<void> {
    return this.db.tx(actor, (tx) => this.within(tx, contractId));
  }

  /** As `run`, inside a transaction of the caller. */
  async within(tx: Tx, contractId: string): Promise<void> {
    await this.reader.lock(tx, contractId);
    const facts = await this.reader.facts(tx, contractId);
    if (await tx.one('select 1 from hoshu.billing_parking where contract_id = $1 and released_at is null', [contractId])) return;
    const existing = await charges(tx, [contractId]);
    await this.reportBeyondEnd(tx, facts, existing);
    const missing = this.missing(await this.plan(tx, facts), existing);
    const refusal = this.refusal(missing, existing);
    if (refusal && !(await this.accepted(tx, contractId, refusal))) return this.alerts.park(tx, facts, refusal.reason, refusal.details);
    if (missing.length === 0) return;
    // A sample is never the reason why the day has a run: it would stand there when the samples are gone.
    const runId = facts.isSample ? null : await this.runOf(tx);
    for (const charge of missing) {
      const invoiceId = await this.draft(tx, { facts, charge, runId });
      if (invoiceId) await this.works.join(tx, facts, { invoiceId, charge });
    }
  }

  // Safety bounds (Kill Bill's lesson): a contract whose figures jump waits for a person; the others go on.
  private refusal(missing: readonly PlannedCharge[], existing: readonly ChargeRow[]): { reason: string; details: Record<string, string | number> } | null {
    if (missing.length > mostMissedMonths) return { reason: 'too_many_months', details: { months: missing.length } };
    const last = existing.filter((charge) => !charge.prorated).at(-1);
    const steep = last && missing.find((charge) => charge.amountYen > last.amountYen * steepestRise);
    return steep ? { reason: 'steep_rise', details: { before: last.amountYen, now: steep.amountYen, month: steep.serviceMonth } } : null;
  }

  // What a person has looked at and released is not asked again: the same figures, or a backlog that grew no longer.
  private async accepted(tx: Tx, contractId: string, refusal: { reason: string; details: Record<string, string | number> }): Promise<boolean> {
    const row = await tx.one(
      `select 1 from hoshu.billing_parking where contract_id = $1 and reason = $2 and released_at is not null and (details = $3::jsonb or (details->>'months')::int >= ($3::jsonb->>'months')::int)`, [contractId, refusal.reason, JSON.stringify(refusal.details)]);
    return row !== null;
  }

  // A charge of a month that the end cut short was made before the end was known: only a person may void an issued invoice.
  private async reportBeyondEnd(tx: Tx, facts: ContractFacts, existing: readonly ChargeRow[]): Promise<void> {
    for (const charge of this.beyondEnd(facts, existing)) {
      const live = await tx.one<{ invoice_id: string }>('select invoice_id from hoshu.invoice_line where charge_id = $1 and live', [charge.id]);
      if (!live) continue;
      await this.alerts.raise(tx, { kind: 'charged_beyond_end', subjectKey: charge.id, clientId: facts.clientId, contractId: facts.id, invoiceId: live.invoice_id, details: { periodEndOn: charge.periodEndOn, endsOn: facts.end?.lastOn ?? '' } });
    }
  }

  private async runOf(tx: Tx): Promise<string> {
    await tx.query('insert into hoshu.billing_run (tenant_id, run_on) values ($1, $2) on conflict (tenant_id, run_on) do nothing', [tx.actor.tenantId, tx.today]);
    const row = await tx.one<{ id: string }>('select id from hoshu.billing_run where run_on = $1', [tx.today]);
    if (!row) throw new Error('the run of a day has its row');
    return row.id;
  }

  /** A charge with its draft; null when the charge stands already. */
  async draft(tx: Tx, { facts, charge, runId }: { facts: ContractFacts; charge: PlannedCharge; runId: string | null }): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `insert into hoshu.charge (tenant_id, client_id, contract_id, kind, service_month, period_start, period_end, amount_yen, tax_mode, tax_rate_percent, prorated, due_on) values ($1, $2, $3, 'monthly_fee', $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (tenant_id, contract_id, kind, period_start, agreement_id) do nothing returning id`,
      [tx.actor.tenantId, facts.clientId, facts.id, charge.serviceMonth, charge.periodStartOn, charge.periodEndOn, charge.amountYen, charge.terms.taxMode, charge.taxRatePercent, charge.prorated, charge.dueOn]);
    return row ? this.draftOver(tx, { facts, charge: { ...charge, id: row.id }, runId, replaces: null }) : null;
  }

  /** A draft over one charge that no live invoice holds. */
  async draftOver(tx: Tx, draft: { facts: ContractFacts; charge: PlannedCharge & { readonly id: string }; runId: string | null; replaces: { id: string; number: string } | null }): Promise<string> {
    const { facts, charge, replaces } = draft;
    const [invoice] = await tx.query<{ id: string }>(
      `insert into hoshu.invoice (tenant_id, client_id, contract_id, run_id, state, due_on, supply_first_on, supply_last_on, price_mode, transfer_fee_bearer, replaces_id, replaces_number) values ($1, $2, $3, $4, 'drafted', $5, $6, $7, $8, $9, $10, $11) returning id`,
      [tx.actor.tenantId, facts.clientId, facts.id, draft.runId, charge.dueOn, charge.periodStartOn, charge.periodEndOn, charge.terms.taxMode, charge.terms.transferFeeBearer, replaces?.id ?? null, replaces?.number ?? null]);
    if (!invoice) throw new Error('insert answered nothing');
    await tx.query(
      `insert into hoshu.invoice_line (tenant_id, client_id, contract_id, invoice_id, charge_id, position, description, period_start, period_end, amount_yen, tax_rate_percent) values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10)`,
      [tx.actor.tenantId, facts.clientId, facts.id, invoice.id, charge.id, lineText(charge.serviceMonth), charge.periodStartOn, charge.periodEndOn, charge.amountYen, charge.taxRatePercent]);
    return invoice.id;
  }
}
