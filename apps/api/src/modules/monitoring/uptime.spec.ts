import { accountUptime, confirmedOutcomes, dayState, stateAfter, unionOf, uptimeMinutes, uptimePercent, type CheckPoint, type Outcome, type Span } from './uptime.js';

const minute = 60_000;
const day: Span = { from: 0, to: 1_440 * minute };
/** `[minute, outcome]` pairs as checks. */
const checks = (...list: readonly (readonly [number, Outcome])[]): CheckPoint[] => list.map(([at, outcome]) => ({ at: at * minute, outcome }));
const every5 = (outcomeAt: (minuteOfDay: number) => Outcome): CheckPoint[] => Array.from({ length: 288 }, (_, index) => ({ at: index * 5 * minute, outcome: outcomeAt(index * 5) }));
const span = (from: number, to: number): Span => ({ from: from * minute, to: to * minute });
const account = (list: readonly CheckPoint[], planned: readonly Span[] = [], within = day) => {
  const seconds = accountUptime({ checks: list, within, coverMs: 10 * minute, planned });
  expect(seconds.up + seconds.down + seconds.planned + seconds.unknown).toBe((within.to - within.from) / 1000);
  return { up: seconds.up / 60, down: seconds.down / 60, planned: seconds.planned / 60, unknown: seconds.unknown / 60 };
};

describe('第3条1号 稼働率の数え方', () => {
  it.each([
    ['1日中成功', every5(() => 'up'), [], { up: 1_440, down: 0, planned: 0, unknown: 0 }],
    ['確認が一度もない日は不明', [], [], { up: 0, down: 0, planned: 0, unknown: 1_440 }],
    ['2回続けて失敗すると最初の失敗から停止', every5((at) => (at === 600 || at === 605 ? 'down' : 'up')), [], { up: 1_430, down: 10, planned: 0, unknown: 0 }],
    ['1回だけの失敗は不明', every5((at) => (at === 600 ? 'down' : 'up')), [], { up: 1_435, down: 0, planned: 0, unknown: 5 }],
    ['不明を挟んだ失敗は続いた失敗', every5((at) => (at === 600 || at === 610 ? 'down' : at === 605 ? 'unknown' : 'up')), [], { up: 1_425, down: 10, planned: 0, unknown: 5 }],
    ['確認の途切れは間隔の2倍を超えた分が不明', checks([0, 'up'], [60, 'up']), [], { up: 20, down: 0, planned: 0, unknown: 1_420 }],
    ['メンテナンスは稼働からも停止からも除く', every5((at) => (at >= 600 && at < 660 ? 'down' : 'up')), [span(600, 660)], { up: 1_380, down: 0, planned: 60, unknown: 0 }],
    ['メンテナンスをはみ出した停止は停止', every5((at) => (at >= 590 && at < 670 ? 'down' : 'up')), [span(600, 660)], { up: 1_360, down: 20, planned: 60, unknown: 0 }],
    ['重なるメンテナンスは一度だけ数える', every5(() => 'up'), [span(600, 660), span(630, 690)], { up: 1_350, down: 0, planned: 90, unknown: 0 }],
    ['日をまたぐメンテナンスは当日分だけ', every5(() => 'up'), [span(-60, 30)], { up: 1_410, down: 0, planned: 30, unknown: 0 }],
    ['前日の最後の確認は0時を越えて数える', checks([-3, 'up'], [7, 'up']), [], { up: 17, down: 0, planned: 0, unknown: 1_423 }],
    ['翌日の失敗が当日最後の失敗を確定する', [...every5((at) => (at === 1_435 ? 'down' : 'up')), ...checks([1_440, 'down'])], [], { up: 1_435, down: 5, planned: 0, unknown: 0 }],
  ] as const)('%s', (_name, list, planned, expected) => {
    expect(account(list, planned)).toEqual(expected);
  });

  it('稼働率は切り捨てる。停止があれば100にならない', () => {
    expect(uptimePercent({ up: 0, down: 0 })).toBeNull();
    expect(uptimePercent({ up: 2_591_999, down: 1 })).toBe(99.99);
    expect(uptimePercent({ up: 86_400, down: 0 })).toBe(100);
    expect(uptimePercent({ up: 0, down: 60 })).toBe(0);
  });

  it('分の合計はつねに全体と一致し、停止は切り上げる', () => {
    for (const seconds of [{ up: 86_000, down: 1, planned: 89, unknown: 310 }, { up: 1, down: 86_399, planned: 0, unknown: 0 }, { up: 29, down: 29, planned: 29, unknown: 86_313 }]) {
      const minutes = uptimeMinutes(seconds);
      expect(minutes.upMinutes + minutes.downMinutes + minutes.plannedMinutes + minutes.unknownMinutes).toBe(1_440);
      expect(Math.min(minutes.upMinutes, minutes.plannedMinutes, minutes.unknownMinutes)).toBeGreaterThanOrEqual(0);
      expect(minutes.downMinutes).toBe(Math.ceil(seconds.down / 60));
    }
  });

  it('1日の表示は悪いほうが勝つ', () => {
    expect(dayState({ up: 1, down: 1, planned: 1, unknown: 0 })).toBe('down');
    expect(dayState({ up: 1, down: 0, planned: 1, unknown: 0 })).toBe('maintenance');
    expect(dayState({ up: 1, down: 0, planned: 0, unknown: 9 })).toBe('up');
    expect(dayState({ up: 0, down: 0, planned: 0, unknown: 9 })).toBe('none');
  });

  it('区間の和は重なりも隣接もまとめる', () => {
    expect(unionOf([span(10, 20), span(20, 30), span(5, 12), span(50, 40)], day)).toEqual([span(5, 30)]);
    expect(confirmedOutcomes([])).toEqual([]);
  });
});

describe('第9条 状態の変化', () => {
  const at = (minutes: number, outcome: Outcome): CheckPoint => ({ at: minutes * minute, outcome });
  it.each([
    ['初めての成功', 'unknown', null, at(5, 'up'), { state: 'up', since: 5 * minute }],
    ['成功が続く', 'up', at(0, 'up'), at(5, 'up'), null],
    ['1回目の失敗', 'up', at(0, 'up'), at(5, 'down'), null],
    ['初めての確認が失敗', 'unknown', null, at(5, 'down'), null],
    ['2回目の失敗', 'up', at(5, 'down'), at(6, 'down'), { state: 'down', since: 5 * minute }],
    ['停止が続く', 'down', at(5, 'down'), at(6, 'down'), null],
    ['確認できなかった', 'up', at(5, 'down'), at(6, 'unknown'), null],
    ['復旧', 'down', at(6, 'down'), at(9, 'up'), { state: 'up', since: 9 * minute }],
  ] as const)('%s', (_name, state, previous, latest, expected) => {
    expect(stateAfter(state, previous, latest)).toEqual(expected);
  });
});
