import { firstDayOf, laterOf, monthOf } from '../calendar/local-date.js';
import type { LocalDate, ServiceMonth } from '../calendar/local-date.js';
import { feeChargeOf, serviceMonthsBetween } from './term-schedule.js';
import type { FeeCharge, FeeTerms } from './term-schedule.js';

/** A contract's fee with the days of moving in. `asOf` = the business day of the run. */
export interface ChargesDueInput extends FeeTerms {
  readonly throughMonth: ServiceMonth;
  readonly asOf: LocalDate;
  readonly billingStartsOn: LocalDate;
  readonly goesLiveOn: LocalDate;
}

function chargesThrough(input: ChargesDueInput): FeeCharge[] {
  const first = monthOf(input.contractStartOn);
  const last = input.realEndOn !== null && monthOf(input.realEndOn) < input.throughMonth ? monthOf(input.realEndOn) : input.throughMonth;
  return serviceMonthsBetween(first, last)
    // A month whose service began before billing moved here was billed where it came from.
    .filter((month) => laterOf(input.contractStartOn, firstDayOf(month)) >= input.billingStartsOn)
    .map((month) => feeChargeOf(input, month));
}

/** The fee charges that must exist on `asOf` for the service months up to `throughMonth`; none before `goesLiveOn`. 第11条. */
export function chargesDue(input: ChargesDueInput): FeeCharge[] {
  return input.asOf < input.goesLiveOn ? [] : chargesThrough(input);
}

/** The charges that would stand if the contract were live: the list shown before `goesLiveOn`, empty afterwards. */
export function chargesHeldBack(input: ChargesDueInput): FeeCharge[] {
  return input.asOf < input.goesLiveOn ? chargesThrough(input) : [];
}
