import { Controller } from '@nestjs/common';
import { clientRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { Input, Route, type RouteInput } from '../../platform/http/route.js';
import { Invitations, Members } from '../identity/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { ClientRepository } from './client.repository.js';
import { Clients } from './clients.js';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;
type NewMember = In<'invite'>['body'];

/** 甲's organisations, their contacts and their people. */
@Controller()
export class ClientsController {
  constructor(
    private readonly clients: Clients, private readonly members: Members, private readonly invitations: Invitations,
    private readonly db: Db, private readonly repository: ClientRepository, private readonly company: CompanyRepository,
  ) {}

  @Route(routes.list) list(@Input() input: In<'list'>) { return this.clients.list(input.actor, input.query); }
  @Route(routes.create) create(@Input() input: In<'create'>) { return this.clients.create(input.actor, input.body); }
  @Route(routes.similar) similar(@Input() input: In<'similar'>) { return this.clients.similar(input.actor, input.query); }
  @Route(routes.get) get(@Input() input: In<'get'>) { return this.clients.get(input.actor, input.params.clientId); }
  @Route(routes.update) update(@Input() input: In<'update'>) { return this.clients.update(input.actor, input.params.clientId, { body: input.body, version: input.ifMatch }); }
  @Route(routes.addContact) addContact(@Input() input: In<'addContact'>) { return this.clients.addContact(input.actor, input.params.clientId, input.body); }
  @Route(routes.removeContact) removeContact(@Input() input: In<'removeContact'>) { return this.clients.removeContact(input.actor, input.params.clientId, input.params.contactId); }

  @Route(routes.members)
  async listMembers(@Input() { actor, params }: In<'members'>) {
    await this.db.read(actor, (tx) => this.repository.get(tx, params.clientId));
    return this.people(actor, params.clientId);
  }

  @Route(routes.invite)
  async invite(@Input() { actor, params, body }: In<'invite'>) {
    const names = await this.db.read(actor, async (tx) => ({ client: (await this.repository.get(tx, params.clientId)).company_name, tenant: (await this.company.profileOn(tx, tx.today)).company_name }));
    return this.inviteTo(actor, { clientId: params.clientId, clientName: names.client, tenantName: names.tenant }, body);
  }

  @Route(routes.mine) mine(@Input() { actor }: In<'mine'>) { return this.clients.mine(actor); }
  @Route(routes.myMembers) myMembers(@Input() { actor }: In<'myMembers'>) { return this.people(actor, actor.clientId ?? ''); }

  @Route(routes.inviteMine)
  async inviteMine(@Input() { actor, body }: In<'inviteMine'>) {
    const names = await this.db.read(actor, async (tx) => ({
      client: found(await tx.one<{ company_name: string }>('select company_name from hoshu.client limit 1')).company_name, tenant: found(await tx.one<{ name: string }>('select name from hoshu.tenant')).name,
    }));
    return this.inviteTo(actor, { clientId: actor.clientId ?? '', clientName: names.client, tenantName: names.tenant }, body);
  }

  @Route(routes.changeMyMember)
  async changeMyMember(@Input() { actor, params, body }: In<'changeMyMember'>) {
    await this.members.change(actor, { membershipId: params.membershipId, kind: 'client', clientId: actor.clientId }, body);
    return { ok: true };
  }

  @Route(routes.revokeMyInvitation)
  async revokeMyInvitation(@Input() { actor, params }: In<'revokeMyInvitation'>) {
    await this.invitations.revoke(actor, { invitationId: params.invitationId, kind: 'client', clientId: actor.clientId });
    return { ok: true };
  }

  @Route(routes.removeMyMember)
  async removeMyMember(@Input() { actor, params }: In<'removeMyMember'>) {
    await this.members.end(actor, { membershipId: params.membershipId, kind: 'client', clientId: actor.clientId });
    return { ok: true };
  }

  private inviteTo(actor: Actor, organisation: { clientId: string; clientName: string; tenantName: string }, body: NewMember) {
    return this.invitations.invite(actor, { ...organisation, kind: 'client', ...body });
  }

  private async people(actor: Actor, clientId: string) {
    const [items, invitations] = [await this.members.list(actor.tenantId, 'client', clientId), await this.invitations.list(actor.tenantId, 'client', clientId)];
    return {
      items: items.map((row) => ({ id: row.id, name: row.name, email: row.email, role: row.role, noticeAuthority: row.notice_authority, secondFactor: row.totp, isSelf: row.user_id === actor.userId, createdAt: row.created_at.toISOString() })),
      invitations: invitations.map((row) => ({ id: row.id, email: row.email, role: row.role, createdAt: row.created_at.toISOString() })),
    };
  }
}
