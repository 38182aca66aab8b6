import fc from 'fast-check';
import { addDays, civilOf, dateOfDayNumber, dayNumber, localDate } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { explain } from '../explain/explain.js';
import { liabilityCap } from './liability-cap.js';
import type { CapPayment } from './liability-cap.js';
import { liabilityDecision } from './liability-decision.js';

const d = localDate;
const base = fc.oneof(
  fc.constantFrom('2026-11-22', '2026-08-31', '2026-08-30', '2026-08-29', '2028-08-29', '2026-12-31', '2027-03-31').map(d),
  fc.integer({ min: dayNumber(d('2020-01-01')), max: dayNumber(d('2035-12-31')) }).map(dateOfDayNumber),
);

/** The window by walking back day by day until the month before counts as reached. */
function inWindow(paidOn: LocalDate, baseDate: LocalDate, months: number): boolean {
  const [at, to] = [civilOf(paidOn), civilOf(baseDate)];
  const monthsApart = (to.year - at.year) * 12 + to.month - at.month;
  return paidOn < baseDate && (monthsApart < months || (monthsApart === months && at.day >= to.day));
}

describe('第16条2項 損害賠償の上限', () => {
  const ledger = fc.array(fc.record({
    daysBefore: fc.oneof(fc.constantFrom(-1, 0, 1, 180, 181, 182, 183, 184, 185), fc.integer({ min: -60, max: 500 })),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
    kind: fc.constantFrom(undefined, 'fee', 'extraWork', 'expense', 'interest') as fc.Arbitrary<CapPayment['kind']>,
    refundRate: fc.constantFrom(0, 0, 0, 1, 2),
  }), { maxLength: 25 });

  it('どの台帳でも総当たりの合計に等しい', () => {
    fc.assert(fc.property(base, ledger, fc.constantFrom(undefined, 1, 3, 6, 12), (baseDate, rows, windowMonths) => {
      const payments = rows.map(({ daysBefore, amount, kind, refundRate }) => ({ paidOn: addDays(baseDate, -daysBefore), amount, kind, refunded: refundRate === 0 ? undefined : Math.floor(amount / refundRate) }));
      const counted = payments.filter(({ paidOn, kind }) => (kind ?? 'fee') === 'fee' && inWindow(paidOn, baseDate, windowMonths ?? 6));
      const result = liabilityCap({ baseDate, payments, windowMonths });
      expect(result.cap).toBe(counted.reduce((sum, { amount, refunded }) => sum + amount - (refunded ?? 0), 0));
      expect(result.windowEnd).toBe(addDays(baseDate, -1));
      expect(inWindow(result.windowStart, baseDate, windowMonths ?? 6)).toBe(true);
      expect(inWindow(addDays(result.windowStart, -1), baseDate, windowMonths ?? 6)).toBe(false);
      expect(liabilityCap({ baseDate, payments: [...payments].reverse(), windowMonths }).cap).toBe(result.cap);
    }), { numRuns: 500 });
  });

  it('毎月払いなら、どの基準日でも6か月分を超えない', () => {
    const payments = Array.from({ length: 60 }, (_, index) => ({ paidOn: d(`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-22`), amount: 55_000 }));
    fc.assert(fc.property(fc.integer({ min: dayNumber(d('2025-01-01')), max: dayNumber(d('2028-12-31')) }).map(dateOfDayNumber), (baseDate) => {
      expect(liabilityCap({ baseDate, payments }).cap).toBe(330_000);
    }));
  });

  it('損害が上限を下回れば損害の額、上限なしなら損害の全額', () => {
    const input = { baseDate: d('2026-11-22'), payments: [{ paidOn: d('2026-10-26'), amount: 55_000 }] };
    expect(liabilityCap({ ...input, damage: 10_000 }).payable).toBe(10_000);
    expect(liabilityCap({ ...input, damage: 10_000_000, willfulOrGrossNegligence: true }).payable).toBe(10_000_000);
    expect(() => liabilityCap({ ...input, damage: -1 })).toThrow(RangeError);
    expect(() => liabilityCap({ ...input, windowMonths: 0 })).toThrow(RangeError);
    expect(() => liabilityCap({ ...input, payments: [{ paidOn: d('2026-10-26'), amount: 0.5 }] })).toThrow(RangeError);
  });

  it('上限の道筋は合計した入金の一覧になる', () => {
    const steps = explain('liabilityCap', {
      baseDate: d('2026-11-22'), damage: 500_000,
      payments: [{ paidOn: d('2026-05-22'), amount: 55_000 }, { paidOn: d('2026-09-25'), amount: 55_000, refunded: 20_000 }, { paidOn: d('2026-10-26'), amount: 330_000, kind: 'extraWork' }],
    }).steps.map(({ ja }) => ja);
    expect(steps).toEqual([
      '基準日 2026-11-22 の直近6か月＝ 2026-05-22 〜 2026-11-21（片端のみ算入）', '2026-05-22 入金 55,000円', '2026-09-25 入金 35,000円（返金 20,000円 を控除）',
      '合計 90,000円 が損害賠償の上限です', '期間の境目の入金（2026-05-22）は数え方により結論が変わります', '損害 500,000円 に対し、賠償額は 90,000円',
    ]);
  });

  it('月数を定めた特約の下限は、別紙1の文のとおり、支払が足りないときはいつでも月額×月数になる', () => {
    fc.assert(fc.property(base, ledger, fc.integer({ min: 1, max: 60 }), fc.integer({ min: -900, max: 900 }), (baseDate, rows, months, age) => {
      const payments = rows.map(({ daysBefore, amount, kind }) => ({ paidOn: addDays(baseDate, -daysBefore), amount, kind }));
      const paid = payments.filter(({ paidOn, kind }) => (kind ?? 'fee') === 'fee' && inWindow(paidOn, baseDate, 6)).reduce((sum, { amount }) => sum + amount, 0);
      const floor = { monthlyFee: 55_000, contractStartOn: addDays(baseDate, age), months };
      expect(liabilityCap({ baseDate, payments, floor }).cap).toBe(paid < 55_000 * months ? 55_000 * months : paid);
      expect(liabilityCap({ baseDate, payments, floor, willfulOrGrossNegligence: true }).cap).toBeNull();
    }), { numRuns: 300 });
  });

  it('特約の下限と上限なしを道筋に示す', () => {
    const input = { baseDate: d('2026-11-22'), payments: [], floor: { monthlyFee: 55_000, contractStartOn: d('2026-10-01') } };
    expect(explain('liabilityCap', input).steps[1]?.ja).toBe('支払実績が特約の下限に満たないため、下限 330,000円 を上限とします');
    expect(explain('liabilityCap', { ...input, willfulOrGrossNegligence: true }).steps[1]?.ja).toBe('故意又は重過失のため、上限はありません（第16条2項ただし書）');
  });
});

