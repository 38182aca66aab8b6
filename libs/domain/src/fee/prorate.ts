import { daysBetween, daysInMonth, earlierOf, firstDayOf, lastDayOf, laterOf, serviceMonth } from '../calendar/local-date.js';
import type { LocalDate, ServiceMonth } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { divideYen, nonNegativeYen, yenEn, yenJa } from '../money/yen.js';
import type { Rounding, Yen } from '../money/yen.js';

/** Days of the month (actual), 30 days, or no proration: a month with any service costs the full fee (none). */
export type ProrationBasis = 'actual' | '30' | 'none';

/** First and last day of service (both inclusive), the fee of a month, and the month in question. Defaults: actual, floor. */
export interface ProrateInput {
  readonly monthlyFee: Yen;
  readonly serviceStart: LocalDate;
  readonly serviceEnd: LocalDate;
  readonly month: ServiceMonth;
  readonly basis?: ProrationBasis;
  readonly rounding?: Rounding;
}

function servedDays({ serviceStart, serviceEnd, month }: ProrateInput): number {
  const from = laterOf(serviceStart, firstDayOf(month));
  const to = earlierOf(serviceEnd, lastDayOf(month));
  return Math.max(0, daysBetween(from, to) + 1);
}

const lengthOf = (month: ServiceMonth): number => daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));

/**
 * R10: the fee of one month in proportion to the days served; a full month is the full fee, none is 0.
 * Throws RangeError for a negative or broken fee. 第11条1項, 民法648条3項2号.
 */
export function prorate(input: ProrateInput): Yen {
  const { basis = 'actual', rounding = 'floor' } = input;
  const fee = nonNegativeYen(input.monthlyFee);
  const served = servedDays({ ...input, month: serviceMonth(input.month) });
  const monthLength = lengthOf(input.month);
  if (served === 0) return 0;
  if (served === monthLength || basis === 'none') return fee;
  const denominator = basis === '30' ? 30 : monthLength;
  return divideYen(rounding)(fee * Math.min(served, denominator), denominator);
}

const ROUNDING_TEXT: Readonly<Record<Rounding, readonly [string, string]>> = {
  floor: ['1円未満切捨て', 'rounded down'], round: ['1円未満四捨五入', 'rounded half up'], ceil: ['1円未満切上げ', 'rounded up'],
};

/** The steps of `prorate`. */
export function prorateSteps(input: ProrateInput, amount: Yen): readonly Step[] {
  const served = servedDays(input);
  const monthLength = lengthOf(input.month);
  const { basis = 'actual', rounding = 'floor' } = input;
  if (served === 0) return [step(`${input.month} は提供期間（${input.serviceStart}〜${input.serviceEnd}）の外のため 0円`, `${input.month} lies outside the service (${input.serviceStart} to ${input.serviceEnd}): ¥0`)];
  const days = step(`${input.month} の提供日数は${served}日（初日と終了日を含む）、暦日数は${monthLength}日`, `${input.month}: served ${served} of ${monthLength} days (both ends included)`);
  if (served === monthLength) return [days, step(`全日提供のため全額 ${yenJa(amount)}`, `A full month is the full fee: ${yenEn(amount)}`)];
  if (basis === 'none') return [days, step(`日割りをしない契約のため全額 ${yenJa(amount)}`, `The contract does not prorate: ${yenEn(amount)}`)];
  const denominator = basis === '30' ? 30 : monthLength;
  const [ja, en] = ROUNDING_TEXT[rounding];
  const counted = Math.min(served, denominator);
  return [days, step(`${yenJa(input.monthlyFee)} × ${counted} ÷ ${denominator}（${ja}）＝ ${yenJa(amount)}`, `${yenEn(input.monthlyFee)} × ${counted} / ${denominator} (${en}) = ${yenEn(amount)}`)];
}
