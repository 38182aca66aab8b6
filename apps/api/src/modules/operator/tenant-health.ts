import { Injectable } from '@nestjs/common';
import type { QueryOf, ResponseOf, operatorRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { identityRecords } from '../identity/index.js';
import { afterId, idPage } from '../incidents/index.js';

interface TenantRow { id: string; name: string; created_at: Date; suspended_at: Date | null; sample_data: boolean; open_jobs: string; dead_jobs: string }

/** Metadata of tenants and jobs for the operator (D33); the database's functions hand out nothing else. */
@Injectable()
export class TenantHealth {
  constructor(private readonly db: Db) {}

  health(actor: Actor): Promise<ResponseOf<typeof routes.health>> {
    return this.db.read(actor, async (tx) => {
      const outbox = await tx.one<{ open: string; dead: string; oldest_seconds: number }>('select open, dead, oldest_seconds from platform.outbox_state()');
      const dead = await tx.query<{ kind: string; count: string; last_at: Date }>('select kind, count, last_at from platform.dead_jobs()');
      const tenants = await tx.one<{ live: string; suspended: string }>('select live, suspended from platform.tenant_counts()');
      return {
        // Jobs wait in real time, so this page tells it too.
        checkedAt: new Date().toISOString(), outbox: { open: Number(outbox?.open ?? 0), dead: Number(outbox?.dead ?? 0), oldestSeconds: Math.round(outbox?.oldest_seconds ?? 0) },
        deadJobs: dead.map((row) => ({ kind: row.kind, count: Number(row.count), lastAt: row.last_at.toISOString() })), tenants: { live: Number(tenants?.live ?? 0), suspended: Number(tenants?.suspended ?? 0) },
      };
    });
  }

  /** Newest tenant first. */
  async tenants(actor: Actor, query: QueryOf<typeof routes.tenants>): Promise<ResponseOf<typeof routes.tenants>> {
    const limit = query.limit ?? 50;
    const rows = await this.db.read(actor, (tx) => tx.query<TenantRow>('select id, name, created_at, suspended_at, sample_data, open_jobs, dead_jobs from platform.tenant_states($1, $2)', [afterId(query.cursor), limit + 1]));
    const members = await this.db.asLogin('hoshu_auth', (manager) => identityRecords.memberCounts(manager, rows.map((row) => row.id)));
    const count = (tenantId: string, kind: 'vendor' | 'client') => members.find((row) => row.tenant_id === tenantId && row.kind === kind)?.count ?? 0;
    return idPage(rows, limit, (row) => ({
      id: row.id, name: row.name, createdAt: row.created_at.toISOString(), suspendedAt: row.suspended_at?.toISOString() ?? null, sampleData: row.sample_data,
      vendorMembers: count(row.id, 'vendor'), clientMembers: count(row.id, 'client'), openJobs: Number(row.open_jobs), deadJobs: Number(row.dead_jobs),
    }));
  }
}
