import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { explain } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { otherParty, SigningAccess } from './access.js';
import { Conclude, formedOn } from './conclude.js';
import { SigningMails } from './mails.js';
import type { DateConfirmationRow, Party, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { datedTerms, hashOf, termDays } from './terms-date.js';
import { SigningViews } from './view.js';

/** The terms as they would read with another contract date, for the person who is asked (D5). */
export function proposedDate(terms: ContractTerms, contractDate: string) {
  const redated = datedTerms(terms, { contractDate });
  const { startsOn, lastOn } = termDays(redated);
  return { terms: redated, bodyHash: hashOf(redated), contractDate, termStartsOn: startsOn, termLastOn: lastOn };
}

/** D5: when the last signature falls on another day than the printed one, both sides confirm that day and the recomputed term. */
@Injectable()
export class DateConfirmation {
  constructor(
    private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly conclude: Conclude, private readonly mails: SigningMails, private readonly views: SigningViews,
  ) {}

  /**
   * The day on which a last signature given now would have to stand, or null when the printed one is right.
   * Throws signature_date_differs unless the person has confirmed exactly that day.
   */
  async needed(tx: Tx, request: RequestRow, confirmedDate: string | undefined): Promise<ReturnType<typeof proposedDate> | null> {
    if (request.contract_date === tx.today) return null;
    const version = found(await this.repository.version(tx, request.version_id));
    const proposal = proposedDate(version.terms, tx.today);
    if (confirmedDate === tx.today) return proposal;
    const { term } = proposal.terms;
    const { steps } = explain('periodEnd', { start: term.startOn ?? (tx.today as NonNullable<typeof term.startOn>), startsAtMidnight: term.startsAtMidnight, unit: 'month', n: term.months });
    throw new AppError('signature_date_differs', { data: { printedDate: request.contract_date, contractDate: proposal.contractDate, termStartsOn: proposal.termStartsOn, termLastOn: proposal.termLastOn, steps } });
  }

  /** Keeps the last signer's own confirmation and asks the other side for its. */
  async begin(tx: Tx, request: RequestRow, last: { party: Party; personName: string; proposal: ReturnType<typeof proposedDate> }): Promise<void> {
    await this.keep(tx, request, last);
    await this.mails.askDate(tx, request, { party: otherParty(last.party), contractDate: last.proposal.contractDate, termLastOn: last.proposal.termLastOn });
  }

  /** The other side's confirmation; the contract is concluded by it. Throws date_not_awaited, already_signed, signature_date_differs. */
  confirm(actor: Actor, contractId: string, body: BodyOf<typeof signingRoutes.confirmDate>): Promise<ResponseOf<typeof signingRoutes.confirmDate>> {
    return this.db.tx(actor, async (tx) => {
      const { party, request } = await this.access.open(tx, contractId);
      const [first, ...more] = await this.repository.dateConfirmations(tx, request.id);
      if (!first || more.length) throw new AppError('date_not_awaited');
      if (first.party === party) throw new AppError('already_signed');
      if (first.contract_date !== body.contractDate) throw new AppError('signature_date_differs', { data: { printedDate: request.contract_date, contractDate: first.contract_date, termStartsOn: first.term_starts_on, termLastOn: first.term_last_on } });
      const version = found(await this.repository.version(tx, request.version_id));
      const proposal = proposedDate(version.terms, first.contract_date);
      const kept = await this.keep(tx, request, { party, personName: body.personName, proposal });
      const versionId = first.version_id ?? found(kept);
      // The day of formation stays that of the later signature (R26); the confirmation only sets the text right.
      const signatures = await this.repository.signatures(tx, request.id);
      await this.conclude.run(tx, { request, agreed: { versionId, terms: proposal.terms, bodyHash: proposal.bodyHash }, concludedOn: found(formedOn(signatures)), method: 'electronic' });
      return this.views.of(tx, contractId);
    });
  }

  // Only 乙's role writes versions, and 乙 always gives one of the two confirmations: hers carries the new text.
  private async keep(tx: Tx, request: RequestRow, given: { party: Party; personName: string; proposal: ReturnType<typeof proposedDate> }): Promise<string | null> {
    const { proposal } = given;
    const versionId = given.party === 'vendor' ? await this.repository.fixVersion(tx, { id: request.contract_id, clientId: request.client_id }, { terms: proposal.terms, bodyHash: proposal.bodyHash }) : null;
    const row: Omit<DateConfirmationRow, 'confirmed_at'> = {
      party: given.party, contract_date: proposal.contractDate, term_starts_on: proposal.termStartsOn, term_last_on: proposal.termLastOn, body_hash: proposal.bodyHash, version_id: versionId, person_name: given.personName,
    };
    await this.repository.insertDateConfirmation(tx, request, row);
    await tx.audit({
      type: 'signing.date-confirmed', contractId: request.contract_id, clientId: request.client_id, article: '第17条1項', target: { kind: 'signing_request', id: request.id },
      data: { party: given.party, printedDate: request.contract_date, contractDate: proposal.contractDate, termLastOn: proposal.termLastOn, bodyHash: proposal.bodyHash }, personal: { person: given.personName },
    });
    return versionId;
  }
}
