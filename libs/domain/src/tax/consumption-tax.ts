import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { divideYen, yen, yenEn, yenJa } from '../money/yen.js';
import type { Rounding, Yen } from '../money/yen.js';

/** Whether amounts contain the tax (税込) or not (税抜). */
export type PriceMode = 'inclusive' | 'exclusive';

/** A tax-inclusive amount; rate in percent. Defaults: 10 %, floor. */
export interface TaxInclusiveInput {
  readonly total: Yen;
  readonly rate?: number;
  readonly rounding?: Rounding;
}

/** Lines of one invoice. Defaults: tax-inclusive (第11条1項), floor. */
export interface InvoiceTaxInput {
  readonly lines: readonly { readonly amount: Yen; readonly rate: number }[];
  readonly priceMode?: PriceMode;
  readonly rounding?: Rounding;
}

/** Sums of one rate on one invoice. */
export interface TaxGroup {
  readonly gross: Yen;
  readonly net: Yen;
  readonly tax: Yen;
}

export type TaxGroups = Readonly<Record<string, TaxGroup>>;

/** Rates of consumption tax in percent, newest first; a change of law is a row here. */
export const CONSUMPTION_TAX_RATES = [
  { since: '2019-10-01', standard: 10, reduced: 8 },
  { since: '2014-04-01', standard: 8, reduced: 8 },
  { since: '1997-04-01', standard: 5, reduced: 5 },
] as const;

/** The rate in percent for a supply on a day. Throws RangeError before 1997-04-01. 消費税法29条. */
export function taxRateOn({ date, kind = 'standard' }: { readonly date: LocalDate; readonly kind?: 'standard' | 'reduced' }): number {
  const row = CONSUMPTION_TAX_RATES.find(({ since }) => date >= since);
  if (row === undefined) throw new RangeError(`no consumption tax rate known for ${date}`);
  return row[kind];
}

function checkedRate(rate: number): number {
  if (!Number.isInteger(rate) || rate < 0 || rate > 100) throw new RangeError(`not a tax rate in percent: ${rate}`);
  return rate;
}

/** R11: a tax-inclusive amount split into net and tax, total × r ÷ (100 + r) rounded once. 消費税法施行令70条の10. */
export function splitTaxInclusive({ total, rate = 10, rounding = 'floor' }: TaxInclusiveInput): { net: Yen; tax: Yen } {
  const tax = divideYen(rounding)(yen(total) * checkedRate(rate), 100 + rate);
  return { net: total - tax, tax };
}

function taxGroup(sum: Yen, rate: number, { priceMode = 'inclusive', rounding = 'floor' }: InvoiceTaxInput): TaxGroup {
  if (priceMode === 'inclusive') return { gross: sum, ...splitTaxInclusive({ total: sum, rate, rounding }) };
  const tax = divideYen(rounding)(sum * rate, 100);
  return { gross: sum + tax, net: sum, tax };
}

/** R11: gross, net and tax per rate of one invoice, rounded once per rate, never per line. 消費税法施行令70条の10, 基本通達1-8-15. */
export function invoiceTax(input: InvoiceTaxInput): TaxGroups {
  const sums = new Map<number, Yen>();
  for (const { amount, rate } of input.lines) sums.set(checkedRate(rate), (sums.get(rate) ?? 0) + yen(amount));
  return Object.fromEntries([...sums].map(([rate, sum]) => [String(rate), taxGroup(yen(sum), rate, input)]));
}

const ROUNDING_TEXT: Readonly<Record<Rounding, readonly [string, string]>> = {
  floor: ['切捨て', 'rounded down'], round: ['四捨五入', 'rounded half up'], ceil: ['切上げ', 'rounded up'],
};

/** The steps of `splitTaxInclusive`. */
export function splitTaxInclusiveSteps({ total, rate = 10, rounding = 'floor' }: TaxInclusiveInput, { net, tax }: { readonly net: Yen; readonly tax: Yen }): readonly Step[] {
  const [ja, en] = ROUNDING_TEXT[rounding];
  return [
    step(`消費税額＝税込 ${yenJa(total)} × ${rate} ÷ ${100 + rate}（端数${ja}）＝ ${yenJa(tax)}`, `Tax = ${yenEn(total)} × ${rate} / ${100 + rate} (${en}) = ${yenEn(tax)}`),
    step(`税抜＝${yenJa(total)} − ${yenJa(tax)} ＝ ${yenJa(net)}`, `Net = ${yenEn(total)} − ${yenEn(tax)} = ${yenEn(net)}`),
  ];
}

/** The steps of `invoiceTax`. */
export function invoiceTaxSteps(input: InvoiceTaxInput, groups: TaxGroups): readonly Step[] {
  const inclusive = (input.priceMode ?? 'inclusive') === 'inclusive';
  const [ja, en] = ROUNDING_TEXT[input.rounding ?? 'floor'];
  return [
    step('税率ごとに合計し、1枚の請求書につき税率ごとに1回だけ端数処理します（行ごとの端数処理は不可）', 'Amounts are summed per rate and rounded once per rate and invoice (never per line)'),
    ...Object.entries(groups).map(([rate, { gross, net, tax }]) => {
      const count = input.lines.filter((line) => String(line.rate) === rate).length;
      return inclusive
        ? step(`${rate}%：${count}行の税込合計 ${yenJa(gross)} × ${rate} ÷ ${100 + Number(rate)}（${ja}）＝ 消費税 ${yenJa(tax)}、税抜 ${yenJa(net)}`, `${rate}%: ${count} line(s), gross ${yenEn(gross)} × ${rate} / ${100 + Number(rate)} (${en}) = tax ${yenEn(tax)}, net ${yenEn(net)}`)
        : step(`${rate}%：${count}行の税抜合計 ${yenJa(net)} × ${rate} ÷ 100（${ja}）＝ 消費税 ${yenJa(tax)}、税込 ${yenJa(gross)}`, `${rate}%: ${count} line(s), net ${yenEn(net)} × ${rate} / 100 (${en}) = tax ${yenEn(tax)}, gross ${yenEn(gross)}`);
    }),
  ];
}
