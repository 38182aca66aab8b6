const weekdays = '日月火水木金土';
const eras = [
  { name: '令和', letter: 'R', firstOn: '2019-05-01' },
  { name: '平成', letter: 'H', firstOn: '1989-01-08' },
  { name: '昭和', letter: 'S', firstOn: '1926-12-25' },
] as const;

interface Parts { readonly year: number; readonly month: number; readonly day: number }

const partsOf = (on: string): Parts => {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  return { year, month, day };
};
const pad = (value: number) => String(value).padStart(2, '0');

/** Days since 1970-01-01 of a calendar day `YYYY-MM-DD`. */
export const dayNumber = (on: string): number => {
  const { year, month, day } = partsOf(on);
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
};
/** Calendar day `YYYY-MM-DD` of a number of days since 1970-01-01. */
export const fromDayNumber = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
/** Whole days from `from` to `to` (negative when `to` is earlier). */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** One kanji: the weekday of a calendar day. */
export const weekdayOf = (on: string): string => weekdays[(((dayNumber(on) + 4) % 7) + 7) % 7] ?? '';

/** `2026-11-22` → `2026/11/22`, for tables. */
export const slashDate = (on: string): string => on.replaceAll('-', '/');

/** `2026-11-30` → `2026年11月30日（月）`, for deadlines. */
export const longDate = (on: string): string => {
  const { year, month, day } = partsOf(on);
  return `${year}年${month}月${day}日（${weekdayOf(on)}）`;
};

/** `2026-11-22` → `令和8年11月22日`, for the contract's text; days before 昭和 keep the western year. */
export const eraDate = (on: string): string => {
  const { year, month, day } = partsOf(on);
  const era = eras.find((candidate) => on >= candidate.firstOn);
  if (!era) return `${year}年${month}月${day}日`;
  const eraYear = year - partsOf(era.firstOn).year + 1;
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年${month}月${day}日`;
};

/** `2026-11` → `2026年11月`. */
export const monthText = (month: string): string => {
  const { year, month: number } = partsOf(month);
  return `${year}年${number}月`;
};

const inJapan = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });
/** Instant (RFC 3339) → `2026/11/22 10:32`, Japanese time, 24 hours. */
export const instantText = (at: string): string => inJapan.format(new Date(at)).replaceAll('-', '/');

function real({ year, month, day }: Parts): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const kept = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept ? `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` : null;
}

function parseEra(text: string): string | null {
  const match = /^(令和|平成|昭和|[RHS])(\d{1,2})[年./-](\d{1,2})[月./-](\d{1,2})日?$/i.exec(text);
  if (!match) return null;
  const index = eras.findIndex((candidate) => candidate.name === match[1] || candidate.letter === match[1]?.toUpperCase());
  const era = eras[index];
  if (!era || Number(match[2]) < 1) return null;
  const on = real({ year: partsOf(era.firstOn).year + Number(match[2]) - 1, month: Number(match[3]), day: Number(match[4]) });
  const next = eras[index - 1];
  return on && on >= era.firstOn && (!next || on < next.firstOn) ? on : null;
}

/**
 * Reads a day as people in Japan type it: 令和8年11月22日, R8.11.22, ２０２６／１１／２２, 20261122, 11/22 (year of `today`), 令和元年5月1日.
 * Takes the text and today's `YYYY-MM-DD`; returns `YYYY-MM-DD`, or null when it is no such day.
 */
export function parseDate(raw: string, today: string): string | null {
  const text = raw.normalize('NFKC').replace(/\s|\(.\)/g, '').replace(/[‐‑‒–—―−]/g, '-').replace('元年', '1年');
  const era = parseEra(text);
  if (era) return era;
  const full = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (full) return real({ year: Number(full[1]), month: Number(full[2]), day: Number(full[3]) });
  const short = /^(\d{1,2})[月/](\d{1,2})日?$/.exec(text);
  return short ? real({ year: partsOf(today).year, month: Number(short[1]), day: Number(short[2]) }) : null;
}
