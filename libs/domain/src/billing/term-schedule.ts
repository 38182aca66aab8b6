import { addMonths, earlierOf, firstDayOf, lastDayOf, laterOf, monthOf } from '../calendar/local-date.js';
import type { LocalDate, ServiceMonth } from '../calendar/local-date.js';
import { feeDueDate } from '../fee/due-date.js';
import type { DueDayConvention, FeeTiming } from '../fee/due-date.js';
import { prorate } from '../fee/prorate.js';
import type { ProrationBasis } from '../fee/prorate.js';
import type { Rounding, Yen } from '../money/yen.js';
import { invoiceTax, taxRateOn } from '../tax/consumption-tax.js';
import type { PriceMode } from '../tax/consumption-tax.js';

/** A fee from a month on, until a later change. */
export interface FeeChange {
  readonly fromMonth: ServiceMonth;
  readonly feeYen: Yen;
}

/** What the contract says about the monthly fee. Defaults: tax-inclusive, arrears, next business day, actual days, floor; the tax rate is that of the last day served. */
export interface FeeTerms {
  readonly feeYen: Yen;
  readonly feeChanges?: readonly FeeChange[];
  readonly contractStartOn: LocalDate;
  /** The day on which the contract really ends; null while it goes on being renewed. */
  readonly realEndOn: LocalDate | null;
  readonly dueDay: number;
  readonly timing?: FeeTiming;
  readonly convention?: DueDayConvention;
  readonly priceMode?: PriceMode;
  readonly taxRatePercent?: number;
  readonly taxRounding?: Rounding;
  readonly prorationBasis?: ProrationBasis;
  readonly prorationRounding?: Rounding;
}

/** One monthly fee: the charge of a service month as it would stand on an invoice of its own. `amountYen` is in the contract's price mode. */
export interface FeeCharge {
  readonly serviceMonth: ServiceMonth;
  readonly periodStartOn: LocalDate;
  readonly periodEndOn: LocalDate;
  readonly prorated: boolean;
  readonly amountYen: Yen;
  readonly taxRatePercent: number;
  readonly netYen: Yen;
  readonly taxYen: Yen;
  readonly grossYen: Yen;
  readonly dueOn: LocalDate;
}

/** The service months from `from` to `to`, both included. */
export function serviceMonthsBetween(from: ServiceMonth, to: ServiceMonth): ServiceMonth[] {
  const months: ServiceMonth[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

function monthlyFeeIn(terms: FeeTerms, month: ServiceMonth): Yen {
  const changes = (terms.feeChanges ?? []).filter(({ fromMonth }) => fromMonth <= month);
  return changes.reduce((latest, change) => (change.fromMonth >= latest.fromMonth ? change : latest), { fromMonth: '' as ServiceMonth, feeYen: terms.feeYen }).feeYen;
}

/** The charge of one service month: proration only in the contract's first month and the month of its real end. 第11条1項・2項. */
export function feeChargeOf(terms: FeeTerms, month: ServiceMonth): FeeCharge {
  const periodStartOn = laterOf(terms.contractStartOn, firstDayOf(month));
  const periodEndOn = terms.realEndOn === null ? lastDayOf(month) : earlierOf(terms.realEndOn, lastDayOf(month));
  const monthlyFee = monthlyFeeIn(terms, month);
  const amountYen = prorate({
    monthlyFee, serviceStart: periodStartOn, serviceEnd: periodEndOn, month, basis: terms.prorationBasis, rounding: terms.prorationRounding,
  });
  const taxRatePercent = terms.taxRatePercent ?? taxRateOn({ date: periodEndOn });
  const groups = invoiceTax({ lines: [{ amount: amountYen, rate: taxRatePercent }], priceMode: terms.priceMode, rounding: terms.taxRounding });
  const { net, tax, gross } = groups[String(taxRatePercent)] ?? { net: 0, tax: 0, gross: 0 };
  return {
    serviceMonth: month, periodStartOn, periodEndOn,
    prorated: periodStartOn !== firstDayOf(month) || periodEndOn !== lastDayOf(month),
    amountYen, taxRatePercent, netYen: net, taxYen: tax, grossYen: gross,
    dueOn: feeDueDate({ serviceMonth: month, timing: terms.timing, dueDay: terms.dueDay, convention: terms.convention }),
  };
}

/**
 * Every invoice of one term, 12 or 13 of them for a year. A renewal is no boundary: the month in which a term begins belongs to the term before,
 * unless the contract itself begins there or the term begins on the 1st. 第11条・第17条.
 */
export function termSchedule(terms: FeeTerms & { readonly termStartOn: LocalDate; readonly termEndOn: LocalDate }): FeeCharge[] {
  const startMonth = monthOf(terms.termStartOn);
  const ownsStartMonth = startMonth === monthOf(terms.contractStartOn) || terms.termStartOn === firstDayOf(startMonth);
  const first = ownsStartMonth ? startMonth : addMonths(startMonth, 1);
  const last = monthOf(terms.realEndOn === null ? terms.termEndOn : earlierOf(terms.realEndOn, terms.termEndOn));
  return serviceMonthsBetween(first, last).map((month) => feeChargeOf(terms, month));
}
