import { addDays, localDate } from '@hoshu/domain';

/** What a mail seems to say. A hint for the one clear case; whatever is not clear waits for a person. */
export interface Recognised { readonly article: 17 | 18 | null; readonly requestedEndOn: string | null; readonly contractNumbers: readonly string[] }

const renewal = /更新(?:し|を(?:希望)?し?|いた)(?:ない|ません|ず)|更新拒絶|終了通知|期間満了(?:を|で|に|による)[^。\n]{0,20}終了|第?17条|non-?renewal/i;
const termination = /解約|第?18条|\btermination\b/i;
const negated = /解約(?:は|を)?(?:し|いたし)(?:ない|ません)|解約(?:の)?撤回|撤回(?:し|いた)/;
const eraStart: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988 };
const dates = /(?:(令和|平成)\s*(元|\d{1,2})|(20\d{2}))\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?/g;

function daysIn(text: string, today: string): string[] {
  const found = [...text.matchAll(dates)].map(([, era, years, year, month, day]) => {
    const full = era ? (eraStart[era] ?? 0) + (years === '元' ? 1 : Number(years)) : Number(year);
    const on = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const date = new Date(`${on}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(on) ? on : '';
  });
  return [...new Set(found)].filter((on) => on > today && on < addDays(localDate(today), 3_660));
}

/** 第17条2項 or 第18条 by the words that people use for them; both, neither, or a denial is null. A wished day only when exactly one later day is named. `today`: YYYY-MM-DD. */
export function recognise(subject: string, text: string, today: string): Recognised {
  // What is quoted below is somebody else's mail.
  const own = text.normalize('NFKC').split(/\n(?=>|-{2,}\s*(?:Original|元の|Forwarded))/i)[0] ?? '';
  const words = `${subject.normalize('NFKC')}\n${own}`;
  const [ends, terminates] = [renewal.test(words), termination.test(words)];
  const article = negated.test(words) || ends === terminates ? null : ends ? 17 : 18;
  const days = daysIn(own, today);
  return { article, requestedEndOn: article === 18 && days.length === 1 ? (days[0] ?? null) : null, contractNumbers: [...new Set(words.match(/[A-Z]{1,6}-(?:\d{4}-)?[0-9A-Za-z]{3,12}/g) ?? [])].slice(0, 5) };
}
