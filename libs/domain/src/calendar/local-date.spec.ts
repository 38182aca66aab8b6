import fc from 'fast-check';
import {
  addDays, addMonths, civilToLocalDate, dateOfDayNumber, dayNumber, daysBetween, daysInMonth, earlierOf, firstDayOf, lastDayOf, laterOf, localDate, monthOf,
  parseLocalDate, serviceMonth, weekday,
} from './local-date.js';

const days = fc.oneof(fc.constantFrom(-719162, -25509, -1, 0, 58, 59, 11016, 19782, 20604, 2932896), fc.integer({ min: -719162, max: 2932896 }));

describe('暦日', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1900-02-29', '2026-1-01', '2026-01-01T00:00', '', '0000-01-01'])('存在しない日 %s を断る', (text) => {
    expect(parseLocalDate(text)).toBeNull();
    expect(() => localDate(text)).toThrow(RangeError);
  });

  it('閏日を知っている', () => {
    expect(parseLocalDate('2024-02-29')).toBe('2024-02-29');
    expect(parseLocalDate('2000-02-29')).toBe('2000-02-29');
    expect(civilToLocalDate({ year: 2026, month: 1, day: 1.5 })).toBeNull();
    expect([daysInMonth(2026, 2), daysInMonth(2028, 2), daysInMonth(2026, 4), daysInMonth(2026, 13)]).toEqual([28, 29, 30, 0]);
  });

  it('通算日は実際の暦と一致する', () => {
    fc.assert(fc.property(days, (number) => {
      const date = dateOfDayNumber(number);
      expect(date).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      expect(dayNumber(date)).toBe(number);
      expect(weekday(date)).toBe(new Date(number * 86_400_000).getUTCDay());
    }), { numRuns: 2000 });
  });

  it('範囲外の日を断る', () => {
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(localDate('0001-01-01'), -1)).toThrow(RangeError);
  });

  it('日の加算は結合し、差は元に戻る', () => {
    fc.assert(fc.property(fc.integer({ min: -200000, max: 200000 }), fc.integer({ min: -5000, max: 5000 }), (start, add) => {
      const from = dateOfDayNumber(start);
      expect(daysBetween(from, addDays(from, add))).toBe(add);
    }));
  });

  it('月の計算は年をまたぐ', () => {
    expect(addMonths(serviceMonth('2026-12'), 1)).toBe('2027-01');
    expect(addMonths(serviceMonth('2027-01'), -1)).toBe('2026-12');
    expect(addMonths(serviceMonth('2026-05'), 0)).toBe('2026-05');
    expect(addMonths(serviceMonth('2026-05'), -17)).toBe('2024-12');
    expect([firstDayOf(serviceMonth('2028-02')), lastDayOf(serviceMonth('2028-02'))]).toEqual(['2028-02-01', '2028-02-29']);
    expect(monthOf(localDate('2026-11-22'))).toBe('2026-11');
    expect(serviceMonth('0001-01')).toBe('0001-01');
    expect(['2026-13', '2026-00', '2026-1', '0000-01', 'x'].every((text) => { try { serviceMonth(text); return false; } catch { return true; } })).toBe(true);
  });

  it('早い日と遅い日', () => {
    const [a, b] = [localDate('2026-01-31'), localDate('2026-02-01')];
    expect([earlierOf(a, b), earlierOf(b, a), laterOf(a, b), laterOf(b, a)]).toEqual([a, a, b, b]);
  });
});
