import { Injectable } from '@nestjs/common';
import { errorEntry, type ResponseOf, type settlementRoutes } from '@hoshu/api-schema';
import { dateJa, endArticle, localDate, monthOf, survivalLastDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { why } from '../../platform/explain/index.js';
import { EndBilling, type EndRecords } from '../billing/index.js';
import { ContractReader, noticeDays17, termsOn, type ContractFacts } from '../contracts/index.js';
import { electronicAgreed, nextTerm, noticeDeadline, outlook, survivalOf, survivingDuties } from '../notices/index.js';
import { feeReason, policyOf } from './policy.js';
import { settlementSentence, Sheets } from './sheet.js';

type Options = ResponseOf<typeof settlementRoutes.options>;
type Option = Options['options'][number];
type Base = Omit<Option, 'lastInvoice' | 'settlement' | 'survivalLastOn'>;

/** 「今日通知したら？」: what each way to end the contract would mean today, for either side (第17条, 第18条, 第19条). Nothing is written. */
@Injectable()
export class EndOptions {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly sheets: Sheets, private readonly billing: EndBilling) {}

  /** Throws not_found, notice_contract_not_in_force. */
  get(actor: Actor, contractId: string): Promise<Options> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
      const termination = this.termination(facts, tx.today);
      const records = await this.billing.records(tx, facts);
      const options = [this.nonRenewal(facts, tx.today), termination, this.rescission(facts, tx.today)].map((base) => this.complete(records, facts, base));
      const { term } = outlook(facts, { article: 17, requestedEnd: null }, tx.today);
      const next = nextTerm(facts, term);
      const lastOn = facts.end?.lastOn ?? termination.endOn;
      return {
        contractNumber: facts.number, today: tx.today, termLastOn: term.lastOn, end: facts.end && { lastOn: facts.end.lastOn, article: endArticle(facts.end.basis) }, options,
        ifNothing: facts.end
          ? { ja: `契約は ${dateJa(facts.end.lastOn)} に終わることが決まっています（${endArticle(facts.end.basis)}）。`, en: `The contract ends on ${facts.end.lastOn} (${endArticle(facts.end.basis)}).` }
          : { ja: `何もしなければ、契約は ${dateJa(next.startsOn)} から ${dateJa(next.lastOn)} まで同じ条件で更新されます（第17条2項）。`, en: `If nothing is done, the contract is renewed on the same terms from ${next.startsOn} to ${next.lastOn} (article 17(2)).` },
        survivingDuties: survivingDuties(localDate(lastOn), survivalOf(facts, lastOn).years), policy: await policyOf(tx, facts, lastOn),
      };
    });
  }

  private nonRenewal(facts: ContractFacts, today: string): Base {
    const seen = outlook(facts, { article: 17, requestedEnd: null }, today);
    const terms = { termEnd: seen.term.lastOn, noticeDays: noticeDays17(facts, seen.term.lastOn) };
    const words = seen.timing === 'late'
      ? { ja: `今の期間（${dateJa(seen.term.lastOn)}まで）の期限は過ぎました。次の期間の終わり ${dateJa(seen.endOn)} に向けて通知することになります。`, en: `The deadline of the running term is over; a notice would aim at the end of the next term, ${seen.endOn}.` }
      : { ja: `今日届けば、期間の終わり ${dateJa(seen.endOn)} に、更新されずに終わります。`, en: `If it arrives today, the contract ends with the term on ${seen.endOn}.` };
    return {
      article: 17, endOn: seen.endOn, ...words, deadlineOn: noticeDeadline(facts, { article: 17, requestedEnd: null, on: today }), refusal: refusalWords(seen.refusal?.code), explanation: why('nonRenewalDeadline', terms).explanation,
      needs: electronicAgreed(facts) ? { ja: '書面、または特約により電子メール（ポータル）で通知します。', en: 'In writing, or by e-mail (portal) as agreed.' } : { ja: '書面で通知します。電子メールやポータルだけでは足りません。', en: 'In writing on paper; e-mail or the portal alone do not do.' },
    };
  }

  private termination(facts: ContractFacts, today: string): Base {
    const seen = outlook(facts, { article: 18, requestedEnd: null }, today);
    const days = termsOn(facts, today).noticeDays18;
    return {
      article: 18, endOn: seen.endOn, ja: `今日届けば、早くて ${dateJa(seen.endOn)} に終わります（到達から${days}日）。それより後の日も選べます。`, en: `If it arrives today, the contract ends on ${seen.endOn} at the earliest (${days} days from arrival); a later day can be chosen.`,
      deadlineOn: null, refusal: refusalWords(seen.refusal?.code), explanation: why('terminationEffective', { arrivedOn: localDate(today), noticeDays: days }).explanation, needs: { ja: '書面または電子メールで通知します。理由はいりません。', en: 'In writing or by e-mail; no reason is needed.' },
    };
  }

  private rescission(facts: ContractFacts, today: string): Base {
    const refusal = facts.status === 'ended' ? refusalWords('rescission_contract_over') : null;
    return {
      article: 19, endOn: today, ja: `事由があるときだけできます。今日届けば、その時（${dateJa(today)}）に終わります。`, en: `Only where a ground is given. If it arrives today, the contract ends at that moment, on ${today}.`, deadlineOn: null, refusal, explanation: null,
      needs: { ja: '重大な違反・支払停止・倒産手続の申立て・反社会的勢力のいずれかの証拠と、権限のある方二人の確認が要ります。支払の遅れは、まず催告します。', en: 'Evidence of a grave breach, a stop of payments, insolvency proceedings or anti-social forces, and two authorised people. Late payment is demanded first.' },
    };
  }

  private complete(records: EndRecords, facts: ContractFacts, base: Base): Option {
    // A contract that has not begun is settled as of its first day.
    const startsOn = facts.periods[0]?.startsOn ?? base.endOn;
    const supposed = this.sheets.supposed(facts, base.endOn < startsOn ? startsOn : base.endOn);
    const { settlement, unbilled, beyond } = this.billing.outlookOf(records, supposed);
    const last = [...unbilled, ...beyond.flatMap(({ due }) => (due ? [due] : []))].find(({ serviceMonth }) => serviceMonth === monthOf(localDate(base.endOn)));
    return {
      ...base, lastInvoice: last ? { serviceMonth: last.serviceMonth, grossYen: last.grossYen, dueOn: last.dueOn, explanation: feeReason(last) } : null,
      settlement: { totalYen: settlement.totalYen, direction: settlement.direction, sentence: settlementSentence(settlement.totalYen, settlement.direction) }, survivalLastOn: survivalLastDay(survivalOf(facts, base.endOn)),
    };
  }
}

function refusalWords(code: Parameters<typeof errorEntry>[0] | undefined): { ja: string; en: string } | null {
  if (code === undefined) return null;
  const { ja, en } = errorEntry(code);
  return { ja, en };
}
