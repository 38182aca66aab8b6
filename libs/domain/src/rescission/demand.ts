import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { periodEnd } from '../term/period-end.js';

/** Shorter periods are shown as 要確認: what is 相当 depends on the case (大判大正6.7.10: a period too short still starts a proper one). */
export const SHORTEST_SAFE_DEMAND_DAYS = 7;
/** 民法166条1項1号. */
const LIMITATION_YEARS = 5;
/** 民法150条1項. */
const SUSPENSION_MONTHS = 6;

/** A demand that arrived, and the days it gives. */
export interface DemandInput {
  readonly arrivedOn: LocalDate;
  readonly periodDays: number;
}

/** 民法541条・140条: the last day on which the demand can still be met; the day of arrival is not counted. */
export const demandLastDay = ({ arrivedOn, periodDays }: DemandInput): LocalDate => addDays(arrivedOn, periodDays);

/** 民法166条1項1号: the last day of the five years of a claim that could be made from the day after `dueOn`. */
export const limitationLastDay = (dueOn: LocalDate): LocalDate => periodEnd({ start: dueOn, startsAtMidnight: false, unit: 'year', n: LIMITATION_YEARS });

/** 民法150条1項: for six months from a demand limitation is not completed. A second demand within them adds nothing (2項). */
export const demandHoldsLimitationUntil = (arrivedOn: LocalDate): LocalDate => periodEnd({ start: arrivedOn, startsAtMidnight: false, unit: 'month', n: SUSPENSION_MONTHS });

/** The steps of `demandLastDay`. */
export function demandSteps({ arrivedOn, periodDays }: DemandInput): readonly Step[] {
  const short = periodDays < SHORTEST_SAFE_DEMAND_DAYS
    ? [step(`${periodDays}日は短いため、相当の期間といえるか確認してください`, `${periodDays} days are short: check whether the period is reasonable`)] : [];
  return [
    step(`催告は ${arrivedOn} に到達。到達した日は数えません（民法140条）`, `The demand arrived on ${arrivedOn}, a day that is not counted (Civil Code art. 140)`),
    step(`翌日から${periodDays}日 → ${demandLastDay({ arrivedOn, periodDays })} の終わりまで履行を待ちます（民法541条）`, `${periodDays} days from the next day: performance is awaited until the end of ${demandLastDay({ arrivedOn, periodDays })} (art. 541)`),
    ...short,
  ];
}

/** What a person must look at before rescinding after a demand; none of it is decided here. 民法541条・543条. */
export const DEMAND_WARNINGS: readonly Step[] = [
  step('期間が過ぎた時の不履行が軽微であるときは、解除できません（民法541条ただし書）。', 'No rescission if the non-performance is slight when the period ends (art. 541, proviso).'),
  step('不履行が自らの責めに帰すべき事由によるときは、解除できません（民法543条）。', 'No rescission if the non-performance is your own fault (art. 543).'),
  step('期間が「相当」か、期間内に履行や協議の申入れがなかったかを確認してください。', 'Check that the period was reasonable and that nothing was performed or offered within it.'),
  step('終わらせるだけなら、理由の要らない第18条の解約（予告期間あり）もあります。', 'To end only, a termination under article 18 needs no reason (with its notice period).'),
];
