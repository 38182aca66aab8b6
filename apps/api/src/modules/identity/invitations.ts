import { Injectable } from '@nestjs/common';
import type { BodyOf, identityRoutes } from '@hoshu/api-schema';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { Db } from '../../platform/db/db.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { auditMember } from './identity-audit.js';
import { requestMail } from './mail-request.js';
import { requireStrongPassword } from './password-policy.js';
import { firstRow, identityRecords } from './records.js';
import { SignIn, type SignedIn, type SignInContext } from './sign-in.js';

// D18: 72 hours, renewing itself to the same address.
const invitationMinutes = 72 * 60;

interface InvitationRow { id: string; tenant_id: string; tenant_name: string; kind: 'vendor' | 'client'; client_id: string | null; client_name: string | null; email: string; role: string; notice_authority: boolean; accepted_at: Date | null; revoked_at: Date | null }
export interface NewInvitation { readonly tenantName: string; readonly kind: 'vendor' | 'client'; readonly clientId: string | null; readonly clientName: string | null; readonly email: string; readonly role: string; readonly noticeAuthority: boolean }

/** Inviting people into a tenant or a client organisation, and accepting. */
@Injectable()
export class Invitations {
  constructor(private readonly db: Db, private readonly tokens: LinkTokens, private readonly doorbell: Doorbell, private readonly hasher: PasswordHasher, private readonly signIn: SignIn) {}

