import { addDays, addMonths, civilOf, civilToLocalDate, firstDayOf, monthOf } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { nonNegativeYen, yen, yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';

/** 第16条2項: the form's window, in months. */
export const FORM_CAP_WINDOW_MONTHS = 6;

/** Money of the client credited to the vendor. Only `fee` (the default kind) counts. */
export interface CapPayment {
  readonly paidOn: LocalDate;
  readonly amount: Yen;
  readonly kind?: 'fee' | 'extraWork' | 'expense' | 'interest';
  readonly refunded?: Yen;
}

/**
 * 特約: the cap is at least monthly fee × months. With `months` (a figure of 別紙1, as its text reads) whenever less was paid;
 * without, the months of the window, while the contract is younger than it.
 */
export interface CapFloor {
  readonly monthlyFee: Yen;
  readonly contractStartOn: LocalDate;
  readonly months?: number;
}

/** The day of the breach (or of the claim), the payments, and what the contract fixes (default window: 6 months, no floor). */
export interface LiabilityCapInput {
  readonly baseDate: LocalDate;
  readonly payments: readonly CapPayment[];
  readonly willfulOrGrossNegligence?: boolean;
  readonly damage?: Yen;
  readonly windowMonths?: number;
  readonly floor?: CapFloor;
}

/** `cap: null` = unlimited. `boundary`: days of payments on either edge of the window, for people to look at. */
export interface LiabilityCap {
  readonly windowStart: LocalDate;
  readonly windowEnd: LocalDate;
  readonly cap: Yen | null;
  readonly boundary: readonly LocalDate[];
  readonly payable?: Yen;
}

// 民法143条2項 mirrored backwards: where the month lacks the day, the window starts on the 1st of the next month.
function windowStartOf(baseDate: LocalDate, months: number): LocalDate {
  const target = addMonths(monthOf(baseDate), -months);
  const day = civilToLocalDate({ year: Number(target.slice(0, 4)), month: Number(target.slice(5, 7)), day: civilOf(baseDate).day });
  return day ?? firstDayOf(addMonths(target, 1));
}

const netOf = ({ amount, refunded = 0 }: CapPayment): Yen => yen(amount) - yen(refunded);

/** The payments that the cap sums: fees credited inside the window, one end counted. 第16条2項, 民法477条. */
export function capPayments({ baseDate, payments, windowMonths = FORM_CAP_WINDOW_MONTHS }: LiabilityCapInput): readonly CapPayment[] {
  const windowStart = windowStartOf(baseDate, windowMonths);
  return payments.filter(({ kind = 'fee', paidOn }) => kind === 'fee' && paidOn >= windowStart && paidOn < baseDate);
}

function floorAmount({ floor, windowMonths = FORM_CAP_WINDOW_MONTHS }: LiabilityCapInput, windowStart: LocalDate): Yen {
  if (floor === undefined || (floor.months === undefined && floor.contractStartOn <= windowStart)) return 0;
  return nonNegativeYen(floor.monthlyFee) * (floor.months ?? windowMonths);
}

/**
 * R21: the vendor's liability cap = fees paid in the months before the base date; none for wilful or gross negligence.
 * Throws RangeError for amounts that are not whole yen. 第16条1項・2項, 民法416条1項・477条.
 */
export function liabilityCap(input: LiabilityCapInput): LiabilityCap {
  const { baseDate, payments, windowMonths = FORM_CAP_WINDOW_MONTHS, damage } = input;
  if (!Number.isInteger(windowMonths) || windowMonths < 1) throw new RangeError(`not a cap window: ${windowMonths}`);
  const windowStart = windowStartOf(baseDate, windowMonths);
  const paid = capPayments(input).reduce((sum, payment) => sum + netOf(payment), 0);
  // 第16条2項ただし書
  const cap = input.willfulOrGrossNegligence === true ? null : Math.max(paid, floorAmount(input, windowStart));
  const boundary = payments
    .filter(({ kind = 'fee', paidOn }) => kind === 'fee' && (paidOn === windowStart || paidOn === baseDate))
    .map(({ paidOn }) => paidOn);
  const result = { windowStart, windowEnd: addDays(baseDate, -1), cap, boundary };
  return damage === undefined ? result : { ...result, payable: cap === null ? nonNegativeYen(damage) : Math.min(nonNegativeYen(damage), cap) };
}

function capStep(input: LiabilityCapInput, { cap, windowStart }: LiabilityCap): Step {
  if (cap === null) return step('故意又は重過失のため、上限はありません（第16条2項ただし書）', 'Wilful act or gross negligence: no cap (article 16(2) proviso)');
  const floor = floorAmount(input, windowStart);
  if (floor > 0 && cap === floor) return step(`支払実績が特約の下限に満たないため、下限 ${yenJa(floor)} を上限とします`, `Less was paid than the agreed floor: ${yenEn(floor)} is the cap`);
  if (cap === 0) return step('支払実績がまだないため算定できません（要確認）', 'Nothing has been paid yet, so the cap cannot be determined (to be confirmed)');
  return step(`合計 ${yenJa(cap)} が損害賠償の上限です`, `The sum ${yenEn(cap)} is the cap`);
}

/** The steps of `liabilityCap`. */
export function liabilityCapSteps(input: LiabilityCapInput, result: LiabilityCap): readonly Step[] {
  const months = input.windowMonths ?? FORM_CAP_WINDOW_MONTHS;
  const steps = [
    step(`基準日 ${input.baseDate} の直近${months}か月＝ ${result.windowStart} 〜 ${result.windowEnd}（片端のみ算入）`, `The ${months} months before ${input.baseDate}: ${result.windowStart} to ${result.windowEnd} (one end counted)`),
    ...capPayments(input).map((payment) => {
      const refunded = payment.refunded ?? 0;
      return step(`${payment.paidOn} 入金 ${yenJa(netOf(payment))}${refunded > 0 ? `（返金 ${yenJa(refunded)} を控除）` : ''}`, `Paid ${payment.paidOn}: ${yenEn(netOf(payment))}${refunded > 0 ? ` (after a refund of ${yenEn(refunded)})` : ''}`);
    }),
    capStep(input, result),
  ];
  if (result.boundary.length > 0) steps.push(step(`期間の境目の入金（${result.boundary.join('、')}）は数え方により結論が変わります`, `Payments on the edge of the window (${result.boundary.join(', ')}) depend on the way of counting`));
  if (result.payable !== undefined) steps.push(step(`損害 ${yenJa(input.damage ?? 0)} に対し、賠償額は ${yenJa(result.payable)}`, `Of a damage of ${yenEn(input.damage ?? 0)}, ${yenEn(result.payable)} is payable`));
  return steps;
}
