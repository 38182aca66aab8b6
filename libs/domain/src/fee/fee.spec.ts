import fc from 'fast-check';
import { isBankBusinessDay } from '../calendar/holidays.js';
import { addDays, daysInMonth, firstDayOf, localDate, serviceMonth } from '../calendar/local-date.js';
import { explain } from '../explain/explain.js';
import { creditNoteRequired } from '../tax/credit-note.js';
import { invoiceTax, splitTaxInclusive, taxRateOn } from '../tax/consumption-tax.js';
import { invoiceMissing } from '../tax/invoice-fields.js';
import { corporateCheckDigit, registrationNumber } from '../tax/registration-number.js';
import { exemptVendorDeductionRate } from '../tax/exempt-vendor.js';
import { lateInterest } from '../dunning/late-interest.js';
import { dueDate, feeDueDate } from './due-date.js';
import { prorate } from './prorate.js';

const month = fc.record({ year: fc.integer({ min: 2010, max: 2090 }), month: fc.integer({ min: 1, max: 12 }) });
const rounding = fc.constantFrom('floor', 'round', 'ceil') as fc.Arbitrary<'floor' | 'round' | 'ceil'>;
const amount = fc.oneof(fc.constantFrom(0, 1, 9, 10, 11, 55_000, 99_999_999), fc.integer({ min: 0, max: 10_000_000 }));

describe('第11条2項(2) 支払期日（F064）', () => {
  it('期日は銀行営業日で、翌営業日は基準日以後、前営業日は基準日以前の最も近い日', () => {
    fc.assert(fc.property(month, fc.oneof(fc.constantFrom(1, 2, 3, 28, 29, 30, 31), fc.integer({ min: 1, max: 31 })), (at, dueDay) => {
      const base = dueDate({ ...at, dueDay, convention: 'none' });
      const [next, previous] = [dueDate({ ...at, dueDay }), dueDate({ ...at, dueDay, convention: 'previous' })];
      expect(isBankBusinessDay({ date: next }) && isBankBusinessDay({ date: previous })).toBe(true);
      expect(previous <= base && base <= next).toBe(true);
      expect(Number(base.slice(8))).toBe(Math.min(dueDay, daysInMonth(at.year, at.month)));
    }));
  });

  it('後払いは翌月、当月払いは当月、前払いは前月の期日', () => {
    const terms = { serviceMonth: serviceMonth('2026-12'), dueDay: 25, convention: 'none' } as const;
    expect([feeDueDate(terms), feeDueDate({ ...terms, timing: 'sameMonth' }), feeDueDate({ ...terms, timing: 'advance' })]).toEqual(['2027-01-25', '2026-12-25', '2026-11-25']);
  });

  it('ない日付を断る', () => {
    for (const dueDay of [0, 32, 1.5, -1]) expect(() => dueDate({ year: 2026, month: 11, dueDay })).toThrow(RangeError);
    expect(() => dueDate({ year: 2026, month: 13, dueDay: 1 })).toThrow(RangeError);
  });

  it('道筋に休業の理由と動かし方を示す', () => {
    const ja = (convention: 'next' | 'previous' | 'none'): string[] => explain('dueDate', { year: 2026, month: 12, dueDay: 31, convention }).steps.map((line) => line.ja);
    expect(ja('next')).toEqual(['支払期日は毎月31日（月末）。2026年12月は 2026-12-31', '2026-12-31 は年末年始のため、翌営業日の 2027-01-04 が期日です（最判平成11.3.11）']);
    expect(ja('previous')[1]).toBe('2026-12-31 は年末年始のため、契約により前営業日の 2026-12-30 が期日です');
    expect(ja('none')[1]).toBe('2026-12-31 は年末年始ですが、契約により期日を動かしません');
    expect(explain('feeDueDate', { serviceMonth: serviceMonth('2026-11'), dueDay: 25, timing: 'advance' }).steps[0]?.ja).toBe('2026-11 分の保守管理費は前月払い（契約で定めた場合）');
    expect(explain('feeDueDate', { serviceMonth: serviceMonth('2026-11'), dueDay: 25 }).steps.map((line) => line.ja)).toEqual([
      '2026-11 分の保守管理費は翌月払い（後払い。民法648条2項・624条2項）', '支払期日は毎月25日。2026年12月は 2026-12-25', '2026-12-25 は銀行営業日のため、そのまま期日です',
    ]);
  });
});

