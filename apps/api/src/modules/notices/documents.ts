import { Injectable } from '@nestjs/common';
import { TITLE, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { noticeLetterPdf, noticeReceiptPdf, type NoticeReceipt } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, noticeDays17, type ContractFacts } from '../contracts/index.js';
import { otherParty, termOn, type Party } from './notice-rules.js';
import { arrivedOnOf, type NoticeRecord } from './notice.repository.js';
import { NoticeViews } from './notice-views.js';
import { partyOf } from './preview.js';
import { requirementChecks } from './requirement-checks.js';

const kindOf = (notice: NoticeRecord) => (notice.article === 17 ? ('nonRenewal' as const) : ('termination' as const));
const channels: Readonly<Record<NoticeRecord['channel'], string>> = { portal_email: 'ポータルから通知先への電子メール', paper: '書面', desk_email: '窓口から通知先への電子メール', email: '電子メール' };
const results = { 充足: 'met', 要確認: 'unclear', 不足: 'missing' } as const;

/** `〒220-0012　神奈川県…` of 別紙1 as postal code and address; the head office when it names none. */
export function postalOf(terms: ContractTerms, party: Party): { postalCode: string; address: string } {
  const match = /^〒?\s*(\d{3}-\d{4})[\s　]*(.+)$/su.exec(terms.annex.notices[party].postal);
  return match ? { postalCode: match[1] ?? '', address: match[2] ?? '' } : { postalCode: '', address: terms.annex.notices[party].postal || terms.parties[party].address };
}

/** The papers of a notice: the letter to post, the record after arrival, the scan of what came. */
@Injectable()
export class NoticeDocuments {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly views: NoticeViews, private readonly files: Files) {}

  /** The letter for the giver's own side. Throws not_found for the other side's. */
  async letter(actor: Actor, noticeId: string): Promise<FileAnswer> {
    const { notice, facts, terms } = await this.load(actor, noticeId);
    if (notice.giverParty !== partyOf(actor)) throw new AppError('not_found');
    const [sender, recipient] = [terms.parties[notice.giverParty], terms.parties[otherParty(notice.giverParty)]];
    const givenOn = localDate(notice.givenOn);
    const bytes = await noticeLetterPdf({
      kind: kindOf(notice), writtenOn: givenOn, createdAt: notice.givenAt, sender: { companyName: sender.companyName, registrationNumber: null, ...postalOf(terms, notice.giverParty) },
      senderRepresentative: [sender.representativeTitle, sender.representativeName].filter(Boolean).join('　'),
      recipient: { companyName: recipient.companyName, ...postalOf(terms, otherParty(notice.giverParty)), honorific: '御中' },
      contract: { title: TITLE, number: notice.contractNumber, concludedOn: localDate(facts.conclusion?.concludedOn ?? notice.givenOn) },
      endsOn: notice.article === 17 ? termOn(facts, notice.givenOn).lastOn : notice.requestedEndOn ? localDate(notice.requestedEndOn) : addDays(givenOn, terms.noticeDays18),
      noticeDays: notice.article === 17 ? noticeDays17(facts, termOn(facts, notice.givenOn).lastOn) : terms.noticeDays18,
    });
    return new FileAnswer(Buffer.from(bytes), 'application/pdf', `${notice.article === 17 ? '終了通知書' : '解約通知書'}-${notice.contractNumber}.pdf`);
  }

  /** The record of an arrived notice, for both sides. Throws notice_not_arrived. */
  async receipt(actor: Actor, noticeId: string): Promise<FileAnswer> {
    const { notice, facts, terms, today } = await this.load(actor, noticeId);
    const arrivedOn = arrivedOnOf(notice);
    if (!arrivedOn) throw new AppError('notice_not_arrived');
    const delivery = notice.deliveries.find((entry) => entry.arrivedOn === arrivedOn);
    const byMail = delivery?.kind === 'mail';
    const checks = requirementChecks({ ...notice, side: notice.giverParty, channel: byMail ? notice.channel : 'paper', arrivedOn, bounced: false }, today);
    const receipt: NoticeReceipt = {
      number: notice.id, createdAt: new Date(delivery?.businessAt ?? notice.givenAt), kind: kindOf(notice), contract: { title: TITLE, number: notice.contractNumber },
      sender: `${terms.parties[notice.giverParty].companyName} ${notice.giverName}`, recipient: terms.parties[otherParty(notice.giverParty)].companyName, channel: channels[byMail ? notice.channel : 'paper'],
      sentAt: byMail ? notice.givenAt : null, arrivedAt: new Date(byMail ? delivery.businessAt : `${arrivedOn}T00:00:00+09:00`), arrivalProof: byMail ? `${delivery.recipient}：${delivery.serverResponse}` : '書面の写しと配達の記録', contentHash: notice.contentHash,
      checks: checks.map((check) => ({ label: check.label.ja, result: results[check.result], basis: `${check.article}　${check.rule.ja}` })), effectiveOn: facts.end ? localDate(facts.end.lastOn) : null,
    };
    return new FileAnswer(Buffer.from(await noticeReceiptPdf(receipt)), 'application/pdf', `通知の記録-${notice.contractNumber}.pdf`);
  }

  scan(actor: Actor, noticeId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const notice = await this.views.visible(tx, noticeId);
      const file = await this.files.read(tx, found(notice.deliveries.find(({ scanFileId }) => scanFileId !== null)?.scanFileId));
      return new FileAnswer(file.content, file.contentType, file.fileName);
    });
  }

  private load(actor: Actor, noticeId: string): Promise<{ notice: NoticeRecord; facts: ContractFacts; terms: ContractTerms; today: string }> {
    return this.db.read(actor, async (tx: Tx) => {
      const notice = await this.views.visible(tx, noticeId);
      const facts = await this.reader.facts(tx, notice.contractId);
      // The version under which the notice was given, whatever came later.
      const version = found(await tx.one<{ terms: ContractTerms }>('select terms from hoshu.contract_version where id = $1', [notice.versionId]));
      return { notice, facts, terms: version.terms, today: tx.today };
    });
  }
}
