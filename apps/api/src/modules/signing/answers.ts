import { Injectable } from '@nestjs/common';
import type { BodyOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { SigningAccess } from './access.js';
import { SigningMails } from './mails.js';
import { SigningRepository } from './signing.repository.js';
import { active } from './turn.js';

/** What 甲 can answer instead of signing or approving: that somebody else is the right person, or no. */
@Injectable()
export class Answers {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly mails: SigningMails) {}

  /** D6: passes the request on; the chain is kept, the old link is dead. Throws signing_role, signing_not_open, already_signed, forward_same_person, recipient_duplicate. */
  forward(actor: Actor, contractId: string, body: BodyOf<typeof signingRoutes.forward>): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const { facts, request, recipient } = await this.access.open(tx, contractId);
      if (request.form !== 'electronic') throw new AppError('signing_not_open');
      if ((await this.repository.signatures(tx, request.id)).some((row) => row.party === 'client')) throw new AppError('already_signed');
      const people = active(await this.repository.recipients(tx, request.id));
      const from = recipient ?? people.find((row) => row.role === 'signer') ?? null;
      if (from?.email === body.to.email) throw new AppError('forward_same_person');
      if (people.some((row) => row.email === body.to.email)) throw new AppError('recipient_duplicate', { data: { email: body.to.email } });
      if (from) await this.repository.replaceRecipient(tx, from);
      const recipientId = await this.repository.insertRecipient(tx, {
        client_id: facts.clientId, contract_id: contractId, request_id: request.id, role: 'signer', person_name: body.to.personName, email: body.to.email, title: body.to.title, locale: body.to.locale, forwarded_from: from?.id ?? null,
      });
      // Before its turn the new signer is not asked yet, as the old one was not.
      if ((await this.repository.turn(tx, request)).client) await this.mails.askFirst(tx, { recipientId, template: 'signing.request', data: { forwardedBy: body.personName } });
      await this.mails.tellVendor(tx, request, { template: 'signing.forwarded', data: { personName: body.personName, newName: body.to.personName, newEmail: body.to.email } });
      await tx.audit({ type: 'signing.forwarded', contractId, clientId: facts.clientId, target: { kind: 'signing_recipient', id: recipientId }, data: { from: from?.id ?? null }, personal: { by: body.personName, to: body.to.personName, email: body.to.email } });
      return { ok: true };
    });
  }

  /** F130: 甲's signer or an approver says no, with a reason; everyone hears of it, also who signed already. Throws signing_role, signing_not_open, already_signed, already_approved. */
  refuse(actor: Actor, contractId: string, { body, as }: { body: BodyOf<typeof signingRoutes.decline>; as: 'signer' | 'approver' }): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const { facts, party, request, recipient } = await this.access.open(tx, contractId, as);
      if (as === 'signer') await this.refuseAfterOwnWord(tx, request.id);
      else if ((await this.repository.approvals(tx, request.id)).some((row) => row.recipient_id === recipient?.id)) throw new AppError('already_approved');
      await this.repository.insertDecline(tx, request, { recipientId: recipient?.id ?? null, party, personName: body.personName, reason: body.reason });
      await this.repository.close(tx, request, { state: 'declined' });
      await this.mails.tellEveryone(tx, request, { template: 'signing.declined', data: { personName: body.personName, reason: body.reason, as } });
      await tx.audit({ type: as === 'approver' ? 'signing.sent-back' : 'signing.declined', contractId, clientId: facts.clientId, target: { kind: 'signing_request', id: request.id }, data: { party, reason: body.reason }, personal: { by: body.personName } });
      return { ok: true };
    });
  }

  // A side that gave its signature cannot take it back by itself; the new date of D5 it may still refuse.
  private async refuseAfterOwnWord(tx: Parameters<SigningRepository['signatures']>[0], requestId: string): Promise<void> {
    const signed = (await this.repository.signatures(tx, requestId)).some((row) => row.party === 'client');
    const dates = await this.repository.dateConfirmations(tx, requestId);
    if (signed && (dates.length === 0 || dates.some((row) => row.party === 'client'))) throw new AppError('already_signed');
  }
}
