import fc from 'fast-check';
import { finalSettlement } from './final-settlement.js';

const nothing = { unpaid: [], unbilled: [], beyond: [], creditYen: 0, servesOthers: false };
const yen = fc.integer({ min: 0, max: 1_000_000 });

describe('最終精算（第11条・第17条〜第19条）', () => {
  it('未払いと最後の月を、お客様（甲）が支払う', () => {
    // 55,000 (open) + 17,741 (10 of 31 days) = 72,741
    expect(finalSettlement({ ...nothing, unpaid: [{ key: 'a', remainingYen: 55_000 }], unbilled: [{ key: '2027-01', grossYen: 17_741 }] })).toMatchObject({ totalYen: 72_741, direction: 'client_pays' });
  });

  it('終了後の分まで支払い済みなら、差額を返す', () => {
    // Paid 55,000 for the whole month, owed 17,741 until the end: 37,259 goes back, with 10,000 that waited.
    const { lines, totalYen, direction } = finalSettlement({ ...nothing, beyond: [{ key: 'b', dueYen: 17_741, paidYen: 55_000 }], creditYen: 10_000 });
    expect([lines.map(({ kind, amountYen }) => [kind, amountYen]), totalYen, direction]).toEqual([[['correction', -37_259], ['credit', -10_000]], -47_259, 'vendor_pays']);
  });

  it('ほかの契約が続くとき、前受金はこの契約の支払に必要な分だけ使い、残りは置いておく', () => {
    const owed = { ...nothing, unpaid: [{ key: 'a', remainingYen: 30_000 }], creditYen: 40_000 };
    expect(finalSettlement({ ...owed, servesOthers: true })).toMatchObject({ totalYen: 0, direction: 'none', keptCreditYen: 10_000 });
    expect(finalSettlement(owed)).toMatchObject({ totalYen: -10_000, keptCreditYen: 0 });
    expect(finalSettlement({ ...nothing, creditYen: 40_000, servesOthers: true }).lines).toEqual([]);
  });

  it('合計は行の和で、前受金は使った分と残す分に分かれる', () => {
    fc.assert(fc.property(fc.array(yen), fc.array(yen), fc.array(fc.tuple(yen, yen)), yen, fc.boolean(), (unpaid, unbilled, beyond, creditYen, servesOthers) => {
      const result = finalSettlement({
        unpaid: unpaid.map((remainingYen, key) => ({ key: String(key), remainingYen })), unbilled: unbilled.map((grossYen, key) => ({ key: String(key), grossYen })), beyond: beyond.map(([dueYen, paidYen], key) => ({ key: String(key), dueYen, paidYen })), creditYen, servesOthers,
      });
      const used = -(result.lines.find(({ kind }) => kind === 'credit')?.amountYen ?? 0);
      expect(result.lines.reduce((sum, { amountYen }) => sum + amountYen, 0)).toBe(result.totalYen);
      expect(used + result.keptCreditYen).toBe(creditYen);
      if (servesOthers && used > 0) expect(result.totalYen).toBeGreaterThanOrEqual(0);
    }));
  });
});
