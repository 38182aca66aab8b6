/*
 * How uptime is counted (F015). Pure functions over instants in milliseconds; a Japanese day is always 86,400 seconds.
 */
export type Outcome = 'up' | 'down' | 'unknown';
export interface CheckPoint { readonly at: number; readonly outcome: Outcome }
export interface Span { readonly from: number; readonly to: number }
export interface UptimeSeconds { readonly up: number; readonly down: number; readonly planned: number; readonly unknown: number }
export interface UptimeMinutes { readonly totalMinutes: number; readonly upMinutes: number; readonly downMinutes: number; readonly plannedMinutes: number; readonly unknownMinutes: number; readonly percent: number | null }

/** The method as people read it beside every figure. */
export const uptimeMethod = {
  ja: '稼働率＝稼働時間÷（稼働時間＋停止時間）。小数第3位以下は切り捨てます。確認の結果は次の確認まで（最長で確認間隔の2倍まで）続いたものとして数えます。2回続けて失敗したときに、最初の失敗から停止とします。1回だけの失敗と、確認できなかった時間は「不明」とし、稼働にも停止にも数えません。事前に登録したメンテナンスの時間は計算から除きます。',
  en: 'Uptime = up time ÷ (up time + down time), cut to two decimals. A result counts until the next check, at most twice the interval. Two failures in a row are an outage from the first one on. A single failure and time without checks are unknown and count neither way. Maintenance registered beforehand is left out.',
} as const;

/** Checks as they count: a failure with no other failure beside it is unknown; `unknown` checks in between do not separate failures. Expects and keeps time order. */
export function confirmedOutcomes(checks: readonly CheckPoint[]): CheckPoint[] {
  const known = checks.filter((check) => check.outcome !== 'unknown');
  const lonely = new Set(known.filter((check, index) => check.outcome === 'down' && known[index - 1]?.outcome !== 'down' && known[index + 1]?.outcome !== 'down'));
  return checks.map((check) => (lonely.has(check) ? { at: check.at, outcome: 'unknown' } : check));
}

const clipped = (span: Span, to: Span): Span => ({ from: Math.max(span.from, to.from), to: Math.min(span.to, to.to) });
const lengthOf = (span: Span): number => Math.max(0, span.to - span.from);

/** Spans without overlaps, in order, inside `within`. */
export function unionOf(spans: readonly Span[], within: Span): Span[] {
  const result: { from: number; to: number }[] = [];
  for (const span of spans.map((entry) => clipped(entry, within)).filter((entry) => lengthOf(entry) > 0).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/**
 * Seconds of `within` by outcome; they add up to its length.
 * `checks` in time order, with one or more beyond each end so that failures at the edge can be confirmed; `coverMs`: how long one result counts at most;
 * `planned`: maintenance, which goes before everything else. 第3条1号.
 */
export function accountUptime(input: { readonly checks: readonly CheckPoint[]; readonly within: Span; readonly coverMs: number; readonly planned: readonly Span[] }): UptimeSeconds {
  const { within, coverMs } = input;
  const planned = unionOf(input.planned, within);
  const sums = { up: 0, down: 0, unknown: 0 };
  const checks = confirmedOutcomes(input.checks);
  checks.forEach((check, index) => {
    const span = clipped({ from: check.at, to: Math.min(checks[index + 1]?.at ?? Infinity, check.at + coverMs) }, within);
    const excluded = planned.reduce((sum, window) => sum + lengthOf(clipped(window, span)), 0);
    sums[check.outcome] += Math.max(0, lengthOf(span) - excluded);
  });
  const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);
  const plannedSeconds = seconds(planned.reduce((sum, window) => sum + lengthOf(window), 0));
  const [up, down] = [seconds(sums.up), seconds(sums.down)];
  // A gap between checks is unknown, never up.
  return { up, down, planned: plannedSeconds, unknown: Math.max(0, seconds(lengthOf(within)) - plannedSeconds - up - down) };
}

/** up ÷ (up + down) in percent, cut to two decimals so that an outage never reads as 100; null when nothing was measured. */
export function uptimePercent(seconds: Pick<UptimeSeconds, 'up' | 'down'>): number | null {
  const measured = seconds.up + seconds.down;
  return measured === 0 ? null : Math.floor((seconds.up * 10_000) / measured) / 100;
}

export const addSeconds = (a: UptimeSeconds, b: UptimeSeconds): UptimeSeconds => ({ up: a.up + b.up, down: a.down + b.down, planned: a.planned + b.planned, unknown: a.unknown + b.unknown });
export const noSeconds: UptimeSeconds = { up: 0, down: 0, planned: 0, unknown: 0 };

/** Whole minutes for people; down time is rounded up, so that none of it disappears, and the parts add up to the total. */
export function uptimeMinutes(seconds: UptimeSeconds): UptimeMinutes {
  const totalMinutes = Math.round((seconds.up + seconds.down + seconds.planned + seconds.unknown) / 60);
  const downMinutes = Math.ceil(seconds.down / 60);
  const plannedMinutes = Math.min(totalMinutes - downMinutes, Math.round(seconds.planned / 60));
  const unknownMinutes = Math.min(totalMinutes - downMinutes - plannedMinutes, Math.round(seconds.unknown / 60));
  return { totalMinutes, upMinutes: totalMinutes - downMinutes - plannedMinutes - unknownMinutes, downMinutes, plannedMinutes, unknownMinutes, percent: uptimePercent(seconds) };
}

/** The worst thing of a day wins: down before maintenance before up; `none` when nothing was measured. */
export function dayState(seconds: UptimeSeconds): 'up' | 'down' | 'maintenance' | 'none' {
  if (seconds.down > 0) return 'down';
  if (seconds.planned > 0) return 'maintenance';
  return seconds.up > 0 ? 'up' : 'none';
}

/**
 * What a new check changes: down after two failures in a row (since the first of them), up at the first success.
 * `previous` is the last check that was not unknown. Returns null when the state stays.
 */
export function stateAfter(state: Outcome, previous: CheckPoint | null, latest: CheckPoint): { readonly state: 'up' | 'down'; readonly since: number } | null {
  if (latest.outcome === 'up') return state === 'up' ? null : { state: 'up', since: latest.at };
  if (latest.outcome === 'unknown' || state === 'down' || previous?.outcome !== 'down') return null;
  return { state: 'down', since: previous.at };
}
