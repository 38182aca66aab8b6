import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Mailer, type MailAcceptance } from '../../platform/mail/mailer.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { declarationMail } from './declaration.js';
import { EndDecisions, type EndDecision } from './end-decision.js';
import { contractPath, mailParties, noticeEmail } from './mail-parties.js';
import { arrivedOnOf, NoticeRepository, type NoticeRecord } from './notice.repository.js';
import { why } from '../../platform/explain/index.js';

interface Sent { readonly attemptId: string; readonly acceptance: MailAcceptance; readonly scanFileId?: string }

/** Brings notices to the other side by real e-mail (D7); the mail server's acceptance is the arrival, a bounce is none. */
@Injectable()
export class NoticeDelivery implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox, private readonly mailer: Mailer, private readonly db: Db, private readonly reader: ContractReader,
    private readonly repository: NoticeRepository, private readonly decisions: EndDecisions,
  ) {}

  onModuleInit(): void {
    this.outbox.on('notice.mail', (row, actor) => this.run(row, actor));
    this.outbox.on('notice.arrived', (row, actor) => this.runArrived(row, actor));
  }

  /** Handles outbox kind `notice.mail`; a second run finds the delivery and stops. */
  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const noticeId = row.payload['noticeId'];
    if (!actor || typeof noticeId !== 'string') throw new Poison('notice.mail needs a tenant and a notice');
    const { notice, facts } = await this.db.read(actor, async (tx) => {
      const record = await this.repository.get(tx, noticeId);
      return { notice: record, facts: await this.reader.facts(tx, record.contractId) };
    });
    if (notice.deliveries.some(({ kind }) => kind === 'mail')) return;
    const acceptance = await this.mail(facts, notice, { rowId: row.id });
    await this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, notice.contractId);
      const current = await this.repository.get(tx, notice.id);
      if (!current.deliveries.some(({ kind }) => kind === 'mail')) await this.complete(tx, current, { attemptId: row.id, acceptance });
    });
  }

  /** Sends the declaration itself; the same outbox row keeps the same Message-ID. */
  mail(facts: ContractFacts, notice: Omit<NoticeRecord, 'deliveries' | 'withdrawal' | 'end' | 'givenAt'>, mail: { rowId: string; attachments?: { filename: string; content: Buffer; contentType: string }[] }): Promise<MailAcceptance> {
    const replyTo = noticeEmail(facts, notice.giverParty);
    return this.mailer.send({
      to: notice.recipientEmail, ...declarationMail(facts, { ...notice, forwarded: notice.source === 'desk' }), fromName: facts.terms.parties[notice.giverParty].companyName, ...(replyTo ? { replyTo } : {}), messageId: `<${mail.rowId}@hoshu.example>`, attachments: mail.attachments ?? [],
    });
  }

  /** Keeps what the mail server said and draws the consequence; the caller holds the contract's lock. */
  async complete(tx: Tx, notice: NoticeRecord, sent: Sent): Promise<void> {
    const { acceptance } = sent;
    const businessAt = new Date(acceptance.at.getTime() + (await this.clockOffsetMs(tx)));
    const arrival = why('arrivalDate', { channel: 'email', acceptedAt: businessAt.toISOString(), bounced: !acceptance.accepted });
    await this.repository.insertDelivery(tx, notice, {
      attemptId: sent.attemptId, kind: 'mail', recipient: notice.recipientEmail, accepted: acceptance.accepted, bounced: !acceptance.accepted, serverResponse: acceptance.response.slice(0, 1000), messageId: acceptance.messageId, answeredAt: acceptance.at, businessAt,
      arrivedOn: arrival.result, explanation: arrival.explanation, recordedBy: tx.actor.name, ...(sent.scanFileId ? { scanFileId: sent.scanFileId } : {}),
    });
    await tx.audit({
      type: arrival.result ? 'notice.arrived' : 'notice.bounced', contractId: notice.contractId, clientId: notice.clientId, article: `第${notice.article}条`, target: { kind: 'notice', id: notice.id },
      data: { channel: notice.channel, arrivedOn: arrival.result, acceptedAt: businessAt.toISOString(), serverResponse: acceptance.response.slice(0, 300) }, personal: { recipientEmail: notice.recipientEmail },
    });
    const facts = await this.reader.facts(tx, notice.contractId);
    if (arrival.result) await this.settle(tx, facts, notice, arrival.result);
    else await this.tellGiver(tx, facts, notice);
  }

  /** What follows from an arrival: the end of the contract, and word to both sides. The caller holds the contract's lock. */
  async settle(tx: Tx, facts: ContractFacts, notice: NoticeRecord, arrivedOn: string): Promise<void> {
    await this.announce(tx, facts, { notice, arrivedOn, decision: await this.decisions.decide(tx, notice, arrivedOn) });
  }

  /** Handles outbox kind `notice.arrived`: 甲 has registered an arrival, and its own right does not reach to the end of a contract. */
  async runArrived(row: OutboxRow, actor: Actor | null): Promise<void> {
    const noticeId = row.payload['noticeId'];
    if (!actor || typeof noticeId !== 'string') throw new Poison('notice.arrived needs a tenant and a notice');
    await this.db.tx(actor, async (tx) => {
      const seen = await this.repository.get(tx, noticeId);
      await this.reader.lock(tx, seen.contractId);
      const notice = await this.repository.get(tx, noticeId);
      const arrivedOn = arrivedOnOf(notice);
      const paper = notice.deliveries.some((delivery) => delivery.kind === 'paper' && delivery.arrivedOn === arrivedOn);
      if (arrivedOn && !notice.end) await this.settle(tx, await this.reader.facts(tx, notice.contractId), paper ? { ...notice, channel: 'paper' } : notice, arrivedOn);
    });
  }

  private async announce(tx: Tx, facts: ContractFacts, news: { notice: NoticeRecord; arrivedOn: string; decision: EndDecision | null }): Promise<void> {
    const { notice, arrivedOn, decision } = news;
    const endsOn = decision?.lastOn ?? facts.end?.lastOn ?? '';
    await mailParties(tx, facts, {
      cause: 'declaration', template: 'notices.arrived', subjectRef: `notice:${notice.id}`,
      data: { article: String(notice.article), giverCompany: facts.terms.parties[notice.giverParty].companyName, giverName: notice.giverName, arrivedOn, endsOn, basis: decision?.basis ?? '', review: decision?.needsReview || notice.authority === 'needs_check' ? 'yes' : '' },
    });
  }

  // A bounce is no arrival (R05): the giver has to act, so both addresses of the giver learn of it.
  private async tellGiver(tx: Tx, facts: ContractFacts, notice: NoticeRecord): Promise<void> {
    const addresses = new Set([noticeEmail(facts, notice.giverParty), notice.giverEmail].filter((address) => address !== '' && address !== notice.recipientEmail));
    for (const to of addresses) {
      await mailSide(tx, facts, {
        side: notice.giverParty, cause: 'declaration', template: 'notices.bounced', to, locale: 'ja', data: { companyName: facts.terms.parties[notice.giverParty].companyName, contractNumber: facts.number, recipientEmail: notice.recipientEmail, article: String(notice.article) },
        path: contractPath(notice.giverParty, facts.id), subjectRef: `notice:${notice.id}`,
      });
    }
  }

  private async clockOffsetMs(tx: Tx): Promise<number> {
    return Number((await tx.one<{ offset_ms: string }>('select offset_ms from platform.clock'))?.offset_ms ?? 0);
  }
}
