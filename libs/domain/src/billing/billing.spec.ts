import fc from 'fast-check';
import { isBankBusinessDay } from '../calendar/holidays.js';
import { addDays, daysBetween, localDate, serviceMonth } from '../calendar/local-date.js';
import { firstTermEnd, renewalChain } from '../term/renewal.js';
import { chargesDue, chargesHeldBack } from './charges-due.js';
import { termSchedule } from './term-schedule.js';
import type { FeeTerms } from './term-schedule.js';

const d = localDate;
const terms = (change: Partial<FeeTerms> = {}): FeeTerms => ({ feeYen: 55_000, contractStartOn: d('2026-04-15'), realEndOn: null, dueDay: 25, ...change });

describe('第11条 契約期間の請求予定', () => {
  // 4/15 ├──16日──┤ 5月 … 3月 ├─ 4月（更新を続けるので全額）
  it('月の途中に始まる契約の1年目は13回で、日割りは最初の月だけ', () => {
    const schedule = termSchedule({ ...terms(), termStartOn: d('2026-04-15'), termEndOn: d('2027-04-14') });
    expect(schedule).toHaveLength(13);
    expect(schedule[0]).toEqual({
      serviceMonth: '2026-04', periodStartOn: '2026-04-15', periodEndOn: '2026-04-30', prorated: true, amountYen: 29_333, taxRatePercent: 10,
      netYen: 26_667, taxYen: 2_666, grossYen: 29_333, dueOn: '2026-05-25',
    });
    expect(schedule.filter(({ prorated }) => prorated)).toHaveLength(1);
    expect(schedule.at(-1)).toMatchObject({ serviceMonth: '2027-04', periodEndOn: '2027-04-30', amountYen: 55_000, dueOn: '2027-05-25' });
  });

  it('更新後の期間は12回で、境目の月を二度請求しない', () => {
    const second = termSchedule({ ...terms(), termStartOn: d('2027-04-15'), termEndOn: d('2028-04-14') });
    expect([second.length, second[0]?.serviceMonth, second.at(-1)?.serviceMonth]).toEqual([12, '2027-05', '2028-04']);
  });

  it('1日に始まる契約は12回', () => {
    const schedule = termSchedule({ ...terms({ contractStartOn: d('2026-04-01') }), termStartOn: d('2026-04-01'), termEndOn: d('2027-03-31') });
    expect([schedule.length, schedule.every(({ prorated }) => !prorated)]).toEqual([12, true]);
    expect(termSchedule({ ...terms({ contractStartOn: d('2026-04-01') }), termStartOn: d('2027-04-01'), termEndOn: d('2028-03-31') })[0]?.serviceMonth).toBe('2027-04');
  });

  it('中途解約の月は終了日までの日割りで、その後の月はない', () => {
    // 2027-01-10 に終了: 55,000 × 10 ÷ 31 = 17,741
    const schedule = termSchedule({ ...terms({ realEndOn: d('2027-01-10') }), termStartOn: d('2026-04-15'), termEndOn: d('2027-04-14') });
    expect(schedule.at(-1)).toMatchObject({ serviceMonth: '2027-01', periodEndOn: '2027-01-10', prorated: true, amountYen: 17_741, taxYen: 1_612 });
    expect(schedule).toHaveLength(10);
  });

  it('税抜の契約は税を加え、料金の変更は定めた月から効き、同じ月なら後の変更が勝つ', () => {
    const schedule = termSchedule({
      ...terms({ contractStartOn: d('2026-04-01'), feeYen: 50_000, priceMode: 'exclusive', feeChanges: [{ fromMonth: serviceMonth('2026-10'), feeYen: 60_000 }, { fromMonth: serviceMonth('2026-08'), feeYen: 54_000 }, { fromMonth: serviceMonth('2026-08'), feeYen: 55_000 }] }),
      termStartOn: d('2026-04-01'), termEndOn: d('2027-03-31'),
    });
    expect(schedule.map(({ grossYen }) => grossYen)).toEqual([55_000, 55_000, 55_000, 55_000, 60_500, 60_500, 66_000, 66_000, 66_000, 66_000, 66_000, 66_000]);
    expect(schedule[0]).toMatchObject({ amountYen: 50_000, netYen: 50_000, taxYen: 5_000 });
  });

  it('約定の端数処理・支払月・税率・前営業日を使う', () => {
    const [first] = termSchedule({
      ...terms({ prorationRounding: 'ceil', taxRounding: 'ceil', timing: 'sameMonth', convention: 'previous', dueDay: 31, taxRatePercent: 8, prorationBasis: '30' }),
      termStartOn: d('2026-04-15'), termEndOn: d('2027-04-14'),
    });
    expect(first).toMatchObject({ amountYen: 29_334, taxRatePercent: 8, taxYen: 2_173, dueOn: '2026-04-30' });
    expect(termSchedule({ ...terms({ contractStartOn: d('2019-09-01') }), termStartOn: d('2019-09-01'), termEndOn: d('2020-08-31') }).map(({ taxRatePercent }) => taxRatePercent).slice(0, 2)).toEqual([8, 10]);
  });

  it('どこで始まり終わっても、期間の請求は連続し、全期間の合計で一度ずつ現れる', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1500 }), fc.boolean(), fc.nat(3), fc.option(fc.integer({ min: 0, max: 1400 }), { nil: null }), (offset, startsAtMidnight, renewals, endAfter) => {
      const contractStartOn = addDays(d('2024-01-01'), offset);
      const ends = renewalChain({ firstEnd: firstTermEnd({ startOn: contractStartOn, startsAtMidnight }), renewals });
      const realEndOn = endAfter === null ? null : addDays(contractStartOn, endAfter);
      const facts = terms({ contractStartOn, realEndOn });
      const all = ends.flatMap((termEndOn, index) => {
        const termStartOn = index === 0 ? contractStartOn : addDays(ends[index - 1] ?? termEndOn, 1);
        return realEndOn !== null && realEndOn < termStartOn ? [] : termSchedule({ ...facts, termStartOn, termEndOn });
      });
      expect(new Set(all.map(({ serviceMonth: month }) => month)).size).toBe(all.length);
      all.slice(1).forEach((charge, index) => expect(daysBetween(all[index]?.periodEndOn ?? charge.periodStartOn, charge.periodStartOn)).toBe(1));
      expect(all.filter(({ prorated }) => prorated).length).toBeLessThanOrEqual(2);
      expect(all.every(({ dueOn, grossYen, netYen, taxYen }) => isBankBusinessDay({ date: dueOn }) && grossYen === netYen + taxYen)).toBe(true);
      if (realEndOn === null) expect([12, 13]).toContain(termSchedule({ ...facts, termStartOn: contractStartOn, termEndOn: ends[0] ?? contractStartOn }).length);
    }));
  });
});

