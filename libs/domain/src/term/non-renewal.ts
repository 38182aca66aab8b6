import { bankBusinessDaysBefore, bankClosedBecause, previousBankBusinessDay } from '../calendar/holidays.js';
import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** 第17条2項・第18条: the form's notice, in days. */
export const FORM_NOTICE_DAYS = 30;
/** Bank business days that a letter is given to arrive. */
export const DEFAULT_POSTAL_BUSINESS_DAYS = 3;

/** How "N日前まで" is counted: the last day counts (calendarDays) or N full days lie between (clearDays). */
export type NoticeCounting = 'calendarDays' | 'clearDays';

/** The last day of the running term, with the contract's notice (defaults: 30 days, calendarDays). */
export interface NonRenewalTerms {
  readonly termEnd: LocalDate;
  readonly noticeDays?: number;
  readonly noticeCounting?: NoticeCounting;
}

/** The days by which a non-renewal notice must have arrived. */
export interface NonRenewalDeadline {
  readonly lastValid: LocalDate;
  readonly safe: LocalDate;
  readonly safeBusinessDay: LocalDate;
}

export type NonRenewalTiming = 'valid' | 'boundary' | 'late';

/**
 * R03: the last day of arrival under the contract's counting, the last day under both readings, and the last bank business day up to it.
 * 第17条2項; 民法138条〜143条 by analogy, holidays do not move it (142条 prolongs only).
 */
export function nonRenewalDeadline({ termEnd, noticeDays = FORM_NOTICE_DAYS, noticeCounting = 'calendarDays' }: NonRenewalTerms): NonRenewalDeadline {
  const boundary = addDays(termEnd, -noticeDays);
  const safe = addDays(boundary, -1);
  return { lastValid: noticeCounting === 'clearDays' ? safe : boundary, safe, safeBusinessDay: previousBankBusinessDay(safe) };
}

/** R03: whether a notice that arrived on a day is in time; on the day where the two readings differ it is `boundary` (late under clearDays). 第17条2項. */
export function classifyNonRenewal(input: NonRenewalTerms & { readonly arrivedOn: LocalDate }): NonRenewalTiming {
  const boundary = addDays(input.termEnd, -(input.noticeDays ?? FORM_NOTICE_DAYS));
  if (input.arrivedOn < boundary) return 'valid';
  return input.arrivedOn === boundary && input.noticeCounting !== 'clearDays' ? 'boundary' : 'late';
}

/** The last day to post a letter so that it arrives in time under both readings: reminders count back from it. 第17条2項, 民法97条. */
export function safePostingDay(input: NonRenewalTerms & { readonly postalBusinessDays?: number }): LocalDate {
  return bankBusinessDaysBefore(nonRenewalDeadline(input).safeBusinessDay, input.postalBusinessDays ?? DEFAULT_POSTAL_BUSINESS_DAYS);
}

/** The steps of `safePostingDay`. */
export function safePostingDaySteps(input: NonRenewalTerms & { readonly postalBusinessDays?: number }, result: LocalDate): readonly Step[] {
  const { safeBusinessDay } = nonRenewalDeadline(input);
  const days = input.postalBusinessDays ?? DEFAULT_POSTAL_BUSINESS_DAYS;
  return [
    step(`どの数え方でも間に合う銀行営業日は ${safeBusinessDay}`, `The bank business day that is in time under either reading is ${safeBusinessDay}`),
    step(`郵送の日数として${days}営業日をみて、${result} までに投函します（効力は到達の時。民法97条1項）`, `Allowing ${days} business days for the post, the letter is posted by ${result} (it takes effect on arrival, art. 97(1))`),
  ];
}

/** The steps of `nonRenewalDeadline`. */
export function nonRenewalDeadlineSteps(input: NonRenewalTerms, result: NonRenewalDeadline): readonly Step[] {
  const noticeDays = input.noticeDays ?? FORM_NOTICE_DAYS;
  const boundary = addDays(input.termEnd, -noticeDays);
  const closed = bankClosedBecause(result.safe);
  return [
    step(`期間満了日は ${input.termEnd}。その${noticeDays}日前は ${boundary}`, `The term ends on ${input.termEnd}; ${noticeDays} days before is ${boundary}`),
    input.noticeCounting === 'clearDays'
      ? step(`契約は中${noticeDays}日で数えるため、到達の期限は ${result.lastValid}`, `The contract counts ${noticeDays} clear days, so the notice must arrive by ${result.lastValid}`)
      : step(`満了日を1日と数える読み方では ${boundary} の到達まで有効`, `Counting the last day itself, arrival on ${boundary} is still in time`),
    step(`中${noticeDays}日とする読み方でも有効なのは ${result.safe} の到達まで`, `Under the stricter reading (${noticeDays} clear days) it must arrive by ${result.safe}`),
    closed === null
      ? step(`${result.safe} は銀行営業日のため、この日を安全な期限とします`, `${result.safe} is a bank business day and is the safe deadline`)
      : step(`${result.safe} は${closed}のため、直前の銀行営業日 ${result.safeBusinessDay} を安全な期限とします`, `${result.safe} is no bank business day (${closed}); the safe deadline is ${result.safeBusinessDay}`),
  ];
}

const TIMING_TEXT: Readonly<Record<NonRenewalTiming, readonly [string, string]>> = {
  valid: ['どの数え方でも期限内です', 'in time under either reading'],
  boundary: ['数え方により結論が分かれる日です。期限内として扱い、確認事項とします', 'the day on which the two readings differ: treated as in time, with a review task'],
  late: ['期限を過ぎています', 'too late'],
};

/** The steps of `classifyNonRenewal`. */
export function classifyNonRenewalSteps(input: NonRenewalTerms & { readonly arrivedOn: LocalDate }, timing: NonRenewalTiming): readonly Step[] {
  const { lastValid, safe } = nonRenewalDeadline(input);
  const [ja, en] = TIMING_TEXT[timing];
  return [
    step(`期間満了日 ${input.termEnd}、通知期間${input.noticeDays ?? FORM_NOTICE_DAYS}日 → 到達の期限 ${lastValid}（安全な期限 ${safe}）`, `Term end ${input.termEnd}, notice ${input.noticeDays ?? FORM_NOTICE_DAYS} days → must arrive by ${lastValid} (safely by ${safe})`),
    step(`${input.arrivedOn} に到達：${ja}`, `Arrived on ${input.arrivedOn}: ${en}`),
  ];
}
