import { daysBetween, eraDate, instantText, longDate, parseDate, slashDate } from './dates.js';
import { parseYen, yenHeadline, yenText } from './money.js';
import { digits, isKatakana, katakana, postalCode, telephone } from './text.js';

describe('日付の表示と入力', () => {
  it('表・期限・契約書の書き方で表示する', () => {
    expect(slashDate('2026-11-22')).toBe('2026/11/22');
    expect(longDate('2026-11-30')).toBe('2026年11月30日（月）');
    expect(eraDate('2026-11-22')).toBe('令和8年11月22日');
    expect(eraDate('2019-05-01')).toBe('令和元年5月1日');
    expect(eraDate('2019-04-30')).toBe('平成31年4月30日');
    expect(instantText('2026-11-22T01:32:00Z')).toBe('2026/11/22 10:32');
    expect(daysBetween('2026-11-22', '2026-12-22')).toBe(30);
  });

  it.each([
    ['令和8年11月22日', '2026-11-22'], ['R8.11.22', '2026-11-22'], ['２０２６／１１／２２', '2026-11-22'], ['20261122', '2026-11-22'],
    ['11/22', '2026-11-22'], ['令和元年5月1日', '2019-05-01'], ['2026年11月22日（日）', '2026-11-22'], ['2024-2-29', '2024-02-29'],
  ])('%s を読み取る', (typed, on) => expect(parseDate(typed, '2026-11-24')).toBe(on));

  it.each(['2026/02/29', '令和元年4月30日', '平成31年5月1日', '13/1', 'あした', ''])('%s は日付として受け付けない', (typed) => expect(parseDate(typed, '2026-11-24')).toBeNull());
});

describe('金額の表示と入力', () => {
  it('円の書き方で表示する', () => {
    expect(yenText(61_600)).toBe('61,600円');
    expect(yenText(-1_000)).toBe('−1,000円');
    expect(yenHeadline(61_600)).toBe('￥61,600-');
  });

  it.each([['６１，６００円', 61_600], ['¥61600', 61_600], ['5万', 50_000], ['1.5万', 15_000], ['5万5000', 55_000], ['0', 0]])('%s を読み取る', (typed, yen) => expect(parseYen(typed)).toBe(yen));
  it.each(['-5', '12.5', 'abc', ''])('%s は金額として受け付けない', (typed) => expect(parseYen(typed)).toBeNull());
});

describe('文字の整え方', () => {
  it('郵便番号・電話・カナの幅をそろえる', () => {
    expect(postalCode('１００ー０００１')).toBe('100-0001');
    expect(digits('１２３-４')).toBe('1234');
    expect(telephone('０３ー１２３４ー５６７８')).toBe('03-1234-5678');
    expect(katakana('かぶしきｶﾞｲｼｬ')).toBe('カブシキガイシャ');
    expect(isKatakana('ヴァイオリン・ー')).toBe(true);
    expect(isKatakana('漢字')).toBe(false);
  });
});
