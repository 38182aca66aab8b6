import type { ResponseOf, monitoringRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { japaneseDay } from '../../platform/clock.js';
import type { ChangeRow, CheckRow, MonitorRow } from './monitor.repository.js';
import { reasonWords } from './outcome.js';
import { servicePhase, serviceWindow } from './service-window.js';
import type { UptimeDay } from './uptime-book.js';

export type MonitorDetail = ResponseOf<typeof monitoringRoutes.get>;
export type MonitorView = ResponseOf<typeof monitoringRoutes.list>['items'][number];
type InactiveReason = MonitorView['inactiveReason'];

const dayMs = 86_400_000;
export const windowOf = (row: MonitorRow) => serviceWindow({ concludedOn: row.concluded_on, startsOn: row.starts_on, goesLiveOn: row.goes_live_on, endsOn: row.ends_on });

/** Why a monitor does not run on a day, or null when it does. 第2条: no site outside the register is watched. */
export function inactiveReason(row: MonitorRow, today: string): InactiveReason {
  const phase = servicePhase(windowOf(row), today);
  if (phase !== 'running') return phase;
  if (!row.registered) return 'site_removed';
  return row.paused ? 'paused' : null;
}

export const checkView = (row: CheckRow): NonNullable<MonitorView['lastCheck']> => ({
  checkedAt: row.checked_at.toISOString(), businessAt: row.business_at.toISOString(), outcome: row.outcome, httpStatus: row.http_status, durationMs: row.duration_ms, reason: reasonWords(row.reason),
});

/** Certificates go by real time (D31). */
export const certificateView = (row: CheckRow | undefined, real: Date): MonitorView['certificate'] => {
  if (!row?.tls_valid_to || !row.tls_fingerprint) return null;
  return { expiresAt: row.tls_valid_to.toISOString(), expiresOn: japaneseDay(row.tls_valid_to), daysLeft: Math.floor((row.tls_valid_to.getTime() - real.getTime()) / dayMs), fingerprint: row.tls_fingerprint };
};

export interface MonitorFacts { readonly row: MonitorRow; readonly lastCheck: CheckRow | undefined; readonly lastChange: ChangeRow | undefined; readonly certificate: CheckRow | undefined; readonly days: readonly UptimeDay[]; readonly percent: number | null }

export function monitorView(facts: MonitorFacts, today: string, real: Date): MonitorView {
  const { row, lastCheck, lastChange } = facts;
  const inactive = inactiveReason(row, today);
  const stale = inactive === null && (!lastCheck || real.getTime() - lastCheck.checked_at.getTime() > row.interval_minutes * 2 * 60_000);
  return {
    id: row.id, contractId: row.contract_id, contractNumber: row.contract_number, clientId: row.client_id, clientName: row.client_name, siteId: row.site_id, siteName: row.site_name, url: row.url,
    intervalMinutes: row.interval_minutes, keyword: row.keyword, expectedStatus: row.expected_status, paused: row.paused, active: inactive === null, inactiveReason: inactive,
    // What was true when nobody looks any more is not shown as true.
    state: inactive !== null || stale ? 'unknown' : (lastChange?.state ?? 'unknown'), stateSince: lastChange?.since_at.toISOString() ?? null, lastCheck: lastCheck ? checkView(lastCheck) : null, stale,
    percent: facts.percent, certificate: certificateView(facts.certificate, real), days: [...facts.days], version: row.version,
  };
}

/** The 90 days up to and with a day. */
export const ninetyDays = (today: string) => ({ fromOn: addDays(localDate(today), -89) as string, lastOn: today });
