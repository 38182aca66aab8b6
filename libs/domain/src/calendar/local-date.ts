/** A calendar day in Japan, 'YYYY-MM-DD'. Only `localDate` makes one. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** A calendar month in Japan, 'YYYY-MM'. Only `serviceMonth` and `monthOf` make one. */
export type ServiceMonth = string & { readonly __brand: 'ServiceMonth' };

/** Year, month (1–12) and day (1–31) of a civil date. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_PATTERN = /^(\d{4})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True for a leap year of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days of the month (month 1–12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Parts to a date, or null when that day does not exist (years 0001–9999). */
export function civilToLocalDate({ year, month, day }: CivilDay): LocalDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as LocalDate;
}

/** Text to a date, or null when it is not 'YYYY-MM-DD' of an existing day. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = DAY_PATTERN.exec(text);
  return match ? civilToLocalDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }) : null;
}

/** Text to a date. Throws RangeError when it is not 'YYYY-MM-DD' of an existing day. */
export function localDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new RangeError(`not a calendar day: ${text}`);
  return parsed;
}

/** Text to a month. Throws RangeError when it is not 'YYYY-MM' of an existing month. */
export function serviceMonth(text: string): ServiceMonth {
  const match = MONTH_PATTERN.exec(text);
  const month = match ? Number(match[2]) : 0;
  if (match === null || Number(match[1]) < 1 || month < 1 || month > 12) throw new RangeError(`not a calendar month: ${text}`);
  return text as ServiceMonth;
}

/** The parts of a date. Throws RangeError for a text that is not an existing day. */
export function civilOf(date: LocalDate): CivilDay {
  localDate(date);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(date: LocalDate): number {
  const { year, month, day } = civilOf(date);
  // The year is counted from March, so that the leap day is its last day.
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number (days since 1970-01-01). Throws RangeError outside the years 0001–9999. */
export function dateOfDayNumber(days: number): LocalDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDaysBefore = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDaysBefore) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = civilToLocalDate({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 });
  if (date === null) throw new RangeError(`day number out of range: ${days}`);
  return date;
}

/** The date `days` days later (negative: earlier). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: LocalDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** The month of a date. */
export function monthOf(date: LocalDate): ServiceMonth {
  localDate(date);
  return date.slice(0, 7) as ServiceMonth;
}

/** The month `months` later (negative: earlier). */
export function addMonths(month: ServiceMonth, months: number): ServiceMonth {
  serviceMonth(month);
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return serviceMonth(`${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}`);
}

/** First day of a month. */
export function firstDayOf(month: ServiceMonth): LocalDate {
  return localDate(`${month}-01`);
}

/** Last day of a month. */
export function lastDayOf(month: ServiceMonth): LocalDate {
  return localDate(`${month}-${pad(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))), 2)}`);
}

/** The earlier of two dates. */
export function earlierOf(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

/** The later of two dates. */
export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
