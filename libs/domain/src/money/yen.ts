/** Whole yen. No function of this library makes a fraction of a yen. */
export type Yen = number;

/** How a fraction of a yen is treated; each acts on the magnitude, so that an amount and its reversal cancel. */
export type Rounding = 'floor' | 'round' | 'ceil';

/** The amount itself. Throws RangeError when it is not a whole number of yen that can be counted exactly. */
export function yen(amount: number): Yen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole yen: ${amount}`);
  return amount;
}

/** The amount itself. Throws RangeError when it is negative or not whole yen. */
export function nonNegativeYen(amount: number): Yen {
  if (yen(amount) < 0) throw new RangeError(`negative amount: ${amount}`);
  return amount;
}

function roundedYen(numerator: number, denominator: number, rounding: Rounding): Yen {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new RangeError(`not an exact fraction: ${numerator}/${denominator}`);
  }
  const magnitude = Math.abs(numerator);
  const remainder = magnitude % denominator;
  const whole = (magnitude - remainder) / denominator;
  const up = (rounding === 'ceil' && remainder > 0) || (rounding === 'round' && remainder * 2 >= denominator);
  const result = up ? whole + 1 : whole;
  return numerator < 0 && result !== 0 ? -result : result;
}

/** numerator ÷ denominator, the fraction cut off (切捨て). Both are integers, denominator > 0; throws RangeError otherwise. */
export const floorYen = (numerator: number, denominator: number): Yen => roundedYen(numerator, denominator, 'floor');

/** numerator ÷ denominator, half a yen and more up (四捨五入). */
export const halfUpYen = (numerator: number, denominator: number): Yen => roundedYen(numerator, denominator, 'round');

/** numerator ÷ denominator, every fraction up (切上げ). */
export const ceilYen = (numerator: number, denominator: number): Yen => roundedYen(numerator, denominator, 'ceil');

/** The named rounding as a function. */
export function divideYen(rounding: Rounding): (numerator: number, denominator: number) => Yen {
  return rounding === 'floor' ? floorYen : rounding === 'ceil' ? ceilYen : halfUpYen;
}

/** '55000' → '55,000円'. */
export function yenJa(amount: Yen): string {
  return `${groupedDigits(amount)}円`;
}

/** '55000' → '¥55,000'. */
export function yenEn(amount: Yen): string {
  return `${amount < 0 ? '-' : ''}¥${groupedDigits(Math.abs(amount))}`;
}

/** 55000 → '55,000'; a minus sign for credits. */
export function groupedDigits(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}
