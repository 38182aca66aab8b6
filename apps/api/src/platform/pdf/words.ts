import { dateJa, groupedDigits, yenJa, type LocalDate } from '@hoshu/domain';

export { dateJa as dateText, groupedDigits as grouped, yenJa as yen };

const WEEKDAYS = '日月火水木金土';

/** ￥61,600-, the headline of an invoice. */
export const yenHeadline = (amountYen: number): string => `￥${groupedDigits(amountYen)}-`;

const parts = (date: LocalDate): [number, number, number] => date.split('-').map(Number) as [number, number, number];

/** 2026年11月30日（月）. */
export function dateWithWeekday(date: LocalDate): string {
  const [year, month, day] = parts(date);
  return `${dateJa(date)}（${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}）`;
}

/** An instant in Japan: 2026年11月22日 10:23:45 (JST). */
export function instantText(instant: Date): string {
  const japan = new Date(instant.getTime() + 9 * 3_600_000).toISOString();
  return `${dateJa(japan.slice(0, 10) as LocalDate)} ${japan.slice(11, 19)}（日本時間）`;
}

/** An instant in Japan, short: 11/22 10:23. */
export function shortInstant(instant: Date): string {
  const japan = new Date(instant.getTime() + 9 * 3_600_000).toISOString();
  return `${Number(japan.slice(5, 7))}/${Number(japan.slice(8, 10))} ${japan.slice(11, 16)}`;
}
