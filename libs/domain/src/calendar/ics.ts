import { addDays } from './local-date.js';
import type { LocalDate } from './local-date.js';

/** One whole day of a calendar. Without a summary it only says that the day is taken. */
export interface IcsEvent {
  /** Globally unique and the same in every version of the feed (RFC 5545 §3.8.4.7). */
  readonly uid: string;
  readonly on: LocalDate;
  readonly summary?: string;
  readonly description?: string;
}
export interface IcsCalendar {
  /** The business day on which this version was made. */
  readonly stampedOn: LocalDate;
  readonly events: readonly IcsEvent[];
}

const mostOctets = 75;

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** RFC 5545 §3.1: a content line in pieces of at most 75 octets of UTF-8, never through a character; a following piece begins with one space. */
export function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > mostOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** RFC 5545 §3.3.11: a text value; control characters have no place in it and are left out. */
export const escapeText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replace(/\r\n|\r|\n/g, '\\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed();

const basic = (on: LocalDate): string => on.replaceAll('-', '');

function eventLines(event: IcsEvent, stamp: string): string[] {
  return [
    'BEGIN:VEVENT', `UID:${event.uid}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${basic(event.on)}`, `DTEND;VALUE=DATE:${basic(addDays(event.on, 1))}`,
    ...(event.summary === undefined ? ['CLASS:PRIVATE', 'TRANSP:OPAQUE'] : [`SUMMARY:${escapeText(event.summary)}`, 'TRANSP:TRANSPARENT']),
    ...(event.description === undefined ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    'END:VEVENT',
  ];
}

/** An iCalendar object (RFC 5545) of whole days; every line ends with CRLF. The same input gives the same octets. */
export function icsOf({ stampedOn, events }: IcsCalendar): string {
  const stamp = `${basic(stampedOn)}T000000Z`;
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Hoshu//Deadlines//JA', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', ...events.flatMap((event) => eventLines(event, stamp)), 'END:VCALENDAR'];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}
