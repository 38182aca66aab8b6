import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BodyOf, QueryOf, monitoringRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { ContractReader } from '../contracts/index.js';
import { afterId, idPage } from '../incidents/index.js';
import { MonitorRepository, unwatched, type MonitorRow } from './monitor.repository.js';
import { checkView, monitorView, ninetyDays, type MonitorDetail, type MonitorFacts, type MonitorView } from './monitor-view.js';
import { uptimeMethod } from './uptime.js';
import { UptimeBook } from './uptime-book.js';

const longestWindowMs = 7 * 86_400_000;
const oneMinuteMs = 60_000;
const unclosed = 'exists (select 1 from hoshu.monitor m where m.begins_on < $1 and not exists (select 1 from hoshu.monitor_day d where d.monitor_id = m.id and d.day_on = $1 - 1))';

/** Monitors as people see and change them. */
@Injectable()
export class Monitors implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: MonitorRepository, private readonly book: UptimeBook,
    private readonly contracts: ContractReader, private readonly limits: RateLimits, private readonly tasks: DueTasks,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'monitoring.ensure', order: 15, run: (actor) => this.db.tx(actor, (tx) => this.ensure(tx)), dueWhen: `exists (select 1 ${unwatched})` });
    this.tasks.register({ name: 'monitoring.close-days', order: 16, run: (actor) => this.closeDays(actor), dueWhen: unclosed });
  }

  private async closeDays(actor: Actor): Promise<'quiet'> {
    await this.db.tx(actor, (tx) => this.book.close(tx));
    return 'quiet';
  }

  /** Gives every site of a concluded contract its monitor, where the contract includes 第3条1号. */
  async ensure(tx: Tx): Promise<void> {
    const missing = await this.repository.missing(tx);
    const contractIds = [...new Set(missing.map((row) => row.contract_id))];
    for (const contractId of contractIds) {
      const facts = await this.contracts.facts(tx, contractId);
      const watched = facts.terms.annex.works.some((work) => work.number === 1 && work.applies);
      if (!watched) continue;
      for (const row of missing.filter((entry) => entry.contract_id === contractId)) {
        const id = await this.repository.insert(tx, { clientId: row.client_id, contractId, siteId: row.site_id });
        if (id) await tx.audit({ type: 'monitor.created', article: '第3条1号', contractId, clientId: row.client_id, target: { kind: 'monitor', id }, data: { siteId: row.site_id, beginsOn: tx.today } });
      }
    }
  }

  list(actor: Actor, query: QueryOf<typeof routes.list>): Promise<{ items: MonitorView[]; nextCursor: string | null; total: null }> {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.list(tx, { contractId: query.contractId ?? null, siteId: query.siteId ?? null, after: afterId(query.cursor), limit: limit + 1 });
      const facts = new Map((await this.facts(tx, rows.slice(0, limit))).map((entry) => [entry.row.id, entry]));
      return idPage(rows, limit, (row) => monitorView(facts.get(row.id) ?? { row, lastCheck: undefined, lastChange: undefined, certificate: undefined, days: [], percent: null }, tx.today, new Date()));
    });
  }

  get(actor: Actor, monitorId: string): Promise<MonitorDetail> {
    return this.db.read(actor, async (tx) => this.detail(tx, await this.repository.get(tx, monitorId)));
  }

  /** Throws version_stale. */
  update(actor: Actor, monitorId: string, change: { readonly body: BodyOf<typeof routes.update>; readonly version: number }): Promise<MonitorDetail> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, monitorId);
      await this.repository.update(tx, monitorId, { settings: change.body, version: change.version });
      await tx.audit({ type: 'monitor.changed', article: '第3条1号', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'monitor', id: monitorId }, data: { ...change.body } });
      return this.detail(tx, await this.repository.get(tx, monitorId));
    });
  }

  /** Asks the worker for a check right now. Throws too_many_requests. */
  async run(actor: Actor, monitorId: string): Promise<{ ok: true }> {
    await this.limits.take('probe', actor.tenantId);
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, monitorId);
      await tx.emit('monitor.check', { monitorId });
      await tx.audit({ type: 'monitor.check-requested', article: '第3条1号', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'monitor', id: monitorId } });
      return { ok: true as const };
    });
  }

  /** Maintenance is announced before it begins: afterwards it could hide an outage. Throws window_in_past, window_order. */
  planWindow(actor: Actor, monitorId: string, body: BodyOf<typeof routes.planWindow>): Promise<{ id: string }> {
    const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)];
    return this.db.tx(actor, async (tx) => {
      const row = await this.repository.get(tx, monitorId);
      if (startsAt.getTime() < tx.now.getTime() - oneMinuteMs) throw new AppError('window_in_past');
      if (endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > longestWindowMs) throw new AppError('window_order');
      const id = await this.repository.insertWindow(tx, row, { startsAt, endsAt, reason: body.reason });
      await tx.audit({ type: 'monitor.maintenance-planned', article: '第3条1号', contractId: row.contract_id, clientId: row.client_id, target: { kind: 'monitor', id: monitorId }, data: { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), reason: body.reason } });
      return { id };
    });
  }

  private async facts(tx: Tx, rows: readonly MonitorRow[]): Promise<MonitorFacts[]> {
    const ids = rows.map((row) => row.id);
    const span = ninetyDays(tx.today);
    const [checks, changes, certificates, days] = [
      await this.repository.lastChecks(tx, ids), await this.repository.lastChanges(tx, ids), await this.repository.lastCertificates(tx, ids, tx.now), await this.book.seconds(tx, rows, span),
    ];
    return rows.map((row) => ({
      row, lastCheck: checks.find((entry) => entry.monitor_id === row.id), lastChange: changes.find((entry) => entry.monitor_id === row.id),
      certificate: certificates.find((entry) => entry.monitor_id === row.id), days: this.book.bars(days.get(row.id) ?? new Map(), span), percent: this.book.totals((days.get(row.id) ?? new Map()).values()).percent,
    }));
  }

  private async detail(tx: Tx, row: MonitorRow): Promise<MonitorDetail> {
    const [facts] = await this.facts(tx, [row]);
    const days = (await this.book.seconds(tx, [row], ninetyDays(tx.today))).get(row.id) ?? new Map();
    const windows = await this.repository.windowsBetween(tx, row.id, { from: tx.now.getTime() - 90 * 86_400_000, to: tx.now.getTime() + 365 * 86_400_000 });
    return {
      ...monitorView(facts ?? { row, lastCheck: undefined, lastChange: undefined, certificate: undefined, days: [], percent: null }, tx.today, new Date()), totals: this.book.totals(days.values()), method: { ...uptimeMethod },
      changes: (await this.repository.changes(tx, row.id, 50)).map((entry) => ({ id: entry.id, state: entry.state, sinceAt: entry.since_at.toISOString(), confirmedAt: entry.confirmed_at.toISOString() })),
      windows: windows.map((entry) => ({ id: entry.id, startsAt: entry.starts_at.toISOString(), endsAt: entry.ends_at.toISOString(), reason: entry.reason })),
      checks: (await this.repository.recentChecks(tx, row.id, 20)).map(checkView),
    };
  }
}
