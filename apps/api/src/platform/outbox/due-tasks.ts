import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor, type Actor } from '../actor.js';
import { Db } from '../db/db.js';
import { LOGGER } from '../tokens.js';

export interface DueTask {
  readonly name: string;
  /** Lower runs first on a day: terms end (10) before renewals (20) before charges (30) before mails (50). */
  readonly order: number;
  /** Does whatever is due for this tenant on the business day; safe to run any number of times, catches up by itself. An answer of 'quiet' says that nothing changed that makes other work due. */
  readonly run: (actor: Actor) => Promise<unknown>;
  /**
   * SQL condition that holds whenever there may be something to do; `$1` is the business day. It may say yes too often, never no
   * wrongly. A task without one runs every time.
   */
  readonly dueWhen?: string;
}

/** The dispatcher of business dates (D31): runs each minute and after each move of the demo clock. */
@Injectable()
export class DueTasks {
  private readonly tasks: DueTask[] = [];

  constructor(private readonly db: Db, @Inject(LOGGER) private readonly log: Logger) {}

  register(task: DueTask): void {
    this.tasks.push(task);
    this.tasks.sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
  }

  /** Runs every task for every live tenant. One tenant's failure never stops another's work; it is logged and tried again next time. */
  async runAll(onlyTenantId?: string): Promise<void> {
    const tenants = await this.db.ask<{ tenant_id: string }>('hoshu_worker', 'select tenant_id from platform.live_tenants()', []);
    for (const { tenant_id: tenantId } of tenants) {
      if (!onlyTenantId || onlyTenantId === tenantId) await this.runTenant(tenantId);
    }
  }

  private async runTenant(tenantId: string): Promise<void> {
    let due = await this.dueNow(tenantId);
    let isStale = false;
    for (const task of this.tasks) {
      // What an earlier task did may have made this one due.
      if (!due.has(task.name) && isStale) {
        due = await this.dueNow(tenantId);
        isStale = false;
      }
      if (!due.has(task.name)) continue;
      try {
        if ((await task.run(systemActor(tenantId, task.name))) !== 'quiet') isStale = true;
      } catch (error) {
        isStale = true;
        this.log.error({ err: error, tenantId, task: task.name }, 'due task failed');
      }
    }
  }

  /** One query for all conditions: a day without work costs a tenant next to nothing. */
  private async dueNow(tenantId: string): Promise<ReadonlySet<string>> {
    const conditions = this.tasks.map(({ dueWhen }, index) => `(${dueWhen ?? 'true'}) as t${index}`);
    try {
      const row = await this.db.read(systemActor(tenantId, 'due-tasks'), (tx) => tx.one(`select $1::date as today, ${conditions.join(', ')}`, [tx.today]));
      return new Set(this.tasks.filter((_, index) => row?.[`t${index}`] === true).map(({ name }) => name));
    } catch (error) {
      this.log.error({ err: error, tenantId }, 'due tasks could not be told apart');
      return new Set(this.tasks.map(({ name }) => name));
    }
  }
}
