import { addDays, addMonths, chargesDue, dueDateNotBefore, earlierOf, firstDayOf, laterOf, localDate, monthOf, termSchedule, type FeeCharge, type FeeTerms, type LocalDate, type ServiceMonth } from '@hoshu/domain';
import type { ContractTerms } from '@hoshu/contract-text';
import { feeTermsOf, isBilled, termsOn, type ContractFacts } from '../contracts/index.js';

type TaxRounding = 'floor' | 'round' | 'ceil';
/** One charge with the day its invoice is issued and the day it must be paid. */
export interface PlannedCharge extends FeeCharge {
  readonly issueOn: LocalDate;
  /** The version of the contract that governs this service month. */
  readonly terms: ContractTerms;
}

/** What the plan needs of a contract beyond its facts. */
export interface PlanSettings {
  readonly taxRounding: TaxRounding;
}

/** The terms of a service month: those in force on its first day, so that a change within a month counts from the next one (D30, and as every 変更覚書 says). */
export const monthTerms = (facts: ContractFacts, month: ServiceMonth): ContractTerms => termsOn(facts, firstDayOf(month));

/** The fee terms of a concluded contract in a service month: its real first day, its known end, and the version of that month. Null while something is open. */
export function planTerms(facts: ContractFacts, { taxRounding }: PlanSettings, month: ServiceMonth): FeeTerms | null {
  const first = facts.periods[0];
  if (!facts.conclusion || !first) return null;
  return feeTermsOf(monthTerms(facts, month), { startOn: localDate(first.startsOn), realEndOn: facts.end ? localDate(facts.end.lastOn) : null, taxRounding });
}

/** The fee terms of each version; every month then takes the charge of its own version. */
function perVersion(facts: ContractFacts, settings: PlanSettings, charges: (fee: FeeTerms) => FeeCharge[]): { readonly charge: FeeCharge; readonly fee: FeeTerms; readonly terms: ContractTerms }[] {
  const versions = facts.versions.length > 0 ? facts.versions.map(({ terms }) => terms) : [facts.terms];
  return versions.flatMap((terms) => {
    const first = facts.periods[0];
    const fee = first ? feeTermsOf(terms, { startOn: localDate(first.startsOn), realEndOn: facts.end ? localDate(facts.end.lastOn) : null, taxRounding: settings.taxRounding }) : null;
    return fee ? charges(fee).filter(({ serviceMonth }) => monthTerms(facts, serviceMonth) === terms).map((charge) => ({ charge, fee, terms })) : [];
  }).filter(({ charge, terms }) => isBilled(terms)(charge)).sort((a, b) => (a.charge.periodStartOn < b.charge.periodStartOn ? -1 : 1));
}

/**
 * 第11条2項(2): an invoice is issued on the 1st of the month in which it is payable (before a due date that a bank holiday moved
 * into the month before), never before the contract was concluded. A payment whose due day has passed by then falls on the
 * next due day of the contract: a delay that the vendor caused makes no client late, and nothing is due before the contract's first day.
 */
export function withIssue({ charge, fee, terms }: { readonly charge: FeeCharge; readonly fee: FeeTerms; readonly terms: ContractTerms }, notBefore: LocalDate): PlannedCharge {
  const months = { arrears: 1, sameMonth: 0, advance: -1 }[fee.timing ?? 'arrears'];
  const payable = firstDayOf(addMonths(charge.serviceMonth, months));
  const issueOn = laterOf(earlierOf(payable, firstDayOf(monthOf(charge.dueOn))), notBefore);
  return { ...charge, terms, issueOn, dueOn: dueDateNotBefore(charge.dueOn, fee, laterOf(issueOn, fee.contractStartOn)) };
}

/** The charges whose invoices must stand on `today`. Nothing beyond the newest term: a month after it waits for the renewal. D11, D30. */
export function plannedUntil(facts: ContractFacts, settings: PlanSettings, today: LocalDate): PlannedCharge[] {
  const lastTerm = facts.periods.at(-1);
  if (!lastTerm || !facts.conclusion) return [];
  const knownUntil = monthOf(localDate(lastTerm.lastOn));
  const horizon = addMonths(monthOf(today), 2);
  const concludedOn = localDate(facts.conclusion.concludedOn);
  return perVersion(facts, settings, (fee) => chargesDue({
    ...fee, asOf: today, throughMonth: horizon < knownUntil ? horizon : knownUntil,
    billingStartsOn: facts.billingStartsOn ? localDate(facts.billingStartsOn) : fee.contractStartOn, goesLiveOn: facts.goesLiveOn ? localDate(facts.goesLiveOn) : concludedOn,
  })).map((entry) => withIssue(entry, concludedOn)).filter(({ issueOn }) => issueOn <= today);
}

/** Every invoice of the newest term, whether or not it stands yet (F066): the same computation as the run's. */
export function plannedTerm(facts: ContractFacts, settings: PlanSettings): PlannedCharge[] {
  const first = facts.periods[0];
  const term = facts.periods.at(-1);
  if (!first || !term || !facts.conclusion) return [];
  const notBefore = localDate(facts.conclusion.concludedOn);
  const billingStartsOn = facts.billingStartsOn ?? first.startsOn;
  return perVersion(facts, settings, (fee) => termSchedule({ ...fee, termStartOn: localDate(term.startsOn), termEndOn: localDate(term.lastOn) }))
    .filter(({ charge }) => charge.periodStartOn >= billingStartsOn).map((entry) => withIssue(entry, notBefore));
}

/** Every charge from the first billed month to the month of the contract's end, due or not: what its settlement covers. Empty without an end, or with one before the first day. */
export function plannedToEnd(facts: ContractFacts, settings: PlanSettings): PlannedCharge[] {
  const first = facts.periods[0];
  if (!facts.end || !first || !facts.conclusion || facts.end.lastOn < first.startsOn) return [];
  const concludedOn = localDate(facts.conclusion.concludedOn);
  const throughMonth = monthOf(localDate(facts.end.lastOn));
  return perVersion(facts, settings, (fee) => chargesDue({ ...fee, asOf: concludedOn, goesLiveOn: concludedOn, throughMonth, billingStartsOn: facts.billingStartsOn ? localDate(facts.billingStartsOn) : fee.contractStartOn })).map((entry) => withIssue(entry, concludedOn));
}

/** The day after which a contract that ended has nothing left to bill: more than a year of catching up. */
export const lookBackFrom = (today: LocalDate): LocalDate => addDays(today, -400);
