import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, noticeRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { contentHash } from './declaration.js';
import { noticeEmail } from './mail-parties.js';
import { electronicAgreed, noticeDeadline, otherParty, outlook } from './notice-rules.js';
import { NoticeRepository, type NewNotice } from './notice.repository.js';
import { partyOf } from './preview.js';
import { NoticeViews } from './notice-views.js';

type Body = BodyOf<typeof noticeRoutes.give>;

/** A company's name as people type it: widths and spaces make no difference. */
export const plainName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** 第17条2項・第18条: either side gives a notice from the portal. */
@Injectable()
export class GiveNotice {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: NoticeRepository, private readonly views: NoticeViews) {}

  /**
   * Keeps the notice; the worker mails it right after the commit. A 第17条 notice without the 特約, or one chosen as a letter, is to be printed instead.
   * Throws notice_name_mismatch, notice_date_too_early, notice_deadline_passed, notice_ends_earlier, notice_contract_ended, notice_contract_not_in_force, notice_address_missing.
   */
  give(actor: Actor, contractId: string, body: Body): Promise<ResponseOf<typeof noticeRoutes.give>> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.reader.facts(tx, contractId);
      await this.reader.lock(tx, seen.id);
      const facts = await this.reader.facts(tx, contractId);
      this.check(tx, facts, body);
      const notice = this.compose(tx, facts, body);
      if (notice.channel === 'portal_email' && !notice.recipientEmail) throw new AppError('notice_address_missing');
      await this.repository.insert(tx, notice);
      await tx.audit({
        type: notice.channel === 'paper' ? 'notice.letter-made' : 'notice.given', contractId: facts.id, clientId: facts.clientId, article: notice.article === 17 ? '第17条2項' : '第18条', target: { kind: 'notice', id: notice.id },
        data: { giverParty: notice.giverParty, channel: notice.channel, authority: notice.authority, requestedEndOn: notice.requestedEndOn, deadlineOn: notice.deadlineOn, contentHash: notice.contentHash }, personal: { recipientEmail: notice.recipientEmail },
      });
      if (notice.channel === 'portal_email') await tx.emit('notice.mail', { noticeId: notice.id });
      return this.views.view(tx, await this.repository.get(tx, notice.id));
    });
  }

  private check(tx: Tx, facts: ContractFacts, body: Body): void {
    if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
    const expected = facts.terms.parties[otherParty(partyOf(tx.actor))].companyName;
    if (plainName(body.confirmName) !== plainName(expected)) throw new AppError('notice_name_mismatch', { fields: [{ path: 'body.confirmName', code: 'mismatch', message: '会社名が契約書と一致しません。' }] });
    const { refusal } = outlook(facts, { article: body.article, requestedEnd: body.article === 18 ? body.requestedEnd : null }, tx.today);
    if (refusal) throw new AppError(refusal.code, { article: refusal.article, data: { ...refusal.data } });
  }

  private compose(tx: Tx, facts: ContractFacts, body: Body): NewNotice {
    const giverParty = partyOf(tx.actor);
    const requestedEndOn = body.article === 18 ? body.requestedEnd : null;
    const declared = { article: body.article, giverParty, giverName: tx.actor.name, requestedEndOn, body: body.text, givenOn: tx.today };
    // 第17条2項: writing is needed; the portal's e-mail is writing only where 別紙1 says so.
    const byLetter = body.channel === 'letter' || (body.article === 17 && !electronicAgreed(facts));
    return {
      ...declared, id: randomUUID(), clientId: facts.clientId, contractId: facts.id, versionId: facts.versionId, contractNumber: facts.number, giverUserId: tx.actor.userId, giverEmail: tx.actor.email, authority: tx.actor.noticeAuthority ? 'ok' : 'needs_check',
      channel: byLetter ? 'paper' : 'portal_email', source: 'portal', recipientEmail: noticeEmail(facts, otherParty(giverParty)), deadlineOn: noticeDeadline(facts, { article: body.article, requestedEnd: requestedEndOn, on: tx.today }),
      electronicAgreed: electronicAgreed(facts), contentHash: contentHash(facts, declared),
    };
  }
}
