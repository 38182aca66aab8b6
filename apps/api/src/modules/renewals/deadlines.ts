import { Injectable } from '@nestjs/common';
import type { ResponseOf, noticeRoutes } from '@hoshu/api-schema';
import { classifyNonRenewal, daysBetween, endArticle, type LocalDate, localDate, nonRenewalDeadline, safePostingDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { ContractReader, noticeDays17, type ContractFacts } from '../contracts/index.js';
import { stated, why, type ExplainedValue } from '../../platform/explain/index.js';
import { explainedNextTermEnd, explainedTermEnd, nextTerm, survivalOf, termOn, type Term } from '../notices/index.js';
import { explainedArrival } from './explained-deadline.js';

type View = ResponseOf<typeof noticeRoutes.deadlines>;

/** The dates of a contract that nobody should miss, each with its reason (F111, F142, F094). */
@Injectable()
export class Deadlines {
  constructor(private readonly db: Db, private readonly reader: ContractReader) {}

  /** Throws not_found, notice_contract_not_in_force. */
  get(actor: Actor, contractId: string): Promise<View> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
      return deadlinesOf(facts, localDate(tx.today));
    });
  }
}

function deadlinesOf(facts: ContractFacts, today: LocalDate): View {
  // After an end the term in which it fell is the last one.
  const ended = facts.end !== null && facts.end.lastOn < today ? facts.end.lastOn : null;
  const term = termOn(facts, ended ?? today);
  const ends = facts.end !== null && facts.end.lastOn <= term.lastOn;
  const notice = ends ? null : noticeOf(facts, term, today);
  const next = ends ? null : renewalOf(facts, term);
  const endDate = localDate(facts.end?.lastOn ?? term.lastOn);
  const survival = why('survivalLastDay', survivalOf(facts, endDate));
  const explained: ExplainedValue[] = [
    explainedTermEnd(facts, term),
    termStart(term), ...(facts.end ? [endDay(facts.end)] : []), ...(notice?.explained ?? []), ...(next?.explained ?? []),
    { key: 'survivalLastOn', label: { ja: '秘密保持義務の最終日', en: 'Last day of confidentiality' }, value: survival.result, explanation: survival.explanation },
  ];
  return {
    contractId: facts.id, status: facts.status, termNumber: term.number, termStartsOn: term.startsOn, termLastOn: term.lastOn, endsOn: facts.end?.lastOn ?? null, endBasis: facts.end?.basis ?? null, endNeedsReview: facts.end?.needsReview ?? false,
    noticeDeadline: notice?.view ?? null, nextTerm: next?.view ?? null, survival: { lastOn: survival.result, daysLeft: daysBetween(today, survival.result), isForecast: facts.end === null }, explained,
  };
}

const termStart = ({ number, startsOn }: Term): ExplainedValue => ({
  key: 'termStartsOn', label: { ja: '契約期間の初日', en: 'First day of the term' }, value: startsOn,
  explanation: stated({ result: startsOn, article: number === 1 ? '第17条1項' : '第17条2項', steps: [number === 1 ? { ja: `契約書に定めた初日：${startsOn}`, en: `First day set in the contract: ${startsOn}` } : { ja: `前の契約期間の満了日の翌日：${startsOn}`, en: `Day after the last day of the term before: ${startsOn}` }] }),
});

const endDay = ({ lastOn, basis, needsReview }: NonNullable<ContractFacts['end']>): ExplainedValue => ({
  key: 'endsOn', label: { ja: '契約の最終日', en: 'Last day of the contract' }, value: lastOn,
  explanation: stated({ result: lastOn, article: endArticle(basis), needsReview, steps: [{ ja: `${endArticle(basis)}により、契約は ${lastOn} をもって終わると記録されています。日の数え方は、終わらせた通知の画面にあります。`, en: `Recorded as ending with ${lastOn}; the notice that ended it shows how the day was counted.` }] }),
});

function noticeOf(facts: ContractFacts, term: Term, today: LocalDate): { view: NonNullable<View['noticeDeadline']>; explained: ExplainedValue[] } {
  const terms = { termEnd: term.lastOn, noticeDays: noticeDays17(facts, term.lastOn) };
  const result = nonRenewalDeadline(terms);
  return {
    view: { lastValidOn: result.lastValid, safeOn: result.safe, safeBusinessOn: result.safeBusinessDay, safePostingOn: safePostingDay(terms), daysLeft: daysBetween(today, result.lastValid), timingToday: classifyNonRenewal({ ...terms, arrivedOn: today }) },
    explained: [explainedArrival(terms)],
  };
}

function renewalOf(facts: ContractFacts, term: Term): { view: NonNullable<View['nextTerm']>; explained: ExplainedValue[] } {
  const next = nextTerm(facts, term);
  return { view: { startsOn: next.startsOn, lastOn: next.lastOn }, explained: [explainedNextTermEnd(facts, term, 'nextTermLastOn')] };
}
