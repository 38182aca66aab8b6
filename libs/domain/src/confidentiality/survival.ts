import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { periodEnd } from '../term/period-end.js';

/** 第13条2項: the form's survival, in years. */
export const FORM_SURVIVAL_YEARS = 3;

/** The contract's last day and the years of survival (default 3). */
export interface SurvivalInput {
  readonly endDate: LocalDate;
  readonly years?: number;
}

/** R07: the last day on which confidentiality still binds. 第13条2項, 民法140条・143条. */
export function survivalLastDay({ endDate, years = FORM_SURVIVAL_YEARS }: SurvivalInput): LocalDate {
  return periodEnd({ start: endDate, startsAtMidnight: false, unit: 'year', n: years });
}

/** The steps of `survivalLastDay`. */
export function survivalLastDaySteps({ endDate, years = FORM_SURVIVAL_YEARS }: SurvivalInput, last: LocalDate): readonly Step[] {
  return [
    step(`契約は ${endDate} に終了。終了日は算入しません（民法140条）`, `The contract ended on ${endDate}, a day that is not counted (Civil Code art. 140)`),
    step(`翌日から${years}年 → ${last} の終わりまで秘密保持義務が存続します`, `${years} years from the next day → confidentiality lasts until the end of ${last}`),
  ];
}
