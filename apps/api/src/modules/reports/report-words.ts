import type { ReportContent } from '@hoshu/api-schema';
import { ARTICLES, type ContractTerms } from '@hoshu/contract-text';

type Summary = ReportContent['summary'];
export interface SummaryFacts {
  readonly uptime: ReportContent['uptime']['totals'];
  readonly checkCount: number;
  readonly certificates: ReportContent['certificates'];
  readonly incidents: ReportContent['incidents'];
  readonly minorWork: ContractTerms['annex']['minorWork'];
  readonly decisions: string;
}

const count = (value: number): string => value.toLocaleString('en-US');
const fixedStates: ReadonlySet<string> = new Set(['restored', 'closed']);


/** The middle of a list of minutes (the lower of two), or null. */
export function medianMinutes(minutes: readonly number[]): number | null {
  const sorted = [...minutes].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** F025: five lines that say what the month brought, from records only; what no record says is not said. */
export function summaryLines(facts: SummaryFacts): Summary {
  return { availability: availability(facts), prevented: prevented(facts), fixed: fixed(facts), remaining: remaining(facts), decisions: decisions(facts) };
}

function availability({ uptime }: SummaryFacts): Summary['availability'] {
  if (uptime.percent === null) return { ja: '計測はありません。', en: 'Nothing was measured.' };
  const unknown = uptime.unknownMinutes > 0 ? { ja: `、不明 ${count(uptime.unknownMinutes)}分`, en: `, ${count(uptime.unknownMinutes)} min unknown` } : { ja: '', en: '' };
  return { ja: `${uptime.percent.toFixed(2)}%（停止 ${count(uptime.downMinutes)}分${unknown.ja}）`, en: `${uptime.percent.toFixed(2)}% (${count(uptime.downMinutes)} min down${unknown.en})` };
}

function prevented({ checkCount, certificates }: SummaryFacts): Summary['prevented'] {
  if (checkCount === 0) return { ja: '自動の確認はありません。', en: 'No automatic checks.' };
  const nearest = certificates.reduce<number | null>((least, entry) => (least === null || entry.daysLeft < least ? entry.daysLeft : least), null);
  const tls = nearest === null ? { ja: '', en: '' } : { ja: `。SSL証明書の期限切れを見張り、最も近い期限まであと${nearest}日です`, en: `; certificates watched, the nearest expiry is in ${nearest} days` };
  return { ja: `稼働状況を${count(checkCount)}回確認しました${tls.ja}。`, en: `${count(checkCount)} checks${tls.en}.` };
}

function fixed({ incidents }: SummaryFacts): Summary['fixed'] {
  if (incidents.length === 0) return { ja: '障害はありませんでした。', en: 'There were no incidents.' };
  const done = incidents.filter((incident) => fixedStates.has(incident.state)).length;
  return { ja: `障害${incidents.length}件のうち${done}件を復旧しました。`, en: `${done} of ${incidents.length} incidents restored.` };
}

function remaining({ minorWork }: SummaryFacts): Summary['remaining'] {
  const { perMonth, minutesEach } = minorWork;
  if (perMonth === null || minutesEach === null) return { ja: '軽微な修正の件数は定めていません（第3条3号）。', en: 'No number of minor changes is agreed (article 3(3)).' };
  return { ja: `軽微な修正は月${perMonth}件、1件${minutesEach}分までです（第3条3号）。`, en: `Up to ${perMonth} minor changes a month, ${minutesEach} minutes each (article 3(3)).` };
}

const decisions = ({ decisions: text }: SummaryFacts): Summary['decisions'] => (text ? { ja: text, en: text } : { ja: 'ありません。', en: 'Nothing.' });

/** The contract's own name of a work of 第3条. */
export function workName(number: number): string {
  const item = ARTICLES.find((article) => article.number === 3)?.paragraphs[0]?.items?.[number - 1];
  return typeof item === 'string' ? item : `第3条${number}号`;
}

const units: Readonly<Record<number, string>> = { 1: '回の確認', 5: '件の障害', 7: '件の証明書' };
/** What the product has recorded of a work; never more than that. */
export const recordsText = (work: ReportContent['works'][number]): string => (work.records === null ? 'コメントで報告' : `${count(work.records)}${units[work.number] ?? '件'}`);
