import { statfs } from 'node:fs/promises';
import { Controller, Get, Inject, Res, SetMetadata } from '@nestjs/common';
import type { Response } from 'express';
import type { Config } from '../config.js';
import { Db } from '../db/db.js';
import { OPEN_ROUTE } from '../http/route.js';
import { CONFIG } from '../tokens.js';
import { Readiness } from './readiness.js';

/** Liveness and readiness; outside /api/v1 because they are not part of the product's interface. */
@Controller()
export class HealthController {
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly db: Db, private readonly readiness: Readiness) {}

  /** Alive: the event loop answers. Names the instance so that a second start recognises its own server. */
  @Get('/api/health')
  @SetMetadata(OPEN_ROUTE, true)
  health(): { status: string; instanceId: string; mode: string } {
    return { status: 'ok', instanceId: this.config.instanceId, mode: this.config.mode };
  }

  /** Ready: the database answers, it is of this mode and these keys, there is room on the disk, and we are not shutting down. */
  @Get('/api/ready')
  @SetMetadata(OPEN_ROUTE, true)
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
    const checks = {
      accepting: !this.readiness.draining,
      database: await this.db.ping().catch(() => false),
      instance: await this.readiness.instanceMatches().catch(() => false),
      disk: await this.hasRoom().catch(() => false),
    };
    const ready = Object.values(checks).every(Boolean);
    response.status(ready ? 200 : 503);
    return { ready, checks };
  }

  private async hasRoom(): Promise<boolean> {
    const { bavail, blocks } = await statfs(this.config.dataDirectory);
    return bavail / blocks > 0.01;
  }
}
