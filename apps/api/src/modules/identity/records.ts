import type { EntityManager } from 'typeorm';
import type { LinkPurpose } from '../../platform/links/link-tokens.js';

export interface UserRecord {
  id: string; email: string; name: string; locale: 'ja' | 'en'; password_hash: string | null; totp_secret: Buffer | null; totp_pending: Buffer | null;
  totp_last_step: string | null; shared_mailbox: boolean; terms_version: string | null; disabled_at: Date | null;
}
export interface MembershipRecord { id: string; user_id: string; tenant_id: string; kind: 'vendor' | 'client'; client_id: string | null; role: string; notice_authority: boolean }
export interface LinkRecord { id: string; purpose: LinkPurpose; email: string; subject_id: string | null; tenant_id: string | null; context: Record<string, unknown>; generation: number; expires_at: Date; used_at: Date | null }

const first = async <T>(manager: EntityManager, sql: string, parameters: unknown[]): Promise<T | null> => {
  const result: unknown = await manager.query(sql, parameters);
  const rows = Array.isArray(result) && Array.isArray(result[0]) ? (result[0] as T[]) : (result as T[]);
  return rows[0] ?? null;
};
const userColumns = 'id, email, name, locale, password_hash, totp_secret, totp_pending, totp_last_step, shared_mailbox, terms_version, disabled_at';

/** Statements on the identity schema; every caller works as hoshu_auth. */
export const identityRecords = {
  userByEmail: (manager: EntityManager, email: string) => first<UserRecord>(manager, `select ${userColumns} from identity."user" where email = $1 and disabled_at is null`, [email]),
  userById: (manager: EntityManager, id: string) => first<UserRecord>(manager, `select ${userColumns} from identity."user" where id = $1 and disabled_at is null`, [id]),
  insertUser: async (manager: EntityManager, user: { email: string; name: string; locale: string; passwordHash: string | null }): Promise<UserRecord> => {
    const row = await first<UserRecord>(manager,
      `insert into identity."user" (email, name, locale, password_hash, email_verified_at) values ($1, $2, $3, $4, now()) on conflict (email) do nothing returning ${userColumns}`,
      [user.email, user.name, user.locale, user.passwordHash]);
    const known = row ?? (await identityRecords.userByEmail(manager, user.email));
    if (!known) throw new Error('the account is disabled');
    return known;
  },
  memberships: (manager: EntityManager, userId: string): Promise<MembershipRecord[]> =>
    manager.query('select id, user_id, tenant_id, kind, client_id, role, notice_authority from identity.membership where user_id = $1 and ended_at is null order by created_at, id', [userId]),
  /** The person behind an address in one tenant, as member of either side. */
  memberAt: (manager: EntityManager, tenantId: string, email: string): Promise<{ name: string; kind: 'vendor' | 'client'; client_id: string | null; notice_authority: boolean }[]> => manager.query(
    `select u.name, m.kind, m.client_id, m.notice_authority from identity.membership m join identity."user" u on u.id = m.user_id where m.tenant_id = $1 and u.email = $2 and m.ended_at is null and u.disabled_at is null and m.kind in ('vendor', 'client') order by m.notice_authority desc, m.id`, [tenantId, email]),
  insertMembership: (manager: EntityManager, m: Omit<MembershipRecord, 'id'>) => first<{ id: string }>(manager,
    'insert into identity.membership (user_id, tenant_id, kind, client_id, role, notice_authority) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id',
    [m.user_id, m.tenant_id, m.kind, m.client_id, m.role, m.notice_authority]),
  /** The platform's people of these roles who can sign in. */
  staffAddresses: (manager: EntityManager, roles: readonly ('support' | 'operator')[]): Promise<{ id: string; email: string; locale: 'ja' | 'en'; role: 'support' | 'operator' }[]> => manager.query(
    `select u.id, u.email, u.locale, p.role from identity.platform_staff p join identity."user" u on u.id = p.user_id where p.role = any($1) and p.ended_at is null and u.disabled_at is null order by u.id`, [roles]),
  /** Hands a mail to one person over, once for `about` (an outbox row) however often it is called. */
  mailOnce: (manager: EntityManager, { about, userId }: { readonly about: string; readonly userId: string }, payload: Readonly<Record<string, unknown>>): Promise<unknown> =>
    manager.query(`select platform.emit_once(md5($1 || $2)::uuid, 'mail', $3)`, [about, userId, JSON.stringify(payload)]),
  staffRole: async (manager: EntityManager, userId: string) => (await first<{ role: string }>(manager, 'select role from identity.platform_staff where user_id = $1 and ended_at is null', [userId]))?.role ?? null,
  acceptTerms: async (manager: EntityManager, userId: string): Promise<void> => {
    await manager.query('insert into identity.terms_acceptance (user_id, version) select $1, max(version) from identity.terms on conflict do nothing', [userId]);
    await manager.query('update identity."user" set terms_version = (select max(version) from identity.terms) where id = $1', [userId]);
  },
  link: (manager: EntityManager, id: string) => first<LinkRecord>(manager, 'select id, purpose, email, subject_id, tenant_id, context, generation, expires_at, used_at from identity.link where id = $1', [id]),
  insertLink: async (manager: EntityManager, link: { purpose: LinkRecord['purpose']; email: string; subjectId?: string | null; tenantId?: string | null; context?: Record<string, unknown>; minutes: number }): Promise<{ id: string; generation: number }> => {
    const row = await first<{ id: string; generation: number }>(manager,
      `insert into identity.link (purpose, email, subject_id, tenant_id, context, expires_at) values ($1, $2, $3, $4, $5, now() + $6 * interval '1 minute') returning id, generation`,
      [link.purpose, link.email, link.subjectId ?? null, link.tenantId ?? null, JSON.stringify(link.context ?? {}), link.minutes]);
    if (!row) throw new Error('link was not written');
    return row;
  },
  /** Raises the generation: older tokens are expired from now on. */
  renewLink: (manager: EntityManager, id: string, minutes: number) => first<{ id: string; generation: number }>(manager,
    `update identity.link set generation = generation + 1, expires_at = now() + $2 * interval '1 minute' where id = $1 and used_at is null returning id, generation`, [id, minutes]),
  /** How many people of each side the tenants have. */
  memberCounts: (manager: EntityManager, tenantIds: readonly string[]): Promise<{ tenant_id: string; kind: 'vendor' | 'client'; count: number }[]> => manager.query('select tenant_id, kind, count(*)::int as count from identity.membership where tenant_id = any($1) and ended_at is null group by tenant_id, kind', [tenantIds]),
  /** Consumes once: false when somebody was faster. */
  useLink: async (manager: EntityManager, id: string): Promise<boolean> =>
    (await first<{ id: string }>(manager, 'update identity.link set used_at = now() where id = $1 and used_at is null and expires_at > now() returning id', [id])) !== null,
};
export { first as firstRow };
