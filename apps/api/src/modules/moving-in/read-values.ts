import { civilToLocalDate, parseWareki, type LocalDate } from '@hoshu/domain';
import type { Why } from './problems.js';

/** What a cell says, or why it cannot be read. */
export type Read<T> = { readonly value: T } | { readonly why: Why };

const narrow = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** A day as people write it: 2026-04-01, 2026/4/1, 2026年4月1日, 20260401, 令和8年4月1日, R8.4.1. A number of a spreadsheet is not guessed at. */
export function readDay(text: string): Read<LocalDate> {
  // A spreadsheet may add the time of day.
  const plain = text.normalize('NFKC').trim().replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, '').replace(/\s+/g, '');
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) {
    const era = parseWareki({ text: plain });
    if (era) return inRange(era);
    return { why: /^(令和|平成|昭和|[RHS])/i.test(plain) ? 'dateImpossible' : 'date' };
  }
  const day = civilToLocalDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
  return day ? inRange(day) : { why: 'dateImpossible' };
}

const inRange = (day: LocalDate): Read<LocalDate> => (day >= '1990-01-01' && day < '2200-01-01' ? { value: day } : { why: 'dateRange' });

/** Whole yen: 55000, 55,000, ¥55,000, 55,000円. */
export function readYen(text: string): Read<number> {
  const plain = narrow(text).replace(/^[¥\\]/, '').replace(/円$/, '');
  if (!/^(\d{1,12}|\d{1,3}(,\d{3}){1,3})$/.test(plain)) return { why: 'yen' };
  return { value: Number(plain.replaceAll(',', '')) };
}

/** A whole number in its range; 「12か月」 and 「30日」 are read too. */
export function readNumber(text: string, [least, most]: readonly [number, number]): Read<number> {
  const plain = narrow(text).replace(/(ヶ月|か月|ケ月|カ月|ヵ月|月|日前|日)$/, '');
  if (!/^\d{1,4}$/.test(plain)) return { why: 'number' };
  const value = Number(plain);
  return value >= least && value <= most ? { value } : { why: 'numberRange' };
}

/** A day of the month; 末日 is 31. */
export function readDueDay(text: string): Read<number> {
  const plain = narrow(text).replace(/^(翌月|当月|前月|翌々月|毎月)/, '');
  return /^(末日?|月末)$/.test(plain) ? { value: 31 } : readNumber(plain, [1, 31]);
}

/** One of a few words. */
export function readChoice<T extends string>(text: string, choices: Readonly<Record<string, T>>): Read<T> {
  const plain = narrow(text);
  const key = Object.keys(choices).find((name) => plain === name) ?? Object.keys(choices).find((name) => plain.startsWith(name));
  return key === undefined ? { why: 'choice' } : { value: choices[key] as T };
}

/** The entries of a cell that holds several, each split at its blanks. */
export const readEntries = (text: string): string[][] =>
  text.normalize('NFKC').split(/[;\n]/).map((entry) => entry.trim()).filter(Boolean).map((entry) => entry.split(/[\s|]+/));

/** YYYY-MM, 2026/10, 2026年10月. */
export function readMonth(text: string): Read<string> {
  const match = /^(\d{4})[-/.年](\d{1,2})月?分?$/.exec(narrow(text));
  const month = match ? Number(match[2]) : 0;
  return match && month >= 1 && month <= 12 && Number(match[1]) >= 1990 && Number(match[1]) < 2200 ? { value: `${match[1]}-${String(month).padStart(2, '0')}` } : { why: 'list' };
}