  /** Writes the invitation and asks for its mail. Throws membership_exists. The caller has checked the actor's right. */
  async invite(actor: Actor, invitation: NewInvitation): Promise<{ id: string }> {
    const { id, ring } = await this.db.asLogin('hoshu_auth', async (manager) => {
      const member = await firstRow(manager, `select m.id from identity.membership m join identity."user" u on u.id = m.user_id where u.email = $1 and m.tenant_id = $2 and m.kind = $3 and m.client_id is not distinct from $4 and m.ended_at is null`, [invitation.email, actor.tenantId, invitation.kind, invitation.clientId]);
      if (member) throw new AppError('membership_exists');
      await manager.query(`update identity.invitation set revoked_at = now() where tenant_id = $1 and email = $2 and kind = $3 and client_id is not distinct from $4 and accepted_at is null and revoked_at is null`, [actor.tenantId, invitation.email, invitation.kind, invitation.clientId]);
      const row = await firstRow<{ id: string }>(manager,
        `insert into identity.invitation (tenant_id, tenant_name, kind, client_id, client_name, email, role, notice_authority, invited_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [actor.tenantId, invitation.tenantName, invitation.kind, invitation.clientId, invitation.clientName, invitation.email, invitation.role, invitation.noticeAuthority, actor.userId]);
      const id = found(row).id;
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.invited', data: { invitation: id, role: invitation.role, kind: invitation.kind }, personal: { email: invitation.email } });
      return { id, ring: await this.mail(manager, { id, invitedBy: actor.name, tenantName: invitation.tenantName, email: invitation.email, tenantId: actor.tenantId, locale: actor.request.locale }) };
    });
    this.doorbell.ring([ring]);
    return { id };
  }

  private async mail(manager: EntityManager, to: { id: string; invitedBy: string; tenantName: string; email: string; tenantId: string; locale: 'ja' | 'en' }): Promise<string> {
    const link = await identityRecords.insertLink(manager, { purpose: 'invitation', email: to.email, subjectId: to.id, tenantId: to.tenantId, minutes: invitationMinutes });
    return requestMail(manager, { template: 'identity.invitation', to: to.email, locale: to.locale, link: { purpose: 'invitation', ...link }, data: { invitedBy: to.invitedBy, tenantName: to.tenantName } });
  }

  private async open(manager: EntityManager, token: string) {
    const name = this.tokens.read(token);
    if (name?.purpose !== 'invitation') throw new AppError('link_invalid');
    const link = await identityRecords.link(manager, name.id);
    const invitation = link ? await firstRow<InvitationRow>(manager, 'select * from identity.invitation where id = $1', [link.subject_id]) : null;
    if (!link || !invitation || invitation.revoked_at) throw new AppError('link_invalid');
    const expired = link.generation !== name.generation || link.expires_at < new Date();
    return { link, invitation, status: invitation.accepted_at ? ('used' as const) : expired ? ('expired' as const) : ('valid' as const) };
  }

  /** Opening never consumes (D18). */
  preview(token: string) {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const { invitation, status } = await this.open(manager, token);
      const known = await identityRecords.userByEmail(manager, invitation.email);
      return { status, email: invitation.email, tenantName: invitation.tenant_name, clientName: invitation.client_name, role: invitation.role, kind: invitation.kind, knownPerson: known !== null };
    });
  }

  /** Accepts: makes the person if unknown, the membership, and signs in. An expired link sends a new one to the same address. */
  async accept(body: BodyOf<typeof identityRoutes.acceptInvitation>, context: SignInContext, signedInAs: string | null): Promise<SignedIn> {
    const passwordHash = body.password === undefined ? null : await this.hasher.hash(body.password);
    const result = await this.db.asLogin('hoshu_auth', async (manager): Promise<SignedIn | { renewed: string }> => {
      const { link, invitation, status } = await this.open(manager, body.token);
      if (status === 'used') throw new AppError('link_used');
      if (signedInAs && signedInAs !== invitation.email) throw new AppError('invitation_other_person');
      if (status === 'expired') return { renewed: await this.renew(manager, link.id, invitation) };
      if (!(await identityRecords.useLink(manager, link.id))) throw new AppError('link_used');
      if (body.password !== undefined) requireStrongPassword(body.password, { email: invitation.email, companyName: invitation.tenant_name, hasSecondFactor: false });
      const user = (await identityRecords.userByEmail(manager, invitation.email)) ?? (await identityRecords.insertUser(manager, { email: invitation.email, name: body.personName, locale: context.info.locale, passwordHash }));
      const membership = await identityRecords.insertMembership(manager, { user_id: user.id, tenant_id: invitation.tenant_id, kind: invitation.kind, client_id: invitation.client_id, role: invitation.role, notice_authority: invitation.notice_authority });
      await manager.query('update identity.invitation set accepted_at = now() where id = $1', [invitation.id]);
      await identityRecords.acceptTerms(manager, user.id);
      await auditMember(manager, { tenantId: invitation.tenant_id, user, request: context.info }, { type: 'member.joined', data: { role: invitation.role, kind: invitation.kind } });
      return this.signIn.open(manager, user, context, { method: 'invitation', ...(membership ? { membershipId: membership.id } : {}) });
    });
    if ('renewed' in result) {
      this.doorbell.ring([result.renewed]);
      throw new AppError('link_expired');
    }
    return result;
  }

  private async renew(manager: EntityManager, linkId: string, invitation: InvitationRow): Promise<string> {
    const renewed = await identityRecords.renewLink(manager, linkId, invitationMinutes);
    if (!renewed) throw new AppError('link_used');
    return requestMail(manager, { template: 'identity.invitation', to: invitation.email, locale: 'ja', link: { purpose: 'invitation', ...renewed }, data: { invitedBy: invitation.tenant_name, tenantName: invitation.tenant_name } });
  }

  /** Takes an open invitation back; its link then leads nowhere. Throws not_found. */
  revoke(actor: Actor, invitation: { invitationId: string; kind: 'vendor' | 'client'; clientId: string | null }): Promise<void> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const row = found(await firstRow<{ id: string }>(manager, 'select id from identity.invitation where id = $1 and tenant_id = $2 and kind = $3 and client_id is not distinct from $4 and accepted_at is null and revoked_at is null for update', [invitation.invitationId, actor.tenantId, invitation.kind, invitation.clientId]));
      await manager.query('update identity.invitation set revoked_at = now() where id = $1', [row.id]);
      await auditMember(manager, { tenantId: actor.tenantId, user: { id: actor.userId ?? '', name: actor.name }, request: actor.request }, { type: 'member.invitation-revoked', data: { invitation: row.id } });
    });
  }

  /** Open invitations of a tenant, newest first. */
  list(tenantId: string, kind: 'vendor' | 'client', clientId: string | null): Promise<{ id: string; email: string; role: string; created_at: Date }[]> {
    return this.db.asLogin('hoshu_auth', (manager) => manager.query(
      'select id, email, role, created_at from identity.invitation where tenant_id = $1 and kind = $2 and client_id is not distinct from $3 and accepted_at is null and revoked_at is null order by created_at desc limit 200', [tenantId, kind, clientId]));
  }
}
