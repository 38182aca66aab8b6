import { Injectable } from '@nestjs/common';
import type { BodyOf, identityRoutes } from '@hoshu/api-schema';
import type { EntityManager } from 'typeorm';
import type { RequestInfo } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { Db } from '../../platform/db/db.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { auditMember, auditPerson } from './identity-audit.js';
import { requestMail } from './mail-request.js';
import { requireStrongPassword } from './password-policy.js';
import { firstRow, identityRecords, type UserRecord } from './records.js';

const verifyMinutes = 24 * 60;

/** A vendor signs up: nothing exists before the address is verified; a known address gets a mail that says so. */
@Injectable()
export class SignUp {
  constructor(private readonly db: Db, private readonly doorbell: Doorbell, private readonly limits: RateLimits) {}

  /** Answers alike for known and unknown addresses (no account oracle). */
  async run(body: BodyOf<typeof identityRoutes.signUp>, request: RequestInfo): Promise<{ ok: true }> {
    await this.limits.take('signUp', request.ip);
    await this.limits.take('mailAccount', body.email);
    const ring = await this.db.asLogin('hoshu_auth', async (manager) => {
      const row = await firstRow<{ id: string }>(manager, 'insert into identity.sign_up (email, company_name, person_name, locale) values ($1, $2, $3, $4) returning id', [body.email, body.companyName, body.personName, body.locale]);
      const link = await identityRecords.insertLink(manager, { purpose: 'verify', email: body.email, subjectId: row?.id ?? null, minutes: verifyMinutes });
      return requestMail(manager, { template: 'identity.verify', to: body.email, locale: body.locale, link: { purpose: 'verify', ...link }, data: { companyName: body.companyName, personName: body.personName } });
    });
    this.doorbell.ring([ring]);
    return { ok: true };
  }
}

export interface Verified { readonly user: UserRecord; readonly membershipId: string }

/** Verifies the address and creates tenant, owner and first membership in one transaction. */
@Injectable()
export class VerifySignUp {
  constructor(private readonly db: Db, private readonly tokens: LinkTokens, private readonly hasher: PasswordHasher) {}

  /** Throws link_invalid, link_used, link_expired, password_weak. `finish` opens the session in the same transaction. */
  async run(input: { token: string; password?: string | undefined }, request: RequestInfo, finish: (manager: EntityManager, verified: Verified) => Promise<void>): Promise<void> {
    const name = this.tokens.read(input.token);
    if (name?.purpose !== 'verify') throw new AppError('link_invalid');
    const passwordHash = input.password === undefined ? null : await this.hasher.hash(input.password);
    await this.db.asLogin('hoshu_auth', async (manager) => {
      const link = await identityRecords.link(manager, name.id);
      if (!link || link.generation !== name.generation) throw new AppError('link_invalid');
      const signUp = await firstRow<{ email: string; company_name: string; person_name: string; locale: 'ja' | 'en' }>(manager, 'select email, company_name, person_name, locale from identity.sign_up where id = $1', [link.subject_id]);
      if (!signUp) throw new AppError('link_invalid');
      if (input.password !== undefined) requireStrongPassword(input.password, { email: signUp.email, companyName: signUp.company_name, hasSecondFactor: false });
      if (!(await identityRecords.useLink(manager, link.id))) throw new AppError(link.used_at ? 'link_used' : 'link_expired');
      const known = await identityRecords.userByEmail(manager, signUp.email);
      const user = known ?? (await identityRecords.insertUser(manager, { email: signUp.email, name: signUp.person_name, locale: signUp.locale, passwordHash }));
      const created = await firstRow<{ id: string }>(manager, 'select platform.create_tenant($1, $2) as id', [signUp.company_name, signUp.email]);
      if (!created) throw new Error('tenant was not created');
      await manager.query('update identity.sign_up set tenant_id = $2 where id = $1', [link.subject_id, created.id]);
      const membership = await identityRecords.insertMembership(manager, { user_id: user.id, tenant_id: created.id, kind: 'vendor', client_id: null, role: 'owner', notice_authority: true });
      await identityRecords.acceptTerms(manager, user.id);
      await auditPerson(manager, user, request, { type: 'identity.address-verified' });
      await auditMember(manager, { tenantId: created.id, user, request }, { type: 'tenant.created', data: { membership: membership?.id ?? '' } });
      await finish(manager, { user, membershipId: membership?.id ?? '' });
    });
  }
}
