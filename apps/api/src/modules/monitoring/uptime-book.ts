import { Injectable } from '@nestjs/common';
import { addDays, dayNumber, localDate } from '@hoshu/domain';
import { japaneseDay } from '../../platform/clock.js';
import { grouped } from '../../platform/db/grouped.js';
import type { Tx } from '../../platform/db/tx.js';
import { MonitorRepository, type DayRow, type MonitorRow } from './monitor.repository.js';
import { accountUptime, addSeconds, dayState, noSeconds, uptimeMinutes, uptimePercent, type Span, type UptimeMinutes, type UptimeSeconds } from './uptime.js';

export interface UptimeDay { readonly on: string; readonly percent: number | null; readonly state: 'up' | 'down' | 'maintenance' | 'none'; readonly downMinutes: number }
interface MonitorDays { readonly monitor: Monitor; readonly days: readonly string[] }
type Monitor = Pick<MonitorRow, 'id' | 'client_id' | 'interval_minutes' | 'begins_on'>;

const dayMs = 86_400_000;
const jstOffsetMs = 9 * 3_600_000;
/** Failures around midnight are confirmed by their neighbours; a day is final when those can no longer change. */
const settleMs = 60 * 60_000;

/** The span of a Japanese day on the business clock. */
export const spanOfDay = (on: string): Span => {
  const from = dayNumber(localDate(on)) * dayMs - jstOffsetMs;
  return { from, to: from + dayMs };
};
export const daysFrom = (fromOn: string, lastOn: string): string[] => {
  const count = dayNumber(localDate(lastOn)) - dayNumber(localDate(fromOn)) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(localDate(fromOn), index));
};
const dayView = (on: string, seconds: UptimeSeconds): UptimeDay => ({ on, percent: uptimePercent(seconds), state: dayState(seconds), downMinutes: Math.ceil(seconds.down / 60) });

/** Uptime per day: finished days from their sums, days still open from the checks. */
@Injectable()
export class UptimeBook {
  constructor(private readonly repository: MonitorRepository) {}

  /** Seconds per day of each monitor, only for days on which it was there; at most up to now. */
  async seconds(tx: Tx, monitors: readonly Monitor[], span: { readonly fromOn: string; readonly lastOn: string }): Promise<Map<string, Map<string, UptimeSeconds & { checkCount: number }>>> {
    const lastOn = span.lastOn > tx.today ? tx.today : span.lastOn;
    const stored = await this.repository.days(tx, monitors.map((monitor) => monitor.id), { fromOn: span.fromOn, lastOn });
    const result = new Map<string, Map<string, UptimeSeconds & { checkCount: number }>>();
    const open = monitors.map((monitor) => ({ monitor, days: [] as string[] }));
    for (const entry of open) {
      const { monitor } = entry;
      const days = new Map(stored.filter((row) => row.monitor_id === monitor.id).map((row) => [row.day_on, { up: row.up, down: row.down, planned: row.planned, unknown: row.unknown, checkCount: row.check_count }]));
      entry.days = daysFrom(monitor.begins_on > span.fromOn ? monitor.begins_on : span.fromOn, lastOn).filter((on) => !days.has(on));
      result.set(monitor.id, days);
    }
    for (const row of await this.compute(tx, open)) result.get(row.monitor_id)?.set(row.day_on, { up: row.up, down: row.down, planned: row.planned, unknown: row.unknown, checkCount: row.check_count });
    return result;
  }

  /** Bars for a span of days; days without anything measured are `none`. */
  bars(days: ReadonlyMap<string, UptimeSeconds>, span: { readonly fromOn: string; readonly lastOn: string }): UptimeDay[] {
    return daysFrom(span.fromOn, span.lastOn).map((on) => dayView(on, days.get(on) ?? noSeconds));
  }

  totals(days: Iterable<UptimeSeconds>): UptimeMinutes {
    return uptimeMinutes([...days].reduce(addSeconds, noSeconds));
  }

  /** Writes the sums of days that are over; catches up after any pause. A day on which nothing ran becomes unknown. */
  async close(tx: Tx): Promise<void> {
    const lastOver = addDays(localDate(japaneseDay(new Date(tx.now.getTime() - settleMs))), -1);
    for (const monitor of await this.repository.unclosed(tx, lastOver)) {
      const fromOn = monitor.last_on === null ? monitor.begins_on : addDays(localDate(monitor.last_on), 1);
      await this.repository.insertDays(tx, monitor, await this.compute(tx, [{ monitor, days: daysFrom(fromOn, lastOver) }]));
    }
  }

  /** The sums of some days of some monitors, with one read of checks and one of windows for all. */
  private async compute(tx: Tx, wanted: readonly MonitorDays[]): Promise<DayRow[]> {
    const spans = new Map(wanted.flatMap(({ monitor, days }) => {
      const [first, last] = [days[0], days.at(-1)];
      return first === undefined || last === undefined ? [] : [[monitor.id, { from: spanOfDay(first).from - settleMs, to: spanOfDay(last).to + settleMs }] as const];
    }));
    if (spans.size === 0) return [];
    const checks = grouped(await this.repository.checksBetween(tx, spans), (row) => row.monitor_id);
    const windows = grouped(await this.repository.windowsWithin(tx, spans), (row) => row.monitor_id);
    return wanted.flatMap(({ monitor, days }) => this.sums(tx, { monitor, days }, {
      checks: (checks.get(monitor.id) ?? []).map((row) => ({ at: row.business_at.getTime(), outcome: row.outcome })),
      planned: (windows.get(monitor.id) ?? []).map((row) => ({ from: row.starts_at.getTime(), to: row.ends_at.getTime() })),
    }));
  }

  private sums(tx: Tx, { monitor, days }: MonitorDays, { checks, planned }: Pick<Parameters<typeof accountUptime>[0], 'checks' | 'planned'>): DayRow[] {
    const coverMs = monitor.interval_minutes * 2 * 60_000;
    return days.map((on) => {
      const span = spanOfDay(on);
      // A day still running is counted up to now; what comes later is not unknown but not yet.
      const within = { from: span.from, to: Math.max(span.from, Math.min(span.to, tx.now.getTime())) };
      const near = checks.filter((check) => check.at >= span.from - settleMs && check.at < span.to + settleMs);
      return { monitor_id: monitor.id, day_on: on, ...accountUptime({ checks: near, within, coverMs, planned }), check_count: near.filter((check) => check.at >= span.from && check.at < span.to).length };
    });
  }
}
