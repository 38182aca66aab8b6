import { addDays, daysBetween } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { floorYen, nonNegativeYen, yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';

/** Kind of work and size of both sides. `subCapital: null` = an individual. `delegatorMakesSuchInBusiness`: own-use products that it also sells. */
export interface ToritekiInput {
  readonly work: 'program' | 'infoProcessing' | 'otherInfo' | 'otherService';
  readonly ownUse: boolean;
  readonly delegatorCapital: Yen;
  readonly delegatorEmployees: number;
  readonly subCapital: Yen | null;
  readonly subEmployees: number;
  readonly delegatorMakesSuchInBusiness?: boolean;
}

/** A payment to a subcontractor: receipt of the work and payment. */
export interface ToritekiPayment {
  readonly amount: Yen;
  readonly receivedOn: LocalDate;
  readonly paidOn: LocalDate;
}

interface SizeGroup {
  readonly upperCapital: Yen;
  readonly employees: number;
}

/** 取適法2条8項: lines of the two groups of work. */
const GROUP_A: SizeGroup = { upperCapital: 300_000_000, employees: 300 };
const GROUP_B: SizeGroup = { upperCapital: 50_000_000, employees: 100 };
const LOWER_CAPITAL = 10_000_000;
/** 取適法3条: days of payment, the day of receipt counted; 6条: late interest, per mille a year. */
export const TORITEKI_PAYMENT_DAYS = 60;
export const TORITEKI_INTEREST_PER_MILLE = 146;

const groupOf = (work: ToritekiInput['work']): SizeGroup => (work === 'program' || work === 'infoProcessing' ? GROUP_A : GROUP_B);

/** Which of the size tests brings the contract under the Act, or null. */
function sizeTest({ work, delegatorCapital, delegatorEmployees, subCapital, subEmployees }: ToritekiInput): 'upperCapital' | 'lowerCapital' | 'employees' | null {
  const { upperCapital, employees } = groupOf(work);
  const capital = subCapital ?? 0;
  if (delegatorCapital > upperCapital && capital <= upperCapital) return 'upperCapital';
  if (delegatorCapital > LOWER_CAPITAL && delegatorCapital <= upperCapital && capital <= LOWER_CAPITAL) return 'lowerCapital';
  return delegatorEmployees > employees && subEmployees <= employees ? 'employees' : null;
}

function workIsCovered({ work, ownUse, delegatorMakesSuchInBusiness = false }: ToritekiInput): boolean {
  const service = work === 'infoProcessing' || work === 'otherService';
  return !ownUse || (!service && delegatorMakesSuchInBusiness);
}

/** R19: whether the 取適法 (in force 2026-01-01) covers a delegation. 取適法2条. */
export function toritekiApplies(input: ToritekiInput): boolean {
  return workIsCovered(input) && sizeTest(input) !== null;
}

/** R19: the last day of payment, 60 days with the day of receipt counted. 取適法3条. */
export function paymentLimit60({ receivedOn }: { readonly receivedOn: LocalDate }): LocalDate {
  return addDays(receivedOn, TORITEKI_PAYMENT_DAYS - 1);
}

const lateDays = ({ receivedOn, paidOn }: ToritekiPayment): number => Math.max(0, daysBetween(paymentLimit60({ receivedOn }), paidOn));

/** R19: late interest of 14.6 % a year from day 61 to the day of payment, whole yen, fraction cut off. 取適法6条. */
export function toritekiLateInterest(input: ToritekiPayment): Yen {
  return floorYen(nonNegativeYen(input.amount) * TORITEKI_INTEREST_PER_MILLE * lateDays(input), 365_000);
}

/** The steps of `toritekiApplies`. */
export function toritekiAppliesSteps(input: ToritekiInput, applies: boolean): readonly Step[] {
  if (!workIsCovered(input)) return [step('委託者が自ら用いる役務・成果物のため、取適法の対象外です', 'Services or products for the delegator\'s own use are not covered')];
  const { upperCapital, employees } = groupOf(input.work);
  const sub = input.subCapital === null ? (['個人', 'individual'] as const) : ([`資本金 ${yenJa(input.subCapital)}`, `capital ${yenEn(input.subCapital)}`] as const);
  const sizes = step(
    `委託者：資本金 ${yenJa(input.delegatorCapital)}・従業員${input.delegatorEmployees}人、受託者：${sub[0]}・従業員${input.subEmployees}人`,
    `Delegator: capital ${yenEn(input.delegatorCapital)}, ${input.delegatorEmployees} employees; subcontractor: ${sub[1]}, ${input.subEmployees} employees`,
  );
  const lines = `${yenJa(upperCapital)}／${yenJa(LOWER_CAPITAL)}`;
  return [sizes, applies
    ? step(sizeTest(input) === 'employees' ? `従業員基準（${employees}人）にあたるため、対象の可能性があります` : `資本金基準（${lines}）にあたるため、対象の可能性があります`, sizeTest(input) === 'employees' ? `Covered by the employee test (${employees})` : `Covered by the capital test (${yenEn(upperCapital)} / ${yenEn(LOWER_CAPITAL)})`)
    : step(`資本金基準（${lines}）にも従業員基準（${employees}人）にもあたりません`, `Neither the capital test (${yenEn(upperCapital)} / ${yenEn(LOWER_CAPITAL)}) nor the employee test (${employees}) is met`)];
}

/** The steps of `paymentLimit60`. */
export function paymentLimit60Steps({ receivedOn }: { readonly receivedOn: LocalDate }, limit: LocalDate): readonly Step[] {
  return [step(`受領日 ${receivedOn} を1日目として${TORITEKI_PAYMENT_DAYS}日目 → ${limit} までに支払います`, `Counting the day of receipt ${receivedOn} as day 1, day ${TORITEKI_PAYMENT_DAYS} is ${limit}`)];
}

/** The steps of `toritekiLateInterest`. */
export function toritekiLateInterestSteps(input: ToritekiPayment, interest: Yen): readonly Step[] {
  const days = lateDays(input);
  const limit = paymentLimit60(input);
  if (days === 0) return [step(`${input.paidOn} は期限 ${limit} 以前のため、遅延利息は0円です`, `${input.paidOn} is not after the limit ${limit}: no interest`)];
  return [
    step(`期限 ${limit} の翌日から ${input.paidOn} まで${days}日`, `${days} days from the day after ${limit} to ${input.paidOn}`),
    step(`${yenJa(input.amount)} × 14.6% × ${days} ÷ 365（切捨て）＝ ${yenJa(interest)}`, `${yenEn(input.amount)} × 14.6% × ${days} / 365 (rounded down) = ${yenEn(interest)}`),
  ];
}
