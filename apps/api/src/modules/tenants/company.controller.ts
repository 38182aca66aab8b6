import { Controller } from '@nestjs/common';
import { companyRoutes as routes } from '@hoshu/api-schema';
import { Db } from '../../platform/db/db.js';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Invitations, Members } from '../identity/index.js';
import { BankAccounts, Company } from './company.js';
import { CompanyRepository } from './company.repository.js';
import { FirstSteps } from './first-steps.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

/** The vendor's own company, account and colleagues. */
@Controller()
export class CompanyController {
  constructor(
    private readonly company: Company, private readonly accounts: BankAccounts, private readonly members: Members,
    private readonly invitations: Invitations, private readonly db: Db, private readonly repository: CompanyRepository, private readonly firstSteps: FirstSteps,
  ) {}

  @Route(routes.get) get(@Input() input: In<'get'>) { return this.company.get(input.actor); }
  @Route(routes.save) save(@Input() input: In<'save'>) { return this.company.save(input.actor, input.body); }
  @Route(routes.onboarding) onboarding(@Input() input: In<'onboarding'>) { return this.firstSteps.get(input.actor); }
  @Route(routes.uploadSeal) uploadSeal(@Input() input: In<'uploadSeal'>) { return this.company.uploadSeal(input.actor, input.upload); }
  @Route(routes.seal) seal(@Input() input: In<'seal'>) { return this.company.seal(input.actor); }
  @Route(routes.bankAccounts) bankAccounts(@Input() input: In<'bankAccounts'>) { return this.accounts.list(input.actor); }
  @Route(routes.saveBankAccount) saveBankAccount(@Input() input: In<'saveBankAccount'>) { return this.accounts.save(input.actor, input); }

  @Route(routes.members)
  async listMembers(@Input() { actor }: In<'members'>) {
    const [items, invitations] = [await this.members.list(actor.tenantId, 'vendor', null), await this.invitations.list(actor.tenantId, 'vendor', null)];
    return {
      items: items.map((row) => ({ id: row.id, name: row.name, email: row.email, role: row.role, noticeAuthority: row.notice_authority, secondFactor: row.totp, isSelf: row.user_id === actor.userId, createdAt: row.created_at.toISOString() })),
      invitations: invitations.map((row) => ({ id: row.id, email: row.email, role: row.role, createdAt: row.created_at.toISOString() })),
    };
  }

  @Route(routes.invite)
  async invite(@Input() { actor, body }: In<'invite'>) {
    const profile = await this.db.read(actor, (tx) => this.repository.profileOn(tx, tx.today));
    return this.invitations.invite(actor, { tenantName: profile.company_name, kind: 'vendor', clientId: null, clientName: null, ...body });
  }

  @Route(routes.revokeInvitation)
  async revokeInvitation(@Input() { actor, params }: In<'revokeInvitation'>) {
    await this.invitations.revoke(actor, { invitationId: params.invitationId, kind: 'vendor', clientId: null });
    return { ok: true };
  }

  @Route(routes.changeMember)
  async change(@Input() { actor, params, body }: In<'changeMember'>) {
    await this.members.change(actor, { membershipId: params.membershipId, kind: 'vendor', clientId: null }, body);
    return { ok: true };
  }

  @Route(routes.removeMember)
  async remove(@Input() { actor, params }: In<'removeMember'>) {
    await this.members.end(actor, { membershipId: params.membershipId, kind: 'vendor', clientId: null });
    return { ok: true };
  }
}
