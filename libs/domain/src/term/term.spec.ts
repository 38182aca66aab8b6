import fc from 'fast-check';
import { isBankBusinessDay } from '../calendar/holidays.js';
import { addDays, dateOfDayNumber, dayNumber, daysBetween, localDate } from '../calendar/local-date.js';
import { classifyNonRenewal, classifyNonRenewalSteps, nonRenewalDeadline, nonRenewalDeadlineSteps, safePostingDay, safePostingDaySteps } from './non-renewal.js';
import { periodEnd, periodEndSteps } from './period-end.js';
import { firstTermEnd, renewalChain, renewalChainSteps, termRunningOn } from './renewal.js';
import { survivalLastDay } from '../confidentiality/survival.js';

const day = fc.oneof(
  fc.constantFrom('2024-02-28', '2024-02-29', '2023-02-28', '2025-01-31', '2026-12-31', '2027-01-01', '2027-03-31', '2028-02-29').map(localDate),
  fc.integer({ min: dayNumber(localDate('2010-01-01')), max: dayNumber(localDate('2060-12-31')) }).map(dateOfDayNumber),
);
const notice = fc.oneof(fc.constantFrom(30, 60, 90), fc.integer({ min: 1, max: 180 }));

describe('第17条1項 契約期間（F111）', () => {
  it('契約締結日から1年は、締結日を算入せず翌年の同じ日まで', () => {
    expect(firstTermEnd({ startOn: localDate('2026-04-15'), startsAtMidnight: false })).toBe('2027-04-15');
  });

  it('開始日を定めた契約は前日まで、3か月の契約は3か月後の前日まで', () => {
    expect(firstTermEnd({ startOn: localDate('2026-04-01'), startsAtMidnight: true })).toBe('2027-03-31');
    expect(firstTermEnd({ startOn: localDate('2026-04-01'), startsAtMidnight: true, termMonths: 3 })).toBe('2026-06-30');
  });

  it('長さのない期間を断る', () => {
    for (const n of [0, -1, 1.5]) expect(() => periodEnd({ start: localDate('2026-04-01'), startsAtMidnight: true, unit: 'day', n })).toThrow(RangeError);
  });

  it('1年は12か月、1週間は7日に等しく、初日を算入すると1日早く終わる（日数の期間）', () => {
    fc.assert(fc.property(day, fc.boolean(), fc.integer({ min: 1, max: 40 }), (start, startsAtMidnight, n) => {
      expect(periodEnd({ start, startsAtMidnight, unit: 'year', n })).toBe(periodEnd({ start, startsAtMidnight, unit: 'month', n: 12 * n }));
      expect(periodEnd({ start, startsAtMidnight, unit: 'week', n })).toBe(periodEnd({ start, startsAtMidnight, unit: 'day', n: 7 * n }));
      expect(daysBetween(periodEnd({ start, startsAtMidnight: true, unit: 'day', n }), periodEnd({ start, startsAtMidnight: false, unit: 'day', n }))).toBe(1);
    }));
  });

  it('応当日の有無を道筋に示す', () => {
    const input = { start: localDate('2026-04-01'), startsAtMidnight: true, unit: 'year', n: 1 } as const;
    expect(periodEndSteps(input, periodEnd(input)).map(({ ja }) => ja)).toEqual([
      '2026-04-01 の午前0時に始まるため、初日を算入（民法140条ただし書）',
      '2026-04-01 から1年 → 2027-03-31 の終わり（24時）に満了（民法141条）',
      '応当日 2027-04-01 の前日が末日（民法143条2項）',
    ]);
    const short = { start: localDate('2025-01-31'), startsAtMidnight: true, unit: 'month', n: 1 } as const;
    expect(periodEndSteps(short, periodEnd(short)).at(-1)?.ja).toContain('応当日がないため月末の 2025-02-28');
    const days = { start: localDate('2026-11-22'), startsAtMidnight: false, unit: 'day', n: 30 } as const;
    expect(periodEndSteps(days, periodEnd(days))).toHaveLength(2);
  });
});

describe('第17条2項 自動更新', () => {
  it('更新の連なりに隙間も重なりもなく、更新のたびに1年進む', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 12 }), (firstEnd, renewals) => {
      const ends = renewalChain({ firstEnd, renewals });
      expect(ends).toHaveLength(renewals + 1);
      ends.slice(1).forEach((end, index) => {
        const start = addDays(ends[index] ?? firstEnd, 1);
        expect(end).toBe(periodEnd({ start, startsAtMidnight: true, unit: 'year', n: 1 }));
        expect([365, 366]).toContain(daysBetween(start, end) + 1);
      });
    }));
  });

  it('ある日に進行中の期間は、その日を含む唯一の期間', () => {
    fc.assert(fc.property(day, fc.integer({ min: -400, max: 4000 }), fc.constantFrom(undefined, 1, 3, 6, 12), (firstEnd, offset, renewalMonths) => {
      const on = addDays(firstEnd, offset);
      const term = termRunningOn({ firstEnd, on, renewalMonths });
      expect(on <= term.endOn).toBe(true);
      expect(term.startOn === null ? offset <= 0 : on >= term.startOn).toBe(true);
      expect(renewalChain({ firstEnd, renewals: term.number, renewalMonths }).at(-1)).toBe(term.endOn);
    }));
  });

  it('負の更新回数を断り、各回の道筋を示す', () => {
    expect(() => renewalChain({ firstEnd: localDate('2027-03-31'), renewals: -1 })).toThrow(RangeError);
    expect(() => renewalChain({ firstEnd: localDate('2027-03-31'), renewals: 0.5 })).toThrow(RangeError);
    const input = { firstEnd: localDate('2027-03-31'), renewals: 2 };
    expect(renewalChainSteps(input, renewalChain(input))[0]?.ja).toBe('最初の期間は 2027-03-31 の終わりに満了');
    expect(renewalChainSteps(input, renewalChain(input)).at(-1)?.ja).toBe('2回目の更新：2028-04-01 の午前0時から12か月（初日算入）→ 2029-03-31 に満了');
  });
});

