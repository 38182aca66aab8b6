import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { permissionsOf } from '@hoshu/domain';
import type { BodyOf, ResponseOf, mailroomRoutes as routes } from '@hoshu/api-schema';
import { systemActor, type Actor, type RequestInfo } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { identityRecords } from '../identity/index.js';
import { electronicAgreed, noticeDeadline, noticeEmail, NoticeRepository, otherParty, type Party } from '../notices/index.js';
import { CallRepository, callState, type CallRow } from './call.repository.js';
import { enteredBy } from './calls.js';

type View = ResponseOf<typeof routes.openCall>;
interface Opened { readonly actor: Actor; readonly callId: string }

/** The giver's one tap: looking changes nothing (D18), confirming makes the spoken words a notice. */
@Injectable()
export class ConfirmCall {
  constructor(private readonly db: Db, private readonly tokens: LinkTokens, private readonly limits: RateLimits, private readonly reader: ContractReader, private readonly calls: CallRepository, private readonly notices: NoticeRepository) {}

  /** Throws link_invalid. */
  async open(token: string, info: RequestInfo): Promise<View> {
    const { actor, callId } = await this.resolve(token, info, '');
    return this.db.read(actor, async (tx) => {
      const call = await this.calls.get(tx, callId);
      return view(tx, await this.reader.facts(tx, call.contract_id), call);
    });
  }

  /** Throws link_invalid, link_expired, call_closed, call_content_changed, notice_contract_not_in_force, notice_contract_ended. */
  async confirm(token: string, body: BodyOf<typeof routes.confirmCall>, info: RequestInfo): Promise<View> {
    await this.limits.take('loginAddress', info.ip);
    const { actor, callId } = await this.resolve(token, info, body.personName);
    return this.db.tx(actor, async (tx) => {
      const seen = await this.calls.get(tx, callId);
      await this.reader.lock(tx, seen.contract_id);
      const [facts, call] = [await this.reader.facts(tx, seen.contract_id), await this.calls.get(tx, callId)];
      const state = callState(tx, call);
      if (state === 'expired') throw new AppError('link_expired');
      if (state !== 'waiting') throw new AppError('call_closed');
      if (call.content_hash !== body.contentHash) throw new AppError('call_content_changed');
      if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
      if (facts.end && facts.end.lastOn < tx.today) throw new AppError('notice_contract_ended', { data: { endsOn: facts.end.lastOn } });
      await this.give(tx, facts, call, body.personName);
      return view(tx, facts, await this.calls.get(tx, callId));
    });
  }

  // From here on it is a notice like one from the portal: mailed to the other side, or a letter to be posted.
  private async give(tx: Tx, facts: ContractFacts, call: CallRow, personName: string): Promise<void> {
    const id = randomUUID();
    const byLetter = needsLetter(facts, call);
    await this.notices.insert(tx, {
      id, clientId: facts.clientId, contractId: facts.id, versionId: facts.versionId, contractNumber: facts.number, article: call.article, giverParty: call.giver_party, giverName: personName, giverUserId: null, giverEmail: call.sent_to,
      // The link went to the notice address that the contract itself names; who sits there is for the parties to confirm (D7).
      authority: 'needs_check', channel: byLetter ? 'paper' : 'portal_email', source: 'call', requestedEndOn: call.requested_end_on, body: call.note, recipientEmail: noticeEmail(facts, otherParty(call.giver_party)),
      deadlineOn: noticeDeadline(facts, { article: call.article, requestedEnd: call.requested_end_on, on: tx.today }), electronicAgreed: electronicAgreed(facts), contentHash: call.content_hash,
    });
    if (!(await this.calls.end(tx, call, { kind: 'confirmed', personName, noticeId: id }))) throw new AppError('call_closed');
    await tx.audit({
      type: 'mailroom.call-confirmed', contractId: facts.id, clientId: facts.clientId, article: `第${call.article}条`, target: { kind: 'notice', id },
      data: { callId: call.id, giverParty: call.giver_party, enteredSide: call.entered_side, contentHash: call.content_hash, channel: byLetter ? 'paper' : 'portal_email' }, personal: { person: personName, email: call.sent_to },
    });
    if (!byLetter) await tx.emit('notice.mail', { noticeId: id });
  }

  private async resolve(token: string, info: RequestInfo, personName: string): Promise<Opened> {
    const name = this.tokens.read(token);
    const link = name?.purpose === 'confirmation' ? await this.db.asLogin('hoshu_auth', (manager) => identityRecords.link(manager, name.id)) : null;
    const { clientId, party } = link?.context ?? {};
    if (!name || !link?.tenant_id || !link.subject_id || typeof clientId !== 'string' || link.generation !== name.generation) throw new AppError('link_invalid');
    return { actor: giver({ tenantId: link.tenant_id, clientId, party: party === 'vendor' ? 'vendor' : 'client', email: link.email, name: personName || link.email }, info), callId: link.subject_id };
  }
}

// Nobody is signed in: the person behind the link acts for its own side and can do nothing but this.
const giver = (who: { tenantId: string; clientId: string; party: Party; email: string; name: string }, request: RequestInfo): Actor => ({
  ...systemActor(who.tenantId, 'call'), kind: who.party, clientId: who.party === 'client' ? who.clientId : null, name: who.name, email: who.email, role: 'notice_address', permissions: permissionsOf('signer', 'none'), request,
});

const needsLetter = (facts: ContractFacts, call: Pick<CallRow, 'article' | 'giver_party'>): boolean => (call.article === 17 && !electronicAgreed(facts)) || !noticeEmail(facts, otherParty(call.giver_party));

const view = (tx: Tx, facts: ContractFacts, call: CallRow): View => ({
  state: callState(tx, call), contractNumber: facts.number, giverCompany: facts.terms.parties[call.giver_party].companyName, recipientCompany: facts.terms.parties[otherParty(call.giver_party)].companyName, giverName: call.giver_name, article: call.article, requestedEndOn: call.requested_end_on, calledOn: call.called_on, note: call.note,
  enteredBy: enteredBy(facts, call), enteredSide: call.entered_side, contentHash: call.content_hash, needsLetter: needsLetter(facts, call),
});
