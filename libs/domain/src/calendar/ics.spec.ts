import fc from 'fast-check';
import { escapeText, foldLine, icsOf } from './ics.js';
import { dateOfDayNumber, dayNumber, localDate } from './local-date.js';

const day = fc.integer({ min: dayNumber(localDate('2020-01-01')), max: dayNumber(localDate('2060-12-31')) }).map(dateOfDayNumber);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom('\\', ';', ',', '\n', '\r', '、', '契', '😀', 'a', ' '), maxLength: 300 }));
const octets = (line: string) => Buffer.byteLength(line, 'utf8');
/** Reads a calendar as RFC 5545 tells readers to: unfold, then split at the first colon. */
const contentLines = (ics: string) => ics.replaceAll('\r\n ', '').split('\r\n').slice(0, -1).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
const unescape = (value: string) => value.replace(/\\(n|.)/gs, (_, letter: string) => (letter === 'n' ? '\n' : letter));

describe('F172 iCalendar（RFC 5545）', () => {
  it('折り返した行は75オクテットまでで、文字を割らず、戻すと元の行になる', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '契', '😀', ':', ';'), maxLength: 400 }), (line) => {
      const folded = foldLine(line);
      expect(folded.split('\r\n').every((part) => octets(part) <= 75)).toBe(true);
      expect(folded.replaceAll('\r\n ', '')).toBe(line);
    }));
    // 74 + 3オクテットの文字は、次の行へ送る
    expect(foldLine(`${'a'.repeat(74)}契`)).toBe(`${'a'.repeat(74)}\r\n 契`);
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75));
  });

  it('どんな文字が入っても、行が増えたり値が変わったりしない（注入できない）', () => {
    fc.assert(fc.property(text, text, day, (summary, description, on) => {
      const ics = icsOf({ stampedOn: localDate('2026-11-26'), events: [{ uid: 'u@hoshu', on, summary, description }] });
      expect(ics.endsWith('\r\n')).toBe(true);
      expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u0008\u000a-\u001f]/u);
      const lines = contentLines(ics);
      expect(lines.map(([name]) => name)).toEqual(['BEGIN', 'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'BEGIN', 'UID', 'DTSTAMP', 'DTSTART;VALUE=DATE', 'DTEND;VALUE=DATE', 'SUMMARY', 'TRANSP', 'DESCRIPTION', 'END', 'END']);
      const plain = (value: string) => value.replace(/\r\n|\r|\n/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed();
      expect([unescape(lines[10]?.[1] ?? ''), unescape(lines[12]?.[1] ?? '')]).toEqual([plain(summary), plain(description)]);
    }));
    expect(escapeText('a\\b;c,d\r\ne\tf')).toBe('a\\\\b\\;c\\,d\\ne\tf');
  });

  it('一日の予定は翌日の前まで。題のない予定は「予定あり」だけになる', () => {
    const ics = icsOf({ stampedOn: localDate('2026-11-26'), events: [{ uid: 'x@hoshu', on: localDate('2026-12-31') }] });
    expect(contentLines(ics).slice(5)).toEqual([
      ['BEGIN', 'VEVENT'], ['UID', 'x@hoshu'], ['DTSTAMP', '20261126T000000Z'], ['DTSTART;VALUE=DATE', '20261231'], ['DTEND;VALUE=DATE', '20270101'], ['CLASS', 'PRIVATE'], ['TRANSP', 'OPAQUE'], ['END', 'VEVENT'], ['END', 'VCALENDAR'],
    ]);
    expect(icsOf({ stampedOn: localDate('2026-11-26'), events: [] })).toBe('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hoshu//Deadlines//JA\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n');
  });
});
