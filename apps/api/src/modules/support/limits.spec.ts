import { overdueStep } from './limits.js';

describe('窓口の引受けの期限（F120）', () => {
  it('翌営業日が終わると一段目、三営業日が終わると二段目。休みは数えない', () => {
    // 2026-11-20 is a Friday and Monday 23rd a holiday (勤労感謝の日): the next business days are the 24th, 25th and 26th.
    const lying = { cameOn: '2026-11-20', deadlineOn: null };
    expect(['2026-11-20', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((today) => overdueStep(lying, today))).toEqual([null, null, 1, 1, 2]);
  });

  it('通知の期限が近ければ、営業日を待たない', () => {
    const lying = { cameOn: '2026-11-20', deadlineOn: '2026-11-27' };
    expect(['2026-11-21', '2026-11-22', '2026-11-24', '2026-11-25', '2026-12-01'].map((today) => overdueStep(lying, today))).toEqual([null, 1, 1, 2, 2]);
  });
});
