import { FIRST_HOLIDAY_YEAR, HOLIDAY_OVERRIDES, HOLIDAY_RULES, LAST_HOLIDAY_YEAR } from './holiday-rules.js';
import type { HolidayRule } from './holiday-rules.js';
import { addDays, civilOf, weekday } from './local-date.js';
import type { CivilDay, LocalDate } from './local-date.js';

const SUNDAY = 0;
const SATURDAY = 6;

// The astronomical forecast 20.8431 / 23.2488 + 0.242194 × years − leap days, in millionths so that no float decides a day.
function equinoxDay(year: number, baseMillionths: number): number {
  return Math.floor((baseMillionths + 242_194 * (year - 1980)) / 1_000_000) - Math.floor((year - 1980) / 4);
}

function ruleMatches(rule: HolidayRule, { year, month, day }: CivilDay, dayOfWeek: number): boolean {
  if (rule.month !== month || year < (rule.since ?? year) || year > (rule.until ?? year)) return false;
  if (rule.nthMonday === undefined) return rule.day === day;
  return dayOfWeek === 1 && Math.floor((day - 1) / 7) + 1 === rule.nthMonday;
}

/** A 国民の祝日 in the narrow sense (2条), without 振替休日 and 国民の休日. */
function namedHoliday(date: LocalDate): string | null {
  const override = Object.hasOwn(HOLIDAY_OVERRIDES, date) ? HOLIDAY_OVERRIDES[date] : undefined;
  if (override !== undefined) return override;
  const civil = civilOf(date);
  if (civil.month === 3 && civil.day === equinoxDay(civil.year, 20_843_100)) return '春分の日';
  if (civil.month === 9 && civil.day === equinoxDay(civil.year, 23_248_800)) return '秋分の日';
  const dayOfWeek = weekday(date);
  return HOLIDAY_RULES.find((rule) => ruleMatches(rule, civil, dayOfWeek))?.name ?? null;
}

// 祝日法3条2項: a holiday on a Sunday moves the rest day to the next day that is no 祝日.
function isSubstituteHoliday(date: LocalDate): boolean {
  let previous = addDays(date, -1);
  while (namedHoliday(previous) !== null) {
    if (weekday(previous) === SUNDAY) return true;
    previous = addDays(previous, -1);
  }
  return false;
}

/**
 * R08: the name of the national holiday on a day, or null.
 * Takes the day; knows the years 2007–2099, throws RangeError outside. 国民の祝日に関する法律 2条・3条.
 */
export function holidayName({ date }: { readonly date: LocalDate }): string | null {
  const { year } = civilOf(date);
  if (year < FIRST_HOLIDAY_YEAR || year > LAST_HOLIDAY_YEAR) throw new RangeError(`holidays are not known for ${year}`);
  const named = namedHoliday(date);
  if (named !== null) return named;
  if (isSubstituteHoliday(date)) return '振替休日';
  // 祝日法3条3項
  return namedHoliday(addDays(date, -1)) !== null && namedHoliday(addDays(date, 1)) !== null ? '国民の休日' : null;
}

/** Why a bank is closed on a day, or null when it is open: a holiday's name, '土曜日', '日曜日' or '年末年始'. 銀行法15条・施行令5条1項. */
export function bankClosedBecause(date: LocalDate): string | null {
  const { month, day } = civilOf(date);
  const holiday = holidayName({ date });
  if (holiday !== null) return holiday;
  if ((month === 12 && day === 31) || (month === 1 && day <= 3)) return '年末年始';
  const dayOfWeek = weekday(date);
  if (dayOfWeek === SUNDAY) return '日曜日';
  return dayOfWeek === SATURDAY ? '土曜日' : null;
}

/** R08: whether banks are open. Closed: Saturdays, Sundays, national holidays, 12-31 to 01-03. 銀行法15条・施行令5条1項. */
export function isBankBusinessDay({ date }: { readonly date: LocalDate }): boolean {
  return bankClosedBecause(date) === null;
}

/** Government offices close from 12-29 to 01-03. 行政機関の休日に関する法律1条. */
export function isGovernmentBusinessDay(date: LocalDate): boolean {
  const { month, day } = civilOf(date);
  return isBankBusinessDay({ date }) && !(month === 12 && day >= 29);
}

/** The day itself when `isOpen`, else the next (step 1) or previous (step -1) open day. */
export function shiftToOpenDay(date: LocalDate, step: 1 | -1, isOpen: (day: LocalDate) => boolean): LocalDate {
  let day = date;
  while (!isOpen(day)) day = addDays(day, step);
  return day;
}

/** The day itself or the next bank business day. */
export function nextBankBusinessDay(date: LocalDate): LocalDate {
  return shiftToOpenDay(date, 1, (day) => isBankBusinessDay({ date: day }));
}

/** The day itself or the previous bank business day. */
export function previousBankBusinessDay(date: LocalDate): LocalDate {
  return shiftToOpenDay(date, -1, (day) => isBankBusinessDay({ date: day }));
}

/** The bank business day `count` business days before `date` (0: the day itself or the one before). */
export function bankBusinessDaysBefore(date: LocalDate, count: number): LocalDate {
  let day = previousBankBusinessDay(date);
  for (let left = count; left > 0; left -= 1) day = previousBankBusinessDay(addDays(day, -1));
  return day;
}
