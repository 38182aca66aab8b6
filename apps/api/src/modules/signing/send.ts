import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DraftRepository, SiteOverlaps } from '../contracts/index.js';
import { AccessCodes } from './access-code.js';
import { SigningAccess } from './access.js';
import { Gates } from './gates.js';
import { SigningMails } from './mails.js';
import type { RecipientRole, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { datedTerms, hashOf, termDays } from './terms-date.js';
import { SigningViews } from './view.js';

type View = ResponseOf<typeof signingRoutes.get>;
type SendBody = BodyOf<typeof signingRoutes.send>;

const longestOpenDays = 90;

/** Reminder days, each once, earliest first. */
export const inOrder = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => a - b);
const named = (people: readonly SendBody['recipient'][]): string => people.map(({ personName, email }) => `${personName} <${email}>`).join('、');

/** Sending a contract for signature, sending again, and taking the request back. */
@Injectable()
export class Send {
  constructor(
    private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly gates: Gates, private readonly mails: SigningMails, private readonly views: SigningViews, private readonly drafts: DraftRepository, private readonly overlaps: SiteOverlaps, private readonly codes: AccessCodes,
  ) {}

  /**
   * Fixes the newest version with its contract date and term (D5, R01) and asks 甲 to sign.
   * Throws signing_already_open, contract_not_draft, signing_dates, recipient_duplicate, recipients_electronic, signing_gates_open (with the gates), site_overlap.
   */
  async run(actor: Actor, contractId: string, body: SendBody): Promise<View> {
    const codeHash = body.accessCode === undefined ? null : await this.codes.hash(body.accessCode);
    return this.db.tx(actor, async (tx) => {
      const { facts, request: previous } = await this.access.locked(tx, contractId);
      if (previous?.state === 'open') throw new AppError('signing_already_open');
      if (facts.conclusion || facts.status === 'withdrawn') throw new AppError('contract_not_draft');
      // F132: what the sender says, else what 乙 has chosen for all.
      const settings = await this.repository.settings(tx);
      const expiresOn = this.checkedDates(tx.today, body, settings.open_days);
      this.checkPeople(body);
      const draft = found(await this.repository.newestVersion(tx, contractId));
      const terms = datedTerms(await this.drafts.withRegisters(tx, facts, draft.terms), { contractDate: body.contractDate, form: body.form });
      const gates = (await this.gates.check(tx, facts, terms)).filter((gate) => !gate.ok);
      if (gates.length) throw new AppError('signing_gates_open', { data: { gates } });
      await this.overlaps.refuseOf(tx, contractId, { terms, startsOn: termDays(terms).startsOn });
      const versionId = await this.repository.fixVersion(tx, facts, { terms, bodyHash: hashOf(terms) });
      const request = await this.repository.insertRequest(tx, {
        client_id: facts.clientId, contract_id: contractId, version_id: versionId, form: body.form, state: 'open', body_hash: hashOf(terms), contract_date: body.contractDate, expires_on: expiresOn, message: body.message, signing_order: body.order, reminder_days: inOrder(body.reminderDays ?? settings.reminder_days),
      });
      if (codeHash) await this.codes.keep(tx, request, codeHash);
      await this.invite(tx, request, body);
      const { startsOn, lastOn } = termDays(terms);
      await tx.audit({
        type: 'signing.sent', contractId, clientId: facts.clientId, article: '第17条1項', target: { kind: 'signing_request', id: request.id },
        data: { form: body.form, bodyHash: request.body_hash, contractDate: body.contractDate, expiresOn, termStartsOn: startsOn, termLastOn: lastOn, order: body.order, approverCount: body.approvers.length, copyCount: body.cc.length, accessCode: codeHash !== null },
        personal: { recipient: body.recipient.personName, email: body.recipient.email, ...(body.approvers.length ? { approvers: named(body.approvers) } : {}), ...(body.cc.length ? { copies: named(body.cc) } : {}) },
      });
      return this.views.of(tx, contractId);
    });
  }

  private async invite(tx: Tx, request: RequestRow, { recipient, approvers, cc }: SendBody): Promise<void> {
    const add = (role: RecipientRole, person: SendBody['recipient']) => this.repository.insertRecipient(tx, {
      client_id: request.client_id, contract_id: request.contract_id, request_id: request.id, role, person_name: person.personName, email: person.email, title: person.title, locale: person.locale, forwarded_from: null,
    });
    await add('signer', recipient);
    for (const approver of approvers) await add('approver', approver);
    for (const copy of cc) await this.mails.askRecipient(tx, { recipientId: await add('cc', copy), template: 'signing.copy' });
    if (request.form === 'electronic') await this.mails.askClient(tx, request);
  }

  // F130: nobody has two parts; order, approval and copies go by links, so on paper there are none.
  private checkPeople({ form, order, recipient, approvers, cc, accessCode }: SendBody): void {
    const seen = new Set<string>();
    for (const { email } of [recipient, ...approvers, ...cc]) {
      if (seen.has(email)) throw new AppError('recipient_duplicate', { data: { email } });
      seen.add(email);
    }
    if (form === 'paper' && (approvers.length || cc.length || order !== 'parallel' || accessCode !== undefined)) throw new AppError('recipients_electronic');
  }

  // R26: a contract is never dated back.
  private checkedDates(today: string, body: SendBody, openDays: number): string {
    const expiresOn = body.expiresOn ?? addDays(localDate(today), openDays);
    if (body.contractDate < today || expiresOn < today || expiresOn > addDays(localDate(today), longestOpenDays)) throw new AppError('signing_dates');
    return expiresOn;
  }

  /** Asks whoever still has to sign once more, with a new link. Throws signing_not_open. */
  resend(actor: Actor, contractId: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      const { facts, request } = await this.access.open(tx, contractId);
      if (request.form !== 'electronic') throw new AppError('signing_not_open');
      await this.mails.askAgain(tx, request);
      await tx.audit({ type: 'signing.resent', contractId, clientId: facts.clientId, target: { kind: 'signing_request', id: request.id } });
      return { ok: true };
    });
  }

  /** Takes the request back while it is not concluded; everyone who was asked or has signed is told. Throws signing_not_open. */
  cancel(actor: Actor, contractId: string, reason: string): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const { facts, request } = await this.access.locked(tx, contractId);
      if (request?.state !== 'open') throw new AppError('signing_not_open');
      await this.refuseWhenAgreed(tx, request);
      await this.repository.close(tx, request, { state: 'cancelled' });
      await this.mails.tellEveryone(tx, request, { template: 'signing.cancelled', data: { reason, personName: actor.name } });
      await tx.audit({ type: 'signing.cancelled', contractId, clientId: facts.clientId, target: { kind: 'signing_request', id: request.id }, data: { reason } });
      return this.views.of(tx, contractId);
    });
  }

  // Once 乙 has given its word on everything and only 甲's remains, taking back would be unilateral.
  private async refuseWhenAgreed(tx: Tx, request: RequestRow): Promise<void> {
    const confirmed = await this.repository.dateConfirmations(tx, request.id);
    if (confirmed.some((row) => row.party === 'vendor')) throw new AppError('signing_not_open');
  }
}
