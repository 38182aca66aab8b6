import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Share (percent) of the tax that the client may deduct for a purchase from a vendor without a number, newest first. 令和8年度税制改正. */
export const EXEMPT_VENDOR_DEDUCTION_STEPS = [
  { since: '2031-10-01', percent: 0 },
  { since: '2030-10-01', percent: 30 },
  { since: '2028-10-01', percent: 50 },
  { since: '2026-10-01', percent: 70 },
  { since: '2023-10-01', percent: 80 },
] as const;

/** R13: the deductible share in percent by date of the supply (100 before 2023-10-01). */
export function exemptVendorDeductionRate({ supplyDate }: { readonly supplyDate: LocalDate }): number {
  return EXEMPT_VENDOR_DEDUCTION_STEPS.find(({ since }) => supplyDate >= since)?.percent ?? 100;
}

/** The steps of `exemptVendorDeductionRate`. */
export function exemptVendorDeductionRateSteps({ supplyDate }: { readonly supplyDate: LocalDate }, percent: number): readonly Step[] {
  const since = EXEMPT_VENDOR_DEDUCTION_STEPS.find((entry) => supplyDate >= entry.since)?.since;
  return [since === undefined
    ? step(`${supplyDate} はインボイス制度の開始（2023-10-01）前のため ${percent}%`, `${supplyDate} is before the invoice system (2023-10-01): ${percent}%`)
    : step(`取引日 ${supplyDate} は ${since} からの経過措置の期間にあたり、控除できるのは ${percent}% です`, `The supply of ${supplyDate} falls into the step from ${since}: ${percent}% is deductible`)];
}
