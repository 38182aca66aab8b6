import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { mailSide, type MailCause } from '../notifications/index.js';
import type { Party } from './representation.repository.js';

/** Mails about representations, to the notice address of one side in 別紙1. */
@Injectable()
export class RepresentationMails {
  /** Nothing where 別紙1 names no address. */
  async send(tx: Tx, facts: ContractFacts, mail: { readonly to: Party; readonly cause: MailCause; readonly template: string; readonly ref: string; readonly data: Readonly<Record<string, string>> }): Promise<void> {
    const address = facts.terms.annex.notices[mail.to].email;
    if (!address) return;
    await mailSide(tx, facts, {
      side: mail.to, cause: mail.cause, template: mail.template, to: address, locale: 'ja', path: `/${mail.to === 'client' ? 'portal' : 'app'}/contracts/${facts.id}/representations`, subjectRef: `representation:${facts.id}:${mail.ref}`,
      data: { ...mail.data, companyName: facts.terms.parties[mail.to].companyName, contractNumber: facts.number },
    });
  }
}
