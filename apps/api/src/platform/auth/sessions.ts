import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { permissionsOf, type Permission } from '@hoshu/domain';
import type { Request, Response } from 'express';
import type { EntityManager } from 'typeorm';
import type { Actor, ActorKind } from '../actor.js';
import type { Config } from '../config.js';
import { Db } from '../db/db.js';
import { CONFIG } from '../tokens.js';

export interface SessionState {
  readonly actor: Actor;
  readonly secondFactorMissing: boolean;
  readonly steppedUpUntil: Date | null;
  readonly termsAccepted: boolean;
}

interface SessionRow {
  id: string; user_id: string | null; membership_id: string | null; recipient: { tenantId: string; clientId: string; recipientId: string } | null; assurance: 'one' | 'two';
  second_factor_missing: boolean; stepped_up_until: Date | null; user_email: string; user_name: string; locale: 'ja' | 'en'; terms_version: string | null;
  kind: 'vendor' | 'client' | null; tenant_id: string | null; client_id: string | null; role: string | null; notice_authority: boolean | null; staff_role: 'support' | 'operator' | null;
  current_terms: string;
}

export const idleMinutes = 30;
export const absoluteHours = 8;
const hash = (token: string) => createHash('sha256').update(token).digest();

/** Server-side sessions (D24): the cookie holds 256 random bits, the table their SHA-256. */
export const hasSteppedUp = (state: SessionState | null): boolean => state?.steppedUpUntil != null && state.steppedUpUntil > new Date();

@Injectable()
export class Sessions {
  constructor(private readonly db: Db, @Inject(CONFIG) private readonly config: Config) {}

  /** D43: over https a __Host- cookie; over the demo's plain http a cookie without Secure. */
  private get cookieName(): string {
    return this.config.publicUrl.startsWith('https://') ? '__Host-hoshu_sid' : 'hoshu_sid';
  }

  tokenOf(request: Request): string | null {
    for (const part of (request.get('cookie') ?? '').split(';')) {
      const [name, value] = part.trim().split('=');
      if (name === this.cookieName && value && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
    }
    return null;
  }

  /** Who asks; null = nobody, or a session that ended. */
  async resolve(request: Request): Promise<SessionState | null> {
    const token = this.tokenOf(request);
    if (!token) return null;
    const [row] = await this.db.ask<SessionRow>('hoshu_auth', 'select * from identity.live_session($1, $2)', [hash(token), idleMinutes]);
    return row ? this.state(row) : null;
  }

  /** Whether the person confirmed within the last five minutes that it is them (D35). */
  async isSteppedUp(request: Request): Promise<boolean> {
    const state = await this.resolve(request);
    return hasSteppedUp(state);
  }

  private state(row: SessionRow): SessionState {
    const kind: ActorKind = row.recipient ? 'signer' : row.staff_role ?? (row.kind ?? 'client');
    const role = row.recipient ? 'signer' : (row.staff_role ?? row.role ?? 'none');
    const permissions = row.recipient || row.kind || row.staff_role ? permissionsOf(kind === 'support' || kind === 'operator' ? 'staff' : kind, role) : new Set<Permission>();
    return {
      secondFactorMissing: row.second_factor_missing,
      steppedUpUntil: row.stepped_up_until,
      termsAccepted: row.terms_version === row.current_terms,
      actor: {
        kind, role, permissions,
        tenantId: row.recipient?.tenantId ?? row.tenant_id ?? '',
        clientId: row.recipient?.clientId ?? row.client_id,
        recipientId: row.recipient?.recipientId ?? null,
        userId: row.user_id, membershipId: row.membership_id, name: row.user_name, email: row.user_email,
        noticeAuthority: row.notice_authority ?? false, assurance: row.assurance, sessionId: row.id,
        request: { id: '', ip: '', userAgent: '', locale: row.locale },
      },
    };
  }

  /** Opens a session and sets its cookie. Rotation: any session of the request ends first (06 §3). */
  async open(manager: EntityManager, input: { userId: string; membershipId: string | null; assurance: 'one' | 'two'; secondFactorMissing: boolean; request: Request; response: Response; endsAt?: Date; steppedUp?: boolean }): Promise<void> {
    await this.end(manager, input.request);
    const token = this.newToken(input.response);
    await manager.query(
      `insert into identity.session (token_hash, user_id, membership_id, assurance, second_factor_missing, user_agent, ip, expires_at, stepped_up_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then now() + interval '5 minutes' end)`,
      [hash(token), input.userId, input.membershipId, input.assurance, input.secondFactorMissing, (input.request.get('user-agent') ?? '').slice(0, 300), input.request.ip ?? '',
        input.endsAt ?? new Date(Date.now() + absoluteHours * 3_600_000), input.steppedUp ?? false]);
  }

  /** Opens a session that can only act as the recipient of one signing link. */
  async openSigner(manager: EntityManager, input: { tenantId: string; clientId: string; recipientId: string; name: string; email: string; request: Request; response: Response }): Promise<void> {
    await this.end(manager, input.request);
    const token = this.newToken(input.response);
    await manager.query(
      `insert into identity.session (token_hash, recipient, recipient_name, recipient_email, assurance, user_agent, ip, expires_at) values ($1, $2, $3, $4, 'one', $5, $6, $7)`,
      [hash(token), JSON.stringify({ tenantId: input.tenantId, clientId: input.clientId, recipientId: input.recipientId }), input.name, input.email,
        (input.request.get('user-agent') ?? '').slice(0, 300), input.request.ip ?? '', new Date(Date.now() + absoluteHours * 3_600_000)]);
  }

  private newToken(response: Response): string {
    const token = randomBytes(32).toString('base64url');
    response.append('Set-Cookie', `${this.cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax${this.cookieName.startsWith('__Host-') ? '; Secure' : ''}`);
    return token;
  }

  /** Ends the request's session, if any. */
  async end(manager: EntityManager, request: Request): Promise<void> {
    const token = this.tokenOf(request);
    if (token) await manager.query('update identity.session set ended_at = now() where token_hash = $1 and ended_at is null', [hash(token)]);
  }

  clearCookie(response: Response): void {
    response.append('Set-Cookie', `${this.cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${this.cookieName.startsWith('__Host-') ? '; Secure' : ''}`);
    response.setHeader('Clear-Site-Data', '"cache"');
  }
}