describe('第11条1項 日割り', () => {
  it('月を二つに分けて提供しても、合計は1か月分を超えず、切捨ての差は1円以内', () => {
    fc.assert(fc.property(amount, month, fc.integer({ min: 1, max: 27 }), (monthlyFee, at, split) => {
      const target = serviceMonth(`${at.year}-${String(at.month).padStart(2, '0')}`);
      const cut = addDays(firstDayOf(target), split);
      const [before, after] = [localDate('2009-01-01'), localDate('2095-01-01')];
      const first = prorate({ monthlyFee, serviceStart: before, serviceEnd: addDays(cut, -1), month: target });
      const second = prorate({ monthlyFee, serviceStart: cut, serviceEnd: after, month: target });
      expect(first + second).toBeLessThanOrEqual(monthlyFee);
      expect(first + second).toBeGreaterThanOrEqual(monthlyFee - 1);
      expect(prorate({ monthlyFee, serviceStart: before, serviceEnd: after, month: target })).toBe(monthlyFee);
    }));
  });

  it('日数が増えて安くなることはなく、どの方法でも1か月分を超えない', () => {
    fc.assert(fc.property(amount, month, fc.integer({ min: 0, max: 30 }), fc.constantFrom('actual', '30', 'none'), rounding, (monthlyFee, at, length, basis, mode) => {
      const target = serviceMonth(`${at.year}-${String(at.month).padStart(2, '0')}`);
      const serviceStart = firstDayOf(target);
      const of = (days: number): number => prorate({ monthlyFee, serviceStart, serviceEnd: addDays(serviceStart, days - 1), month: target, basis: basis as 'actual', rounding: mode });
      expect(of(length)).toBeLessThanOrEqual(of(length + 1));
      expect(of(length)).toBeLessThanOrEqual(monthlyFee);
      expect(of(0)).toBe(0);
    }));
  });

  it('負の月額を断り、計算式を示す', () => {
    const input = { monthlyFee: 55000, serviceStart: localDate('2026-04-15'), serviceEnd: localDate('2027-01-10'), month: serviceMonth('2026-04') };
    expect(() => prorate({ ...input, monthlyFee: -1 })).toThrow(RangeError);
    const ja = (change: Partial<typeof input & { basis: '30' | 'none' }>): string | undefined => explain('prorate', { ...input, ...change }).steps.at(-1)?.ja;
    expect(ja({})).toBe('55,000円 × 16 ÷ 30（1円未満切捨て）＝ 29,333円');
    expect(ja({ month: serviceMonth('2027-01'), basis: '30' })).toBe('55,000円 × 10 ÷ 30（1円未満切捨て）＝ 18,333円');
    expect(ja({ basis: 'none' })).toBe('日割りをしない契約のため全額 55,000円');
    expect(ja({ month: serviceMonth('2026-07') })).toBe('全日提供のため全額 55,000円');
    expect(ja({ month: serviceMonth('2027-02') })).toBe('2027-02 は提供期間（2026-04-15〜2027-01-10）の外のため 0円');
  });
});

describe('第11条1項 消費税（F063）', () => {
  const lines = fc.array(fc.record({ amount, rate: fc.constantFrom(8, 10) }), { minLength: 1, maxLength: 20 });

  it('税率ごとに1回だけ丸め、行の分け方によらない', () => {
    fc.assert(fc.property(lines, rounding, fc.constantFrom('inclusive', 'exclusive'), (items, mode, priceMode) => {
      const options = { rounding: mode, priceMode: priceMode as 'inclusive' };
      const groups = invoiceTax({ lines: items, ...options });
      const merged = [8, 10].filter((rate) => items.some((line) => line.rate === rate))
        .map((rate) => ({ rate, amount: items.filter((line) => line.rate === rate).reduce((sum, line) => sum + line.amount, 0) }));
      expect(invoiceTax({ lines: merged, ...options })).toEqual(groups);
      for (const { rate, amount: sum } of merged) {
        const group = groups[String(rate)];
        expect(group?.gross).toBe((group?.net ?? 0) + (group?.tax ?? 0));
        expect(priceMode === 'inclusive' ? group?.gross : group?.net).toBe(sum);
        const exact = priceMode === 'inclusive' ? (sum * rate) / (100 + rate) : (sum * rate) / 100;
        expect(Math.abs((group?.tax ?? 0) - exact)).toBeLessThan(1);
      }
    }));
  });

  it('税込の分解は合計に戻る', () => {
    fc.assert(fc.property(amount, fc.constantFrom(0, 8, 10), rounding, (total, rate, mode) => {
      const { net, tax } = splitTaxInclusive({ total, rate, rounding: mode });
      expect(net + tax).toBe(total);
    }));
  });

  it('税率は日付で決まり、税率でない数を断る', () => {
    expect(['2014-03-31', '2014-04-01', '2019-09-30', '2019-10-01', '1997-04-01'].map((date) => taxRateOn({ date: localDate(date) }))).toEqual([5, 8, 8, 10, 5]);
    expect(taxRateOn({ date: localDate('2026-11-22'), kind: 'reduced' })).toBe(8);
    expect(() => taxRateOn({ date: localDate('1997-03-31') })).toThrow(RangeError);
    for (const rate of [-1, 101, 8.5]) expect(() => splitTaxInclusive({ total: 100, rate })).toThrow(RangeError);
    expect([splitTaxInclusive({ total: 100, rate: 100 }).tax, splitTaxInclusive({ total: 100, rate: 0 }).tax]).toEqual([50, 0]);
  });

  it('道筋に行数と式を示す', () => {
    const three = [105, 105, 105].map((value) => ({ amount: value, rate: 10 }));
    expect(explain('invoiceTax', { lines: three }).steps[1]?.ja).toBe('10%：3行の税込合計 315円 × 10 ÷ 110（切捨て）＝ 消費税 28円、税抜 287円');
    expect(explain('invoiceTax', { lines: three, priceMode: 'exclusive' }).steps[1]?.ja).toBe('10%：3行の税抜合計 315円 × 10 ÷ 100（切捨て）＝ 消費税 31円、税込 346円');
    expect(explain('splitTaxInclusive', { total: 55000 }).steps[0]?.ja).toBe('消費税額＝税込 55,000円 × 10 ÷ 110（端数切捨て）＝ 5,000円');
  });

  it('適格返還請求書は税込1万円から、控除割合は年を追って下がる', () => {
    expect([9_999, 10_000].map((amountTaxIncluded) => creditNoteRequired({ amountTaxIncluded }))).toEqual([false, true]);
    expect(['2023-09-30', '2023-10-01', '2026-09-30', '2026-10-01'].map((date) => exemptVendorDeductionRate({ supplyDate: localDate(date) }))).toEqual([100, 80, 80, 70]);
  });
});

