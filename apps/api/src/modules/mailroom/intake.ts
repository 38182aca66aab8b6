import path from 'node:path';
import { access, mkdir, rename } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor, type Actor } from '../../platform/actor.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Loops } from '../../platform/loops.js';
import { MailChecks, type MailVerdicts } from '../../platform/mail/mail-checks.js';
import { MailSpool, type SpooledMail } from '../../platform/mail/spool.js';
import { CONFIG, LOGGER } from '../../platform/tokens.js';
import type { ContractFacts } from '../contracts/index.js';
import { mailParties } from '../notices/index.js';
import { acknowledgement, isAnswered } from './acknowledge.js';
import { KeepMail } from './keep-mail.js';
import { readMail, type ReadMail } from './read-mail.js';
import { recognise } from './recognise.js';
import { ReceivedMailRepository, type MailRow } from './received-mail.repository.js';
import { RegisterMail } from './register-mail.js';

const pauseMs = 2_000;
interface Came { readonly mail: SpooledMail; readonly raw: Buffer; readonly read: ReadMail; readonly verdicts: MailVerdicts }

/** Where raw mails without a contract wait. */
export const unassignedDirectory = (config: Config): string => path.join(config.dataDirectory, 'inbox', 'unassigned');

/** Takes mails from the listener's folder into the contracts' records. A mail leaves the folder only when it is registered or queued. */
@Injectable()
export class Intake implements OnModuleInit {
  private readonly spool: MailSpool;

  constructor(
    @Inject(CONFIG) private readonly config: Config, @Inject(LOGGER) private readonly log: Logger, private readonly loops: Loops, private readonly db: Db, private readonly checks: MailChecks,
    private readonly keeping: KeepMail, private readonly mails: ReceivedMailRepository, private readonly registering: RegisterMail,
  ) {
    this.spool = new MailSpool(path.join(config.dataDirectory, 'inbox'));
  }

  onModuleInit(): void {
    this.loops.register({ name: 'mailroom', pauseMs, run: () => this.turn() });
  }

  /** One mail that cannot be taken must not hold up the others; it stays in the folder for the next turn. */
  async turn(): Promise<void> {
    for (const mail of await this.spool.list()) await this.take(mail).catch((error: unknown) => this.log.error({ err: error, mailId: mail.id }, 'a mail could not be taken in'));
  }

  private async take(mail: SpooledMail): Promise<void> {
    const raw = await this.spool.raw(mail.id).catch(() => null);
    // Another worker has just taken it, or a turn died between queueing the mail and clearing its envelope away.
    if (!raw) return this.clearQueued(mail);
    const read = await readMail(raw);
    const verdicts = await this.checks.run(raw, { ip: mail.remoteAddress, helo: mail.helo, mailFrom: mail.mailFrom }, this.config.noticeDomain);
    const contracts = await this.contractsOf(mail);
    for (const contract of contracts) await this.arrive(systemActor(contract.tenant_id, 'mailroom'), contract.contract_id, { mail, raw, read, verdicts });
    if (contracts.length === 0) await this.queue({ mail, raw, read, verdicts });
    else await this.spool.discard(mail.id);
  }

  private contractsOf(mail: SpooledMail): Promise<{ tenant_id: string; contract_id: string }[]> {
    const mailboxes = [...new Set(mail.recipients.map((address) => address.split('@')[0]?.split('+')[0] ?? ''))];
    return this.db.asLogin('hoshu_worker', async (manager) => (await Promise.all(mailboxes.map((mailbox) => manager.query<{ tenant_id: string; contract_id: string }[]>('select tenant_id, contract_id from platform.contract_of_mailbox($1)', [mailbox])))).flat());
  }

