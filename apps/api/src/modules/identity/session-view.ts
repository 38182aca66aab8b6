import { Inject, Injectable } from '@nestjs/common';
import type { ResponseOf, identityRoutes } from '@hoshu/api-schema';
import type { Request } from 'express';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Sessions, hasSteppedUp } from '../../platform/auth/sessions.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { CONFIG } from '../../platform/tokens.js';
import { identityRecords } from './records.js';

type SessionView = ResponseOf<typeof identityRoutes.session>;

/** What the portal knows about the person in front of it. */
@Injectable()
export class ReadSession {
  constructor(private readonly db: Db, private readonly sessions: Sessions, @Inject(CONFIG) private readonly config: Config) {}

  async run(actor: Actor, request: Request): Promise<SessionView> {
    const state = await this.sessions.resolve(request);
    if (!state) throw new AppError('signed_out');
    const { today } = await this.db.time();
    const { user, memberships } = await this.people(actor);
    for (const entry of memberships) if (entry.kind === 'client') entry.clientName = await this.clientName(actor, entry);
    return {
      user, memberships, membership: memberships.find((entry) => entry.id === actor.membershipId) ?? memberships.find((entry) => entry.kind === 'staff') ?? null,
      permissions: [...actor.permissions].sort(), assurance: actor.assurance, steppedUpUntil: hasSteppedUp(state) ? state.steppedUpUntil?.toISOString() ?? null : null,
      mode: this.config.mode, today, termsAccepted: state.termsAccepted,
    };
  }

  // The schema of identity knows no names of 甲: each membership's own context reads its organisation, as it is called today.
  private async clientName(actor: Actor, membership: SessionView['memberships'][number]): Promise<string | null> {
    const member: Actor = { ...actor, kind: 'client', tenantId: membership.tenantId ?? '', clientId: membership.clientId, membershipId: membership.id, recipientId: null };
    return (await this.db.read(member, (tx) => tx.one<{ name: string }>('select company_name as name from hoshu.client limit 1')))?.name ?? null;
  }

  private people(actor: Actor) {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const user = found(await identityRecords.userById(manager, actor.userId ?? ''));
      const rows = await identityRecords.memberships(manager, user.id);
      const names: { tenant_id: string; name: string }[] = await manager.query('select tenant_id, name from platform.tenant_names($1)', [rows.map((row) => row.tenant_id)]);
      const staffRole = await identityRecords.staffRole(manager, user.id);
      const memberships: SessionView['memberships'] = rows.map((row) => ({
        id: row.id, kind: row.kind, tenantId: row.tenant_id, tenantName: names.find((entry) => entry.tenant_id === row.tenant_id)?.name ?? '', clientId: row.client_id,
        clientName: null, role: row.role, noticeAuthority: row.notice_authority,
      }));
      if (staffRole) memberships.push({ id: user.id, kind: 'staff', tenantId: null, tenantName: 'Hoshu 運営', clientId: null, clientName: null, role: staffRole, noticeAuthority: false });
      return { memberships, user: { id: user.id, email: user.email, name: user.name, locale: user.locale, hasPassword: user.password_hash !== null, totpEnrolled: user.totp_secret !== null, sharedMailbox: user.shared_mailbox } };
    });
  }
}
