import { addMonths, earlierOf, firstDayOf, lastDayOf, laterOf, localDate, monthOf, nextBankBusinessDay } from '@hoshu/domain';
import type { ServiceWindow } from '../monitoring/index.js';

/** A draft that nobody wrote for a year is history, not a task. */
const oldestMonths = 12;

/** The newest month whose report is due on a day: the month before, from the first bank business day of the next one on. */
export function newestDueMonth(today: string): string {
  const month = monthOf(localDate(today));
  return addMonths(month, today >= nextBankBusinessDay(firstDayOf(month)) ? -1 : -2);
}

/**
 * The months of a contract for which a report is due on a day, oldest first: those with at least one day of service,
 * not before the month in which the product began to record (`recordedFrom`). D11 is part of the window.
 */
export function dueMonths(facts: { readonly window: ServiceWindow | null; readonly recordedFrom: string; readonly today: string }): string[] {
  const { window } = facts;
  if (window === null) return [];
  const newest = newestDueMonth(facts.today);
  const oldest = addMonths(monthOf(localDate(facts.today)), -oldestMonths);
  const firstMonth = [monthOf(laterOf(localDate(window.fromOn), localDate(facts.recordedFrom))), oldest].reduce((a, b) => (a > b ? a : b));
  const lastMonth = window.lastOn !== null && window.lastOn.slice(0, 7) < newest ? window.lastOn.slice(0, 7) : newest;
  const months: string[] = [];
  for (let month = firstMonth; month <= lastMonth; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The days of a month on which the contract was served. */
export function servedDays(window: ServiceWindow, month: string): { readonly fromOn: string; readonly lastOn: string } {
  const first = firstDayOf(monthOf(localDate(`${month}-01`)));
  const last = lastDayOf(monthOf(first));
  return { fromOn: laterOf(first, localDate(window.fromOn)), lastOn: window.lastOn === null ? last : earlierOf(last, localDate(window.lastOn)) };
}
