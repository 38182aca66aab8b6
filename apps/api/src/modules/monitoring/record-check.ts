import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { japaneseDay } from '../../platform/clock.js';
import type { TlsFacts } from '../../platform/fetch/safe-fetch.js';
import { OpenIncident } from '../incidents/index.js';
import { sendMail } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { MonitorRepository, type MonitorRow } from './monitor.repository.js';
import { inactiveReason } from './monitor-view.js';
import { reasonWords, type ProbeResult } from './outcome.js';
import { stateAfter } from './uptime.js';

export interface Claimed { readonly monitorId: string; readonly lease: string }
export interface FinishedCheck { readonly result: ProbeResult; readonly checkedAt: Date }

const dayMs = 86_400_000;
/** F021: the days before expiry at which the vendor hears of a certificate, nearest first. */
const alertDays = [1, 7, 14, 30] as const;
/** A first failure is looked at again soon, so that an outage is known after about a minute. */
const confirmMs = 60_000;

/** Writes one check and everything that follows from it in one transaction. */
@Injectable()
export class RecordCheck {
  constructor(private readonly repository: MonitorRepository, private readonly incidents: OpenIncident, private readonly company: CompanyRepository) {}

  /** Gives a monitor back without a check. */
  async skip(tx: Tx, claimed: Claimed, delayMs: number): Promise<void> {
    await tx.query('select platform.finish_monitor($1, $2, $3)', [claimed.monitorId, claimed.lease, delayMs]);
  }

  /** Keeps a finished check unless its lease was lost to another worker or the monitor ended meanwhile. 第3条1号・7号・第9条. */
  async run(tx: Tx, claimed: Claimed, check: FinishedCheck): Promise<void> {
    const { result } = check;
    const held = await tx.one<{ id: string }>('select id from hoshu.monitor where id = $1 for update', [claimed.monitorId]);
    const row = held ? await this.repository.get(tx, claimed.monitorId) : null;
    const previous = row ? await this.repository.lastKnownCheck(tx, row.id) : null;
    const firstFailure = result.outcome === 'down' && previous?.outcome !== 'down';
    const intervalMs = (row?.interval_minutes ?? 5) * 60_000;
    const finished = await tx.one<{ ok: boolean }>('select platform.finish_monitor($1, $2, $3) as ok', [claimed.monitorId, claimed.lease, firstFailure ? Math.min(confirmMs, intervalMs) : intervalMs]);
    if (!row || !finished?.ok || inactiveReason(row, tx.today) !== null) return;
    await this.repository.insertCheck(tx, row, check);
    const [last] = await this.repository.lastChanges(tx, [row.id]);
    const change = stateAfter(last?.state ?? 'unknown', previous ? { at: previous.business_at.getTime(), outcome: previous.outcome } : null, { at: tx.now.getTime(), outcome: result.outcome });
    if (change && !(change.state === 'down' && (await this.inMaintenance(tx, row)))) await this.change(tx, row, { result, change: { state: change.state, sinceAt: new Date(change.since) } });
    if (result.tls) await this.alertOfExpiry(tx, row, { tls: result.tls, at: check.checkedAt });
  }

  private async inMaintenance(tx: Tx, row: MonitorRow): Promise<boolean> {
    const now = tx.now.getTime();
    return (await this.repository.windowsBetween(tx, row.id, { from: now, to: now + 1 })).length > 0;
  }

  private async change(tx: Tx, row: MonitorRow, { result, change }: { result: ProbeResult; change: { state: 'up' | 'down'; sinceAt: Date } }): Promise<void> {
    const evidence = { reason: result.reason, httpStatus: result.httpStatus, durationMs: result.durationMs, headers: result.headers, tls: result.tls };
    const stateChangeId = await this.repository.insertChange(tx, row, { ...change, evidence });
    await tx.audit({
      type: change.state === 'down' ? 'monitor.went-down' : 'monitor.came-up', article: '第9条', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'monitor', id: row.id },
      data: { sinceAt: change.sinceAt.toISOString(), reason: result.reason, httpStatus: result.httpStatus },
    });
    if (change.state === 'up') return this.incidents.restoredByMonitor(tx, row.id);
    const reasonText = reasonWords(result.reason)?.ja ?? '応答がありません';
    return this.incidents.byMonitor(tx, { clientId: row.client_id, contractId: row.contract_id, siteId: row.site_id, siteName: row.site_name, stateChangeId, reasonText });
  }

  // TLS goes by real time (D31). A renewed certificate has another fingerprint, so its alerts begin anew and the old ones end.
  private async alertOfExpiry(tx: Tx, row: MonitorRow, seen: { tls: TlsFacts; at: Date }): Promise<void> {
    const daysLeft = Math.floor((Date.parse(seen.tls.validTo) - seen.at.getTime()) / dayMs);
    const thresholdDays = alertDays.find((days) => daysLeft <= days);
    if (thresholdDays === undefined || !(await this.repository.firstAlert(tx, row, { fingerprint: seen.tls.fingerprint256, thresholdDays, validTo: seen.tls.validTo }))) return;
    await tx.audit({ type: 'monitor.certificate-expiring', article: '第3条7号', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'monitor', id: row.id }, data: { fingerprint: seen.tls.fingerprint256, daysLeft, validTo: seen.tls.validTo } });
    const { notice_email: to } = await this.company.profileOn(tx, tx.today);
    if (!to) return;
    await sendMail(tx, {
      template: 'monitor.certificate', to, locale: 'ja', path: `/app/sites/${row.site_id}`, clientId: null, contractId: row.contract_id, subjectRef: `monitor:${row.id}`,
      data: { siteName: row.site_name, url: row.url, clientName: row.client_name, daysLeft: String(Math.max(0, daysLeft)), expiresOn: japaneseDay(new Date(seen.tls.validTo)) },
    });
  }
}
