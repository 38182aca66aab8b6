import { Injectable } from '@nestjs/common';
import { sha256 } from '../../platform/digest.js';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import type { MailVerdicts } from '../../platform/mail/mail-checks.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import type { Party } from '../notices/index.js';
import type { ReadMail } from './read-mail.js';
import { readMail } from './read-mail.js';
import { recognise } from './recognise.js';
import { ReceivedMailRepository, type MailRow, type NewMail } from './received-mail.repository.js';
import { isAuthentic, Senders, type Sender } from './senders.js';

export interface CameBy { readonly source: 'smtp' | 'upload'; readonly mailFrom: string; readonly fileName: string; readonly contentType: string }
interface Incoming { readonly raw: Buffer; readonly read: ReadMail; readonly verdicts: MailVerdicts; readonly by: CameBy }
/** What a mail is about: itself, or the mail that it carries along. */
interface Subject { readonly read: ReadMail; readonly sender: Sender; readonly broughtSide: Party | null; readonly authentic: boolean }

/** Keeps a mail of a known contract: the bytes, where they come from, and what they seem to say. Registers nothing. */
@Injectable()
export class KeepMail {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly files: Files, private readonly mails: ReceivedMailRepository, private readonly senders: Senders) {}

  /** `then` runs in the same transaction, under the contract's lock; not when these bytes are known. Returns null for known bytes. */
  async keep<T>(actor: Actor, contractId: string, incoming: Incoming & { then: (tx: Tx, facts: ContractFacts, mail: MailRow) => Promise<T> }): Promise<T | null> {
    const before = await this.db.read(actor, (tx) => this.reader.facts(tx, contractId));
    const subject = await this.subjectOf(actor, before, incoming);
    const digest = sha256(incoming.raw);
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (await this.mails.isKnown(tx, contractId, digest)) return null;
      const file = await this.files.store(tx, { bytes: incoming.raw, fileName: incoming.by.fileName, contentType: incoming.by.contentType, clientId: facts.clientId, contractId });
      const id = await this.mails.insert(tx, { ...compose(tx, incoming, subject), client_id: facts.clientId, contract_id: contractId, file_id: file.id, sha256: digest, byte_count: file.bytes });
      if (!id) return null;
      const mail = await this.mails.get(tx, id);
      await tx.audit({
        type: 'mailroom.received', contractId, clientId: facts.clientId, article: '第18条', target: { kind: 'received_mail', id }, data: { source: mail.source, sha256: digest, byteCount: mail.byte_count, senderSide: mail.sender_side, statedAt: mail.stated_at?.toISOString() ?? null, checks: { ...mail.checks } }, personal: { sender: mail.from_address },
      });
      return incoming.then(tx, facts, mail);
    });
  }

  private async subjectOf(actor: Actor, facts: ContractFacts, { read, verdicts, by }: Incoming): Promise<Subject> {
    const uploader: Party | null = actor.kind === 'vendor' ? 'vendor' : actor.kind === 'client' ? 'client' : null;
    const sender = await this.senders.find(actor, facts, read);
    const authentic = isAuthentic(read, verdicts);
    const carried = read.forwarded ? await readMail(read.forwarded) : null;
    if (carried && carried.fromAddress) {
      const inner = await this.senders.find(actor, facts, carried);
      // The signature of the mail around it proves who hands it on, not who wrote it.
      return { read: carried, sender: inner, broughtSide: by.source === 'upload' ? uploader : sender.side, authentic: false };
    }
    // Whoever brings a file could have written it himself: only what the checks prove counts, on either side.
    return { read, sender, broughtSide: uploader, authentic };
  }
}

function compose(tx: Tx, { read: outer, verdicts, by }: Incoming, { read, sender, broughtSide, authentic }: Subject): Omit<NewMail, 'client_id' | 'contract_id' | 'file_id' | 'sha256' | 'byte_count'> {
  const seen = recognise(read.subject, read.text, tx.today);
  const stated = broughtSide === null ? undefined : read.hops.find(({ at }) => at !== null)?.at;
  const isFuture = stated ? new Date(stated) > new Date(tx.now.getTime() + 60_000) : false;
  return {
    source: by.source, brought_side: broughtSide, brought_by: by.source === 'upload' ? tx.actor.name : broughtSide ? outer.fromName || outer.fromAddress : '', is_forwarded: read !== outer, stated_at: stated && !isFuture ? new Date(stated) : null, mail_from: by.mailFrom,
    to_addresses: read.to, from_address: read.fromAddress, from_name: read.fromName, subject: read.subject, message_id: read.messageId, body: read.text, hops: read.hops.slice(0, 30), checks: { spf: verdicts.spf, dkim: verdicts.dkim, dmarc: verdicts.dmarc },
    problems: [...read.problems, ...(isFuture ? (['future_received'] as const) : [])], sender_side: sender.side, sender_name: sender.name, sender_authorised: sender.mayGive && authentic, article_seen: seen.article, requested_end_on: seen.requestedEndOn,
  };
}
