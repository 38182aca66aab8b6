import type { QueryResult } from 'pg';
import type { Actor } from '../actor.js';
import { appendAudit, type AuditEvent } from '../audit/append.js';
import type { BusinessTime } from '../clock.js';
import type { Line } from './line.js';
import { preparable } from './statements.js';

export type Row = Record<string, unknown>;

/** One transaction under one actor: the only way from a repository to the database. */
export class Tx {
  /** `line`: the connection that this transaction holds. `rings`: ids of outbox rows written here; rung after commit. */
  constructor(private readonly line: Line, readonly actor: Actor, readonly time: BusinessTime, readonly rings: string[] = []) {}

  /** The same transaction as if it were noon of an earlier Japanese day: the samples have a past (F166). Nothing else may use it. */
  asOf(today: string): Tx {
    if (today > this.today) throw new Error('the past only');
    return today === this.today ? this : new Tx(this.line, this.actor, { now: new Date(`${today}T12:00:00+09:00`), today }, this.rings);
  }

  /** The Japanese business day of this transaction. */
  get today(): string {
    return this.time.today;
  }
  get now(): Date {
    return this.time.now;
  }

  /**
   * Runs SQL with parameters and returns its rows. Bigint columns arrive as strings: cast yen with `::float8` or use `Number`.
   * Questions that do not wait for one another belong into one `Promise.all`: they are asked in one packet.
   */
  async query<T = Row>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.run(sql, parameters)).rows as T[];
  }

  private run(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return this.line.query(preparable(sql, parameters));
  }

  /** The first row or null. */
  async one<T = Row>(sql: string, parameters: readonly unknown[] = []): Promise<T | null> {
    return (await this.query<T>(sql, parameters))[0] ?? null;
  }

  /** How many rows an UPDATE or DELETE touched; the heart of compare-and-set. */
  async change(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.run(sql, parameters)).rowCount ?? 0;
  }

  /** Writes one typed event to the audit stream of its contract or tenant, in this transaction. Returns the leaf as a receipt. */
  audit(event: AuditEvent): Promise<{ seq: number; leaf: string }> {
    return appendAudit(this, event);
  }

  /** Leaves a side effect for the worker (mail, PDF, Stripe …). `payload` holds ids and facts, never a secret. */
  async emit(kind: string, payload: Row, delayMs = 0): Promise<void> {
    const [row] = await this.query<{ id: string }>('select platform.emit($1, $2, $3) as id', [kind, JSON.stringify(payload), delayMs]);
    if (row) this.rings.push(row.id);
  }
}
