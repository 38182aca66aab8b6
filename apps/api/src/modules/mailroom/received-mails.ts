import { Inject, Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, mailroomRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { MailChecks, type MailVerdicts } from '../../platform/mail/mail-checks.js';
import { Files } from '../../platform/storage/files.js';
import { CONFIG } from '../../platform/tokens.js';
import { ContractReader } from '../contracts/index.js';
import type { Party } from '../notices/index.js';
import { CallRepository, callView } from './call.repository.js';
import { KeepMail } from './keep-mail.js';
import { readMail } from './read-mail.js';
import { isMsg, readMsg } from './read-msg.js';
import { ReceivedMailRepository, type MailRow } from './received-mail.repository.js';
import { RegisterMail } from './register-mail.js';

type MailView = ResponseOf<typeof routes.upload>;
const sideOf = (tx: Tx): Party => (tx.actor.kind === 'vendor' ? 'vendor' : 'client');
const notByMail: MailVerdicts = { spf: 'not_checked', dkim: 'not_checked', dmarc: 'not_checked', dkimDomains: [] };

function mailView(tx: Tx, row: MailRow): MailView {
  return {
    id: row.id, contractId: row.contract_id, source: row.source, broughtSide: row.brought_side, broughtBy: row.brought_by, isForwarded: row.is_forwarded, receivedAt: row.received_at.toISOString(), mailFrom: row.mail_from, fromAddress: row.from_address, fromName: row.from_name, subject: row.subject, text: row.body, messageId: row.message_id,
    sha256: row.sha256, byteCount: row.byte_count, hops: row.hops.map((hop) => ({ ...hop })), checks: { ...row.checks }, problems: [...row.problems], statedAt: row.stated_at?.toISOString() ?? null, to: [...row.to_addresses], senderSide: row.sender_side, senderName: row.sender_name, senderAuthorised: row.sender_authorised,
    articleSeen: row.article_seen, requestedEndOn: row.requested_end_on, outcome: row.outcome, canDismiss: row.outcome === null && (row.sender_side === null || row.sender_side === sideOf(tx)),
  };
}

/** Mails of a contract for both sides: reading, bringing one along, saying what it is. */
@Injectable()
export class ReceivedMails {
  constructor(
    @Inject(CONFIG) private readonly config: Config, private readonly db: Db, private readonly reader: ContractReader, private readonly files: Files, private readonly checks: MailChecks,
    private readonly mails: ReceivedMailRepository, private readonly keeping: KeepMail, private readonly registering: RegisterMail, private readonly calls: CallRepository,
  ) {}

  list(actor: Actor, contractId: string): Promise<ResponseOf<typeof routes.mails>> {
    return this.db.read(actor, async (tx) => {
      await this.reader.facts(tx, contractId);
      const [mailbox, rows, calls] = [await this.mails.mailbox(tx, contractId), await this.mails.ofContract(tx, contractId), await this.calls.ofContract(tx, contractId)];
      return { address: `${mailbox}@${this.config.noticeDomain}`, items: rows.map((row) => mailView(tx, row)), calls: calls.map((call) => callView(tx, call)) };
    });
  }

  /** The bytes as they came; saved, never shown: a mail must not run in this product's origin. */
  original(actor: Actor, mailId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const file = await this.files.read(tx, (await this.mails.get(tx, mailId)).file_id);
      return new FileAnswer(file.content, 'application/octet-stream', file.fileName);
    });
  }

  /** A mail from somebody's own mailbox (D7). Throws file_refused for what is no mail, mail_known for one that is here already. */
  async upload(actor: Actor, contractId: string, upload: { bytes: Buffer; fileName: string }): Promise<MailView> {
    const outlook = isMsg(upload.bytes);
    const read = outlook ? readMsg(upload.bytes) : await readMail(upload.bytes);
    if (read.problems.includes('unreadable') || (read.fromAddress === '' && read.hops.length === 0)) throw new AppError('file_refused');
    const verdicts = outlook ? notByMail : await this.checks.run(upload.bytes, null, this.config.noticeDomain);
    const kept = await this.keeping.keep(actor, contractId, {
      raw: upload.bytes, read, verdicts, by: { source: 'upload', mailFrom: '', fileName: upload.fileName, contentType: outlook ? 'application/vnd.ms-outlook' : 'message/rfc822' },
      then: async (tx, facts, mail) => {
        const standing = this.registering.standing(facts, mail, tx.today);
        const earlier = standing ? null : await this.mails.noticeOfMessage(tx, mail);
        if (standing || earlier) {
          await this.mails.settle(tx, mail, { kind: standing ?? 'repeated', ...(earlier ? { noticeId: earlier } : {}) });
          await tx.audit({ type: 'mailroom.kept-as-evidence', contractId, clientId: facts.clientId, article: '第18条', target: { kind: 'received_mail', id: mail.id }, data: { reason: standing ?? 'repeated', noticeId: earlier } });
          if (earlier) await tx.emit('mailroom.deliver', { mailId: mail.id, arrivedOn: null });
        }
        return mailView(tx, await this.mails.get(tx, mail.id));
      },
    });
    if (!kept) throw new AppError('mail_known');
    return kept;
  }

  /** Throws mail_decided, notice_arrival_in_future, notice_before_contract, notice_contract_not_in_force, notice_contract_ended. */
  register(actor: Actor, mailId: string, body: BodyOf<typeof routes.registerMail>): Promise<MailView> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.mails.get(tx, mailId);
      await this.reader.lock(tx, seen.contract_id);
      const facts = await this.reader.facts(tx, seen.contract_id);
      const mail = await this.mails.get(tx, mailId);
      if (mail.outcome) throw new AppError('mail_decided');
      const standing = this.registering.standing(facts, mail, tx.today);
      if (standing) throw new AppError(standing === 'after_end' ? 'notice_contract_ended' : 'notice_contract_not_in_force', standing === 'after_end' ? { data: { endsOn: facts.end?.lastOn } } : {});
      this.checkDay(tx, facts.conclusion?.concludedOn ?? '', body.arrivedOn);
      await this.registering.register(tx, facts, { mail, as: { article: body.article, giverParty: body.giverParty, requestedEndOn: body.requestedEnd, arrivedOn: body.arrivedOn, note: body.note } });
      return mailView(tx, await this.mails.get(tx, mailId));
    });
  }

  private checkDay(tx: Tx, concludedOn: string, arrivedOn: string | null): void {
    if (arrivedOn === null) return;
    if (arrivedOn > tx.today) throw new AppError('notice_arrival_in_future', { fields: [{ path: 'body.arrivedOn', code: 'future', message: '今日までの日にしてください。' }] });
    if (arrivedOn < concludedOn) throw new AppError('notice_before_contract', { fields: [{ path: 'body.arrivedOn', code: 'before_contract', message: '契約の成立日以後の日にしてください。' }], data: { concludedOn } });
  }

  /** Throws mail_decided, and mail_other_side: nobody makes a notice of the other side disappear. */
  dismiss(actor: Actor, mailId: string, note: string): Promise<MailView> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.mails.get(tx, mailId);
      await this.reader.lock(tx, seen.contract_id);
      const mail = found(await this.mails.get(tx, mailId));
      if (mail.outcome) throw new AppError('mail_decided');
      if (mail.sender_side !== null && mail.sender_side !== sideOf(tx)) throw new AppError('mail_other_side');
      await this.mails.settle(tx, mail, { kind: 'no_notice', note });
      await tx.audit({ type: 'mailroom.no-notice', contractId: mail.contract_id, clientId: mail.client_id, article: '第18条', target: { kind: 'received_mail', id: mail.id }, data: { note } });
      return mailView(tx, await this.mails.get(tx, mailId));
    });
  }
}
