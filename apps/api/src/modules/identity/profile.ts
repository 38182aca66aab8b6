import { Injectable } from '@nestjs/common';
import QRCode from 'qrcode';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import type { Request } from 'express';
import { auditPerson } from './identity-audit.js';
import { requireStrongPassword } from './password-policy.js';
import { firstRow, identityRecords, type UserRecord } from './records.js';
import { SecondFactor } from './second-factor.js';

/** A person's own name, language, password, second factor and sign-ins. */
@Injectable()
export class Profile {
  constructor(private readonly db: Db, private readonly hasher: PasswordHasher, private readonly secondFactor: SecondFactor, private readonly limits: RateLimits, private readonly sessions: Sessions) {}

  private asUser<T>(actor: Actor, work: (manager: EntityManager, user: UserRecord) => Promise<T>): Promise<T> {
    return this.db.asLogin('hoshu_auth', async (manager) => work(manager, found(await identityRecords.userById(manager, actor.userId ?? ''))));
  }

  update(actor: Actor, to: { name: string; locale: 'ja' | 'en'; sharedMailbox: boolean }): Promise<{ ok: true }> {
    return this.asUser(actor, async (manager, user) => {
      await manager.query('update identity."user" set name = $2, locale = $3, shared_mailbox = $4 where id = $1', [user.id, to.name, to.locale, to.sharedMailbox]);
      await auditPerson(manager, user, actor.request, { type: 'identity.profile-changed', personal: { newName: to.name }, data: { locale: to.locale, sharedMailbox: to.sharedMailbox } });
      return { ok: true };
    });
  }

  /** Sets the password and ends every other session of this person. Throws password_weak. */
  async changePassword(actor: Actor, password: string): Promise<{ ok: true }> {
    const hash = await this.hasher.hash(password);
    return this.asUser(actor, async (manager, user) => {
      requireStrongPassword(password, { email: user.email, hasSecondFactor: user.totp_secret !== null });
      await manager.query('update identity."user" set password_hash = $2 where id = $1', [user.id, hash]);
      await manager.query('update identity.session set ended_at = now() where user_id = $1 and id <> $2 and ended_at is null', [user.id, actor.sessionId]);
      await auditPerson(manager, user, actor.request, { type: 'identity.password-changed' });
      return { ok: true };
    });
  }

  startTotp(actor: Actor): Promise<{ secret: string; uri: string; qrSvg: string }> {
    return this.asUser(actor, async (manager, user) => {
      const { secret, uri } = await this.secondFactor.start(manager, user);
      return { secret, uri, qrSvg: await QRCode.toString(uri, { type: 'svg', margin: 1 }) };
    });
  }

  async confirmTotp(actor: Actor, code: string): Promise<{ recoveryCodes: string[] }> {
    await this.limits.take('code', actor.userId ?? '');
    return this.asUser(actor, async (manager, user) => {
      const recoveryCodes = await this.secondFactor.confirm(manager, user, code, actor.request);
      await manager.query(`update identity.session set assurance = 'two', stepped_up_until = now() + interval '5 minutes' where id = $1`, [actor.sessionId]);
      return { recoveryCodes };
    });
  }

  disableTotp(actor: Actor): Promise<{ ok: true }> {
    return this.asUser(actor, async (manager, user) => {
      await this.secondFactor.remove(manager, user, actor.request);
      return { ok: true };
    });
  }

  /** Proves again who is there: a code when enrolled, else the password. Valid five minutes (D17). Throws credentials_wrong, code_wrong. */
  async stepUp(actor: Actor, proof: { password?: string | undefined; code?: string | undefined }): Promise<{ until: string }> {
    await this.limits.take('code', actor.userId ?? '');
    return this.asUser(actor, async (manager, user) => {
      if (user.totp_secret) {
        if (!proof.code || !(await this.secondFactor.accept(manager, user, proof.code, actor.request))) throw new AppError('code_wrong');
      } else if (!(await this.hasher.verify(proof.password ?? '', user.password_hash))) throw new AppError('credentials_wrong');
      const row = found(await firstRow<{ stepped_up_until: Date }>(manager, `update identity.session set stepped_up_until = now() + interval '5 minutes', assurance = case when $2 then 'two' else assurance end where id = $1 returning stepped_up_until`, [actor.sessionId, user.totp_secret !== null]));
      await auditPerson(manager, user, actor.request, { type: 'identity.stepped-up' });
      return { until: row.stepped_up_until.toISOString() };
    });
  }

  listSessions(actor: Actor) {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const rows: { id: string; created_at: Date; last_seen_at: Date; user_agent: string; ip: string; assurance: 'one' | 'two' }[] = await manager.query(
        'select id, created_at, last_seen_at, user_agent, ip, assurance from identity.session where user_id = $1 and ended_at is null and expires_at > now() order by last_seen_at desc limit 50', [actor.userId]);
      return { items: rows.map((row) => ({ id: row.id, current: row.id === actor.sessionId, createdAt: row.created_at.toISOString(), lastSeenAt: row.last_seen_at.toISOString(), userAgent: row.user_agent, ip: row.ip, assurance: row.assurance })) };
    });
  }

  revokeSession(actor: Actor, sessionId: string): Promise<{ ok: true }> {
    return this.asUser(actor, async (manager, user) => {
      found(await firstRow(manager, 'update identity.session set ended_at = now() where id = $1 and user_id = $2 and ended_at is null returning id', [sessionId, user.id]));
      await auditPerson(manager, user, actor.request, { type: 'identity.session-revoked', data: { session: sessionId } });
      return { ok: true };
    });
  }

  signOut(actor: Actor, request: Request): Promise<{ ok: true }> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      await this.sessions.end(manager, request);
      if (actor.userId) await auditPerson(manager, { id: actor.userId, name: actor.name }, actor.request, { type: 'identity.signed-out' });
      return { ok: true };
    });
  }

  acceptTerms(actor: Actor, version: string): Promise<{ ok: true }> {
    return this.asUser(actor, async (manager, user) => {
      const current = await firstRow<{ version: string }>(manager, 'select max(version) as version from identity.terms', []);
      if (current?.version !== version) throw new AppError('version_stale');
      await identityRecords.acceptTerms(manager, user.id);
      await auditPerson(manager, user, actor.request, { type: 'identity.terms-accepted', data: { version } });
      return { ok: true };
    });
  }
}
