import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor, type Actor } from '../actor.js';
import { Db } from '../db/db.js';
import { LOGGER } from '../tokens.js';

export interface OutboxRow { readonly id: string; readonly tenantId: string | null; readonly kind: string; readonly payload: Record<string, unknown> }
/** Runs one side effect; must be safe to run twice. `actor` is the tenant's system actor, null for rows without a tenant. */
export type OutboxHandler = (row: OutboxRow, actor: Actor | null) => Promise<void>;

/** Thrown by a handler when trying again can never help: the row goes to the dead letters at once. */
export class Poison extends Error {}

const leaseMs = 120_000;
const maximumAttempts = 8;

interface ClaimedRow { id: string; tenant_id: string | null; kind: string; payload: Record<string, unknown>; attempts: number }

/** Claims outbox rows and runs their handlers: at least once, with growing pauses, then dead-lettered. */
@Injectable()
export class Outbox {
  private readonly handlers = new Map<string, OutboxHandler>();

  constructor(private readonly db: Db, @Inject(LOGGER) private readonly log: Logger) {}

  /** Slices register their handlers when the module starts; a kind has exactly one. */
  on(kind: string, handler: OutboxHandler): void {
    if (this.handlers.has(kind)) throw new Error(`outbox kind ${kind} is handled twice`);
    this.handlers.set(kind, handler);
  }

  /** Runs one row by its id if it is free and due. */
  async runOne(id: string): Promise<void> {
    await this.runAll(await this.claim('select * from platform.claim_one($1, $2)', [id, leaseMs]));
  }

  /** Claims and runs up to `limit` due rows in order; returns how many. */
  async runDue(limit: number): Promise<number> {
    const rows = await this.claim('select * from platform.claim($1, $2)', [limit, leaseMs]);
    await this.runAll(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
    return rows.length;
  }

  private claim(sql: string, parameters: unknown[]): Promise<ClaimedRow[]> {
    return this.db.ask('hoshu_worker', sql, parameters);
  }

  private async runAll(rows: readonly ClaimedRow[]): Promise<void> {
    for (const row of rows) await this.run(row);
  }

  private async run(row: ClaimedRow): Promise<void> {
    const handler = this.handlers.get(row.kind);
    try {
      if (!handler) throw new Poison(`no handler for ${row.kind}`);
      // The tenant comes from the row itself, never from the job (06 §1.6).
      await handler({ id: row.id, tenantId: row.tenant_id, kind: row.kind, payload: row.payload }, row.tenant_id ? systemActor(row.tenant_id, row.kind) : null);
      await this.db.ask('hoshu_worker', 'select platform.finish($1)', [row.id]);
    } catch (error) {
      const dead = error instanceof Poison || row.attempts >= maximumAttempts;
      const retryMs = dead ? null : Math.min(3_600_000, 1_000 * 2 ** row.attempts) + Math.floor(Math.random() * 500);
      this.log[dead ? 'error' : 'warn']({ err: error, outboxId: row.id, kind: row.kind, attempts: row.attempts }, dead ? 'outbox row is dead' : 'outbox row will be retried');
      await this.db.ask('hoshu_worker', 'select platform.fail($1, $2, $3)', [row.id, String(error instanceof Error ? error.message : error), retryMs]);
    }
  }
}
