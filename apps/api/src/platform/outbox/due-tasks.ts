import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor, type Actor } from '../actor.js';
import { Db } from '../db/db.js';
import { LOGGER } from '../tokens.js';

export interface DueTask {
  readonly name: string;
  /** Lower runs first on a day: terms end (10) before renewals (20) before charges (30) before mails (50). */
  readonly order: number;
  /** Does whatever is due for this tenant on the business day; safe to run any number of times, catches up by itself. */
  readonly run: (actor: Actor) => Promise<void>;
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
    const tenants = await this.db.asLogin('hoshu_worker', (manager): Promise<{ tenant_id: string }[]> => manager.query('select tenant_id from platform.live_tenants()'));
    for (const { tenant_id: tenantId } of tenants) {
      if (onlyTenantId && onlyTenantId !== tenantId) continue;
      for (const task of this.tasks) {
        try {
          await task.run(systemActor(tenantId, task.name));
        } catch (error) {
          this.log.error({ err: error, tenantId, task: task.name }, 'due task failed');
        }
      }
    }
  }
}