describe('第15条・第16条 損害の負担', () => {
  it('免責の原因は、保守会社の過失と重なると人の判断になる', () => {
    for (const cause of ['disaster', 'telecomOutage', 'hostingFailure', 'unauthorizedAccess', 'clientInstruction', 'beyondControl'] as const) {
      expect(liabilityDecision({ cause }).result).toBe('exempt');
      expect(liabilityDecision({ cause, vendorNegligent: true })).toEqual({ result: 'review', clause: '15', capApplies: true });
      expect(liabilityDecision({ cause, willfulOrGrossNegligence: true })).toEqual({ result: 'review', clause: '15', capApplies: false });
    }
    expect(liabilityDecision({ cause: 'thirdPartyService', vendorNegligent: true }).clause).toBe('9-2');
    expect(liabilityDecision({ cause: 'clientDelay', vendorNegligent: true }).clause).toBe('6-2');
    expect(liabilityDecision({ cause: 'vendorBreach' })).toEqual({ result: 'liable', clause: '16-1', capApplies: true });
    expect(() => liabilityDecision({ cause: 'toString' as 'disaster' })).toThrow(RangeError);
  });

  it('15条の号は原因の一覧どおり', () => {
    expect((['disaster', 'telecomOutage', 'hostingFailure', 'unauthorizedAccess', 'clientInstruction', 'beyondControl'] as const).map((cause) => liabilityDecision({ cause }).clause))
      .toEqual(['15(1)', '15(2)', '15(3)', '15(4)', '15(5)', '15(6)']);
  });

  it('道筋に結論と上限の適用を示す', () => {
    const ja = (input: Parameters<typeof liabilityDecision>[0]): string[] => explain('liabilityDecision', input).steps.map((line) => line.ja);
    expect(ja({ cause: 'disaster' })).toEqual(['原因は「天災地変」（15(1)）', '保守会社の過失は認められていないため、保守会社は責任を負いません']);
    expect(ja({ cause: 'unauthorizedAccess', vendorNegligent: true })[1]).toBe('免責の原因と保守会社の過失が重なっているため、人が判断します');
    expect(ja({ cause: 'vendorBreach', willfulOrGrossNegligence: true })).toEqual(['原因は「保守会社の契約違反」（16-1）', '保守会社が責任を負います', '故意又は重過失のため、第16条2項の上限は適用されません']);
  });
});
