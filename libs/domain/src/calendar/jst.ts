import { addDays, dayNumber, localDate } from './local-date.js';
import type { LocalDate } from './local-date.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;
const MILLISECONDS_PER_DAY = 86_400_000;
const JST_OFFSET_MILLISECONDS = 9 * 3_600_000;

function offsetMilliseconds(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 instant that names its offset.
 * Throws RangeError for anything else (a text without offset has no meaning as an instant).
 */
export function instantMilliseconds(instant: string): number {
  const match = INSTANT.exec(instant);
  const offset = match ? offsetMilliseconds(match[6] ?? '') : null;
  if (match === null || offset === null) throw new RangeError(`not an instant with offset: ${instant}`);
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? '0')];
  if (hours > 23 || minutes > 59 || seconds > 59) throw new RangeError(`no such time of day: ${instant}`);
  const milliseconds = Number((match[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const ofDay = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return dayNumber(localDate(match[1] ?? '')) * MILLISECONDS_PER_DAY + ofDay - offset;
}

/** The Japanese calendar day on which an instant falls (2026-03-31T15:30Z → 2026-04-01). Throws RangeError like `instantMilliseconds`. */
export function jstDayOf(instant: string): LocalDate {
  const days = Math.floor((instantMilliseconds(instant) + JST_OFFSET_MILLISECONDS) / MILLISECONDS_PER_DAY);
  return addDays(localDate('1970-01-01'), days);
}

/** An instant as people in Japan read it, 2026/11/26 07:19 (Japanese time). Throws RangeError like `instantMilliseconds`. */
export function jstText(instant: string): string {
  const minuteOfDay = Math.floor((((instantMilliseconds(instant) + JST_OFFSET_MILLISECONDS) % MILLISECONDS_PER_DAY) + MILLISECONDS_PER_DAY) % MILLISECONDS_PER_DAY / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${jstDayOf(instant).replaceAll('-', '/')} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
