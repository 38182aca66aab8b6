import { civilOf, civilToLocalDate, localDate } from './local-date.js';
import type { LocalDate } from './local-date.js';

interface Era {
  readonly name: string;
  readonly letter: string;
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
}

const ERAS: readonly Era[] = [
  { name: '令和', letter: 'R', firstOn: localDate('2019-05-01'), lastOn: localDate('9999-12-31') },
  { name: '平成', letter: 'H', firstOn: localDate('1989-01-08'), lastOn: localDate('2019-04-30') },
  { name: '昭和', letter: 'S', firstOn: localDate('1926-12-25'), lastOn: localDate('1989-01-07') },
];

const KANJI_FORM = /^(令和|平成|昭和|[RHS])(元|\d{1,3})年(\d{1,2})月(\d{1,2})日$/;
const DOTTED_FORM = /^(令和|平成|昭和|[RHS])(元|\d{1,3})\.(\d{1,2})\.(\d{1,2})$/;

/**
 * R17: a date in the Japanese era, 「令和8年11月22日」; the first year is 元年.
 * Throws RangeError before 昭和 (1926-12-25).
 */
export function wareki({ date }: { readonly date: LocalDate }): string {
  const { year, month, day } = civilOf(date);
  const era = ERAS.find((candidate) => date >= candidate.firstOn);
  if (era === undefined) throw new RangeError(`no era known for ${date}`);
  const eraYear = year - Number(era.firstOn.slice(0, 4)) + 1;
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年${month}月${day}日`;
}

/** R17: an era date as text (kanji or R/H/S, 年月日 or dots, full width allowed) to a date; null when it names no day of that era. */
export function parseWareki({ text }: { readonly text: string }): LocalDate | null {
  const normalized = text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  const match = KANJI_FORM.exec(normalized) ?? DOTTED_FORM.exec(normalized);
  if (match === null) return null;
  const era = ERAS.find((candidate) => candidate.name === match[1] || candidate.letter === match[1]);
  const eraYear = match[2] === '元' ? 1 : Number(match[2]);
  if (era === undefined || eraYear === 0) return null;
  const year = Number(era.firstOn.slice(0, 4)) + eraYear - 1;
  const date = civilToLocalDate({ year, month: Number(match[3]), day: Number(match[4]) });
  return date !== null && date >= era.firstOn && date <= era.lastOn ? date : null;
}
