import { createHash, randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BodyOf, ResponseOf, mailroomRoutes as routes } from '@hoshu/api-schema';
import { canonicalJson } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { identityRecords } from '../identity/index.js';
import { sendMail } from '../notifications/index.js';
import { noticeEmail, type NoticeArticle, type Party } from '../notices/index.js';
import { callLinkMinutes, CallRepository, callView, type CallRow } from './call.repository.js';

interface Spoken { readonly article: NoticeArticle; readonly giverParty: Party; readonly giverName: string; readonly requestedEnd: string | null; readonly calledOn: string; readonly note: string }

/** What a confirmation confirms, hashed. */
const hashOf = (facts: ContractFacts, spoken: Spoken): string => createHash('sha256').update(canonicalJson({ format: 1, contractNumber: facts.number, ...spoken })).digest('hex');

/** 代理入力 of a notice by telephone: it says what was said, and asks the giver's known address to confirm it (D7). */
@Injectable()
export class Calls implements OnModuleInit {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly calls: CallRepository, private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.on('mailroom.call-link', (row, actor) => this.sendLink(row, actor));
    this.outbox.on('mailroom.desk-call', (row, actor) => this.enterForDesk(row, actor));
  }

  /** Throws notice_contract_not_in_force, notice_contract_ended, notice_address_missing, notice_arrival_in_future. */
  enter(actor: Actor, contractId: string, body: BodyOf<typeof routes.enterCall>): Promise<ResponseOf<typeof routes.enterCall>> {
    return this.db.tx(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (facts.conclusion === null) throw new AppError('notice_contract_not_in_force');
      if (facts.end && facts.end.lastOn < tx.today) throw new AppError('notice_contract_ended', { data: { endsOn: facts.end.lastOn } });
      if (!noticeEmail(facts, body.giverParty)) throw new AppError('notice_address_missing');
      if (body.calledOn > tx.today) throw new AppError('notice_arrival_in_future', { fields: [{ path: 'body.calledOn', code: 'future', message: '今日までの日にしてください。' }] });
      const id = randomUUID();
      await this.keep(tx, facts, { id, spoken: body, side: actor.kind === 'vendor' ? 'vendor' : 'client', by: actor.name });
      return callView(tx, await this.calls.get(tx, id));
    });
  }

  private async keep(tx: Tx, facts: ContractFacts, entry: { id: string; spoken: Spoken; side: Party | 'desk'; by: string }): Promise<void> {
    const { article, giverParty, giverName, calledOn, note } = entry.spoken;
    const requestedEnd = article === 18 ? entry.spoken.requestedEnd : null;
    const contentHash = hashOf(facts, { article, giverParty, giverName, requestedEnd, calledOn, note });
    const isNew = await this.calls.insert(tx, {
      id: entry.id, client_id: facts.clientId, contract_id: facts.id, article, giver_party: giverParty, giver_name: giverName, requested_end_on: requestedEnd, note, called_on: calledOn, entered_side: entry.side, entered_by: entry.by, sent_to: noticeEmail(facts, giverParty), content_hash: contentHash,
    });
    if (!isNew) return;
    await tx.audit({ type: 'mailroom.call-entered', contractId: facts.id, clientId: facts.clientId, article: `第${article}条`, target: { kind: 'notice_call', id: entry.id }, data: { giverParty, enteredSide: entry.side, calledOn, requestedEnd, contentHash }, personal: { giver: giverName } });
    await tx.emit('mailroom.call-link', { callId: entry.id });
  }

  /** The link is made when it is sent; a second run may send a second one, and only one confirmation counts. */
  async sendLink(row: OutboxRow, actor: Actor | null): Promise<void> {
    const callId = row.payload['callId'];
    if (!actor || typeof callId !== 'string') throw new Poison('mailroom.call-link needs a tenant and a call');
    const { call, facts } = await this.db.read(actor, async (tx) => {
      const found = await this.calls.get(tx, callId);
      return { call: found, facts: await this.reader.facts(tx, found.contract_id) };
    });
    if (call.ended) return;
    const link = await this.db.asLogin('hoshu_auth', (manager) => identityRecords.insertLink(manager, { purpose: 'confirmation', email: call.sent_to, subjectId: call.id, tenantId: actor.tenantId, context: { clientId: call.client_id, party: call.giver_party }, minutes: callLinkMinutes }));
    await this.db.tx(actor, (tx) => sendMail(tx, {
      template: 'mailroom.confirm-call', to: call.sent_to, locale: 'ja', link: { purpose: 'confirmation', ...link }, clientId: call.client_id, contractId: call.contract_id, subjectRef: `notice_call:${call.id}`,
      data: { companyName: facts.terms.parties[call.giver_party].companyName, contractNumber: facts.number, article: String(call.article), giverName: call.giver_name, calledOn: call.called_on, enteredBy: enteredBy(facts, call) },
    }));
  }

  /** What the desk was told: staff cannot write into a tenant, so the tenant's own job does it. */
  async enterForDesk(row: OutboxRow, actor: Actor | null): Promise<void> {
    const { callId, contractId, spoken, staffName } = row.payload as { callId?: string; contractId?: string; spoken?: Spoken; staffName?: string };
    if (!actor || !callId || !contractId || !spoken) throw new Poison('mailroom.desk-call needs a tenant, a contract and what was said');
    await this.db.tx(actor, async (tx) => this.keep(tx, await this.reader.facts(tx, contractId), { id: callId, spoken, side: 'desk', by: staffName ?? '' }));
  }

  /** A slip of the pen is taken back by the side that made it. Throws call_closed, not_found. */
  withdraw(actor: Actor, callId: string): Promise<ResponseOf<typeof routes.withdrawCall>> {
    return this.db.tx(actor, async (tx) => {
      const call = await this.calls.get(tx, callId);
      await this.reader.lock(tx, call.contract_id);
      if (call.entered_side !== (actor.kind === 'vendor' ? 'vendor' : 'client')) throw new AppError('forbidden');
      if (!(await this.calls.end(tx, call, { kind: 'withdrawn', personName: actor.name }))) throw new AppError('call_closed');
      await tx.audit({ type: 'mailroom.call-withdrawn', contractId: call.contract_id, clientId: call.client_id, article: `第${call.article}条`, target: { kind: 'notice_call', id: call.id } });
      return callView(tx, await this.calls.get(tx, callId));
    });
  }
}

/** Who entered it, as the giver reads it. */
export const enteredBy = (facts: ContractFacts, call: Pick<CallRow, 'entered_side' | 'entered_by'>): string => (call.entered_side === 'desk' ? `Hoshu 窓口 ${call.entered_by}` : `${facts.terms.parties[call.entered_side].companyName} ${call.entered_by}`);
