import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Request } from 'express';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { otherParty, SigningAccess, type Scene } from './access.js';
import { missingRepresentations } from './antisocial.js';
import { Conclude, formedOn } from './conclude.js';
import { DateConfirmation, type proposedDate } from './date-confirmation.js';
import { SigningMails } from './mails.js';
import type { RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { SigningViews } from './view.js';

type Body = BodyOf<typeof signingRoutes.sign>;
type Level = 'consent' | 'two_factor';

/** A signature: name, title, authority, and the text it was given for (D6). */
@Injectable()
export class Sign {
  constructor(
    private readonly db: Db, private readonly sessions: Sessions, private readonly access: SigningAccess, private readonly repository: SigningRepository,
    private readonly dates: DateConfirmation, private readonly conclude: Conclude, private readonly mails: SigningMails, private readonly views: SigningViews,
  ) {}

  /**
   * Signs for the actor's side; the second signature concludes the contract in the same transaction.
   * Throws signing_role, signing_not_open, signing_expired, already_signed, signing_not_your_turn, approval_missing (F130), conflict (another text than the one read), antisocial_missing (第20条),
   * signature_date_differs (第17条, D5), step_up_required.
   */
  async run(actor: Actor, contractId: string, { body, request }: { body: Body; request: Request }): Promise<ResponseOf<typeof signingRoutes.sign>> {
    const level = await this.level(actor, request);
    if (body.requireTwoFactor && level !== 'two_factor') throw new AppError('step_up_required');
    return this.db.tx(actor, async (tx) => {
      const scene = await this.access.open(tx, contractId);
      if (scene.request.form !== 'electronic') throw new AppError('signing_not_open');
      const before = await this.repository.signatures(tx, scene.request.id);
      if (before.some((row) => row.party === scene.party)) throw new AppError('already_signed');
      await this.checkTurn(tx, scene);
      if (body.bodyHash !== scene.request.body_hash) throw new AppError('conflict');
      if (body.authorityFileId) found(await tx.one('select id from hoshu.file where id = $1 and contract_id = $2', [body.authorityFileId, contractId]));
      const last = before.length === 1;
      const redated = last ? await this.gateLast(tx, scene, body) : null;
      await this.keep(tx, scene, { body, level, bodyHash: redated?.bodyHash ?? scene.request.body_hash });
      await this.goOn(tx, scene, { last, redated, personName: body.personName });
      return this.views.of(tx, contractId);
    });
  }

  // F130: the other side first, where an order was chosen; 甲's approvers before 甲's signer.
  private async checkTurn(tx: Tx, { request, party }: Scene & { request: RequestRow }): Promise<void> {
    const turn = await this.repository.turn(tx, request);
    if (turn[party]) return;
    if (party === 'client' && turn.approvers.length) throw new AppError('approval_missing', { data: { waitingFor: turn.approvers.map((row) => row.person_name) } });
    throw new AppError('signing_not_your_turn', { data: { waitingFor: otherParty(party) } });
  }

  /** Two factors count only when they were given within the last five minutes (D35). */
  async level(actor: Actor, request: Request): Promise<Level> {
    if (!actor.userId || actor.assurance !== 'two') return 'consent';
    return (await this.sessions.isSteppedUp(request)) ? 'two_factor' : 'consent';
  }

  // 第20条1項: the contract is not concluded before both sides made their representation (D4).
  private async gateLast(tx: Tx, scene: Scene & { request: RequestRow }, body: Body): Promise<ReturnType<typeof proposedDate> | null> {
    const missing = missingRepresentations(await this.repository.representations(tx, scene.facts.id), tx.today);
    if (missing.length) throw new AppError('antisocial_missing', { data: { missing } });
    return this.dates.needed(tx, scene.request, body.confirmDate);
  }

  private async keep(tx: Tx, scene: Scene & { request: RequestRow }, given: { body: Body; level: Level; bodyHash: string }): Promise<void> {
    const { body, level, bodyHash } = given;
    const { actor } = tx;
    const id = await this.repository.insertSignature(tx, scene.request, {
      recipient_id: scene.recipient?.id ?? null, party: scene.party, signer_name: body.personName, signer_title: body.title, authority: body.authority, authority_note: body.authorityNote, authority_file_id: body.authorityFileId,
      signer_email: actor.email, level, body_hash: bodyHash, signed_on: tx.today, signed_at: tx.now, ip: actor.request.ip, access_code: actor.kind === 'signer' && scene.request.has_code,
    });
    await tx.audit({
      type: 'signing.signed', contractId: scene.facts.id, clientId: scene.facts.clientId, article: '第17条1項', target: { kind: 'signature', id },
      data: { party: scene.party, level, authority: body.authority, bodyHash, signedOn: tx.today }, personal: { signer: body.personName, title: body.title, email: actor.email, userAgent: actor.request.userAgent },
    });
  }

  private async goOn(tx: Tx, { request, party }: Scene & { request: RequestRow }, how: { last: boolean; redated: ReturnType<typeof proposedDate> | null; personName: string }): Promise<void> {
    if (!how.last) return this.mails.yourTurn(tx, request, { by: party, personName: how.personName });
    if (how.redated) return this.dates.begin(tx, request, { party, personName: how.personName, proposal: how.redated });
    const version = found(await this.repository.version(tx, request.version_id));
    const concludedOn = found(formedOn(await this.repository.signatures(tx, request.id)));
    await this.conclude.run(tx, { request, agreed: { versionId: version.id, terms: version.terms, bodyHash: request.body_hash }, concludedOn, method: 'electronic' });
  }
}
