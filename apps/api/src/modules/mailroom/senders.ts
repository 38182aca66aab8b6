import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { MailVerdicts } from '../../platform/mail/mail-checks.js';
import type { ContractFacts } from '../contracts/index.js';
import { identityRecords } from '../identity/index.js';
import { noticeEmail, type Party } from '../notices/index.js';
import type { ReadMail } from './read-mail.js';

export interface Sender { readonly side: Party | null; readonly name: string; /** Has 通知権限 in this contract. */ readonly mayGive: boolean }

/** Whether the checks prove that the mail comes from the domain it names: a From line alone proves nothing. */
export function isAuthentic(read: Pick<ReadMail, 'fromAddress' | 'problems'>, verdicts: MailVerdicts): boolean {
  const domain = read.fromAddress.split('@').at(-1) ?? '';
  if (read.problems.includes('several_senders') || verdicts.dmarc === 'fail') return false;
  return verdicts.dmarc === 'pass' || verdicts.dkimDomains.some((signed) => signed === domain || domain.endsWith(`.${signed}`));
}

/** Who a sender is in a contract: its notice addresses of 別紙1, members of both sides, registered contacts. */
@Injectable()
export class Senders {
  constructor(private readonly db: Db) {}

  async find(actor: Actor, facts: ContractFacts, read: Pick<ReadMail, 'fromAddress' | 'fromName'>): Promise<Sender> {
    const { fromAddress: address } = read;
    if (!address) return { side: null, name: read.fromName, mayGive: false };
    const members = await this.db.asLogin('hoshu_auth', (manager) => identityRecords.memberAt(manager, actor.tenantId, address));
    const member = members.find(({ kind, client_id: clientId }) => kind === 'vendor' || clientId === facts.clientId);
    const party = (['client', 'vendor'] as const).find((side) => noticeEmail(facts, side).toLowerCase() === address);
    if (member) return { side: member.kind, name: member.name, mayGive: member.notice_authority || party === member.kind };
    if (party) return { side: party, name: read.fromName || facts.terms.parties[party].companyName, mayGive: true };
    const contact = await this.db.read(actor, (tx) => tx.one<{ person_name: string }>('select person_name from hoshu.client_contact where client_id = $1 and lower(email) = $2 and archived_at is null limit 1', [facts.clientId, address]));
    return contact ? { side: 'client', name: contact.person_name, mayGive: false } : { side: null, name: read.fromName, mayGive: false };
  }
}
