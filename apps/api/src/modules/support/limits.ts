import { addDays, daysBetween, localDate, nextBankBusinessDay, type LocalDate } from '@hoshu/domain';

/** 1: the desk's own people are told; 2: their superiors as well. */
export type OverdueStep = 1 | 2;
interface Lying { readonly cameOn: string; /** The deadline of the notice, if it has one. */ readonly deadlineOn: string | null }

/** Until the end of so many business days after the day it came, somebody has to have taken it up. */
const businessDays: Readonly<Record<OverdueStep, number>> = { 1: 1, 2: 3 };
/** So close to the notice's deadline nobody waits for business days. */
const deadlineDays: Readonly<Record<OverdueStep, number>> = { 1: 5, 2: 2 };

function businessDaysAfter(on: LocalDate, count: number): LocalDate {
  let day = on;
  for (let left = count; left > 0; left -= 1) day = nextBankBusinessDay(addDays(day, 1));
  return day;
}

/** How long something has lain at the desk with nobody to take it up; null while it is in time. Days: YYYY-MM-DD, JST. The limits are the desk's own, not the law's. */
export function overdueStep({ cameOn, deadlineOn }: Lying, today: string): OverdueStep | null {
  const left = deadlineOn === null ? null : daysBetween(localDate(today), localDate(deadlineOn));
  const isOver = (step: OverdueStep) => today > businessDaysAfter(localDate(cameOn), businessDays[step]) || (left !== null && left <= deadlineDays[step]);
  return isOver(2) ? 2 : isOver(1) ? 1 : null;
}
