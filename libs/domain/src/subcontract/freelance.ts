import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Who the business is: an individual or a company, its directors and employees. */
export interface FreelanceInput {
  readonly isIndividual: boolean;
  readonly directors: number;
  readonly employees: number;
}

/** フリーランス法16条: contracts of at least this length (renewals counted) need 30 days' notice by the client. */
export const FREELANCE_NOTICE_MONTHS = 6;
export const FREELANCE_NOTICE_DAYS = 30;

/** R23: whether a business is a protected freelancer: nobody employed, and an individual or a company of one director. フリーランス法2条1項. */
export function freelanceProtected({ isIndividual, directors, employees }: FreelanceInput): boolean {
  return employees === 0 && (isIndividual || directors === 1);
}

/** Whether the client owes 30 days' notice and, on request, the reason. フリーランス法16条. */
export function freelanceNoticeDuty(input: { readonly vendorIsFreelance: boolean; readonly by: 'client' | 'vendor'; readonly monthsIncludingRenewals: number }): boolean {
  return input.vendorIsFreelance && input.by === 'client' && input.monthsIncludingRenewals >= FREELANCE_NOTICE_MONTHS;
}

/** The steps of `freelanceProtected`. */
export function freelanceProtectedSteps({ isIndividual, directors, employees }: FreelanceInput, isProtected: boolean): readonly Step[] {
  const who = isIndividual ? (['個人', 'An individual'] as const) : ([`役員${directors}人の法人`, `A company with ${directors} director(s)`] as const);
  return [
    step(`${who[0]}、従業員${employees}人`, `${who[1]}, ${employees} employee(s)`),
    isProtected
      ? step('従業員を使用しないため、フリーランス法の保護の対象です', 'Without employees: protected by the Freelance Act')
      : step('従業員を使用する、又は役員が複数のため、フリーランス法の保護の対象外です', 'With employees or several directors: not protected by the Freelance Act'),
  ];
}
