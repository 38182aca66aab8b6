import { Injectable } from '@nestjs/common';
import { found, AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { liveFrom } from '../contracts/index.js';
import type { ProbeResult } from './outcome.js';
import type { Outcome, Span, UptimeSeconds } from './uptime.js';

export interface MonitorRow {
  id: string; version: number; contract_id: string; contract_number: string; client_id: string; client_name: string; site_id: string; site_name: string; url: string; begins_on: string;
  interval_minutes: number; keyword: string; expected_status: number | null; paused: boolean; registered: boolean;
  concluded_on: string | null; starts_on: string | null; goes_live_on: string | null; ends_on: string | null;
}
export interface CheckRow { monitor_id: string; checked_at: Date; business_at: Date; outcome: Outcome; http_status: number | null; duration_ms: number | null; reason: string; tls_valid_to: Date | null; tls_fingerprint: string | null }
export interface ChangeRow { id: string; monitor_id: string; state: 'up' | 'down'; since_at: Date; confirmed_at: Date }
export interface DayRow extends UptimeSeconds { monitor_id: string; day_on: string; check_count: number }
export interface MonitorSettings { readonly keyword: string; readonly expectedStatus: number | null; readonly intervalMinutes: number; readonly paused: boolean }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
// Whether a monitor works is read from the contract each time: no flag could be forgotten. A rescission ends the work on the day it arrives (第19条), any other end at the end of its day.
const select = `
  select m.id, m.version, m.contract_id, c.contract_number, m.client_id, cl.company_name as client_name, m.site_id, s.site_name, s.url, ${day('m.begins_on')} as begins_on,
    m.interval_minutes, m.keyword, m.expected_status, m.paused,
    s.archived_at is null and exists (select 1 from hoshu.contract_site x where x.contract_id = m.contract_id and x.site_id = m.site_id) as registered,
    (select ${day('k.concluded_on')} from hoshu.contract_conclusion k where k.contract_id = m.contract_id) as concluded_on,
    (select ${day('min(t.starts_on)')} from hoshu.contract_term t where t.contract_id = m.contract_id) as starts_on,
    ${day(liveFrom)} as goes_live_on,
    (select ${day("case when e.basis in ('19', '20', '541') then e.last_on - 1 else e.last_on end")} from hoshu.contract_end e where e.contract_id = m.contract_id and e.withdrawn_at is null) as ends_on
  from hoshu.monitor m join hoshu.contract c on c.id = m.contract_id join hoshu.client cl on cl.id = m.client_id join hoshu.site s on s.id = m.site_id`;
const checkColumns = 'monitor_id, checked_at, business_at, outcome, http_status, duration_ms, reason, tls_valid_to, tls_fingerprint';
const changeColumns = 'id, monitor_id, state, since_at, confirmed_at';

const eachSpan = 'unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as s(id, lo, hi)';
const spanColumns = (spans: ReadonlyMap<string, Span>) => [[...spans.keys()], [...spans.values()].map((span) => new Date(span.from)), [...spans.values()].map((span) => new Date(span.to))];

/** Sites that have no monitor yet, of concluded contracts with a version that includes watching (第3条1号); whether it governs today is asked contract by contract. A rescinded contract gets none any more: the database would refuse it, and with it those of all others. */
export const unwatched = `from hoshu.contract_site x join hoshu.contract_conclusion k on k.contract_id = x.contract_id join hoshu.site s on s.id = x.site_id
  where s.archived_at is null and exists (select 1 from hoshu.contract_version v where v.contract_id = x.contract_id and v.terms @? '$.annex.works[*] ? (@.number == 1 && @.applies == true)') and not exists (select 1 from hoshu.monitor m where m.contract_id = x.contract_id and m.site_id = x.site_id)
    and not exists (select 1 from hoshu.contract_end e where e.contract_id = x.contract_id and e.withdrawn_at is null and e.basis in ('19', '20', '541'))`;

/** Monitors, their checks and what follows from them. */
@Injectable()
export class MonitorRepository {
  async get(tx: Tx, id: string): Promise<MonitorRow> {
    return found(await tx.one<MonitorRow>(`${select} where m.id = $1`, [id]));
  }

  many(tx: Tx, ids: readonly string[]): Promise<MonitorRow[]> {
    return tx.query<MonitorRow>(`${select} where m.id = any($1)`, [ids]);
  }

  list(tx: Tx, page: { contractId: string | null; siteId?: string | null; after: string | null; limit: number }): Promise<MonitorRow[]> {
    return tx.query<MonitorRow>(`${select} where ($1::uuid is null or m.contract_id = $1) and ($2::uuid is null or m.site_id = $2) and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`, [page.contractId, page.siteId ?? null, page.after, page.limit]);
  }

  /** Monitors whose sums are missing for a day that is over, with the last day they have. */
  unclosed(tx: Tx, on: string): Promise<(Pick<MonitorRow, 'id' | 'client_id' | 'interval_minutes' | 'begins_on'> & { last_on: string | null })[]> {
    return tx.query(
      `select m.id, m.client_id, m.interval_minutes, ${day('m.begins_on')} as begins_on, (select ${day('max(d.day_on)')} from hoshu.monitor_day d where d.monitor_id = m.id) as last_on
       from hoshu.monitor m where m.begins_on <= $1 and not exists (select 1 from hoshu.monitor_day d where d.monitor_id = m.id and d.day_on = $1) order by m.id`, [on]);
  }

  /** Sites of concluded contracts that have no monitor yet. */
  missing(tx: Tx): Promise<{ contract_id: string; client_id: string; site_id: string }[]> {
    return tx.query(
      `select x.contract_id, x.client_id, x.site_id ${unwatched} order by x.contract_id, x.position`);
  }

  async insert(tx: Tx, monitor: { clientId: string; contractId: string; siteId: string }): Promise<string | null> {
    const row = await tx.one<{ id: string }>(
      'insert into hoshu.monitor (tenant_id, client_id, contract_id, site_id, begins_on) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
      [tx.actor.tenantId, monitor.clientId, monitor.contractId, monitor.siteId, tx.today]);
    if (row) await tx.query('select platform.schedule_monitor($1)', [row.id]);
    return row?.id ?? null;
  }

  /** Compare-and-set. Throws version_stale. */
  async update(tx: Tx, id: string, change: { settings: MonitorSettings; version: number }): Promise<void> {
    const { settings, version } = change;
    const changed = await tx.change('update hoshu.monitor set keyword = $3, expected_status = $4, interval_minutes = $5, paused = $6, version = version + 1 where id = $1 and version = $2',
      [id, version, settings.keyword, settings.expectedStatus, settings.intervalMinutes, settings.paused]);
    if (!changed) throw new AppError('version_stale');
  }

  async insertCheck(tx: Tx, monitor: Pick<MonitorRow, 'id' | 'client_id'>, check: { result: ProbeResult; checkedAt: Date }): Promise<void> {
    const { result, checkedAt } = check;
    await tx.query(
      `insert into hoshu.monitor_check (tenant_id, client_id, monitor_id, checked_at, business_at, outcome, http_status, duration_ms, reason, tls_valid_to, tls_fingerprint) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [tx.actor.tenantId, monitor.client_id, monitor.id, checkedAt, tx.now, result.outcome, result.httpStatus, result.durationMs, result.reason, result.tls?.validTo ?? null, result.tls?.fingerprint256 ?? null]);
  }

  /** Newest checks of one monitor, newest first. */
  recentChecks(tx: Tx, monitorId: string, limit: number): Promise<CheckRow[]> {
    return tx.query<CheckRow>(`select ${checkColumns} from hoshu.monitor_check where monitor_id = $1 order by business_at desc limit $2`, [monitorId, limit]);
  }

  /** The newest check that said something, for the second failure in a row. */
  lastKnownCheck(tx: Tx, monitorId: string): Promise<CheckRow | null> {
    return tx.one<CheckRow>(`select ${checkColumns} from hoshu.monitor_check where monitor_id = $1 and outcome <> 'unknown' order by business_at desc limit 1`, [monitorId]);
  }

  /** Newest check of each monitor. */
  lastChecks(tx: Tx, ids: readonly string[]): Promise<CheckRow[]> {
    return tx.query<CheckRow>(`select k.* from unnest($1::uuid[]) as m(id) cross join lateral (select ${checkColumns} from hoshu.monitor_check c where c.monitor_id = m.id order by c.business_at desc limit 1) k`, [ids]);
  }

  /** Newest check of each monitor that saw a certificate, up to an instant of the business clock. */
  lastCertificates(tx: Tx, ids: readonly string[], until: Date): Promise<CheckRow[]> {
    return tx.query<CheckRow>(
      `select k.* from unnest($1::uuid[]) as m(id) join hoshu.monitor o on o.id = m.id join hoshu.site s on s.id = o.site_id and s.url like 'https:%'
        cross join lateral (select ${checkColumns} from hoshu.monitor_check c where c.monitor_id = m.id and c.tls_valid_to is not null and c.business_at <= $2 order by c.business_at desc limit 1) k`, [ids, until]);
  }

  /** Checks of each monitor in its span of the business clock, in order. */
  checksBetween(tx: Tx, spans: ReadonlyMap<string, Span>): Promise<Pick<CheckRow, 'monitor_id' | 'business_at' | 'outcome'>[]> {
    return tx.query(`select c.monitor_id, c.business_at, c.outcome from ${eachSpan} join hoshu.monitor_check c on c.monitor_id = s.id and c.business_at >= s.lo and c.business_at < s.hi order by c.business_at`, spanColumns(spans));
  }

  /** Planned maintenance that touches each monitor's span. */
  windowsWithin(tx: Tx, spans: ReadonlyMap<string, Span>): Promise<{ monitor_id: string; starts_at: Date; ends_at: Date }[]> {
    return tx.query(`select w.monitor_id, w.starts_at, w.ends_at from ${eachSpan} join hoshu.monitor_window w on w.monitor_id = s.id and w.ends_at > s.lo and w.starts_at < s.hi order by w.starts_at`, spanColumns(spans));
  }

  windowsBetween(tx: Tx, monitorId: string, span: Span): Promise<{ id: string; starts_at: Date; ends_at: Date; reason: string }[]> {
    return tx.query('select id, starts_at, ends_at, reason from hoshu.monitor_window where monitor_id = $1 and ends_at > $2 and starts_at < $3 order by starts_at', [monitorId, new Date(span.from), new Date(span.to)]);
  }

  async insertWindow(tx: Tx, monitor: Pick<MonitorRow, 'id' | 'client_id'>, window: { startsAt: Date; endsAt: Date; reason: string }): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.monitor_window (tenant_id, client_id, monitor_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, $6) returning id',
      [tx.actor.tenantId, monitor.client_id, monitor.id, window.startsAt, window.endsAt, window.reason])).id;
  }

  /** Newest state change of each monitor. */
  lastChanges(tx: Tx, ids: readonly string[]): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(`select k.* from unnest($1::uuid[]) as m(id) cross join lateral (select ${changeColumns} from hoshu.monitor_state_change c where c.monitor_id = m.id order by c.confirmed_at desc, c.id desc limit 1) k`, [ids]);
  }

  changes(tx: Tx, monitorId: string, limit: number): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(`select ${changeColumns} from hoshu.monitor_state_change where monitor_id = $1 order by confirmed_at desc, id desc limit $2`, [monitorId, limit]);
  }

  async insertChange(tx: Tx, monitor: MonitorRow, change: { state: 'up' | 'down'; sinceAt: Date; evidence: Record<string, unknown> }): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.monitor_state_change (tenant_id, client_id, contract_id, monitor_id, state, since_at, confirmed_at, evidence) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id',
      [tx.actor.tenantId, monitor.client_id, monitor.contract_id, monitor.id, change.state, change.sinceAt, tx.now, JSON.stringify(change.evidence)])).id;
  }

  /** Whether this is the first word about a certificate at a threshold. */
  async firstAlert(tx: Tx, monitor: MonitorRow, alert: { fingerprint: string; thresholdDays: number; validTo: string }): Promise<boolean> {
    const row = await tx.one('insert into hoshu.tls_alert (tenant_id, client_id, contract_id, monitor_id, fingerprint, threshold_days, valid_to) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id',
      [tx.actor.tenantId, monitor.client_id, monitor.contract_id, monitor.id, alert.fingerprint, alert.thresholdDays, alert.validTo]);
    return row !== null;
  }

  /** Finished days of some monitors, in order. */
  days(tx: Tx, ids: readonly string[], span: { fromOn: string; lastOn: string }): Promise<DayRow[]> {
    return tx.query<DayRow>(
      `select monitor_id, ${day('day_on')} as day_on, up_seconds as up, down_seconds as down, planned_seconds as planned, unknown_seconds as unknown, check_count
       from hoshu.monitor_day where monitor_id = any($1) and day_on between $2 and $3 order by day_on`, [ids, span.fromOn, span.lastOn]);
  }

  async insertDays(tx: Tx, monitor: Pick<MonitorRow, 'id' | 'client_id'>, days: readonly Omit<DayRow, 'monitor_id'>[]): Promise<void> {
    await tx.query(
      `insert into hoshu.monitor_day (tenant_id, client_id, monitor_id, day_on, up_seconds, down_seconds, planned_seconds, unknown_seconds, check_count)
       select $1, $2, $3, d.* from unnest($4::date[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[]) as d on conflict (tenant_id, monitor_id, day_on) do nothing`,
      [tx.actor.tenantId, monitor.client_id, monitor.id, days.map((row) => row.day_on), days.map((row) => row.up), days.map((row) => row.down), days.map((row) => row.planned), days.map((row) => row.unknown), days.map((row) => row.check_count)]);
  }
}
