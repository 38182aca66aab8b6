import { dueMonths, newestDueMonth, servedDays } from './report-months.js';

const window = (fromOn: string, lastOn: string | null = null) => ({ fromOn, lastOn });

describe('第3条 月次報告書の時期', () => {
  it.each([
    ['2026-11-30', '2026-10'], ['2026-12-01', '2026-11'],
    // 元日から3日までは銀行の休業日
    ['2027-01-03', '2026-11'], ['2027-01-04', '2026-12'],
    // 2026-08-01 は土曜日
    ['2026-08-02', '2026-06'], ['2026-08-03', '2026-07'],
  ])('%s に作れる最も新しい月は %s', (today, month) => {
    expect(newestDueMonth(today)).toBe(month);
  });

  it.each([
    ['契約の始まった月から', window('2026-09-15'), '2026-09-01', ['2026-09', '2026-10']],
    ['記録を始めた月から', window('2020-04-01'), '2026-10-20', ['2026-10']],
    ['終わった月まで', window('2026-08-01', '2026-09-10'), '2026-08-01', ['2026-08', '2026-09']],
    ['運用開始前は作らない', window('2026-11-20'), '2026-11-01', []],
    ['1年より前は作らない', window('2020-04-01'), '2020-04-01', ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']],
  ] as const)('%s', (_name, served, recordedFrom, expected) => {
    expect(dueMonths({ window: served, recordedFrom, today: '2026-11-24' })).toEqual(expected);
  });

  it('締結前は作らない', () => {
    expect(dueMonths({ window: null, recordedFrom: '2026-01-01', today: '2026-11-24' })).toEqual([]);
  });

  it('報告の期間は、その月のうち契約のある日', () => {
    expect(servedDays(window('2026-09-15'), '2026-09')).toEqual({ fromOn: '2026-09-15', lastOn: '2026-09-30' });
    expect(servedDays(window('2026-01-01', '2028-02-10'), '2028-02')).toEqual({ fromOn: '2028-02-01', lastOn: '2028-02-10' });
    expect(servedDays(window('2026-01-01'), '2028-02')).toEqual({ fromOn: '2028-02-01', lastOn: '2028-02-29' });
  });
});