describe('登録番号と適格請求書の記載事項（F067、F167）', () => {
  it('検査用数字の1桁違いと左右の入替えを見つける', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), fc.integer({ min: 1, max: 8 }), (base12, shift) => {
      const digit = corporateCheckDigit({ base12 });
      expect(digit).toBeGreaterThanOrEqual(1);
      expect(registrationNumber({ value: `t ${digit}-${base12}` })).toEqual({ ok: true, normalized: `T${digit}${base12}` });
      const wrong = ((digit - 1 + shift) % 9) + 1;
      expect(registrationNumber({ value: `T${wrong}${base12}` }).reason).toBe('checkDigit');
    }));
  });

  it('先頭の0は検査用数字より先に断り、個人事業者には警告にとどめる', () => {
    expect(registrationNumber({ value: 'T0234567890123' })).toEqual({ ok: false, reason: 'leadingZero', normalized: 'T0234567890123' });
    expect(registrationNumber({ value: 'T1234567890123', soleProprietor: true })).toEqual({ ok: true, normalized: 'T1234567890123', warning: 'checkDigit' });
    expect(registrationNumber({ value: 'T87001100059011' }).reason).toBe('format');
    expect(() => corporateCheckDigit({ base12: '12345678901' })).toThrow(RangeError);
  });

  it('欠けている事項を法律の順に挙げる', () => {
    expect(invoiceMissing({})).toEqual(['issuerName', 'registrationNumber', 'transactionDate', 'description', 'amountPerRate', 'taxPerRate', 'recipientName']);
    const full = { issuerName: '株式会社乙', registrationNumber: 'T8700110005901', transactionDate: '2026-11-30', description: '保守管理費', recipientName: '株式会社甲' };
    expect(invoiceMissing({ ...full, perRate: [{ rate: 8, amount: 1080, tax: 80, reducedMark: true }] })).toEqual([]);
    expect(invoiceMissing({ ...full, reducedMark: true, perRate: [{ rate: 8, amount: 1080, tax: 80 }] })).toEqual([]);
    expect(invoiceMissing({ ...full, perRate: [{ amount: 1080, tax: 80 }] })).toEqual(['amountPerRate']);
    expect(invoiceMissing({ ...full, perRate: [{ rate: 10, tax: 80 }], description: ' ' })).toEqual(['description', 'amountPerRate']);
  });
});

describe('民法419条 遅延損害金', () => {
  it('遅れるほど増え、期日までは0円', () => {
    fc.assert(fc.property(amount, fc.integer({ min: -50, max: 900 }), (value, late) => {
      const dueOn = localDate('2026-11-25');
      const interest = lateInterest({ amount: value, dueOn, paidOn: addDays(dueOn, late) });
      expect(lateInterest({ amount: value, dueOn, paidOn: addDays(dueOn, late + 1) })).toBeGreaterThanOrEqual(interest);
      expect(interest).toBe(late <= 0 ? 0 : Math.floor((value * 3 * late) / 36_500));
    }));
  });

  it('遅延の初日の利率が続く', () => {
    const interest = (dueOn: string): number => lateInterest({ amount: 365_000, dueOn: localDate(dueOn), paidOn: addDays(localDate(dueOn), 100) });
    expect([interest('2020-03-30'), interest('2020-03-31')]).toEqual([5000, 3000]);
    expect(() => interest('1898-07-14')).toThrow(RangeError);
    expect(explain('lateInterest', { amount: 55000, dueOn: localDate('2026-11-25'), paidOn: localDate('2026-12-25') }).steps.map(({ ja }) => ja)).toEqual([
      '期日 2026-11-25 の翌日から 2026-12-25 まで30日の遅延', '利率は年3%（法定利率（民法404条）。遅延の初日 2026-11-26 の利率）', '55,000円 × 3% × 30 ÷ 365（切捨て）＝ 135円',
    ]);
  });
});
