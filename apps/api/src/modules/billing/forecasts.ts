import { Injectable } from '@nestjs/common';
import { explain, localDate, type LiabilityCapInput, type LocalDate } from '@hoshu/domain';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, dueExplanation, type ContractFacts } from '../contracts/index.js';
import { feeHistory } from './invoice-records.js';
import { plannedTerm, planTerms, type FeeChanges, type PlannedCharge } from './invoice-plan.js';
import { answerable } from './answerable.js';

type Preview = ResponseOf<typeof billingRoutes.preview>;
type Cap = ResponseOf<typeof billingRoutes.liabilityCap>;

const noPaymentYet = { ja: '支払実績がまだないため算定できません（要確認）', en: 'Nothing has been paid yet, so the cap cannot be determined (to be confirmed)' } as const;
const grouped = (amount: number): string => amount.toLocaleString('ja-JP');

/** What follows from a contract's money: the invoices to come (F066) and the liability cap of 第16条2項. */
@Injectable()
export class Forecasts {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Every invoice of the newest term by the run's own computation, with the numbers of those that stand. Throws not_found, schedule_incomplete. */
  preview(actor: Actor, contractId: string): Promise<Preview> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const settings = { taxRounding: await this.rounding(tx), feeChanges: (await feeHistory(tx, contractId)) as FeeChanges };
      if (!planTerms(facts, settings)) throw new AppError('schedule_incomplete');
      const issued = await tx.query<{ on: string; number: string; dueOn: string; issuedOn: string }>(
        `select to_char(l.period_start, 'YYYY-MM-DD') as "on", i.number, to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", to_char(i.issued_on, 'YYYY-MM-DD') as "issuedOn" from hoshu.invoice_line l join hoshu.invoice i on i.id = l.invoice_id where l.contract_id = $1 and l.live and i.number is not null`, [contractId]);
      const known = new Map(issued.map((row) => [row.on, row]));
      const items = plannedTerm(facts, settings).map((charge) => {
        const invoice = known.get(charge.periodStartOn);
        const dueOn = invoice?.dueOn ?? charge.dueOn;
        return { ...charge, issueOn: invoice?.issuedOn ?? charge.issueOn, dueOn, invoiceNumber: invoice?.number ?? null, explanations: reasonsOf(facts, { ...charge, issueOn: localDate(invoice?.issuedOn ?? charge.issueOn) }, dueOn) };
      });
      return { heldBack: facts.goesLiveOn !== null && tx.today < facts.goesLiveOn, items };
    });
  }

  // 甲's role cannot read the vendor's company data: the rounding of an issued invoice tells it, else the default.
  private async rounding(tx: Tx): Promise<'floor' | 'round' | 'ceil'> {
    const sql = tx.actor.kind === 'vendor'
      ? 'select tax_rounding as rounding from hoshu.company_profile where effective_on <= $1 order by effective_on desc, id desc limit 1'
      : 'select rounding from hoshu.invoice where number is not null and issued_on <= $1 order by issued_on desc, id desc limit 1';
    return (await tx.one<{ rounding: 'floor' | 'round' | 'ceil' }>(sql, [tx.today]))?.rounding ?? 'floor';
  }

  /** 第16条2項 on `baseOn` (default today): the fees credited in the months before. Throws not_found. */
  liabilityCap(actor: Actor, contractId: string, baseOn?: string): Promise<Cap> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const explanation = await this.capExplanation(tx, facts, localDate(baseOn ?? tx.today));
      const { result } = explanation;
      // D10: a cap of nothing is no protection to rely on, so no figure is shown.
      const nothing = result.cap === 0;
      const sentence = result.cap === null || nothing ? noPaymentYet : { ja: `損害賠償の上限は ${grouped(result.cap)}円 です（要確認）`, en: `The liability cap is ¥${grouped(result.cap)} (to be confirmed)` };
      return { baseOn: baseOn ?? tx.today, windowStartOn: result.windowStart, windowEndOn: result.windowEnd, capYen: nothing ? null : result.cap, sentence, explanation: answerable(explanation) };
    });
  }

  /** The cap with its way, inside a transaction of the caller (incidents, settlement). */
  async capExplanation(tx: Tx, facts: ContractFacts, baseOn: LocalDate): Promise<ReturnType<typeof explain<'liabilityCap'>>> {
    const paid = await tx.query<{ paidOn: string; amount: number }>(
      `select to_char(r.paid_on, 'YYYY-MM-DD') as "paidOn", sum(a.amount_yen)::float8 as amount from hoshu.allocation a join hoshu.receipt r on r.id = a.receipt_id where a.contract_id = $1 and a.kind = 'payment' group by a.receipt_id, r.paid_on having sum(a.amount_yen) > 0 order by r.paid_on`, [facts.id]);
    const start = facts.periods[0]?.startsOn;
    const floor = facts.terms.annex.specialTerms.capFloorMonths && facts.terms.feeYen && start ? { floor: { monthlyFee: facts.terms.feeYen, contractStartOn: localDate(start) } } : {};
    const input: LiabilityCapInput = { baseDate: baseOn, payments: paid.map(({ paidOn, amount }) => ({ paidOn: localDate(paidOn), amount })), windowMonths: facts.terms.capWindowMonths, ...floor };
    return explain('liabilityCap', input);
  }
}

function reasonsOf({ terms, periods }: ContractFacts, charge: PlannedCharge, dueOn: string): Preview['items'][number]['explanations'] {
  if (terms.dueDay === null || terms.feeYen === null) return [];
  const due = dueExplanation({ serviceMonth: charge.serviceMonth, timing: terms.timing, dueDay: terms.dueDay, convention: terms.dueConvention }, { issuedOn: charge.issueOn, dueOn, startsOn: periods[0]?.startsOn ?? charge.periodStartOn });
  if (!charge.prorated) return [due];
  const basis = terms.proration.method === 'daily' ? terms.proration.basis : 'none';
  return [due, answerable(explain('prorate', { monthlyFee: terms.feeYen, serviceStart: charge.periodStartOn, serviceEnd: charge.periodEndOn, month: charge.serviceMonth, basis, rounding: terms.proration.rounding }))];
}