describe('移行した契約の請求', () => {
  const facts = { ...terms({ contractStartOn: d('2026-04-15') }), throughMonth: serviceMonth('2026-12'), billingStartsOn: d('2026-10-01'), goesLiveOn: d('2026-11-01') };

  it('利用開始日までは請求せず、出るはずだったものを一覧にする', () => {
    const before = { ...facts, asOf: d('2026-10-31') };
    expect([chargesDue(before), chargesHeldBack(before).map(({ serviceMonth: month }) => month)]).toEqual([[], ['2026-10', '2026-11', '2026-12']]);
  });

  it('利用開始日からは、請求開始日以後に始まる月を請求する', () => {
    const after = { ...facts, asOf: d('2026-11-01') };
    expect([chargesDue(after).map(({ serviceMonth: month }) => month), chargesHeldBack(after)]).toEqual([['2026-10', '2026-11', '2026-12'], []]);
    expect(chargesDue({ ...after, billingStartsOn: d('2026-10-02') })[0]?.serviceMonth).toBe('2026-11');
    expect(chargesDue({ ...after, billingStartsOn: d('2026-04-15') })[0]).toMatchObject({ serviceMonth: '2026-04', amountYen: 29_333 });
    expect(chargesDue({ ...after, billingStartsOn: d('2026-04-16') })[0]?.serviceMonth).toBe('2026-05');
  });

  it('契約の終わった月より後は請求しない', () => {
    const ended = { ...facts, asOf: d('2026-12-01'), realEndOn: d('2026-11-10') };
    expect(chargesDue(ended).map(({ serviceMonth: month, amountYen }) => [month, amountYen])).toEqual([['2026-10', 55_000], ['2026-11', 18_333]]);
    expect(chargesDue({ ...ended, throughMonth: serviceMonth('2026-10') })).toHaveLength(1);
  });
});
