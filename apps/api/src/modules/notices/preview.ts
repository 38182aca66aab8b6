import { Injectable } from '@nestjs/common';
import { errorEntry, type QueryOf, type ResponseOf, type noticeRoutes } from '@hoshu/api-schema';
import { survivalLastDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { noticeEmail } from './mail-parties.js';
import { electronicAgreed, nextTerm, otherParty, outlook, survivalOf, type Party } from './notice-rules.js';
import { handOver, survivingDuties } from './surviving-duties.js';
import { explainedDates, finalInvoice, type Wanted } from './preview-explained.js';

type Preview = ResponseOf<typeof noticeRoutes.preview>;

export const partyOf = (actor: Actor): Party => (actor.kind === 'vendor' ? 'vendor' : 'client');

/** Everything a person should know before giving a notice (F117): day, channel, final invoice, what goes on, what happens otherwise. */
@Injectable()
export class NoticePreviews {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Throws not_found, notice_contract_not_in_force. */
  preview(actor: Actor, contractId: string, query: QueryOf<typeof noticeRoutes.preview>): Promise<Preview> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
      const article = query.article === '17' ? 17 : 18;
      const channel = query.channel ?? (article === 17 && !electronicAgreed(facts) ? 'letter' : 'portal');
      return this.view(tx, facts, { article, requestedEnd: article === 18 ? (query.requestedEnd ?? null) : null, channel });
    });
  }

  private async view(tx: Tx, facts: ContractFacts, wanted: Wanted): Promise<Preview> {
    const seen = outlook(facts, wanted, tx.today);
    const recipient = otherParty(partyOf(tx.actor));
    const next = nextTerm(facts, seen.term);
    return {
      article: wanted.article, today: tx.today, contractNumber: facts.number, confirmName: facts.terms.parties[recipient].companyName, termLastOn: seen.term.lastOn, earliestEndOn: seen.earliestEndOn, requestedEndOn: wanted.requestedEnd, endOn: seen.endOn,
      existingEndOn: facts.end?.lastOn ?? null, timing: seen.timing, authority: tx.actor.noticeAuthority ? 'ok' : 'needs_check',
      refusal: seen.refusal ? { code: seen.refusal.code, article: seen.refusal.article, ja: errorEntry(seen.refusal.code).ja, en: errorEntry(seen.refusal.code).en } : null,
      explained: explainedDates(facts, { wanted, seen, today: tx.today }), channel: channelView(facts, wanted, recipient),
      finalInvoice: finalInvoice(facts, seen.endOn, (await vendorContact(tx)).taxRounding), survivalLastOn: survivalLastDay(survivalOf(facts, seen.endOn)),
      survivingDuties: survivingDuties(seen.endOn, survivalOf(facts, seen.endOn).years), handOver: [...handOver],
      ifNothing: {
        nextTermStartsOn: next.startsOn, nextTermLastOn: next.lastOn,
        ja: `何もしない場合、契約は ${next.startsOn} から ${next.lastOn} まで同じ条件で更新されます（第17条2項）。`, en: `If nothing is done, the contract is renewed on the same terms from ${next.startsOn} to ${next.lastOn} (article 17(2)).`,
      },
    };
  }
}

function channelView(facts: ContractFacts, wanted: Wanted, recipient: Party): Preview['channel'] {
  const agreed = electronicAgreed(facts);
  const address = noticeEmail(facts, recipient);
  const isValid = wanted.channel === 'letter' || (address !== '' && (wanted.article === 18 || agreed));
  const base = { chosen: wanted.channel, isValid, electronicAgreed: agreed, recipientEmail: address, recipientPostal: facts.terms.annex.notices[recipient].postal };
  if (wanted.channel === 'letter') return { ...base, ja: '通知書を印刷し、押印して郵送してください。相手方に届いた日が到達日です。配達の記録が残る方法をおすすめします。', en: 'Print, seal and post the letter. The day it reaches the other side counts; choose a way that records delivery.' };
  if (wanted.article === 17 && !agreed) return { ...base, ja: '第17条2項の終了通知は書面で行う必要があります（電子通知の特約がありません）。送信の代わりに、印刷用の通知書を作成します。', en: 'Article 17(2) asks for paper (no electronic notices were agreed). A letter to print is made instead.' };
  if (!address) return { ...base, ja: '別紙1に相手方の通知先（メール）がないため、郵送してください。', en: 'Annex 1 has no e-mail address of the other side: please post a letter.' };
  return { ...base, ja: `別紙1の通知先 ${address} へ電子メールで送ります。相手方のメールサーバーが受け付けた時が到達です。`, en: `Goes by e-mail to ${address} of annex 1; acceptance by that mail server is its arrival.` };
}
