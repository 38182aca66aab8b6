import type { LocalDate } from '../calendar/local-date.js';
import { yen } from '../money/yen.js';
import { invoiceTax, taxRateOn, type PriceMode } from '../tax/consumption-tax.js';

/**
 * 第4条2項: the tax in, or on top of, the fee of a 別途契約, in whole yen and rounded down once. The rate is the one of the day of delivery (消費税法29条).
 * @returns `totalYen` is what 甲 pays
 */
export function separateWorkTax({ feeYen, taxMode, deliverOn }: { readonly feeYen: number; readonly taxMode: PriceMode; readonly deliverOn: LocalDate }): { taxMode: PriceMode; taxPercent: number; taxYen: number; totalYen: number } {
  const rate = taxRateOn({ date: deliverOn });
  const group = invoiceTax({ lines: [{ amount: yen(feeYen), rate }], priceMode: taxMode })[String(rate)];
  return { taxMode, taxPercent: rate, taxYen: group?.tax ?? 0, totalYen: group?.gross ?? feeYen };
}
