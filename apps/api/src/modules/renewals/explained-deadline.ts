import { safePostingDay, safePostingDaySteps, type NonRenewalTerms } from '@hoshu/domain';
import { why, type ExplainedDate } from '../notices/index.js';

/** The last day of arrival of a non-renewal notice with its reason (第17条2項, R03). */
export function explainedArrival(terms: NonRenewalTerms): ExplainedDate {
  const { result, explanation } = why('nonRenewalDeadline', terms);
  return { key: 'noticeDeadlineOn', label: { ja: '終了通知の期限（到達日）', en: 'Day by which a non-renewal notice must arrive' }, value: result.lastValid, explanation };
}

/** The last day of arrival and the last safe day of posting, each with its reason. */
export function explainedDeadline(terms: NonRenewalTerms): ExplainedDate[] {
  const arrival = explainedArrival(terms);
  const value = safePostingDay(terms);
  const steps = safePostingDaySteps(terms, value).map(({ ja, en }) => ({ ja, en }));
  return [arrival, { key: 'safePostingOn', label: { ja: '郵送するなら投函する日', en: 'Day by which a letter is safely posted' }, value, explanation: { ...arrival.explanation, result: value, steps } }];
}
