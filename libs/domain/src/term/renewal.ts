import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { periodEnd } from './period-end.js';

/** 第17条: the form's first term and renewal, in months. */
export const FORM_TERM_MONTHS = 12;
export const FORM_RENEWAL_MONTHS = 12;

/** A first term that ends on `firstEnd`, renewed `renewals` times by `renewalMonths` (default 12). */
export interface RenewalChainInput {
  readonly firstEnd: LocalDate;
  readonly renewals: number;
  readonly renewalMonths?: number;
}

/** One running term: its number (0 = first), its last day, and the first day (null for the first term: it is the contract's own). */
export interface RunningTerm {
  readonly number: number;
  readonly startOn: LocalDate | null;
  readonly endOn: LocalDate;
}

/** 第17条1項: the last day of the first term (default 12 months). Proposal only: the parties fix the last day in words. */
export function firstTermEnd(input: { readonly startOn: LocalDate; readonly startsAtMidnight: boolean; readonly termMonths?: number }): LocalDate {
  return periodEnd({ start: input.startOn, startsAtMidnight: input.startsAtMidnight, unit: 'month', n: input.termMonths ?? FORM_TERM_MONTHS });
}

// 民法140条ただし書: a renewed term starts at 0:00 of the day after the old end, so its first day counts.
const renewedEnd = (previousEnd: LocalDate, renewalMonths: number): LocalDate =>
  periodEnd({ start: addDays(previousEnd, 1), startsAtMidnight: true, unit: 'month', n: renewalMonths });

/**
 * R02: the last days of the first term and of each renewal, `renewals + 1` of them.
 * Throws RangeError for a negative count. 第17条2項, 民法140条・143条.
 */
export function renewalChain({ firstEnd, renewals, renewalMonths = FORM_RENEWAL_MONTHS }: RenewalChainInput): LocalDate[] {
  if (!Number.isInteger(renewals) || renewals < 0) throw new RangeError(`not a number of renewals: ${renewals}`);
  const ends = [firstEnd];
  for (let end = firstEnd; ends.length <= renewals; ends.push(end)) end = renewedEnd(end, renewalMonths);
  return ends;
}

/** The term that runs on a day, renewing as often as needed. 第17条2項. */
export function termRunningOn(input: { readonly firstEnd: LocalDate; readonly on: LocalDate; readonly renewalMonths?: number }): RunningTerm {
  let term: RunningTerm = { number: 0, startOn: null, endOn: input.firstEnd };
  while (input.on > term.endOn) {
    term = { number: term.number + 1, startOn: addDays(term.endOn, 1), endOn: renewedEnd(term.endOn, input.renewalMonths ?? FORM_RENEWAL_MONTHS) };
  }
  return term;
}

/** The steps of `renewalChain`. */
export function renewalChainSteps({ renewalMonths = FORM_RENEWAL_MONTHS }: RenewalChainInput, ends: readonly LocalDate[]): readonly Step[] {
  const first = ends[0] as LocalDate;
  return [
    step(`最初の期間は ${first} の終わりに満了`, `The first term ends at 24:00 of ${first}`),
    ...ends.slice(1).map((end, index) => {
      const start = addDays(ends[index] as LocalDate, 1);
      return step(
        `${index + 1}回目の更新：${start} の午前0時から${renewalMonths}か月（初日算入）→ ${end} に満了`,
        `Renewal ${index + 1}: ${renewalMonths} months from 0:00 of ${start} (first day counted) → ends ${end}`,
      );
    }),
  ];
}
