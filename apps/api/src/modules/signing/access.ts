import { Injectable } from '@nestjs/common';
import { permissionsOf } from '@hoshu/domain';
import type { Actor, RequestInfo } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import type { Party, RecipientRole, RecipientRow, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { active } from './turn.js';

/** The side an actor speaks for. */
export const partyOf = (actor: Actor): Party => (actor.kind === 'vendor' || actor.kind === 'system' ? 'vendor' : 'client');
export const otherParty = (party: Party): Party => (party === 'client' ? 'vendor' : 'client');
/** 甲 and 乙 as the rules of the domain name them. */
export const partyMark = (party: Party): '甲' | '乙' => (party === 'client' ? '甲' : '乙');

/** The actor behind a signing link: 甲's organisation, this recipient, the rights of a signer and nothing more (D33). */
export const signerActor = (link: { tenantId: string; clientId: string; recipientId: string; name: string; email: string }, request: RequestInfo): Actor => ({
  kind: 'signer', tenantId: link.tenantId, clientId: link.clientId, userId: null, membershipId: null, recipientId: link.recipientId, name: link.name, email: link.email, role: 'signer',
  permissions: permissionsOf('signer', 'signer'), noticeAuthority: false, assurance: 'one', sessionId: null, request,
});

/** What a person is in one signing; `viewer`: a member of 甲 who was not asked and has no right to sign. */
export type SceneRole = RecipientRole | 'viewer';

export interface Scene {
  readonly facts: ContractFacts;
  readonly party: Party;
  /** The newest request; null while nothing was sent. */
  readonly request: RequestRow | null;
  /** The recipient this person acts as: the link's own, or the one with the member's address. */
  readonly recipient: RecipientRow | null;
  /** As the request names this person; the right to sign decides for members whom it does not name. On 乙's side the rights alone decide. */
  readonly role: SceneRole;
}

/** Throws signing_role: the request gives this person another part than the act needs (F130). */
export function requireRole({ role }: Pick<Scene, 'role'>, needed: 'signer' | 'approver'): void {
  if (role !== needed) throw new AppError('signing_role', { data: { role, needed } });
}

/** Who may look at or act on the signing of one contract. */
@Injectable()
export class SigningAccess {
  constructor(private readonly contracts: ContractReader, private readonly repository: SigningRepository) {}

  /** What this actor sees. Throws not_found for a foreign contract, a draft seen by 甲, or a link that was passed on. */
  async scene(tx: Tx, contractId: string): Promise<Scene> {
    const { actor } = tx;
    const facts = await this.contracts.facts(tx, contractId);
    const request = await this.repository.newest(tx, contractId);
    const party = partyOf(actor);
    if (party === 'vendor') return { facts, party, request, recipient: null, role: 'signer' };
    const member: SceneRole = actor.permissions.has('signature.sign') ? 'signer' : 'viewer';
    // Contracts that were moved in (D11) were concluded without a request; 甲 sees those too.
    if (!request && facts.conclusion && actor.kind === 'client') return { facts, party, request: null, recipient: null, role: member };
    const sent = found(request);
    if (actor.kind === 'signer') {
      const own = found(await this.repository.recipient(tx, actor.recipientId ?? ''));
      if (own.contract_id !== contractId || own.replaced_at !== null || own.request_id !== sent.id) throw new AppError('not_found');
      // Also a session from before the code was set: who does not know it sees nothing.
      if (sent.has_code && own.code_entered_at === null) throw new AppError('access_code_required');
      return { facts, party, request: sent, recipient: own, role: own.role };
    }
    const recipients = await this.repository.recipients(tx, sent.id);
    const recipient = active(recipients).find((row) => row.email === actor.email) ?? null;
    return { facts, party, request: sent, recipient, role: recipient && recipient.role !== 'signer' ? recipient.role : member };
  }

  /** The scene of a write: other writers of the contract wait. */
  async locked(tx: Tx, contractId: string): Promise<Scene> {
    await this.contracts.lock(tx, contractId);
    return this.scene(tx, contractId);
  }

  /** The scene of an act on a request that is still open today. Throws signing_role (F130), signing_not_open, signing_expired. */
  async open(tx: Tx, contractId: string, needed: 'signer' | 'approver' = 'signer'): Promise<Scene & { request: RequestRow }> {
    const scene = await this.locked(tx, contractId);
    requireRole(scene, needed);
    const { request } = scene;
    if (request?.state !== 'open') throw new AppError('signing_not_open');
    if (request.expires_on < tx.today && (await this.repository.signatures(tx, request.id)).length < 2) throw new AppError('signing_expired');
    return { ...scene, request };
  }
}
