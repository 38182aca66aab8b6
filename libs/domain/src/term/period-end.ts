import { addDays, addMonths, civilOf, civilToLocalDate, lastDayOf, monthOf } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** A period in the sense of 民法138条: from a day, `n` units long. `startsAtMidnight`: the first day counts in full. */
export interface PeriodInput {
  readonly start: LocalDate;
  readonly startsAtMidnight: boolean;
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly n: number;
}

const UNIT_JA = { day: '日', week: '週間', month: 'か月', year: '年' } as const;

// 民法140条: the first day is not counted unless the period starts at 0:00.
const firstCountedDay = ({ start, startsAtMidnight }: PeriodInput): LocalDate => (startsAtMidnight ? start : addDays(start, 1));

/**
 * R01: the last day of a period; it ends at 24:00 of that day.
 * Throws RangeError when n is not a positive integer. 民法138条〜143条, 第17条1項.
 */
export function periodEnd(input: PeriodInput): LocalDate {
  const { unit, n } = input;
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a length of a period: ${n}`);
  const first = firstCountedDay(input);
  if (unit === 'day') return addDays(first, n - 1);
  if (unit === 'week') return addDays(first, 7 * n - 1);
  return calendarPeriodEnd(first, unit === 'year' ? 12 * n : n);
}

// 民法143条2項: the day before the corresponding day; without such a day the last day of the month.
function calendarPeriodEnd(first: LocalDate, months: number): LocalDate {
  const targetMonth = addMonths(monthOf(first), months);
  const corresponding = civilToLocalDate({
    year: Number(targetMonth.slice(0, 4)), month: Number(targetMonth.slice(5, 7)), day: civilOf(first).day,
  });
  return corresponding === null ? lastDayOf(targetMonth) : addDays(corresponding, -1);
}

/** The steps of `periodEnd`. */
export function periodEndSteps(input: PeriodInput, end: LocalDate): readonly Step[] {
  const first = firstCountedDay(input);
  const steps = [
    input.startsAtMidnight
      ? step(`${first} の午前0時に始まるため、初日を算入（民法140条ただし書）`, `It starts at 0:00 of ${first}, so the first day counts (Civil Code art. 140 proviso)`)
      : step(`${input.start} の途中に始まるため初日は不算入（民法140条）。起算日は ${first}`, `It starts during ${input.start}, which is not counted (Civil Code art. 140); counting starts on ${first}`),
    step(`${first} から${input.n}${UNIT_JA[input.unit]} → ${end} の終わり（24時）に満了（民法141条）`, `${input.n} ${input.unit}(s) from ${first} → ends at 24:00 of ${end} (art. 141)`),
  ];
  const byCalendar = input.unit === 'month' || input.unit === 'year';
  if (!byCalendar) return steps;
  return [...steps, civilOf(addDays(end, 1)).day === civilOf(first).day
    ? step(`応当日 ${addDays(end, 1)} の前日が末日（民法143条2項）`, `The last day is the day before the corresponding day ${addDays(end, 1)} (art. 143(2))`)
    : step(`最後の月に応当日がないため月末の ${end} が末日（民法143条2項ただし書）`, `The last month has no corresponding day, so its last day ${end} ends the period (art. 143(2) proviso)`)];
}
