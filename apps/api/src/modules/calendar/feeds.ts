import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, calendarRoutes } from '@hoshu/api-schema';
import { permissionsOf } from '@hoshu/domain';
import type { Actor, RequestInfo } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import { CONFIG } from '../../platform/tokens.js';
import { auditMember, firstRow } from '../identity/index.js';

type List = ResponseOf<typeof calendarRoutes.list>;
interface FeedRow { readonly id: string; readonly name: string; readonly busy_only: boolean; readonly created_at: Date }
interface OpenRow { readonly tenant_id: string; readonly client_id: string | null; readonly kind: 'vendor' | 'client'; readonly role: string; readonly membership_id: string; readonly user_id: string; readonly name: string; readonly email: string; readonly locale: 'ja' | 'en'; readonly busy_only: boolean }

/** Calendars one person may have: a few devices and colleagues' screens. */
const mostFeeds = 10;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface OpenFeed { readonly actor: Actor; readonly busyOnly: boolean; /** Secret of this feed: stable names of its events are made with it. */ readonly secret: Buffer }

/** The secret addresses of a person's calendars. The database holds only the SHA-256 of each; the address is shown once. */
@Injectable()
export class Feeds {
  constructor(private readonly db: Db, @Inject(CONFIG) private readonly config: Config) {}

  list(actor: Actor): Promise<List> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const rows: FeedRow[] = await manager.query('select id, name, busy_only, created_at from identity.calendar_feed where membership_id = $1 and revoked_at is null order by created_at desc, id desc', [actor.membershipId]);
      return { items: rows.map((row) => ({ id: row.id, label: row.name, busyOnly: row.busy_only, createdAt: row.created_at.toISOString() })) };
    });
  }

  /** A repeated request makes another feed: the address of the first is nowhere kept to be answered again. Throws calendar_too_many. */
  create(actor: Actor, { label, busyOnly }: BodyOf<typeof calendarRoutes.create>): Promise<ResponseOf<typeof calendarRoutes.create>> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      await manager.query('select 1 from identity.membership where id = $1 for update', [actor.membershipId]);
      const held = await firstRow<{ count: number }>(manager, 'select count(*)::integer as count from identity.calendar_feed where membership_id = $1 and revoked_at is null', [actor.membershipId]);
      if ((held?.count ?? 0) >= mostFeeds) throw new AppError('calendar_too_many', { data: { most: mostFeeds } });
      const token = randomBytes(32).toString('base64url');
      const row = found(await firstRow<{ id: string }>(manager, 'insert into identity.calendar_feed (membership_id, name, token_hash, busy_only) values ($1, $2, $3, $4) returning id', [actor.membershipId, label, hashOf(token), busyOnly]));
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.calendar-made', data: { feed: row.id, busyOnly } });
      return { id: row.id, label, busyOnly, url: `${this.config.publicUrl}/api/v1/calendars/${token}` };
    });
  }

  /** Throws not_found for another person's. */
  revoke(actor: Actor, feedId: string): Promise<{ ok: true }> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const answer: [unknown[], number] = await manager.query('update identity.calendar_feed set revoked_at = now() where id = $1 and membership_id = $2 and revoked_at is null', [feedId, actor.membershipId]);
      found(answer[1] === 1 ? answer : null);
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.calendar-revoked', data: { feed: feedId } });
      return { ok: true };
    });
  }

  /** Whose calendar an address is: a member of today with the rights of today. Throws not_found: unknown, revoked, removed and disabled answer alike. */
  async open(token: string, request: RequestInfo): Promise<OpenFeed> {
    const secret = hashOf(token);
    const [row] = await this.db.ask<OpenRow>('hoshu_auth',
      `select m.tenant_id, m.client_id, m.kind, m.role, m.id as membership_id, u.id as user_id, u.name, u.email, u.locale, f.busy_only
       from identity.calendar_feed f join identity.membership m on m.id = f.membership_id and m.ended_at is null join identity."user" u on u.id = m.user_id and u.disabled_at is null
       where f.token_hash = $1 and f.revoked_at is null and m.kind in ('vendor', 'client')`, [secret]);
    const { busy_only: busyOnly, ...who } = found(row);
    return {
      busyOnly, secret,
      actor: {
        kind: who.kind, tenantId: who.tenant_id, clientId: who.client_id, userId: who.user_id, membershipId: who.membership_id, recipientId: null, name: who.name, email: who.email, role: who.role,
        permissions: permissionsOf(who.kind, who.role), noticeAuthority: false, assurance: 'one', sessionId: null, request: { ...request, locale: who.locale },
      },
    };
  }
}
