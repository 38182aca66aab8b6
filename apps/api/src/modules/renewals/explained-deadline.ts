import { nonRenewalDeadline, REMINDER_LADDER, safePostingDay, safePostingDaySteps, localDate, type NonRenewalTerms } from '@hoshu/domain';
import { stated, why, type ExplainedValue } from '../../platform/explain/index.js';
import { noticeDays17, type ContractFacts } from '../contracts/index.js';

/** The last day of arrival of a non-renewal notice with its reason (第17条2項, R03). */
export function explainedArrival(terms: NonRenewalTerms): ExplainedValue {
  const { result, explanation } = why('nonRenewalDeadline', terms);
  return { key: 'noticeDeadlineOn', label: { ja: '終了通知の期限（到達日）', en: 'Day by which a non-renewal notice must arrive' }, value: result.lastValid, explanation };
}

/** The last day of arrival and the last safe day of posting, each with its reason. */
export function explainedDeadline(terms: NonRenewalTerms): ExplainedValue[] {
  const arrival = explainedArrival(terms);
  const value = safePostingDay(terms);
  const steps = safePostingDaySteps(terms, value).map(({ ja, en }) => ({ ja, en }));
  return [arrival, { key: 'safePostingOn', label: { ja: '郵送するなら投函する日', en: 'Day by which a letter is safely posted' }, value, explanation: { ...arrival.explanation, result: value, steps } }];
}

/** Why a warning of the ladder was due on its day (F112): counted back from the last day of arrival or of safe posting. Empty for warnings from before the ladder, and for a term that is not the contract's. */
export function explainedStep(facts: ContractFacts, { termNumber, kind, dueOn }: { readonly termNumber: number; readonly kind: string; readonly dueOn: string }, index: number): ExplainedValue[] {
  const step = REMINDER_LADDER.find((entry) => entry.kind === kind);
  const period = facts.periods.find(({ number }) => number === termNumber);
  if (!step || !period) return [];
  const terms = { termEnd: localDate(period.lastOn), noticeDays: noticeDays17(facts, period.lastOn) };
  const from = step.before === 'deadline' ? { on: nonRenewalDeadline(terms).lastValid, ja: '終了通知の期限（到達日）', en: 'the last day of arrival' } : { on: safePostingDay(terms), ja: '郵送が間に合う最後の投函日', en: 'the last safe day of posting' };
  const counted = { ja: `${from.ja} ${from.on} の ${step.days}日前 ＝ ${dueOn}`, en: `${step.days} days before ${from.en}, ${from.on} = ${dueOn}` };
  return [{ key: `items.${index}.dueOn`, label: { ja: 'お知らせの予定日', en: 'Day of the warning' }, value: dueOn, explanation: stated({ result: dueOn, article: '第17条2項', inputs: { ...terms, ...step }, steps: [...why('nonRenewalDeadline', terms).explanation.steps, counted] }) }];
}
