import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { AppError } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { CONFIG, LOGGER } from '../../platform/tokens.js';

const dayMs = 86_400_000;

/** 「進める」: the instance's clock walks day by day, and each day everything due on it runs (D31). */
@Injectable()
export class DemoClock implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly outbox: Outbox, private readonly due: DueTasks, private readonly doorbell: Doorbell,
    @Inject(CONFIG) private readonly config: Config, @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    if (this.config.mode !== 'production') this.outbox.on('demo.advance', () => this.walk());
  }

  /** Aims the clock a day or a calendar month ahead. Throws clock_moving while an earlier move is under way. */
  async aim(by: 'day' | 'month'): Promise<void> {
    const { now } = await this.db.time();
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate(), now.getUTCHours()));
    const days = by === 'day' ? 1 : Math.round((next.getTime() - Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), now.getUTCHours())) / dayMs);
    const ring = await this.db.asLogin('hoshu_auth', async (manager) => {
      const rows: { target: string | null }[] = await manager.query('select platform.aim_clock($1) as target', [days * dayMs]);
      if (!rows[0]?.target) throw new AppError('clock_moving');
      const emitted: { id: string }[] = await manager.query('select platform.emit_identity($1, $2) as id', ['demo.advance', '{}']);
      return emitted[0]?.id ?? '';
    });
    this.doorbell.ring([ring]);
  }

  /** Walks to the target; a second walker finds no step left, so running twice never moves further. */
  private async walk(): Promise<void> {
    while (await this.step()) {
      await this.due.runAll();
      while ((await this.outbox.runDue(50)) > 0) this.log.debug('demo day drained');
    }
  }

  private async step(): Promise<boolean> {
    const rows = await this.db.asLogin('hoshu_worker', (manager): Promise<{ at: string | null }[]> => manager.query('select platform.step_clock() as at'));
    return rows[0]?.at != null;
  }

  async state(): Promise<{ today: string; movedDays: number; advancing: boolean }> {
    const { today } = await this.db.time();
    const rows = await this.db.asLogin('hoshu_auth', (manager): Promise<{ offset_ms: string; target_ms: string }[]> => manager.query('select offset_ms, target_ms from platform.clock'));
    const offset = Number(rows[0]?.offset_ms ?? 0);
    return { today, movedDays: Math.floor(offset / dayMs), advancing: Number(rows[0]?.target_ms ?? 0) > offset };
  }
}
