import { addMonths, addDays, localDate, monthOf, type LocalDate } from '@hoshu/domain';
import { AppError } from '../../platform/app-error.js';
import type { ContractFacts } from '../contracts/index.js';

/** How far ahead a cap can be asked for: later money is not known, and a year is enough to plan. */
const monthsAhead = 12;

/** The first day on which the contract can have a cap: its conclusion, or its first term if that began before. Throws cap_before_conclusion. */
export function firstDayOf(facts: ContractFacts): LocalDate {
  if (!facts.conclusion) throw new AppError('cap_before_conclusion');
  const startsOn = facts.periods[0]?.startsOn ?? facts.conclusion.concludedOn;
  return localDate(startsOn < facts.conclusion.concludedOn ? startsOn : facts.conclusion.concludedOn);
}

/** The last day that can be asked for: the end of the same month a year from today. */
export const lastDayFrom = (today: string): LocalDate => addDays(localDate(`${addMonths(monthOf(localDate(today)), monthsAhead + 1)}-01`), -1);

/** The day asked for, or today. Throws cap_before_conclusion, cap_day. */
export function capDay(facts: ContractFacts, today: string, asOf: string | undefined): LocalDate {
  const firstOn = firstDayOf(facts);
  const lastOn = lastDayFrom(today);
  const on = localDate(asOf ?? today);
  if (on < firstOn || on > lastOn) throw new AppError('cap_day', { data: { firstOn, lastOn } });
  return on;
}
