import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { MailChecks } from '../../platform/mail/mail-checks.js';
import { Mailer, type MailAcceptance } from '../../platform/mail/mailer.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { Files } from '../../platform/storage/files.js';
import { CONFIG } from '../../platform/tokens.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { why } from '../../platform/explain/index.js';
import { arrivedOnOf, noticeEmail, NoticeDelivery, NoticeRepository, otherParty, type NoticeRecord } from '../notices/index.js';
import { forwardedMail } from './forwarded-mail.js';
import { Intake, unassignedDirectory } from './intake.js';
import { readMail } from './read-mail.js';
import { ReceivedMailRepository, type MailRow } from './received-mail.repository.js';
import { dayOf } from './register-mail.js';

// Above this the receiving server may well refuse it; the words go out all the same, the original waits in the portal.
const attachedBytes = 10 * 1024 * 1024;
const idOf = (row: OutboxRow): string => {
  const { mailId } = row.payload;
  if (typeof mailId !== 'string') throw new Poison(`${row.kind} needs a mail`);
  return mailId;
};

/** Brings a registered mail to the other side, or records the arrival that it proves itself (R05). */
@Injectable()
export class DeliverMail implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config, private readonly outbox: Outbox, private readonly db: Db, private readonly reader: ContractReader, private readonly files: Files, private readonly mailer: Mailer, private readonly checks: MailChecks,
    private readonly mails: ReceivedMailRepository, private readonly notices: NoticeRepository, private readonly delivery: NoticeDelivery, private readonly intake: Intake,
  ) {}

  onModuleInit(): void {
    this.outbox.on('mailroom.deliver', (row, actor) => this.deliver(row, actor));
    this.outbox.on('mailroom.assigned', (row, actor) => this.takeAssigned(row, actor));
  }

  /** A second run finds the delivery and stops. */
  async deliver(row: OutboxRow, actor: Actor | null): Promise<void> {
    if (!actor) throw new Poison('a mail belongs to a tenant');
    const seen = await this.db.read(actor, (tx) => this.load(tx, idOf(row)));
    if (isDone(seen)) return;
    const arrival = ownArrival(seen, { mailbox: `${seen.mailbox}@${this.config.noticeDomain}`, statedOn: typeof row.payload['arrivedOn'] === 'string' ? row.payload['arrivedOn'] : null });
    if (seen.mail.outcome?.kind === 'repeated' && !(arrival && isEarlier(seen.notice, arrival.on))) return;
    const acceptance = arrival ? null : await this.send(actor, seen, row.id);
    await this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, seen.mail.contract_id);
      const { mail, notice, facts, mailbox } = await this.load(tx, seen.mail.id);
      if (isDone({ mail, notice, facts, mailbox })) return;
      if (acceptance) return this.delivery.complete(tx, notice, { attemptId: row.id, acceptance, scanFileId: mail.file_id });
      if (!arrival) return;
      await this.notices.insertDelivery(tx, notice, {
        attemptId: row.id, kind: 'mail', recipient: notice.recipientEmail, accepted: true, serverResponse: arrival.proof.slice(0, 1_000), messageId: mail.message_id, answeredAt: arrival.at, businessAt: arrival.at, scanFileId: mail.file_id, arrivedOn: arrival.on, explanation: arrival.explanation, recordedBy: mail.brought_by || tx.actor.name, recordedSide: mail.brought_side ?? 'system',
      });
      await tx.audit({ type: 'notice.arrived', contractId: facts.id, clientId: facts.clientId, article: `第${notice.article}条`, target: { kind: 'notice', id: notice.id }, data: { channel: notice.channel, arrivedOn: arrival.on, proof: arrival.proof.slice(0, 300) } });
      await this.delivery.settle(tx, facts, notice, arrival.on);
    });
  }

  private async send(actor: Actor, { mail, notice, facts }: Loaded, rowId: string): Promise<MailAcceptance> {
    if (!notice.recipientEmail) return { accepted: false, response: '別紙1に相手方の通知先（メール）がありません', messageId: '', at: new Date() };
    const file = mail.byte_count <= attachedBytes ? await this.db.read(actor, (tx) => this.files.read(tx, mail.file_id)) : null;
    const replyTo = noticeEmail(facts, notice.giverParty);
    return this.mailer.send({
      to: notice.recipientEmail, ...forwardedMail(facts, notice, { mail, hasOriginal: file !== null, publicUrl: this.config.publicUrl }), fromName: facts.terms.parties[notice.giverParty].companyName, ...(replyTo ? { replyTo } : {}), messageId: `<${rowId}@hoshu.example>`,
      attachments: file ? [{ filename: file.fileName, content: file.content, contentType: 'application/octet-stream' }] : [],
    });
  }

  private async load(tx: Tx, mailId: string): Promise<Loaded> {
    const mail = await this.mails.get(tx, mailId);
    return { mail, notice: await this.notices.get(tx, found(mail.outcome?.noticeId)), facts: await this.reader.facts(tx, mail.contract_id), mailbox: await this.mails.mailbox(tx, mail.contract_id) };
  }

  /** The desk has given a mail to its contract: from here on it is like one that came to the contract's own address. */
  async takeAssigned(row: OutboxRow, actor: Actor | null): Promise<void> {
    if (!actor) throw new Poison('an assigned mail belongs to a tenant');
    const waiting = await this.db.read(actor, (tx) => tx.one<{ contract_id: string; mail_from: string; recipients: string[]; received_at: Date; sha256: string; byte_count: number }>('select contract_id, mail_from, recipients, received_at, sha256, byte_count from platform.assigned_mail($1)', [idOf(row)]));
    if (!waiting) throw new Poison('the mail was not assigned to this tenant');
    const raw = await readFile(path.join(unassignedDirectory(this.config), `${idOf(row)}.eml`));
    const mail = { id: idOf(row), receivedAt: waiting.received_at.toISOString(), remoteAddress: '', helo: '', mailFrom: waiting.mail_from, recipients: waiting.recipients, byteCount: waiting.byte_count, sha256: waiting.sha256 };
    await this.intake.arrive(actor, waiting.contract_id, { mail, raw, read: await readMail(raw), verdicts: await this.checks.run(raw, null, this.config.noticeDomain) });
  }
}