  /** A mail for a known contract, from the listener or assigned by the desk. */
  async arrive(actor: Actor, contractId: string, came: Came): Promise<void> {
    await this.keeping.keep(actor, contractId, {
      raw: came.raw, read: came.read, verdicts: came.verdicts, by: { source: 'smtp', mailFrom: came.mail.mailFrom, fileName: `mail-${came.mail.id.slice(0, 8)}.eml`, contentType: 'message/rfc822' },
      then: async (tx, facts, mail) => this.acknowledge(tx, facts, { came, mail, outcome: await this.decide(tx, facts, mail) }),
    });
  }

  // Only the clear case becomes a notice by itself: a known sender who says which notice it is. Everything else waits for a person.
  private async decide(tx: Tx, facts: ContractFacts, mail: MailRow): Promise<string> {
    const standing = this.registering.standing(facts, mail, tx.today);
    const earlier = standing ? null : await this.mails.noticeOfMessage(tx, mail);
    if (standing || earlier) {
      const kind = standing ?? 'repeated';
      await this.mails.settle(tx, mail, { kind, ...(earlier ? { noticeId: earlier } : {}) });
      await tx.audit({ type: 'mailroom.kept-as-evidence', contractId: facts.id, clientId: facts.clientId, article: '第18条', target: { kind: 'received_mail', id: mail.id }, data: { reason: kind, noticeId: earlier } });
      return kind;
    }
    if (mail.sender_side && mail.article_seen && (!mail.is_forwarded || mail.brought_side)) {
      await this.registering.register(tx, facts, { mail, as: { article: mail.article_seen, giverParty: mail.sender_side, requestedEndOn: mail.requested_end_on, arrivedOn: null, note: '' } });
      return 'registered';
    }
    await mailParties(tx, facts, { cause: 'declaration', template: 'mailroom.waiting', subjectRef: `received_mail:${mail.id}`, data: { subject: mail.subject, sender: mail.from_address || mail.mail_from } });
    return 'waiting';
  }

  private async acknowledge(tx: Tx, facts: ContractFacts, { came, mail, outcome }: { came: Came; mail: MailRow; outcome: string }): Promise<void> {
    if (isAnswered(this.config, came)) await tx.emit('mail', { ...acknowledgement(came, { outcome, contractNumber: facts.number }), clientId: facts.clientId, contractId: facts.id, subjectRef: `received_mail:${mail.id}` });
  }

  // The row first, then the file to its place; a turn that died in between finds the row and moves the file.
  private async queue(came: Came): Promise<void> {
    const { mail, read, verdicts } = came;
    const { today } = await this.db.time();
    const row = {
      id: mail.id, received_at: mail.receivedAt, mail_from: mail.mailFrom, recipients: mail.recipients, from_address: read.fromAddress, from_name: read.fromName, subject: read.subject, body: read.text, message_id: read.messageId, sha256: mail.sha256, byte_count: mail.byteCount, hops: read.hops.slice(0, 30),
      checks: { spf: verdicts.spf, dkim: verdicts.dkim, dmarc: verdicts.dmarc }, problems: read.problems, hints: recognise(read.subject, read.text, today).contractNumbers,
    };
    const answer = isAnswered(this.config, came) ? acknowledgement(came, { outcome: 'unknown', contractNumber: '' }) : null;
    await this.db.asLogin('hoshu_worker', async (manager) => {
      await manager.query('select platform.keep_unassigned($1, $2)', [JSON.stringify(row), answer ? JSON.stringify(answer) : null]);
      await manager.query('select platform.note_mail_came($1, $2)', [mail.id, today]);
    });
    const directory = unassignedDirectory(this.config);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await rename(path.join(this.config.dataDirectory, 'inbox', `${mail.id}.eml`), path.join(directory, `${mail.id}.eml`));
    await this.spool.discard(mail.id);
  }

  private async clearQueued(mail: SpooledMail): Promise<void> {
    const isQueued = await access(path.join(unassignedDirectory(this.config), `${mail.id}.eml`)).then(() => true, () => false);
    if (isQueued) await this.spool.discard(mail.id);
  }
}
