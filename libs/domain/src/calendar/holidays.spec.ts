import fc from 'fast-check';
import fixture from '../../vectors/holidays-2026-2030.json' with { type: 'json' };
import { bankBusinessDaysBefore, bankClosedBecause, holidayName, isBankBusinessDay, isGovernmentBusinessDay, nextBankBusinessDay, previousBankBusinessDay } from './holidays.js';
import { addDays, dateOfDayNumber, dayNumber, localDate } from './local-date.js';
import { parseWareki, wareki } from './wareki.js';

const expected = fixture as Readonly<Record<string, string>>;
const anyDay = fc.integer({ min: dayNumber(localDate('2008-01-05')), max: dayNumber(localDate('2098-12-20')) }).map(dateOfDayNumber);

describe('国民の祝日に関する法律', () => {
  it('2026年から2030年までの全日が官報と計算の表に一致する', () => {
    for (let day = localDate('2026-01-01'); day <= '2030-12-31'; day = addDays(day, 1)) {
      expect([day, holidayName({ date: day })]).toEqual([day, expected[day] ?? null]);
    }
  });

  it.each([
    ['2019-04-30', '国民の休日'], ['2019-05-01', '即位の日'], ['2019-05-02', '国民の休日'], ['2019-10-14', '体育の日'], ['2019-12-23', null], ['2018-12-23', '天皇誕生日'],
    ['2018-12-24', '振替休日'], ['2020-02-24', '振替休日'], ['2020-07-20', null], ['2020-07-23', '海の日'], ['2020-07-24', 'スポーツの日'], ['2020-08-10', '山の日'],
    ['2020-08-11', null], ['2020-10-12', null], ['2021-08-08', '山の日'], ['2021-08-09', '振替休日'], ['2021-10-11', null], ['2015-09-22', '国民の休日'],
    ['2015-08-11', null], ['2008-05-06', '振替休日'], ['2024-02-12', '振替休日'], ['2032-09-21', '国民の休日'],
  ])('%s は %s', (date, name) => {
    expect(holidayName({ date: localDate(date) })).toBe(name);
  });

  it('計算できない年を断る', () => {
    expect(() => holidayName({ date: localDate('2006-12-31') })).toThrow(RangeError);
    expect(() => holidayName({ date: localDate('2100-01-01') })).toThrow(RangeError);
    expect(holidayName({ date: localDate('2007-01-01') })).toBe('元日');
    expect(holidayName({ date: localDate('2099-12-31') })).toBeNull();
  });
});

describe('銀行と官庁の営業日', () => {
  it('年末年始の境目', () => {
    const open = (date: string): boolean => isBankBusinessDay({ date: localDate(date) });
    expect(['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2030-01-02', '2030-01-03', '2030-01-04'].map(open))
      .toEqual([true, true, false, false, false, false, true, false, false, true]);
    expect(['2026-12-28', '2026-12-29', '2026-12-30', '2027-01-04'].map((date) => isGovernmentBusinessDay(localDate(date)))).toEqual([true, false, false, true]);
    expect(isGovernmentBusinessDay(localDate('2026-11-29'))).toBe(false);
    expect(isGovernmentBusinessDay(localDate('2026-11-30'))).toBe(true);
  });

  it('休業の理由', () => {
    expect(['2027-01-01', '2026-12-31', '2026-11-21', '2026-11-22', '2026-11-24'].map((date) => bankClosedBecause(localDate(date))))
      .toEqual(['元日', '年末年始', '土曜日', '日曜日', null]);
  });

  it('前後の営業日は営業日で、その間に営業日はない', () => {
    fc.assert(fc.property(anyDay, (date) => {
      const [next, previous] = [nextBankBusinessDay(date), previousBankBusinessDay(date)];
      expect(isBankBusinessDay({ date: next }) && isBankBusinessDay({ date: previous })).toBe(true);
      expect(previous <= date && date <= next).toBe(true);
      for (let day = addDays(previous, 1); day < next; day = addDays(day, 1)) {
        if (day !== date) expect(isBankBusinessDay({ date: day })).toBe(false);
      }
    }));
  });

  it('n営業日前', () => {
    // 2027-01-06(水) → 5(火) → 4(月) → 2026-12-30(水)
    expect(bankBusinessDaysBefore(localDate('2027-01-06'), 3)).toBe('2026-12-30');
    expect(bankBusinessDaysBefore(localDate('2027-01-03'), 0)).toBe('2026-12-30');
  });
});

describe('和暦', () => {
  it('読み書きが往復する', () => {
    const since1926 = fc.oneof(fc.constantFrom('1926-12-25', '1989-01-07', '1989-01-08', '2019-04-30', '2019-05-01', '2024-02-29').map(localDate),
      fc.integer({ min: dayNumber(localDate('1926-12-25')), max: dayNumber(localDate('2200-12-31')) }).map(dateOfDayNumber));
    fc.assert(fc.property(since1926, (date) => {
      expect(parseWareki({ text: wareki({ date }) })).toBe(date);
    }));
  });

  it.each([
    ['昭和64年1月7日', '1989-01-07'], ['昭和64年1月8日', null], ['平成元年1月8日', '1989-01-08'], ['平成1年1月7日', null], ['Ｒ８．１１．２２', '2026-11-22'],
    ['令和 8 年 11 月 22 日', '2026-11-22'], ['㋿8年11月22日', '2026-11-22'], ['令和0年1月1日', null], ['令和8年11月', null], ['h31.4.30', '2019-04-30'], ['明治3年1月1日', null],
  ])('%s → %s', (text, date) => {
    expect(parseWareki({ text })).toBe(date);
  });

  it('昭和より前の日を断る', () => {
    expect(wareki({ date: localDate('1926-12-25') })).toBe('昭和元年12月25日');
    expect(() => wareki({ date: localDate('1926-12-24') })).toThrow(RangeError);
  });
});
