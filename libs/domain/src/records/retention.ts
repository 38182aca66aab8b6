import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { periodEnd } from '../term/period-end.js';

/** Ten years cover years with tax losses: the product keeps that long unless told otherwise. */
export const DEFAULT_RETENTION_YEARS = 10;

/** The last day of the fiscal year and the years to keep (7, or 10 with losses; default 10). */
export interface RetentionInput {
  readonly fiscalYearEnd: LocalDate;
  readonly years?: number;
}

/** First and last day of retention. */
export interface RetentionPeriod {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** R15: how long invoices and electronic transaction data are kept. 法人税法施行規則59条, 電子帳簿保存法7条・施行規則4条. */
export function retentionPeriod({ fiscalYearEnd, years = DEFAULT_RETENTION_YEARS }: RetentionInput): RetentionPeriod {
  const filingDeadline = periodEnd({ start: addDays(fiscalYearEnd, 1), startsAtMidnight: true, unit: 'month', n: 2 });
  const from = addDays(filingDeadline, 1);
  return { from, until: periodEnd({ start: from, startsAtMidnight: true, unit: 'year', n: years }) };
}

/** The steps of `retentionPeriod`. */
export function retentionPeriodSteps({ fiscalYearEnd, years = DEFAULT_RETENTION_YEARS }: RetentionInput, { from, until }: RetentionPeriod): readonly Step[] {
  return [
    step(`事業年度末 ${fiscalYearEnd} の翌日から2か月 → 申告期限 ${addDays(from, -1)}`, `Two months from the day after the fiscal year end ${fiscalYearEnd} → filing deadline ${addDays(from, -1)}`),
    step(`その翌日 ${from} から${years}年 → ${until} まで保存`, `${years} years from the next day ${from} → keep until ${until}`),
  ];
}
