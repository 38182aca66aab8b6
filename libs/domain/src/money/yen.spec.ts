import fc from 'fast-check';
import { ceilYen, divideYen, floorYen, halfUpYen, nonNegativeYen, yen, yenEn, yenJa } from './yen.js';

describe('円', () => {
  it('整数の円だけを受け取る', () => {
    expect(yen(55000)).toBe(55000);
    expect(() => yen(0.5)).toThrow(RangeError);
    expect(() => yen(Number.NaN)).toThrow(RangeError);
    expect(() => yen(2 ** 53)).toThrow(RangeError);
    expect(nonNegativeYen(0)).toBe(0);
    expect(() => nonNegativeYen(-1)).toThrow(RangeError);
  });

  it('切捨て・四捨五入・切上げ', () => {
    expect([floorYen(29, 10), halfUpYen(24, 10), halfUpYen(25, 10), ceilYen(21, 10), ceilYen(20, 10)]).toEqual([2, 2, 3, 3, 2]);
    expect([floorYen(-29, 10), halfUpYen(-25, 10), ceilYen(-21, 10)]).toEqual([-2, -3, -3]);
    expect(Object.is(floorYen(-1, 10), 0)).toBe(true);
    expect(divideYen('floor')(9, 2) + divideYen('round')(9, 2) + divideYen('ceil')(9, 2)).toBe(14);
    expect(() => floorYen(1, 0)).toThrow(RangeError);
    expect(() => floorYen(2 ** 53, 10)).toThrow(RangeError);
    expect(() => floorYen(10, 0.5)).toThrow(RangeError);
  });

  it('割り算は大きな整数でも正確', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000 }), (numerator, denominator) => {
      const magnitude = BigInt(Math.abs(numerator)) / BigInt(denominator);
      expect(BigInt(Math.abs(floorYen(numerator, denominator)))).toBe(magnitude);
      expect(floorYen(-numerator, denominator) + floorYen(numerator, denominator)).toBe(0);
      expect(Math.abs(ceilYen(numerator, denominator)) - Math.abs(floorYen(numerator, denominator))).toBe(numerator % denominator === 0 ? 0 : 1);
    }));
  });

  it('表示', () => {
    expect([yenJa(0), yenJa(999), yenJa(1000), yenJa(1234567), yenJa(-55000)]).toEqual(['0円', '999円', '1,000円', '1,234,567円', '-55,000円']);
    expect([yenEn(330000), yenEn(-440), yenEn(0)]).toEqual(['¥330,000', '-¥440', '¥0']);
  });
});