describe('第17条2項 終了通知の期限', () => {
  it('期限内・境目・期限後は到達日の順に並び、境目はちょうど1日', () => {
    fc.assert(fc.property(day, notice, (termEnd, noticeDays) => {
      const { lastValid, safe, safeBusinessDay } = nonRenewalDeadline({ termEnd, noticeDays });
      expect(classifyNonRenewal({ termEnd, noticeDays, arrivedOn: safe })).toBe('valid');
      expect(classifyNonRenewal({ termEnd, noticeDays, arrivedOn: lastValid })).toBe('boundary');
      expect(classifyNonRenewal({ termEnd, noticeDays, arrivedOn: addDays(lastValid, 1) })).toBe('late');
      expect(daysBetween(lastValid, termEnd)).toBe(noticeDays);
      expect(isBankBusinessDay({ date: safeBusinessDay }) && safeBusinessDay <= safe).toBe(true);
      expect(classifyNonRenewal({ termEnd, noticeDays, noticeCounting: 'clearDays', arrivedOn: lastValid })).toBe('late');
      expect(nonRenewalDeadline({ termEnd, noticeDays, noticeCounting: 'clearDays' }).lastValid).toBe(safe);
    }));
  });

  it('郵送は安全な期限の3営業日前までに投函する', () => {
    // 安全な期限 2027-02-26(金) → 25(木) → 24(水) → 22(月)（23日は天皇誕生日）
    expect(safePostingDay({ termEnd: localDate('2027-03-31') })).toBe('2027-02-22');
    expect(safePostingDay({ termEnd: localDate('2027-03-31'), postalBusinessDays: 0 })).toBe('2027-02-26');
    expect(safePostingDay({ termEnd: localDate('2027-03-31'), noticeDays: 90 })).toBe('2026-12-25');
    const input = { termEnd: localDate('2027-03-31') };
    expect(safePostingDaySteps(input, safePostingDay(input)).map(({ ja }) => ja)).toEqual([
      'どの数え方でも間に合う銀行営業日は 2027-02-26', '郵送の日数として3営業日をみて、2027-02-22 までに投函します（効力は到達の時。民法97条1項）',
    ]);
    expect(safePostingDaySteps({ ...input, postalBusinessDays: 5 }, localDate('2027-02-18'))[1]?.ja).toContain('5営業日をみて、2027-02-18');
  });

  it('期限の道筋に休業の理由と数え方を示す', () => {
    const input = { termEnd: localDate('2027-03-31') };
    expect(nonRenewalDeadlineSteps(input, nonRenewalDeadline(input)).map(({ ja }) => ja)).toEqual([
      '期間満了日は 2027-03-31。その30日前は 2027-03-01',
      '満了日を1日と数える読み方では 2027-03-01 の到達まで有効',
      '中30日とする読み方でも有効なのは 2027-02-28 の到達まで',
      '2027-02-28 は日曜日のため、直前の銀行営業日 2027-02-26 を安全な期限とします',
    ]);
    const clear = { ...input, noticeCounting: 'clearDays' as const, noticeDays: 60, arrivedOn: localDate('2027-01-30') };
    expect(nonRenewalDeadlineSteps(clear, nonRenewalDeadline(clear))[1]?.ja).toBe('契約は中60日で数えるため、到達の期限は 2027-01-29');
    expect(nonRenewalDeadlineSteps(clear, nonRenewalDeadline(clear))[3]?.ja).toBe('2027-01-29 は銀行営業日のため、この日を安全な期限とします');
    expect(classifyNonRenewalSteps(clear, 'late').map(({ ja }) => ja)).toEqual([
      '期間満了日 2027-03-31、通知期間60日 → 到達の期限 2027-01-29（安全な期限 2027-01-29）',
      '2027-01-30 に到達：期限を過ぎています',
    ]);
  });
});

describe('第13条2項 秘密保持の存続', () => {
  it('終了日が遅いほど存続も遅く終わり、終了日から満3年ある', () => {
    fc.assert(fc.property(day, (endDate) => {
      const last = survivalLastDay({ endDate });
      expect(survivalLastDay({ endDate: addDays(endDate, 1) }) >= last).toBe(true);
      expect([1095, 1096]).toContain(daysBetween(endDate, last));
    }));
  });
});
