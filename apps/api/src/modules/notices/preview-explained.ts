import type { ResponseOf, noticeRoutes } from '@hoshu/api-schema';
import { endArticle, feeChargeOf, firstDayOf, localDate, monthOf, survivalLastDay, type LocalDate } from '@hoshu/domain';
import { stated, why, type ExplainedValue } from '../../platform/explain/index.js';
import { dueExplanation, feeTermsOf, isBilled, noticeDays17, termsOn, whyProrated, type ContractFacts } from '../contracts/index.js';
import { explainedNextTermEnd, explainedTermEnd } from './explained-terms.js';
import { nextTerm, survivalOf, type NoticeOutlook, type Term } from './notice-rules.js';

type Preview = ResponseOf<typeof noticeRoutes.preview>;
export type Wanted = { article: 17 | 18; requestedEnd: string | null; channel: 'portal' | 'letter' };

/** What stands whatever is given: the term, the one that follows, and an end that was fixed before. */
function commonDays(facts: ContractFacts, term: Term): ExplainedValue[] {
  const next = nextTerm(facts, term);
  const { end } = facts;
  return [
    explainedTermEnd(facts, term),
    { key: 'ifNothing.nextTermStartsOn', label: { ja: '更新後の初日', en: 'First day after renewal' }, value: next.startsOn, explanation: stated({ result: next.startsOn, article: '第17条2項', steps: [{ ja: `満了日 ${term.lastOn} の翌日 ＝ ${next.startsOn}`, en: `Day after the last day ${term.lastOn} = ${next.startsOn}` }] }) },
    explainedNextTermEnd(facts, term, 'ifNothing.nextTermLastOn'),
    ...(end ? [{ key: 'existingEndOn', label: { ja: 'すでに決まっている最終日', en: 'Last day already fixed' }, value: end.lastOn, explanation: stated({ result: end.lastOn, article: endArticle(end.basis), needsReview: end.needsReview, steps: [{ ja: `先の通知により、契約は ${end.lastOn} をもって終わると記録されています。`, en: `An earlier notice ends the contract with ${end.lastOn}.` }] }) }] : []),
  ];
}

/** Every day of the preview with its reason (F117, F185). */
export function explainedDates(facts: ContractFacts, from: { wanted: Wanted; seen: NoticeOutlook; today: string }): ExplainedValue[] {
  const { wanted, seen } = from;
  const common = commonDays(facts, seen.term);
  const arrivedOn = localDate(from.today);
  const survival: ExplainedValue = { key: 'survivalLastOn', label: { ja: '秘密保持義務の最終日', en: 'Last day of confidentiality' }, value: survivalLastDay(survivalOf(facts, seen.endOn)), explanation: why('survivalLastDay', survivalOf(facts, seen.endOn)).explanation };
  if (wanted.article === 18) {
    const termination = why('terminationEffective', { arrivedOn, noticeDays: termsOn(facts, arrivedOn).noticeDays18, ...(wanted.requestedEnd ? { requestedEnd: localDate(wanted.requestedEnd) } : {}) });
    return [{ key: 'endOn', label: { ja: '本日到達した場合の終了日', en: 'Last day if it arrives today' }, value: termination.result, explanation: termination.explanation }, survival, ...common];
  }
  const terms = { termEnd: seen.term.lastOn, noticeDays: noticeDays17(facts, seen.term.lastOn) };
  const deadline = why('nonRenewalDeadline', terms);
  return [
    { key: 'deadlineOn', label: { ja: '終了通知の期限（到達日）', en: 'Day by which it must arrive' }, value: deadline.result.lastValid, explanation: deadline.explanation },
    { key: 'timing', label: { ja: '本日到達した場合', en: 'If it arrives today' }, value: seen.timing ?? '', explanation: why('classifyNonRenewal', { ...terms, arrivedOn }).explanation }, survival, ...common,
  ];
}

/** 第11条: the fee of the month in which the contract ends, prorated as annex 1 says; null where annex 1 says that such a month is not billed. */
export function finalInvoice(facts: ContractFacts, endOn: LocalDate, taxRounding: 'floor' | 'round' | 'ceil'): Preview['finalInvoice'] {
  const startOn = localDate(facts.periods[0]?.startsOn ?? endOn);
  const terms = termsOn(facts, firstDayOf(monthOf(endOn)));
  const fee = feeTermsOf(terms, { startOn, realEndOn: endOn, taxRounding });
  if (!fee || endOn < startOn) return null;
  const charge = feeChargeOf(fee, monthOf(endOn));
  if (!isBilled(terms)(charge)) return null;
  const { explanation } = whyProrated(terms, charge);
  const { serviceMonth, periodStartOn, periodEndOn, dueOn } = charge;
  const period = stated({ result: { periodStartOn, periodEndOn }, article: '第11条', steps: [{ ja: `契約の最終日 ${endOn} のある月のうち、契約の続く ${periodStartOn}〜${periodEndOn}`, en: `Of the month of the last day ${endOn}, the days on which the contract runs: ${periodStartOn} to ${periodEndOn}` }] });
  const tax = why('invoiceTax', { lines: [{ amount: charge.amountYen, rate: charge.taxRatePercent }], priceMode: fee.priceMode, rounding: fee.taxRounding }).explanation;
  const due = dueExplanation({ serviceMonth, timing: fee.timing, dueDay: fee.dueDay, convention: fee.convention }, { issuedOn: periodStartOn, dueOn, startsOn: startOn });
  return { ...charge, explanation, explained: [
    { key: 'finalInvoice.periodStartOn', label: { ja: '対象の期間', en: 'Period' }, value: periodStartOn, explanation: period }, { key: 'finalInvoice.grossYen', label: { ja: '消費税', en: 'Consumption tax' }, value: String(charge.grossYen), explanation: tax }, { key: 'finalInvoice.dueOn', label: { ja: '支払期日', en: 'Due date' }, value: dueOn, explanation: due },
  ] };
}
