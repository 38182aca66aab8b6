import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { EntityManager } from 'typeorm';
import type { RequestInfo } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { auditPerson } from './identity-audit.js';
import { requestMail } from './mail-request.js';
import { firstRow, identityRecords, type UserRecord } from './records.js';
import { SecondFactor } from './second-factor.js';

export interface SignInContext { readonly request: Request; readonly response: Response; readonly info: RequestInfo }
export interface SignedIn { readonly status: 'signed_in' | 'second_factor'; readonly next: string }

export const signInMinutes = 30;
const home = { vendor: '/app', client: '/portal', staff: '/ops', none: '/profile' } as const;

/** Same-origin paths only: no scheme, no `//`, no backslash, no control character. */
export const safeNext = (next: string | undefined, fallback: string): string =>
  next && /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next) && next.length <= 300 ? next : fallback;

const nextOf = ({ next }: Record<string, unknown>): string => (typeof next === 'string' ? next : '');

/** Every way of signing in ends here; unknown people and wrong secrets answer alike and take alike. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: Db, private readonly sessions: Sessions, private readonly hasher: PasswordHasher,
    private readonly tokens: LinkTokens, private readonly limits: RateLimits, private readonly doorbell: Doorbell, private readonly secondFactor: SecondFactor,
  ) {}

  async withPassword(input: { email: string; password: string }, context: SignInContext): Promise<SignedIn> {
    await this.limits.take('loginAddress', context.info.ip);
    await this.limits.take('loginAccount', input.email);
    const user = await this.db.asLogin('hoshu_auth', (manager) => identityRecords.userByEmail(manager, input.email));
    if (!(await this.hasher.verify(input.password, user?.password_hash ?? null)) || !user) throw new AppError('credentials_wrong');
    return this.db.asLogin('hoshu_auth', (manager) => this.open(manager, user, context, { method: 'password' }));
  }

  /** Sends link and code to a known address; does the same visible work for an unknown one. */
  async requestLink(input: { email: string; next?: string | undefined }, context: SignInContext): Promise<{ ok: true }> {
    await this.limits.take('mailAccount', input.email);
    const ring = await this.db.asLogin('hoshu_auth', async (manager) => {
      const user = await identityRecords.userByEmail(manager, input.email);
      const link = await identityRecords.insertLink(manager, { purpose: 'signin', email: input.email, subjectId: user?.id ?? null, context: { next: safeNext(input.next, '') }, minutes: signInMinutes });
      return user ? requestMail(manager, { template: 'identity.signin', to: user.email, locale: user.locale, link: { purpose: 'signin', ...link }, data: { name: user.name } }) : null;
    });
    if (ring) this.doorbell.ring([ring]);
    void context;
    return { ok: true };
  }

  async withLink(token: string, context: SignInContext): Promise<SignedIn> {
    await this.limits.take('loginAddress', context.info.ip);
    const name = this.tokens.read(token);
    if (name?.purpose !== 'signin') throw new AppError('link_invalid');
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const link = await identityRecords.link(manager, name.id);
      if (!link || link.generation !== name.generation || !link.subject_id) throw new AppError('link_invalid');
      return this.consume(manager, link.id, link.subject_id, { context, next: nextOf(link.context), used: link.used_at !== null });
    });
  }

  /** D18: the six digits go on at another device; the newest link of the address counts. */
  async withCode(input: { email: string; code: string }, context: SignInContext): Promise<SignedIn> {
    await this.limits.take('code', input.email);
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const link = await firstRow<{ id: string; generation: number; subject_id: string | null; context: Record<string, unknown> }>(manager,
        `select id, generation, subject_id, context from identity.link where email = $1 and purpose = 'signin' and used_at is null and expires_at > now() order by created_at desc limit 1`, [input.email]);
      if (!link?.subject_id || this.tokens.codeFor({ purpose: 'signin', id: link.id, generation: link.generation }) !== input.code) throw new AppError('code_wrong');
      return this.consume(manager, link.id, link.subject_id, { context, next: nextOf(link.context), used: false });
    });
  }

  private async consume(manager: EntityManager, linkId: string, userId: string, how: { context: SignInContext; next: string; used: boolean }): Promise<SignedIn> {
    if (!(await identityRecords.useLink(manager, linkId))) throw new AppError(how.used ? 'link_used' : 'link_expired');
    const user = await identityRecords.userById(manager, userId);
    if (!user) throw new AppError('link_invalid');
    return this.open(manager, user, how.context, { method: 'link', next: how.next });
  }

  /** The second step: a TOTP or recovery code for the half-open session of this request. */
  async withSecondFactor(code: string, context: SignInContext): Promise<SignedIn> {
    const state = await this.sessions.resolve(context.request);
    if (!state?.actor.userId || !state.secondFactorMissing) throw new AppError('signed_out');
    const userId = state.actor.userId;
    await this.limits.take('code', userId);
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const user = await identityRecords.userById(manager, userId);
      if (!user || !(await this.secondFactor.accept(manager, user, code, context.info))) throw new AppError('code_wrong');
      return this.open(manager, user, context, { method: 'second-factor', secondFactorDone: true });
    });
  }

  /** Opens a session; with an enrolled second factor it stays half open until that is given. */
  async open(manager: EntityManager, user: UserRecord, context: SignInContext, how: { method: string; next?: string; secondFactorDone?: boolean; membershipId?: string }): Promise<SignedIn> {
    const secondFactorMissing = user.totp_secret !== null && !how.secondFactorDone;
    const memberships = await identityRecords.memberships(manager, user.id);
    const last = await firstRow<{ membership_id: string | null }>(manager, 'select membership_id from identity.session where user_id = $1 and membership_id is not null order by created_at desc limit 1', [user.id]);
    const chosen = memberships.find((entry) => entry.id === (how.membershipId ?? last?.membership_id)) ?? memberships[0] ?? null;
    const staff = chosen ? null : await identityRecords.staffRole(manager, user.id);
    await this.sessions.open(manager, {
      userId: user.id, membershipId: chosen?.id ?? null, assurance: how.secondFactorDone ? 'two' : 'one', secondFactorMissing,
      request: context.request, response: context.response, steppedUp: (how.method === 'password' || how.secondFactorDone === true) && !secondFactorMissing,
    });
    if (!secondFactorMissing) await auditPerson(manager, user, context.info, { type: 'identity.signed-in', data: { method: how.method } });
    const place = home[chosen?.kind ?? (staff ? 'staff' : 'none')];
    return { status: secondFactorMissing ? 'second_factor' : 'signed_in', next: safeNext(how.next, place) };
  }
}
