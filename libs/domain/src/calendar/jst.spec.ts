import fc from 'fast-check';
import { instantMilliseconds, jstDayOf } from './jst.js';

describe('日本時間の暦日', () => {
  it.each([
    ['2026-03-31T15:30Z', '2026-04-01'], ['2026-03-31T14:59:59.999Z', '2026-03-31'], ['2026-03-31T15:00:00Z', '2026-04-01'], ['2026-12-31T23:59:59+09:00', '2026-12-31'],
    ['2026-12-31T10:00:00-05:00', '2027-01-01'], ['2028-02-29T00:00:00+09:00', '2028-02-29'], ['1969-12-31T14:00:00Z', '1969-12-31'], ['2026-11-22T00:00:00.123456789+05:30', '2026-11-22'],
  ])('%s は日本の %s', (instant, day) => {
    expect(jstDayOf(instant)).toBe(day);
  });

  it.each(['2026-03-31', '2026-03-31T15:30', '2026-02-30T00:00:00Z', '2026-03-31T24:00:00Z', '2026-03-31T10:60:00Z', '2026-03-31T10:00:60Z', '2026-03-31T10:00:00+15:00', '2026-03-31T10:00:00+09:60', 'now'])(
    '瞬間でない %s を断る', (text) => {
      expect(() => jstDayOf(text)).toThrow(RangeError);
    });

  it('時差の書き方によらず同じ瞬間は同じ日になる', () => {
    fc.assert(fc.property(fc.integer({ min: -2e12, max: 4e12 }), (milliseconds) => {
      const utc = new Date(milliseconds).toISOString();
      expect(instantMilliseconds(utc)).toBe(milliseconds);
      expect(jstDayOf(utc)).toBe(new Date(milliseconds + 9 * 3_600_000).toISOString().slice(0, 10));
      const offset = `${new Date(milliseconds + 9 * 3_600_000).toISOString().slice(0, -1)}+09:00`;
      expect(instantMilliseconds(offset)).toBe(milliseconds);
    }));
  });
});
