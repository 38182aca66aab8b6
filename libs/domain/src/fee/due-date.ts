import { bankClosedBecause, nextBankBusinessDay, previousBankBusinessDay } from '../calendar/holidays.js';
import { addMonths, civilToLocalDate, daysInMonth, monthOf, serviceMonth } from '../calendar/local-date.js';
import type { LocalDate, ServiceMonth } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** What happens when the due day is no bank business day. */
export type DueDayConvention = 'next' | 'previous' | 'none';

/** Which month a payment covers: the fee of a month is due in the next (arrears), the same or the previous month (advance). */
export type FeeTiming = 'arrears' | 'sameMonth' | 'advance';

/** A due day 1–31 (31 = last day of the month) in a month. Default convention: next business day. */
export interface DueDateInput {
  readonly year: number;
  readonly month: number;
  readonly dueDay: number;
  readonly convention?: DueDayConvention;
}

/** A service month with the contract's terms of payment. Defaults: arrears (民法648条2項), next business day. */
export interface FeeDueDateInput {
  readonly serviceMonth: ServiceMonth;
  readonly dueDay: number;
  readonly timing?: FeeTiming;
  readonly convention?: DueDayConvention;
}

const MONTHS_LATER: Readonly<Record<FeeTiming, number>> = { arrears: 1, sameMonth: 0, advance: -1 };

// 民法143条2項ただし書 by analogy: a day that the month lacks is its last day.
function baseDay({ year, month, dueDay }: DueDateInput): LocalDate {
  const day = civilToLocalDate({ year, month, day: Math.min(dueDay, daysInMonth(year, month)) });
  if (day === null || !Number.isInteger(dueDay) || dueDay > 31) throw new RangeError(`no due day ${dueDay} in ${year}-${month}`);
  return day;
}

/**
 * R09: the due date in a month, moved off bank holidays by the convention (across month and year ends).
 * Throws RangeError when dueDay is not 1–31. 第11条2項(2), 民法142条, 最判平成11.3.11.
 */
export function dueDate(input: DueDateInput): LocalDate {
  const base = baseDay(input);
  switch (input.convention ?? 'next') {
    case 'next': return nextBankBusinessDay(base);
    case 'previous': return previousBankBusinessDay(base);
    case 'none': return base;
  }
}

function dueMonthInput({ serviceMonth: month, timing = 'arrears', dueDay, convention }: FeeDueDateInput): DueDateInput {
  const dueMonth = addMonths(serviceMonth(month), MONTHS_LATER[timing]);
  return { year: Number(dueMonth.slice(0, 4)), month: Number(dueMonth.slice(5, 7)), dueDay, convention };
}

/** R09: the due date of the fee of a service month. 第11条2項(2), 民法624条2項・648条2項. */
export function feeDueDate(input: FeeDueDateInput): LocalDate {
  return dueDate(dueMonthInput(input));
}

/** A due date that has passed by `notBefore` (the day of issue, the first day of the contract) falls on the contract's next one: nobody is late before being asked. 第11条2項(2). */
export function dueDateNotBefore(dueOn: LocalDate, terms: { readonly dueDay: number; readonly convention?: DueDayConvention | undefined }, notBefore: LocalDate): LocalDate {
  for (let month = monthOf(notBefore), due = dueOn; ; month = addMonths(month, 1)) {
    if (due >= notBefore) return due;
    due = dueDate({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)), dueDay: terms.dueDay, convention: terms.convention });
  }
}

/** The steps of `dueDate`. */
export function dueDateSteps(input: DueDateInput, due: LocalDate): readonly Step[] {
  const base = baseDay(input);
  const closed = bankClosedBecause(base);
  const shortMonth = daysInMonth(input.year, input.month) < input.dueDay;
  const month = `${input.year}年${input.month}月`;
  const steps = [shortMonth || input.dueDay === 31
    ? step(`支払期日は毎月${input.dueDay}日（月末）。${month}は ${base}`, `Due on day ${input.dueDay} (end of month): ${base}`)
    : step(`支払期日は毎月${input.dueDay}日。${month}は ${base}`, `Due on day ${input.dueDay} of each month: ${base}`)];
  if (closed === null) return [...steps, step(`${base} は銀行営業日のため、そのまま期日です`, `${base} is a bank business day and stands`)];
  if (due === base) return [...steps, step(`${base} は${closed}ですが、契約により期日を動かしません`, `${base} is no bank business day (${closed}); the contract does not move it`)];
  return [...steps, due > base
    ? step(`${base} は${closed}のため、翌営業日の ${due} が期日です（最判平成11.3.11）`, `${base} is no bank business day (${closed}); due on the next one, ${due} (Supreme Court 1999-03-11)`)
    : step(`${base} は${closed}のため、契約により前営業日の ${due} が期日です`, `${base} is no bank business day (${closed}); by contract due on the previous one, ${due}`)];
}

const TIMING_TEXT: Readonly<Record<FeeTiming, readonly [string, string]>> = {
  arrears: ['翌月払い（後払い。民法648条2項・624条2項）', 'payable in the following month (arrears; Civil Code arts. 648(2), 624(2))'],
  sameMonth: ['当月払い（契約で定めた場合）', 'payable in the same month (as agreed)'],
  advance: ['前月払い（契約で定めた場合）', 'payable in the month before (as agreed)'],
};

/** The steps of `feeDueDate`. */
export function feeDueDateSteps(input: FeeDueDateInput, due: LocalDate): readonly Step[] {
  const [ja, en] = TIMING_TEXT[input.timing ?? 'arrears'];
  return [step(`${input.serviceMonth} 分の保守管理費は${ja}`, `The fee for ${input.serviceMonth} is ${en}`), ...dueDateSteps(dueMonthInput(input), due)];
}
