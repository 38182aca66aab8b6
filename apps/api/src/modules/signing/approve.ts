import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { SigningAccess } from './access.js';
import { SigningMails } from './mails.js';
import { SigningRepository } from './signing.repository.js';
import { SigningViews } from './view.js';

/** An approver of 甲 agrees that its signer signs this text (F130); no declaration to 乙, so no article needs it. */
@Injectable()
export class Approve {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly mails: SigningMails, private readonly views: SigningViews) {}

  /**
   * Keeps the approval; the last one asks 甲's signer in the same transaction.
   * Throws signing_role, signing_not_open, signing_expired, already_approved, signing_not_your_turn (乙 signs first), conflict (another text than the one read).
   */
  run(actor: Actor, contractId: string, body: BodyOf<typeof signingRoutes.approve>): Promise<ResponseOf<typeof signingRoutes.approve>> {
    return this.db.tx(actor, async (tx) => {
      const { facts, request, recipient } = await this.access.open(tx, contractId, 'approver');
      const own = found(recipient);
      if ((await this.repository.approvals(tx, request.id)).some((row) => row.recipient_id === own.id)) throw new AppError('already_approved');
      if (!(await this.repository.turn(tx, request)).approvers.some((row) => row.id === own.id)) throw new AppError('signing_not_your_turn', { data: { waitingFor: 'vendor' } });
      if (body.bodyHash !== request.body_hash) throw new AppError('conflict');
      await this.repository.insertApproval(tx, request, { recipientId: own.id, personName: body.personName });
      await tx.audit({
        type: 'signing.approved', contractId, clientId: facts.clientId, target: { kind: 'signing_recipient', id: own.id }, data: { bodyHash: request.body_hash },
        personal: { approver: body.personName, email: own.email, userAgent: actor.request.userAgent },
      });
      if ((await this.repository.turn(tx, request)).client) await this.mails.askClient(tx, request);
      return this.views.of(tx, contractId);
    });
  }
}
