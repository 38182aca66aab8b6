import type { ErrorCode } from '@hoshu/api-schema';
import {
  addDays, classifyNonRenewal, endArticle, laterOf, localDate, nonRenewalDeadline, renewalChain, terminationEffective, termRunningOn,
  type EndNotice, type LocalDate, type NonRenewalTiming, type ResolveEndInput,
} from '@hoshu/domain';
import { noticeDays17, termsOn, type ContractFacts } from '../contracts/index.js';

export type Party = 'client' | 'vendor';
export type NoticeArticle = 17 | 18;
export const otherParty = (party: Party): Party => (party === 'client' ? 'vendor' : 'client');

/** D1: the length of a renewed term by the version of its first day, never the form's own. */
export function renewalMonthsOf(facts: ContractFacts, on: string): number {
  const { renewalMonths, months } = termsOn(facts, on).term;
  return renewalMonths ?? months;
}
/** 第13条2項: how long secrets are kept after an end on a day, by the version of that day. */
export const survivalOf = (facts: ContractFacts, endOn: string) => ({ endDate: localDate(endOn), years: termsOn(facts, endOn).survivalYears });
export const electronicAgreed = (facts: ContractFacts): boolean => facts.terms.annex.specialTerms.electronicNotice === true;

export interface Term { readonly number: number; readonly startsOn: LocalDate; readonly lastOn: LocalDate }

/** The term that runs on a day, recorded or following from 第17条2項; the first term for a day before the contract starts. Throws when no term is on record. */
export function termOn(facts: ContractFacts, on: string): Term {
  const recorded = facts.periods.find((period) => on <= period.lastOn) ?? facts.periods.at(-1);
  if (!recorded) throw new Error('a concluded contract has a first term');
  const running = termRunningOn({ firstEnd: localDate(recorded.lastOn), on: localDate(on), renewalMonths: renewalMonthsOf(facts, on) });
  return { number: recorded.number + running.number, startsOn: running.startOn ?? localDate(recorded.startsOn), lastOn: running.endOn };
}

/** 第17条2項: the term after a term. */
export function nextTerm(facts: ContractFacts, term: Term): Term {
  const [, lastOn] = renewalChain({ firstEnd: term.lastOn, renewals: 1, renewalMonths: renewalMonthsOf(facts, addDays(term.lastOn, 1)) });
  return { number: term.number + 1, startsOn: addDays(term.lastOn, 1), lastOn: lastOn as LocalDate };
}

/** R06 for one notice that arrived, in the term that ran on that day. */
export function resolveInput(facts: ContractFacts, notice: EndNotice): ResolveEndInput {
  const { lastOn: firstEnd } = termOn(facts, notice.arrivedOn);
  return {
    firstEnd, notices: [notice], electronicWrittenAgreed: electronicAgreed(facts),
    nonRenewalNoticeDays: noticeDays17(facts, firstEnd), terminationNoticeDays: termsOn(facts, notice.arrivedOn).noticeDays18, renewalMonths: renewalMonthsOf(facts, notice.arrivedOn),
  };
}

/** The day by which a notice has to arrive: 第17条2項 for the running term, 第18条 for the wished day; null without one. */
export function noticeDeadline(facts: ContractFacts, wanted: { article: NoticeArticle; requestedEnd: string | null; on: string }): LocalDate | null {
  const { lastOn: termEnd } = termOn(facts, wanted.on);
  if (wanted.article === 17) return nonRenewalDeadline({ termEnd, noticeDays: noticeDays17(facts, termEnd) }).lastValid;
  return wanted.requestedEnd === null ? null : addDays(localDate(wanted.requestedEnd), -termsOn(facts, wanted.on).noticeDays18);
}

export interface NoticeRefusal { readonly code: ErrorCode; readonly article: string; readonly data: Readonly<Record<string, string>> }

/** What a notice given today would do if it arrived today; `refusal`: why it is not sent, with the day that is possible. */
export interface NoticeOutlook {
  readonly term: Term;
  readonly earliestEndOn: LocalDate;
  readonly endOn: LocalDate;
  readonly timing: NonRenewalTiming | null;
  readonly refusal: NoticeRefusal | null;
}

/** Looks ahead for a notice of a contract with terms on record. 第17条2項, 第18条. */
export function outlook(facts: ContractFacts, wanted: { article: NoticeArticle; requestedEnd: string | null }, today: string): NoticeOutlook {
  const arrivedOn = laterOf(localDate(today), localDate(facts.conclusion?.concludedOn ?? today));
  const term = termOn(facts, arrivedOn);
  const earliestTermination = terminationEffective({ arrivedOn, noticeDays: termsOn(facts, arrivedOn).noticeDays18 });
  if (wanted.article === 18) {
    const endOn = wanted.requestedEnd === null ? earliestTermination : laterOf(localDate(wanted.requestedEnd), earliestTermination);
    const early = wanted.requestedEnd !== null && wanted.requestedEnd < earliestTermination;
    const refusal = early ? { code: 'notice_date_too_early' as const, article: '第18条', data: { earliestEndOn: earliestTermination } } : null;
    return { term, earliestEndOn: earliestTermination, endOn, timing: null, refusal: standing(facts, endOn) ?? refusal };
  }
  const timing = classifyNonRenewal({ termEnd: term.lastOn, arrivedOn, noticeDays: noticeDays17(facts, term.lastOn) });
  const endOn = timing === 'late' ? nextTerm(facts, term).lastOn : term.lastOn;
  const lastValidOn = nonRenewalDeadline({ termEnd: term.lastOn, noticeDays: noticeDays17(facts, term.lastOn) }).lastValid;
  const late = timing === 'late' ? { code: 'notice_deadline_passed' as const, article: '第17条2項', data: { lastValidOn, earliestEndOn: earliestTermination, nextTermLastOn: endOn } } : null;
  return { term, earliestEndOn: endOn, endOn, timing, refusal: standing(facts, endOn) ?? late };
}

// What already stands goes before any date: not concluded, ended, or ending no later anyway.
function standing(facts: ContractFacts, endOn: LocalDate): NoticeRefusal | null {
  if (facts.conclusion === null) return { code: 'notice_contract_not_in_force', article: '第17条1項', data: {} };
  if (facts.end === null) return null;
  if (facts.status === 'ended') return { code: 'notice_contract_ended', article: endArticle(facts.end.basis), data: { endsOn: facts.end.lastOn } };
  return facts.end.lastOn <= endOn ? { code: 'notice_ends_earlier', article: endArticle(facts.end.basis), data: { endsOn: facts.end.lastOn } } : null;
}