interface Loaded { readonly mail: MailRow; readonly notice: NoticeRecord; readonly facts: ContractFacts; readonly mailbox: string }
// A copy of a notice that is here already adds a delivery of its own; the notice itself travels once.
const isDone = ({ mail, notice }: Loaded): boolean => (mail.outcome?.kind === 'repeated' ? notice.deliveries.some(({ scanFileId }) => scanFileId === mail.file_id) : notice.deliveries.length > 0);
const isEarlier = (notice: NoticeRecord, on: string): boolean => (arrivedOnOf(notice) ?? '9999') > on;
interface Arrival { readonly on: string; readonly at: Date; readonly proof: string; readonly explanation: ReturnType<typeof why>['explanation'] }

/** The arrival that a mail proves itself; null = it has still to be brought to the other side. R05. */
function ownArrival({ mail, notice }: Loaded, known: { readonly mailbox: string; readonly statedOn: string | null }): Arrival | null {
  // 別紙1 names the contract's own address: then the mail was there when this product's server took it over.
  const here = notice.recipientEmail.toLowerCase() === known.mailbox && mail.source === 'smtp' && !mail.is_forwarded;
  // Brought by the side that received it: its own server's time counts, else the day it says, else the day it brought it.
  const fromReceiver = mail.brought_side === otherParty(notice.giverParty);
  if (!here && !fromReceiver) return null;
  const at = here ? mail.received_at : mail.stated_at ?? (known.statedOn ? new Date(`${known.statedOn}T00:00:00+09:00`) : mail.received_at);
  const { result, explanation } = why('arrivalDate', { channel: 'email', acceptedAt: at.toISOString() });
  return { on: result ?? localDate(dayOf(at)), at, proof: here ? `250 ${mail.sha256}` : mail.stated_at ? (mail.hops[0]?.text ?? '') : '受け取った側の申告', explanation };
}
