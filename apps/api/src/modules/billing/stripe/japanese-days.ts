const DAY_SECONDS = 86_400;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Unix seconds of 00:00 Japanese time on the day `on` ('YYYY-MM-DD'). Throws RangeError for what is no date. */
export function startOfDayJst(on: string): number {
  const milliseconds = DATE.test(on) ? Date.parse(`${on}T00:00:00+09:00`) : Number.NaN;
  const isSameDay = Number.isFinite(milliseconds) && new Date(milliseconds + 9 * 3_600_000).toISOString().startsWith(on);
  if (!isSameDay) throw new RangeError(`Not a date: ${on}`);
  return milliseconds / 1000;
}

/** Unix seconds of 23:59:59 Japanese time on the day `on`: a due date lasts to the end of its day. */
export function endOfDayJst(on: string): number {
  return startOfDayJst(on) + DAY_SECONDS - 1;
}
