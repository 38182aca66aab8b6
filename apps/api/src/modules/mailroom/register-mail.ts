import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { electronicAgreed, noticeDeadline, noticeEmail, NoticeRepository, otherParty, type NoticeArticle, type Party } from '../notices/index.js';
import { manyLines } from './read-mail.js';
import { ReceivedMailRepository, type MailRow } from './received-mail.repository.js';

interface Registration { readonly article: NoticeArticle; readonly giverParty: Party; readonly requestedEndOn: string | null; /** Stated by the receiving side for a mail without a time of its own. */ readonly arrivedOn: string | null; readonly note: string }

const longestNotice = 2_000;
/** The Japanese day on which a mail was there; counted from the server's own line, else from when it came here. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);

/** Makes a notice of a mail: under the lock of its contract, once. What follows (arrival, forwarding) is the worker's. */
@Injectable()
export class RegisterMail {
  constructor(private readonly mails: ReceivedMailRepository, private readonly notices: NoticeRepository) {}

  /** Whether a mail from before the conclusion or after the end can be a notice at all; its outcome when not. */
  standing(facts: ContractFacts, mail: Pick<MailRow, 'stated_at'>, today: string): 'before_conclusion' | 'after_end' | null {
    const on = mail.stated_at ? dayOf(mail.stated_at) : today;
    if (facts.conclusion === null || facts.periods.length === 0 || on < facts.conclusion.concludedOn) return 'before_conclusion';
    return facts.end && facts.end.lastOn < on ? 'after_end' : null;
  }

  /** Throws mail_decided when somebody was faster. */
  async register(tx: Tx, facts: ContractFacts, { mail, as }: { mail: MailRow; as: Registration }): Promise<string> {
    const id = randomUUID();
    const requestedEndOn = as.article === 18 ? as.requestedEndOn : null;
    // Who says so is somebody else than the sender: the giver's authority is a question to the parties (D7).
    const proved = mail.sender_authorised && mail.sender_side === as.giverParty;
    await this.notices.insert(tx, {
      id, clientId: facts.clientId, contractId: facts.id, versionId: facts.versionId, contractNumber: facts.number, article: as.article, giverParty: as.giverParty, giverName: mail.sender_name || mail.from_name || mail.from_address || facts.terms.parties[as.giverParty].companyName, giverUserId: null, giverEmail: mail.from_address,
      authority: proved ? 'ok' : 'needs_check', channel: 'email', source: mail.brought_side ?? 'mail', requestedEndOn, body: manyLines(mail.body).slice(0, longestNotice), recipientEmail: noticeEmail(facts, otherParty(as.giverParty)),
      deadlineOn: noticeDeadline(facts, { article: as.article, requestedEnd: requestedEndOn, on: tx.today }), electronicAgreed: electronicAgreed(facts), contentHash: mail.sha256,
    });
    if (!(await this.mails.settle(tx, mail, { kind: 'registered', noticeId: id, article: as.article, giverParty: as.giverParty, requestedEndOn, note: as.note }))) throw new AppError('mail_decided');
    await tx.audit({
      type: 'mailroom.registered', contractId: facts.id, clientId: facts.clientId, article: as.article === 17 ? '第17条2項' : '第18条', target: { kind: 'notice', id },
      data: { mailId: mail.id, giverParty: as.giverParty, requestedEndOn, authority: proved ? 'ok' : 'needs_check', contentHash: mail.sha256 }, personal: { sender: mail.from_address },
    });
    await tx.emit('mailroom.deliver', { mailId: mail.id, arrivedOn: as.arrivedOn });
    return id;
  }
}
