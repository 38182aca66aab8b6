import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { auditMember } from './identity-audit.js';
import { firstRow } from './records.js';

export interface Member { id: string; user_id: string; name: string; email: string; role: string; notice_authority: boolean; totp: boolean; created_at: Date }

/** People of one tenant or of one client organisation; the identity schema is asked with the tenant spelled out. */
@Injectable()
export class Members {
  constructor(private readonly db: Db) {}

  list(tenantId: string, kind: 'vendor' | 'client', clientId: string | null): Promise<Member[]> {
    return this.db.asLogin('hoshu_auth', (manager) => manager.query(
      `select m.id, m.user_id, u.name, u.email, m.role, m.notice_authority, u.totp_secret is not null as totp, m.created_at
       from identity.membership m join identity."user" u on u.id = m.user_id
       where m.tenant_id = $1 and m.kind = $2 and m.client_id is not distinct from $3 and m.ended_at is null order by m.created_at, m.id limit 500`, [tenantId, kind, clientId]));
  }

  /** Whether anybody of these client organisations was given or offered access. */
  async anyOfClients(tenantId: string, clientIds: readonly string[]): Promise<boolean> {
    const rows = await this.db.ask<{ found: boolean }>('hoshu_auth', `select exists (select 1 from identity.membership m where m.tenant_id = $1 and m.kind = 'client' and m.client_id = any($2)) or exists (select 1 from identity.invitation i where i.tenant_id = $1 and i.kind = 'client' and i.client_id = any($2)) as found`, [tenantId, [...clientIds]]);
    return rows[0]?.found === true;
  }

  /** Changes role and 通知権限, effective at the next request. Throws not_found, last_owner. */
  change(actor: Actor, member: { membershipId: string; kind: 'vendor' | 'client'; clientId: string | null }, to: { role: string; noticeAuthority: boolean }): Promise<void> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const row = found(await firstRow<{ id: string; role: string }>(manager, 'select id, role from identity.membership where id = $1 and tenant_id = $2 and kind = $3 and client_id is not distinct from $4 and ended_at is null for update', [member.membershipId, actor.tenantId, member.kind, member.clientId]));
      if (row.role === 'owner' && to.role !== 'owner') await this.keepOneOwner(manager, actor.tenantId, member);
      await manager.query('update identity.membership set role = $2, notice_authority = $3 where id = $1', [row.id, to.role, to.noticeAuthority]);
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.changed', data: { membership: row.id, role: to.role, noticeAuthority: to.noticeAuthority } });
    });
  }

  /** Ends a membership and every session that runs under it. Throws not_found, last_owner. */
  end(actor: Actor, member: { membershipId: string; kind: 'vendor' | 'client'; clientId: string | null }): Promise<void> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const row = found(await firstRow<{ id: string; role: string }>(manager, 'select id, role from identity.membership where id = $1 and tenant_id = $2 and kind = $3 and client_id is not distinct from $4 and ended_at is null for update', [member.membershipId, actor.tenantId, member.kind, member.clientId]));
      if (row.role === 'owner') await this.keepOneOwner(manager, actor.tenantId, member);
      await manager.query('update identity.membership set ended_at = now() where id = $1', [row.id]);
      await manager.query('update identity.session set ended_at = now() where membership_id = $1 and ended_at is null', [row.id]);
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.removed', data: { membership: row.id } });
    });
  }

  /** Ends every membership, session and open invitation of some client organisations; for clients that cease to exist. */
  endAllOfClients(actor: Actor, clientIds: readonly string[]): Promise<void> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const ended: [{ id: string }[], number] = await manager.query(`update identity.membership set ended_at = now() where tenant_id = $1 and kind = 'client' and client_id = any($2) and ended_at is null returning id`, [actor.tenantId, clientIds]);
      const ids = ended[0].map((row) => row.id);
      await manager.query('update identity.session set ended_at = now() where membership_id = any($1) and ended_at is null', [ids]);
      await manager.query(`update identity.invitation set revoked_at = now() where tenant_id = $1 and kind = 'client' and client_id = any($2) and accepted_at is null and revoked_at is null`, [actor.tenantId, clientIds]);
      for (const membership of ids) await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.removed', data: { membership } });
    });
  }

  private async keepOneOwner(manager: Parameters<typeof firstRow>[0], tenantId: string, member: { membershipId: string; kind: 'vendor' | 'client'; clientId: string | null }): Promise<void> {
    // Owners are locked in id order so that two owners cannot remove each other at once.
    const owners: { id: string }[] = await manager.query(`select id from identity.membership where tenant_id = $1 and kind = $2 and client_id is not distinct from $3 and role = 'owner' and ended_at is null order by id for update`, [tenantId, member.kind, member.clientId]);
    if (owners.length <= 1) throw new AppError('last_owner');
  }
}
