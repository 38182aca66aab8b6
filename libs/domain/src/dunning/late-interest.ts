import { addDays, daysBetween } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { floorYen, nonNegativeYen, yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';

/** Statutory rates in per mille a year, newest first (民法404条; announced up to 2029-03-31). */
export const STATUTORY_INTEREST_RATES = [
  { since: '2020-04-01', perMille: 30 },
  { since: '1898-07-16', perMille: 50 },
] as const;

/** The last day for which the statutory rate has been announced (令和7年法務省告示73号). */
export const STATUTORY_RATE_KNOWN_UNTIL = '2029-03-31';

/** A late amount. `annualRatePerMille` only where the contract agrees another rate (特約). */
export interface LateInterestInput {
  readonly amount: Yen;
  readonly dueOn: LocalDate;
  readonly paidOn: LocalDate;
  readonly annualRatePerMille?: number;
}

// 民法404条1項・419条1項: the rate of the first day of delay stays.
function rateOf({ dueOn, annualRatePerMille }: LateInterestInput): number {
  if (annualRatePerMille !== undefined) return annualRatePerMille;
  const firstDayLate = addDays(dueOn, 1);
  const row = STATUTORY_INTEREST_RATES.find(({ since }) => firstDayLate >= since);
  if (row === undefined) throw new RangeError(`no statutory rate known for ${firstDayLate}`);
  return row.perMille;
}

const daysLate = ({ dueOn, paidOn }: LateInterestInput): number => Math.max(0, daysBetween(dueOn, paidOn));

/**
 * R20: interest for late payment, whole yen, fraction cut off: amount × rate × days ÷ 365. Claimable, never charged automatically; 不課税.
 * Throws RangeError for a negative amount. 民法404条・419条.
 */
export function lateInterest(input: LateInterestInput): Yen {
  return floorYen(nonNegativeYen(input.amount) * rateOf(input) * daysLate(input), 365_000);
}

/** The steps of `lateInterest`. */
export function lateInterestSteps(input: LateInterestInput, interest: Yen): readonly Step[] {
  const days = daysLate(input);
  if (days === 0) return [step(`${input.paidOn} は期日 ${input.dueOn} 以前のため、遅延はありません`, `${input.paidOn} is not after the due date ${input.dueOn}: no delay`)];
  const percent = rateOf(input) / 10;
  const source = input.annualRatePerMille === undefined ? (['法定利率（民法404条）', 'statutory rate, Civil Code art. 404']) : (['特約の利率', 'agreed rate']);
  return [
    step(`期日 ${input.dueOn} の翌日から ${input.paidOn} まで${days}日の遅延`, `${days} days late, from the day after ${input.dueOn} to ${input.paidOn}`),
    step(`利率は年${percent}%（${source[0]}。遅延の初日 ${addDays(input.dueOn, 1)} の利率）`, `Rate ${percent}% a year (${source[1]}; that of the first day of delay, ${addDays(input.dueOn, 1)})`),
    step(`${yenJa(input.amount)} × ${percent}% × ${days} ÷ 365（切捨て）＝ ${yenJa(interest)}`, `${yenEn(input.amount)} × ${percent}% × ${days} / 365 (rounded down) = ${yenEn(interest)}`),
  ];
}
