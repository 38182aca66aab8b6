import { addDays, addMonths, chargesDue, dueDateNotBefore, earlierOf, firstDayOf, laterOf, localDate, monthOf, termSchedule, type FeeCharge, type FeeTerms, type LocalDate } from '@hoshu/domain';
import { feeTermsOf, isBilled, type ContractFacts } from '../contracts/index.js';

type TaxRounding = 'floor' | 'round' | 'ceil';
/** A fee that a later version of the contract fixes, from a month on. */
export type FeeChanges = NonNullable<FeeTerms['feeChanges']>;

/** One charge with the day its invoice is issued and the day it must be paid. */
export interface PlannedCharge extends FeeCharge {
  readonly issueOn: LocalDate;
}

/** What the plan needs of a contract beyond its facts. */
export interface PlanSettings {
  readonly taxRounding: TaxRounding;
  readonly feeChanges: FeeChanges;
}

/** The fee terms of a concluded contract: its real first day, its known end, the fees of later versions. Null while something is open. */
export function planTerms(facts: ContractFacts, { taxRounding, feeChanges }: PlanSettings): FeeTerms | null {
  const first = facts.periods[0];
  if (!facts.conclusion || !first) return null;
  const terms = feeTermsOf(facts.terms, { startOn: localDate(first.startsOn), realEndOn: facts.end ? localDate(facts.end.lastOn) : null, taxRounding });
  const firstFee = feeChanges[0]?.feeYen;
  return terms && { ...terms, ...(firstFee === undefined ? {} : { feeYen: firstFee }), feeChanges };
}

/**
 * 第11条2項(2): an invoice is issued on the 1st of the month in which it is payable (before a due date that a bank holiday moved
 * into the month before), never before the contract was concluded. A payment whose due day has passed by then falls on the
 * next due day of the contract: a delay that the vendor caused makes no client late, and nothing is due before the contract's first day.
 */
export function withIssue(charge: FeeCharge, terms: FeeTerms, notBefore: LocalDate): PlannedCharge {
  const months = { arrears: 1, sameMonth: 0, advance: -1 }[terms.timing ?? 'arrears'];
  const payable = firstDayOf(addMonths(charge.serviceMonth, months));
  const issueOn = laterOf(earlierOf(payable, firstDayOf(monthOf(charge.dueOn))), notBefore);
  return { ...charge, issueOn, dueOn: dueDateNotBefore(charge.dueOn, terms, laterOf(issueOn, terms.contractStartOn)) };
}

/** The charges whose invoices must stand on `today`. Nothing beyond the newest term: a month after it waits for the renewal. D11, D30. */
export function plannedUntil(facts: ContractFacts, settings: PlanSettings, today: LocalDate): PlannedCharge[] {
  const terms = planTerms(facts, settings);
  const lastTerm = facts.periods.at(-1);
  if (!terms || !lastTerm || !facts.conclusion) return [];
  const knownUntil = monthOf(localDate(lastTerm.lastOn));
  const horizon = addMonths(monthOf(today), 2);
  const concludedOn = localDate(facts.conclusion.concludedOn);
  return chargesDue({
    ...terms, asOf: today, throughMonth: horizon < knownUntil ? horizon : knownUntil,
    billingStartsOn: facts.billingStartsOn ? localDate(facts.billingStartsOn) : terms.contractStartOn, goesLiveOn: facts.goesLiveOn ? localDate(facts.goesLiveOn) : concludedOn,
  }).filter(isBilled(facts.terms)).map((charge) => withIssue(charge, terms, concludedOn)).filter(({ issueOn }) => issueOn <= today);
}

/** Every invoice of the newest term, whether or not it stands yet (F066): the same computation as the run's. */
export function plannedTerm(facts: ContractFacts, settings: PlanSettings): PlannedCharge[] {
  const terms = planTerms(facts, settings);
  const first = facts.periods[0];
  const term = facts.periods.at(-1);
  if (!terms || !first || !term || !facts.conclusion) return [];
  const notBefore = localDate(facts.conclusion.concludedOn);
  const billingStartsOn = facts.billingStartsOn ?? first.startsOn;
  return termSchedule({ ...terms, termStartOn: localDate(term.startsOn), termEndOn: localDate(term.lastOn) })
    .filter((charge) => charge.periodStartOn >= billingStartsOn).filter(isBilled(facts.terms)).map((charge) => withIssue(charge, terms, notBefore));
}

/** The day after which a contract that ended has nothing left to bill: more than a year of catching up. */
export const lookBackFrom = (today: LocalDate): LocalDate => addDays(today, -400);
