import fc from 'fast-check';
import { addDays, dateOfDayNumber, dayNumber, localDate } from '../calendar/local-date.js';
import { nonRenewalDeadline, safePostingDay } from './non-renewal.js';
import { REMINDER_LADDER, reminderDue, reminderSteps } from './reminder-ladder.js';

const day = fc.integer({ min: dayNumber(localDate('2020-01-01')), max: dayNumber(localDate('2040-12-31')) }).map(dateOfDayNumber);

describe('第17条2項 期限のお知らせの段（F112）', () => {
  it('安全な投函日から数える。休みが続くと、その分だけ早くなる', () => {
    // 満了 2027-03-31 → 期限 3/1、安全な投函日 2/22（23日は祝日）。最初は期限の90日前。
    expect(reminderSteps({ termStart: localDate('2026-04-01'), termEnd: localDate('2027-03-31') })).toEqual([
      { kind: 'first', dueOn: '2026-12-01' }, { kind: 'posting_30', dueOn: '2027-01-23' }, { kind: 'posting_14', dueOn: '2027-02-08' },
      { kind: 'posting_7', dueOn: '2027-02-15' }, { kind: 'posting_3', dueOn: '2027-02-19' }, { kind: 'posting_day', dueOn: '2027-02-22' },
    ]);
  });

  it('段は日の順に並び、期間の前には出ず、最後は安全な投函日', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 180 }), fc.integer({ min: 20, max: 800 }), (termEnd, noticeDays, length) => {
      const term = { termStart: addDays(termEnd, -length), termEnd, noticeDays };
      const steps = reminderSteps(term);
      expect(steps.map(({ dueOn }) => dueOn)).toEqual(steps.map(({ dueOn }) => dueOn).sort());
      expect(steps.every(({ dueOn }) => dueOn >= term.termStart && dueOn < nonRenewalDeadline(term).lastValid)).toBe(true);
      if (safePostingDay(term) >= term.termStart) expect(steps.at(-1)).toEqual({ kind: 'posting_day', dueOn: safePostingDay(term) });
    }));
  });

  it('どの日も高々一つ。何日休んでも、いちばん新しい段だけになる', () => {
    fc.assert(fc.property(day, fc.integer({ min: -10, max: 200 }), (termEnd, offset) => {
      const term = { termStart: addDays(termEnd, -364), termEnd };
      const today = addDays(nonRenewalDeadline(term).lastValid, -offset);
      const due = reminderDue(term, today);
      const passed = reminderSteps(term).filter(({ dueOn }) => dueOn <= today);
      expect(due).toEqual(offset < 0 ? null : (passed.at(-1) ?? null));
    }));
    expect(new Set(REMINDER_LADDER.map(({ kind }) => kind)).size).toBe(REMINDER_LADDER.length);
  });
});
