import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Actor } from '../actor.js';
import { businessTime } from '../clock.js';
import { CONFIG } from '../tokens.js';
import type { Config } from '../config.js';
import { Doorbell } from '../queue/doorbell.js';
import { claimIdempotency } from '../http/idempotency.js';
import { signedContext } from './context.js';
import { accessOf, type Login } from './roles.js';
import { ClockMoved, Line } from './line.js';
import { preparable } from './statements.js';
import { Tx } from './tx.js';

interface Limits { readonly statementMs: number; readonly lifetimeSeconds: number }
const requestLimits: Limits = { statementMs: 5_000, lifetimeSeconds: 60 };
const jobLimits: Limits = { statementMs: 60_000, lifetimeSeconds: 600 };

/** The only opener of transactions: sets role, signed context and time limits in one statement before anything else runs. */
@Injectable()
export class Db {
  /** Of the business clock (D31), as the newest transaction of this process saw it. */
  private offsetMs = 0;

  constructor(
    @Inject('DATA_SOURCES') private readonly sources: Readonly<Partial<Record<Login, DataSource>>>,
    @Inject(CONFIG) private readonly config: Config,
    private readonly doorbell: Doorbell,
  ) {}

  /**
   * Runs `work` in one read-write transaction as `actor`. The result of the first transaction of a request with an
   * Idempotency-Key is kept with it. Outbox rows are rung after commit. No external call belongs inside.
   */
  async tx<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const rings: string[] = [];
    const result = await this.open(actor, false, async (tx) => {
      const remember = await claimIdempotency(tx);
      const value = await work(tx);
      await remember?.(value);
      rings.push(...tx.rings);
      return value;
    });
    this.doorbell.ring(rings);
    return result;
  }

  /** Runs `work` in one READ ONLY transaction as `actor`. */
  read<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.open(actor, true, work);
  }

  private source(login: Login): DataSource {
    const source = this.sources[login];
    if (!source) throw new Error(`${login} is not connected in this process`);
    return source;
  }

  private async open<T>(actor: Actor, readOnly: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source(accessOf[actor.kind].login).createQueryRunner();
    let ended: Promise<unknown> = Promise.resolve();
    try {
      const client = await runner.connect() as PoolClient;
      try {
        const value = await this.work(client, { actor, readOnly }, work);
        ended = client.query('commit');
        // Reading changed nothing that a lost commit could take back: whoever asked need not wait for it.
        if (!readOnly) await ended;
        return value;
      } catch (error) {
        // A connection that broke cannot answer; its transaction ended with it.
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    } finally {
      void ended.catch(() => undefined).then(() => runner.release());
    }
  }

  /** Begins to work before the server has said that the transaction stands, at the time the last one had; anew when the clock was moved since. */
  private async work<T>(client: PoolClient, { actor, readOnly }: { readonly actor: Actor; readonly readOnly: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (;;) {
      const line = new Line(client, () => this.enter(client, actor, readOnly));
      try {
        const value = await work(new Tx(line, actor, businessTime(this.offsetMs)));
        await line.entered;
        return value;
      } catch (error) {
        const moved = await line.entered.then(() => null, (reason: unknown) => reason);
        if (!(moved instanceof ClockMoved)) throw error;
        await client.query('rollback');
      }
    }
  }

  /** Opens the transaction and enters the actor's context, all in one message to the server. Throws ClockMoved when the business clock shows another time than assumed. */
  private async enter(client: PoolClient, actor: Actor, readOnly: boolean): Promise<void> {
    const limits = actor.kind === 'system' ? jobLimits : requestLimits;
    const { context, signature } = signedContext(actor, this.config.keys.context, limits.lifetimeSeconds);
    const settings: readonly (readonly [string, string])[] = [
      ['role', accessOf[actor.kind].role], ['app.ctx', context], ['app.ctx_sig', signature], ['statement_timeout', String(limits.statementMs)],
      ['lock_timeout', String(Math.min(limits.statementMs, 5_000))], ['idle_in_transaction_session_timeout', '15000'],
    ];
    const set = settings.map(([name, value]) => `set_config('${name}', ${client.escapeLiteral(value)}, true)`).join(', ');
    const assumed = this.offsetMs;
    // Several statements in one message take no parameters; the driver then answers with one result each.
    const results = await client.query(`begin transaction read ${readOnly ? 'only' : 'write'}; select ${set}, (select offset_ms from platform.clock) as offset_ms`) as unknown as QueryResult<{ offset_ms: string }>[];
    this.offsetMs = Number(results.at(-1)?.rows[0]?.offset_ms ?? 0);
    if (this.offsetMs !== assumed) throw new ClockMoved();
  }

  /** Work of the login itself, without a tenant: only definer functions and its own schema are reachable. */
  async asLogin<T>(login: Login, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.source(login).createQueryRunner();
    try {
      const client = await runner.connect() as PoolClient;
      const begun = client.query(`begin; select set_config('statement_timeout', '5000', true), set_config('lock_timeout', '2000', true), set_config('idle_in_transaction_session_timeout', '15000', true)`);
      try {
        // Were it refused, every statement after it would be, too.
        const [value] = await Promise.all([work(runner.manager), begun]);
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }

  /** One statement of the login itself; a single statement needs no transaction around it. The pool bounds the wait. */
  async ask<T>(login: Login, sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const pool = (this.source(login).driver as PostgresDriver).master as Pool;
    const { rows } = await pool.query(preparable(sql, parameters));
    return rows as T[];
  }

  /** The business clock outside a transaction; costs one query. */
  async time(): Promise<ReturnType<typeof businessTime>> {
    const login: Login = this.sources.hoshu_auth ? 'hoshu_auth' : 'hoshu_worker';
    const rows: { offset_ms: string }[] = await this.source(login).query('select offset_ms from platform.clock');
    return businessTime(Number(rows[0]?.offset_ms ?? 0));
  }

  /** Whether the database answers. */
  async ping(): Promise<boolean> {
    const source = Object.values(this.sources)[0];
    await source?.query('select 1');
    return source !== undefined;
  }
}
