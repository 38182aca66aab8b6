import { addDays, addMonths, civilOf, civilToLocalDate, lastDayOf, monthOf } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { FORM_RENEWAL_MONTHS, renewalChain } from './renewal.js';

/** A contract that has run elsewhere: its first day, the last day of its first term by R01, and the last day that its papers state for a term, where they state one. */
export interface TermsUntilInput {
  readonly startOn: LocalDate;
  readonly firstEndOn: LocalDate;
  readonly renewalMonths?: number;
  readonly today: LocalDate;
  readonly statedLastOn: LocalDate | null;
}

/** One term of 第17条, both days inclusive. */
export interface TermDays { readonly number: number; readonly startsOn: LocalDate; readonly lastOn: LocalDate }

export interface TermsUntil {
  readonly periods: readonly TermDays[];
  /** `none`: no day was stated; `same`: it is the last day of the running term; `renewed`: it lies behind, the contract was renewed since (第17条2項); `differs`: the computation gives another day and the stated one was taken. */
  readonly stated: 'none' | 'same' | 'renewed' | 'differs';
}

// The day so many months before a last day; the last day of a month stays the last day of a month.
function monthsBefore(lastOn: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(lastOn), -months);
  if (lastOn === lastDayOf(monthOf(lastOn))) return lastDayOf(month);
  return civilToLocalDate({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)), day: civilOf(lastOn).day }) ?? lastDayOf(month);
}

// Ends that hang on the stated day: backwards by the length of a renewal, as long as they lie inside the contract.
function endsFrom(stated: LocalDate, startOn: LocalDate, renewalMonths: number): LocalDate[] {
  const ends = [stated];
  for (let back = 1; ; back += 1) {
    const end = monthsBefore(stated, back * renewalMonths);
    if (end <= startOn) return ends;
    ends.unshift(end);
  }
}

const renewedUntil = (ends: readonly LocalDate[], today: LocalDate, renewalMonths: number): LocalDate[] => {
  const all = [...ends];
  for (let last = all.at(-1); last !== undefined && last < today; last = all.at(-1)) all.push(...renewalChain({ firstEnd: last, renewals: 1, renewalMonths }).slice(1));
  return all;
};

const periodsOf = (startOn: LocalDate, ends: readonly LocalDate[]): TermDays[] =>
  ends.map((lastOn, index) => ({ number: index + 1, startsOn: index === 0 ? startOn : addDays(ends[index - 1] as LocalDate, 1), lastOn }));

/**
 * R01, R02: every term of a contract from its first day to the one that runs on `today`, renewed as often as needed. A stated last day wins over the computed one.
 * Throws RangeError when the stated day is not after the first day. 第17条.
 */
export function termsUntil({ startOn, firstEndOn, renewalMonths = FORM_RENEWAL_MONTHS, today, statedLastOn }: TermsUntilInput): TermsUntil {
  if (statedLastOn !== null && statedLastOn <= startOn) throw new RangeError(`${statedLastOn} is not after ${startOn}`);
  const computed = renewedUntil([firstEndOn], today, renewalMonths);
  if (statedLastOn === null) return { periods: periodsOf(startOn, computed), stated: 'none' };
  if (computed.includes(statedLastOn)) return { periods: periodsOf(startOn, computed), stated: computed.at(-1) === statedLastOn ? 'same' : 'renewed' };
  return { periods: periodsOf(startOn, renewedUntil(endsFrom(statedLastOn, startOn, renewalMonths), today, renewalMonths)), stated: 'differs' };
}
