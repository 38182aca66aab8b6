import { Injectable } from '@nestjs/common';
import { canonicalJson, capPayments, explain, localDate, type LiabilityCapInput, type LocalDate } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import { answered } from '../../platform/explain/index.js';
import type { ResponseOf, liabilityRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { feeLedgerOf } from '../billing/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { capBasis } from './cap-basis.js';
import { capDay } from './cap-day.js';
import { capFormula, capSentence } from './cap-words.js';
import { OpeningPayments } from './opening-payments.js';

export type CapView = ResponseOf<typeof liabilityRoutes.cap>;
type Counted = CapView['counted'][number];
type Excluded = CapView['excluded'][number];
/** `asOf`: the day to count back from; `willful`: 故意・重過失. */
export interface CapQuestion { readonly asOf?: string | undefined; readonly willful?: boolean }

interface Rows { readonly payments: readonly Omit<Counted, 'onEdge'>[]; readonly apart: readonly Excluded[] }

/** 第16条2項 on any day: what 甲 really paid in the months before it, each payment named, and what does not count with its reason. */
@Injectable()
export class Caps {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly openings: OpeningPayments) {}

  /** Throws not_found, cap_before_conclusion, cap_day. */
  get(actor: Actor, contractId: string, question: CapQuestion & { readonly explain?: boolean }): Promise<CapView> {
    return this.db.read(actor, async (tx) => {
      const { explanation, ...view } = await this.on(tx, contractId, question);
      return question.explain ? { ...view, explanation } : view;
    });
  }

  /** The cap with its rows and its way, inside a transaction of the caller. */
  async on(tx: Tx, contractId: string, question: CapQuestion): Promise<CapView> {
    const today = await this.reader.facts(tx, contractId);
    const asOf = capDay(today, tx.today, question.asOf);
    // The version that governed on that day fixes window, fee and 特約 (D1).
    const facts = asOf === tx.today ? today : await this.reader.facts(tx, contractId, asOf);
    const rows = await this.rows(tx, facts, asOf);
    const input = capInput(facts, { asOf, willful: question.willful === true, rows });
    const explanation = explain('liabilityCap', input);
    const { result } = explanation;
    const inWindow = new Set(capPayments(input).map((payment) => rows.payments[input.payments.indexOf(payment)]));
    const counted = rows.payments.filter((row) => inWindow.has(row)).map((row) => ({ ...row, onEdge: result.boundary.includes(localDate(row.on)) }));
    const outside = rows.payments.filter((row) => !inWindow.has(row)).map((row): Excluded => ({ ...row, reason: row.on < result.windowStart ? 'before_window' : 'after_day' }));
    const excluded = [...outside, ...rows.apart].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
    const paidYen = counted.reduce((sum, row) => sum + row.amountYen, 0);
    const floor = floorOf(facts, paidYen);
    const state = result.cap === null ? 'unlimited' as const : result.cap === 0 ? 'undetermined' as const : 'amount' as const;
    // D10: a cap of nothing is no protection to rely on, so no figure is shown.
    const capYen = state === 'amount' ? result.cap : null;
    return {
      asOf, basis: await capBasis(tx), windowMonths: facts.terms.capWindowMonths, windowStartOn: result.windowStart, windowEndOn: result.windowEnd, state, capYen, paidYen, floor,
      sentence: capSentence(state, capYen), formula: capFormula(counted.map((row) => row.amountYen), state === 'unlimited' ? null : floor), counted, excluded,
      rowsSha256: sha256(canonicalJson({ contract: facts.number, asOf, windowStartOn: result.windowStart, windowEndOn: result.windowEnd, counted, excluded })), explanation: answered(explanation),
    };
  }

  private async rows(tx: Tx, facts: ContractFacts, asOf: LocalDate): Promise<Rows> {
    const ledger = await feeLedgerOf(tx, { contractId: facts.id, clientId: facts.clientId });
    const openings = (await this.openings.of(tx, facts.id)).map(({ paidOn, amountYen, note, kind, correction }) => ({ on: paidOn, amountYen, source: 'opening' as const, invoiceId: null, invoiceNumber: null, note, kind, isCorrected: correction !== null }));
    const paid = ledger.payments.map(({ paidOn, standingYen, undoneYen, ...invoice }) => ({ on: paidOn, source: 'invoice' as const, note: '', standingYen, undoneYen, ...invoice }));
    const payments = [
      ...paid.filter(({ standingYen }) => standingYen > 0).map(({ standingYen, undoneYen: _, ...row }) => ({ ...row, amountYen: standingYen })),
      ...openings.filter(({ kind, isCorrected }) => kind === 'fee' && !isCorrected).map(({ kind: _kind, isCorrected: _corrected, ...row }) => row),
    ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const apart: Excluded[] = [
      ...paid.filter(({ standingYen, undoneYen }) => standingYen <= 0 && undoneYen > 0).map(({ standingYen: _, undoneYen, ...row }) => ({ ...row, amountYen: undoneYen, reason: 'undone' as const })),
      ...openings.filter(({ kind, isCorrected }) => kind !== 'fee' || isCorrected).map(({ kind: _, isCorrected, ...row }) => ({ ...row, reason: isCorrected ? 'corrected' as const : 'extra_work' as const })),
      ...ledger.otherWork.map((row) => ({ ...row, source: 'invoice' as const, reason: 'extra_work' as const })),
      ...ledger.unpaid.filter(({ on }) => on <= asOf).map((row) => ({ ...row, source: 'invoice' as const, reason: 'unpaid' as const })),
      ...ledger.waived.map((row) => ({ ...row, source: 'invoice' as const, reason: 'waived' as const })),
      ...ledger.unallocated.map((row) => ({ ...row, source: 'receipt' as const, reason: 'unallocated' as const })),
    ];
    return { payments, apart };
  }
}

// 別紙1 words the floor without an age of the contract: whenever less was paid than the fee of so many months.
function floorOf({ terms }: ContractFacts, paidYen: number): CapView['floor'] {
  const months = terms.annex.specialTerms.capFloorMonths;
  if (months === undefined || terms.feeYen === null) return null;
  const amountYen = terms.feeYen * months;
  return { monthlyFeeYen: terms.feeYen, months, amountYen, applies: amountYen > paidYen };
}

function capInput(facts: ContractFacts, { asOf, willful, rows }: { readonly asOf: LocalDate; readonly willful: boolean; readonly rows: Rows }): LiabilityCapInput {
  const months = facts.terms.annex.specialTerms.capFloorMonths;
  const floor = months !== undefined && facts.terms.feeYen !== null ? { floor: { monthlyFee: facts.terms.feeYen, contractStartOn: localDate(facts.periods[0]?.startsOn ?? asOf), months } } : {};
  return { baseDate: asOf, payments: rows.payments.map(({ on, amountYen }) => ({ paidOn: localDate(on), amount: amountYen })), windowMonths: facts.terms.capWindowMonths, ...(willful ? { willfulOrGrossNegligence: true } : {}), ...floor };
}
