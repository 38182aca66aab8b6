import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { FetchRefused, SafeFetch } from '../../platform/fetch/safe-fetch.js';
import { Loops } from '../../platform/loops.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { LOGGER } from '../../platform/tokens.js';
import { MonitorRepository, type MonitorRow } from './monitor.repository.js';
import { inactiveReason } from './monitor-view.js';
import { judgeAnswer, judgeFailure, ownNetworkFails, ownNetworkResult, type Expectation, type ProbeResult } from './outcome.js';
import { RecordCheck, type Claimed } from './record-check.js';

interface ClaimedRow { monitor_id: string; tenant_id: string; lease: string }
interface Target extends Claimed { readonly tenantId: string; readonly row: MonitorRow }

const pauseMs = 15_000;
const batchSize = 64;
const concurrency = 16;
/** Longer than the slowest batch: 64 sites, 16 at a time, two requests of ten seconds each. */
const leaseMs = 180_000;
const idleMs = 5 * 60_000;

/** Runs at most `limit` of `works` at a time. */
async function inParallel<T>(works: readonly (() => Promise<T>)[], limit: number): Promise<T[]> {
  const results = new Array<T>(works.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < works.length; index = next++) {
      const work = works[index];
      if (work) results[index] = await work();
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, works.length) }, worker));
  return results;
}

/** Looks after every tenant's due monitors, by real time. */
@Injectable()
export class MonitorRunner implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly fetch: SafeFetch, private readonly repository: MonitorRepository, private readonly record: RecordCheck,
    private readonly loops: Loops, private readonly outbox: Outbox, @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.loops.register({ name: 'monitors', pauseMs, run: () => this.turn() });
    this.outbox.on('monitor.check', async (row) => { await this.batch(await this.claim(1, String(row.payload['monitorId']))); });
  }

  /** Checks everything that is due. A lease per monitor keeps two workers, or a restarted one, from checking the same thing twice. */
  async turn(): Promise<void> {
    for (;;) {
      const claimed = await this.claim(batchSize, null);
      await this.batch(claimed);
      if (claimed.length < batchSize) return;
    }
  }

  private claim(limit: number, only: string | null): Promise<ClaimedRow[]> {
    return this.db.asLogin('hoshu_worker', (manager) => manager.query('select * from platform.claim_monitors($1, $2, $3)', [limit, leaseMs, only]));
  }

  private async batch(claimed: readonly ClaimedRow[]): Promise<void> {
    const tenants = [...new Set(claimed.map((row) => row.tenant_id))];
    const targets = (await Promise.all(tenants.map((tenantId) => this.targets(tenantId, claimed.filter((row) => row.tenant_id === tenantId))))).flat();
    const probed = await inParallel(targets.map((target) => async () => ({ target, result: await this.probe(target.row.url, { expectedStatus: target.row.expected_status, keyword: target.row.keyword }), checkedAt: new Date() })), concurrency);
    const blind = ownNetworkFails(probed.map((entry) => entry.result));
    if (blind) this.log.error({ monitors: probed.length }, 'every monitor failed at the network: counted as unknown');
    for (const { target, result, checkedAt } of probed) {
      await this.keep(target, async () => {
        await this.db.tx(systemActor(target.tenantId, 'monitor.check'), (tx) => this.record.run(tx, target, { result: blind ? ownNetworkResult : result, checkedAt }));
      });
    }
  }

  // One tenant's trouble must not cost another its check.
  private async keep(target: Pick<Target, 'tenantId' | 'monitorId'>, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error({ err: error, tenantId: target.tenantId, monitorId: target.monitorId }, 'check could not be kept');
    }
  }

  private async targets(tenantId: string, claimed: readonly ClaimedRow[]): Promise<Target[]> {
    const actor = systemActor(tenantId, 'monitor.check');
    const { rows, today } = await this.db.read(actor, async (tx) => ({ rows: await this.repository.many(tx, claimed.map((row) => row.monitor_id)), today: tx.today }));
    const all = claimed.map((entry) => ({ tenantId, monitorId: entry.monitor_id, lease: entry.lease, row: rows.find((row) => row.id === entry.monitor_id) }));
    const active = all.filter((entry): entry is Target => entry.row !== undefined && inactiveReason(entry.row, today) === null);
    const idle = all.filter((entry) => !active.some((target) => target.monitorId === entry.monitorId));
    if (idle.length) await this.keep({ tenantId, monitorId: idle[0]?.monitorId ?? '' }, () => this.db.tx(actor, async (tx) => { for (const entry of idle) await this.record.skip(tx, entry, idleMs); }));
    return active;
  }

  /** One GET; a certificate that is refused is looked at once more, so that the reason and its dates are on record. */
  private async probe(url: string, expected: Expectation): Promise<ProbeResult> {
    try {
      return judgeAnswer(await this.fetch.get(url), expected);
    } catch (error) {
      const refusedCertificate = error instanceof FetchRefused && error.reason === 'tls';
      const facts = refusedCertificate ? await this.fetch.get(url, { acceptBadCertificate: true }).then((answer) => answer.tls, () => null) : null;
      return judgeFailure(error, facts, url);
    }
  }
}
