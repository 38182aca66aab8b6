import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { requireRole, SigningAccess, type Scene } from './access.js';
import { SigningDocuments } from './documents.js';
import { SigningMails } from './mails.js';
import type { RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { active } from './turn.js';
import { SigningViews } from './view.js';

type Body = BodyOf<typeof signingRoutes.addCopy>;
/** Of one side. */
const mostCopies = 10;

/** F130: either side names people of its own who get a copy: 甲's of 甲保有分, 乙's of 乙保有分. */
@Injectable()
export class Copies {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly mails: SigningMails, private readonly documents: SigningDocuments, private readonly views: SigningViews) {}

  /** 甲's hear of it at once, by a link; 乙's when it is concluded or ended; after the conclusion both get the documents at once. Throws signing_role, signing_not_open, recipient_duplicate, copies_too_many. */
  add(actor: Actor, contractId: string, person: Body): Promise<ResponseOf<typeof signingRoutes.addCopy>> {
    return this.db.tx(actor, async (tx) => {
      const scene = await this.access.locked(tx, contractId);
      requireRole(scene, 'signer');
      const { request, facts, party } = scene;
      if (request?.form !== 'electronic' || (request.state !== 'open' && request.state !== 'completed')) throw new AppError('signing_not_open');
      await this.checkRoom(tx, { ...scene, request }, person.email);
      const recipientId = await this.repository.insertRecipient(tx, {
        client_id: facts.clientId, contract_id: contractId, request_id: request.id, party, role: 'cc', person_name: person.personName, email: person.email, title: person.title, locale: person.locale, forwarded_from: null,
      });
      if (request.state === 'completed') await this.sendNow(tx, { ...scene, request }, person);
      else if (party === 'client') await this.mails.askRecipient(tx, { recipientId, template: 'signing.copy' });
      await tx.audit({ type: 'signing.copy-named', contractId, clientId: facts.clientId, target: { kind: 'signing_recipient', id: recipientId }, data: { party }, personal: { copy: person.personName, email: person.email } });
      return this.views.of(tx, contractId);
    });
  }

  private async checkRoom(tx: Tx, { request, party }: Scene & { request: RequestRow }, email: string): Promise<void> {
    const own = party === 'vendor' ? await this.repository.vendorCopies(tx, request.id) : active(await this.repository.recipients(tx, request.id));
    if (own.some((row) => row.email === email)) throw new AppError('recipient_duplicate', { data: { email } });
    if (own.filter(({ role }) => role === 'cc').length >= mostCopies) throw new AppError('copies_too_many');
  }

  // While the worker still makes the documents, its mail reaches this person too.
  private async sendNow(tx: Tx, { request, facts, party }: Scene & { request: RequestRow }, person: Body): Promise<void> {
    const made = await this.documents.forContract(tx, facts.id);
    const fileIds = made.filter(({ kind }) => kind === 'certificate' || kind === (party === 'client' ? 'original_client' : 'original_vendor')).map((row) => row.file_id);
    if (fileIds.length === 0) return;
    const data = { concludedOn: facts.conclusion?.concludedOn ?? '', termLastOn: facts.periods[0]?.lastOn ?? '' };
    await this.mails.tellAddress(tx, request, { to: person.email, template: 'signing.completed', data, fileIds, locale: person.locale, party });
  }
}
