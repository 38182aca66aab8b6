import { isGovernmentBusinessDay, shiftToOpenDay } from '../calendar/holidays.js';
import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Figures of the Act and its rules, kept as data because a reform is under way. The day of knowledge is day 1. */
export const LEAK_REPORT_FIGURES = {
  personsMoreThan: 1000, preliminaryTargetDay: 3, preliminaryLimitDay: 5, finalDay: 30, finalDayWhenMalicious: 60,
} as const;

/** What is known of a leak: day of knowledge, number of persons, and its nature. */
export interface LeakInput {
  readonly knownOn: LocalDate;
  readonly count: number;
  readonly sensitive?: boolean;
  readonly financialHarm?: boolean;
  readonly malicious?: boolean;
  readonly strongEncryption?: boolean;
}

/** Cases are the numbers of 規則7条. The days are present only when it must be reported. */
export interface LeakReport {
  readonly reportable: boolean;
  readonly cases: readonly number[];
  readonly prelimTarget?: LocalDate;
  readonly prelimLimit?: LocalDate;
  readonly finalDue?: LocalDate;
}

const nthDay = (knownOn: LocalDate, day: number): LocalDate => addDays(knownOn, day - 1);

function casesOf({ sensitive, financialHarm, malicious, count, strongEncryption }: LeakInput): number[] {
  if (strongEncryption === true) return [];
  const conditions = [sensitive === true, financialHarm === true, malicious === true, count > LEAK_REPORT_FIGURES.personsMoreThan];
  return conditions.flatMap((holds, index) => (holds ? [index + 1] : []));
}

const finalDays = (cases: readonly number[]): number =>
  cases.includes(3) ? LEAK_REPORT_FIGURES.finalDayWhenMalicious : LEAK_REPORT_FIGURES.finalDay;

/** R18: whether a leak must be reported, by which cases, and until when. 個人情報保護法26条, 施行規則7条・8条. */
export function leakReport(input: LeakInput): LeakReport {
  const cases = casesOf(input);
  if (cases.length === 0) return { reportable: false, cases };
  return {
    reportable: true,
    cases,
    prelimTarget: nthDay(input.knownOn, LEAK_REPORT_FIGURES.preliminaryTargetDay),
    prelimLimit: nthDay(input.knownOn, LEAK_REPORT_FIGURES.preliminaryLimitDay),
    finalDue: shiftToOpenDay(nthDay(input.knownOn, finalDays(cases)), 1, isGovernmentBusinessDay),
  };
}

const CASE_TEXT: Readonly<Record<number, readonly [string, string]>> = {
  1: ['1号：要配慮個人情報を含む', 'Case 1: sensitive data'],
  2: ['2号：財産的被害のおそれ', 'Case 2: possible damage to property'],
  3: ['3号：不正の目的によるおそれ', 'Case 3: possibly caused with a wrongful purpose'],
  4: ['4号：千人を超える', 'Case 4: more than 1,000 persons'],
};

/** The steps of `leakReport`. */
export function leakReportSteps(input: LeakInput, report: LeakReport): readonly Step[] {
  if (!report.reportable) {
    return [input.strongEncryption === true
      ? step('高度な暗号化により保護されているため、報告の対象外です', 'The data was strongly encrypted: no report is required')
      : step(`${input.count.toString()}人（千人以下）で、1号から3号にもあたらないため、報告の対象外です`, `${input.count} persons (not more than 1,000) and none of cases 1–3: no report is required`)];
  }
  const days = finalDays(report.cases);
  const counted = nthDay(input.knownOn, days);
  return [
    ...report.cases.map((number) => step(CASE_TEXT[number]?.[0] ?? '', CASE_TEXT[number]?.[1] ?? '')),
    step(`知った日 ${input.knownOn} を1日目として、速報は ${report.prelimTarget} を目標、${report.prelimLimit} を限度とします`, `Counting ${input.knownOn} as day 1, the preliminary report is aimed at ${report.prelimTarget}, at the latest ${report.prelimLimit}`),
    step(`確報は${days}日以内：${counted}${counted === report.finalDue ? '' : `（閉庁日）→ 翌開庁日 ${report.finalDue}`}`, `Final report within ${days} days: ${counted}${counted === report.finalDue ? '' : ` (offices closed) → ${report.finalDue}`}`),
  ];
}
