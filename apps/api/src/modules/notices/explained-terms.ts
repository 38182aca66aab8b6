import { localDate } from '@hoshu/domain';
import { why, type ExplainedValue } from '../../platform/explain/index.js';
import { termsOn, type ContractFacts } from '../contracts/index.js';
import { nextTerm, renewalMonthsOf, type Term } from './notice-rules.js';

/** The last day of a term with its reason (第17条, F185): counted from the first day, or by the renewals since. */
export function explainedTermEnd(facts: ContractFacts, term: Term): ExplainedValue {
  const [first] = facts.periods;
  const { startsAtMidnight, months } = termsOn(facts, first?.startsOn ?? term.startsOn).term;
  return {
    key: 'termLastOn', label: { ja: '満了日', en: 'Last day of the term' }, value: term.lastOn,
    explanation: (term.number === 1
      ? why('periodEnd', { start: localDate(first?.startsOn ?? term.startsOn), startsAtMidnight, unit: 'month', n: months })
      : why('renewalChain', { firstEnd: localDate(first?.lastOn ?? term.lastOn), renewals: term.number - 1, renewalMonths: renewalMonthsOf(facts, term.startsOn) })).explanation,
  };
}

/** The last day of the term that follows a term, with its reason (第17条2項); `key` names it in the answer. */
export function explainedNextTermEnd(facts: ContractFacts, term: Term, key: string): ExplainedValue {
  const next = nextTerm(facts, term);
  return { key, label: { ja: '更新後の満了日', en: 'Last day after renewal' }, value: next.lastOn, explanation: why('renewalChain', { firstEnd: term.lastOn, renewals: 1, renewalMonths: renewalMonthsOf(facts, next.startsOn) }).explanation };
}
