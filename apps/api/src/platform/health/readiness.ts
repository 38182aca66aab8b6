import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config.js';
import { Db } from '../db/db.js';
import { CONFIG } from '../tokens.js';

/** Whether this process may take work. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  draining = false;

  constructor(@Inject(CONFIG) private readonly config: Config, private readonly db: Db) {}

  beforeApplicationShutdown(): void {
    this.draining = true;
  }

  // D32: a database of one mode is refused by another; a key that the database does not know is refused too.
  async instanceMatches(): Promise<boolean> {
    const rows = await this.db.asLogin('hoshu_auth', (manager): Promise<{ mode: string; key_ids: Record<string, string> }[]> => manager.query('select mode, key_ids from platform.instance'));
    const row = rows[0];
    return row?.mode === this.config.mode && row.key_ids['context'] === this.config.keys.context.kid && row.key_ids['links'] === this.config.keys.links.kid && row.key_ids['kek'] === this.config.keys.kek.kid;
  }
}
