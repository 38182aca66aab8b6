import { localDate } from '../calendar/local-date.js';
import { closingText } from '../conclusion/closing-text.js';
import { contractFormedOn } from '../conclusion/contract-formed.js';
import { COURT_OF_PREFECTURE, HOKKAIDO_MUNICIPALITIES } from '../court/court-table.js';
import { districtCourt } from '../court/district-court.js';
import { explain } from '../explain/explain.js';
import { slaMinutes } from '../incident/sla-minutes.js';
import { leakReport } from '../privacy/leak-report.js';
import { immediateTermination } from '../rescission/immediate-termination.js';
import { IN_SCOPE_WORKS, OUT_OF_SCOPE_WORKS, workScope } from '../scope/work-scope.js';
import { freelanceNoticeDuty, freelanceProtected } from '../subcontract/freelance.js';
import { paymentLimit60, toritekiApplies, toritekiLateInterest } from '../subcontract/toriteki.js';
import { retentionPeriod } from './retention.js';
import { searchRecords } from './search.js';
import { stampDuty } from './stamp-duty.js';

const d = localDate;

describe('印紙税', () => {
  it.each([
    [9_999, 0], [10_000, 200], [1_000_000, 200], [1_000_001, 400], [2_000_000, 400], [2_000_001, 1_000], [3_000_000, 1_000], [3_000_001, 2_000], [5_000_000, 2_000], [5_000_001, 10_000],
    [10_000_000, 10_000], [10_000_001, 20_000], [50_000_000, 20_000], [50_000_001, 60_000], [100_000_000, 60_000], [100_000_001, 100_000], [500_000_000, 100_000], [500_000_001, 200_000],
    [1_000_000_000, 200_000], [1_000_000_001, 400_000], [5_000_000_000, 400_000], [5_000_000_001, 600_000],
  ])('請負 %d円は1通 %d円', (fee, perCopy) => {
    expect(stampDuty({ form: 'paper', nature: 'ukeoi', fee, months: 1 })).toEqual({ doc: '2', amount: fee, perCopy, total: 2 * perCopy });
  });

  it('金額のない契約は、継続的なら第7号、そうでなければ第2号', () => {
    const none = { form: 'paper', nature: 'ukeoi', fee: null } as const;
    expect(stampDuty({ ...none, months: 3, renewal: false, copies: 1 })).toEqual({ doc: '2', amount: null, perCopy: 200, total: 200 });
    expect(stampDuty({ ...none, months: 4, renewal: false }).doc).toBe('7');
    expect(stampDuty({ ...none, months: null, renewal: false }).doc).toBe('7');
    expect(stampDuty({ ...none, months: 12, merchants: false }).doc).toBe('2');
    expect(explain('stampDuty', { ...none, months: 3, renewal: false }).steps[0]?.ja).toBe('契約金額の記載がない請負のため、第2号文書（記載金額なし）です');
    expect(explain('stampDuty', { ...none, fee: 88_000, months: 12, sep: true }).steps.map(({ ja }) => ja)).toEqual([
      '月額 80,000円（税抜。消費税が区分記載されているため） × 12か月 ＝ 960,000円（更新後の期間は含めません）', '請負の第2号文書として1通 200円', '1通 200円 × 2通 ＝ 400円',
    ]);
  });
});

describe('保存と検索', () => {
  it('保存期間は初めから10年', () => {
    expect(retentionPeriod({ fiscalYearEnd: d('2027-03-31') }).until).toBe('2037-05-31');
  });

  it('日付と金額の端を含み、条件を重ねられる', () => {
    expect(searchRecords({})).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(searchRecords({ dateFrom: d('2026-05-25'), dateTo: d('2026-05-25'), amountMin: 55_001 })).toEqual(['c']);
    expect(searchRecords({ dateTo: d('2026-05-24') })).toEqual(['a']);
    expect(searchRecords({ amountMax: 9_900 })).toEqual(['d']);
    expect(searchRecords({ party: '甲', records: [{ id: 'x', date: d('2026-01-01'), amount: 1, party: '甲' }] })).toEqual(['x']);
    expect(explain('searchRecords', { dateFrom: d('2026-05-01'), amountMin: 1, amountMax: 2, party: '甲野' }).steps.map(({ ja }) => ja)).toEqual([
      '取引年月日：2026-05-01 〜 指定なし（両端を含む）', '取引金額：1円 〜 2円（両端を含む）', '取引先：「甲野」を含む', '5件のうち0件が該当',
    ]);
  });
});

describe('第14条 漏えい等の報告', () => {
  it('複数の号に当たれば並べ、3号があれば60日', () => {
    const report = leakReport({ knownOn: d('2026-11-22'), count: 2_000, sensitive: true, financialHarm: true, malicious: true });
    expect([report.cases, report.finalDue]).toEqual([[1, 2, 3, 4], '2027-01-20']);
  });

  it('道筋に日数と閉庁日の繰下げを示す', () => {
    expect(explain('leakReport', { knownOn: d('2026-11-30'), count: 1, sensitive: true }).steps.map(({ ja }) => ja)).toEqual([
      '1号：要配慮個人情報を含む', '知った日 2026-11-30 を1日目として、速報は 2026-12-02 を目標、2026-12-04 を限度とします', '確報は30日以内：2026-12-29（閉庁日）→ 翌開庁日 2027-01-04',
    ]);
    expect(explain('leakReport', { knownOn: d('2026-11-30'), count: 1000 }).steps[0]?.ja).toContain('1000人（千人以下）');
  });
});

describe('第10条 再委託（取適法・フリーランス法）', () => {
  const pair = { work: 'program', ownUse: false, delegatorCapital: 300_000_001, delegatorEmployees: 1, subCapital: 300_000_000, subEmployees: 1 } as const;

  it('資本金と従業員の境目', () => {
    expect([toritekiApplies(pair), toritekiApplies({ ...pair, subCapital: 300_000_001 }), toritekiApplies({ ...pair, delegatorCapital: 300_000_000 })]).toEqual([true, false, false]);
    expect(toritekiApplies({ ...pair, delegatorCapital: 300_000_000, subCapital: 10_000_000 })).toBe(true);
    expect(toritekiApplies({ ...pair, delegatorCapital: 10_000_000, subCapital: 1 })).toBe(false);
    expect(toritekiApplies({ ...pair, delegatorCapital: 1, subCapital: 900_000_000, delegatorEmployees: 301, subEmployees: 300 })).toBe(true);
    expect(toritekiApplies({ ...pair, delegatorCapital: 1, subCapital: 900_000_000, delegatorEmployees: 301, subEmployees: 301 })).toBe(false);
    const design = { ...pair, work: 'otherInfo', delegatorCapital: 50_000_001, subCapital: 50_000_000 } as const;
    expect([toritekiApplies(design), toritekiApplies({ ...design, delegatorCapital: 50_000_000 }), toritekiApplies({ ...design, subCapital: 50_000_001 })]).toEqual([true, false, false]);
    expect(toritekiApplies({ ...design, delegatorCapital: 1, delegatorEmployees: 101, subEmployees: 101 })).toBe(false);
    expect(toritekiApplies({ ...design, ownUse: true, delegatorMakesSuchInBusiness: true })).toBe(true);
    expect(toritekiApplies({ ...design, work: 'otherService', ownUse: true, delegatorMakesSuchInBusiness: true })).toBe(false);
  });

  it('61日目から年14.6%', () => {
    const payment = { amount: 365_000, receivedOn: d('2026-04-01') };
    expect([paymentLimit60(payment), toritekiLateInterest({ ...payment, paidOn: d('2026-05-30') }), toritekiLateInterest({ ...payment, paidOn: d('2026-06-09') })]).toEqual(['2026-05-30', 0, 1_460]);
  });

  it('道筋に基準を示す', () => {
    const ja = (input: Parameters<typeof toritekiApplies>[0]): string | undefined => explain('toritekiApplies', input).steps.at(-1)?.ja;
    expect(ja(pair)).toBe('資本金基準（300,000,000円／10,000,000円）にあたるため、対象の可能性があります');
    expect(ja({ ...pair, delegatorCapital: 1, delegatorEmployees: 301, subCapital: null })).toBe('従業員基準（300人）にあたるため、対象の可能性があります');
    expect(ja({ ...pair, delegatorCapital: 1 })).toBe('資本金基準（300,000,000円／10,000,000円）にも従業員基準（300人）にもあたりません');
    expect(ja({ ...pair, ownUse: true })).toContain('自ら用いる');
  });

  it('6か月以上の契約では、お客様からの終了に30日前の予告がいる', () => {
    expect(freelanceProtected({ isIndividual: false, directors: 1, employees: 1 })).toBe(false);
    const duty = { vendorIsFreelance: true, by: 'client', monthsIncludingRenewals: 6 } as const;
    expect([freelanceNoticeDuty(duty), freelanceNoticeDuty({ ...duty, monthsIncludingRenewals: 5 }), freelanceNoticeDuty({ ...duty, by: 'vendor' }), freelanceNoticeDuty({ ...duty, vendorIsFreelance: false })])
      .toEqual([true, false, false, false]);
  });
});

describe('締結', () => {
  it('双方がそろうまで成立せず、同じ側の複数の署名もすべて要る', () => {
    expect(contractFormedOn({ signatures: [] })).toBeNull();
    expect(contractFormedOn({ signatures: [{ party: '乙', signedAt: '2026-03-31T10:00:00Z' }, { party: '乙', signedAt: '2026-03-31T11:00:00Z' }] })).toBeNull();
    const signed = [{ party: '甲', signedAt: '2026-04-02T00:00:00+09:00' }, { party: '乙', signedAt: '2026-04-01T20:00:00Z' }, { party: '甲', signedAt: '2026-03-31T10:00:00Z' }] as const;
    expect(contractFormedOn({ signatures: signed })).toBe('2026-04-02');
    expect(contractFormedOn({ signatures: [...signed, { party: '乙', signedAt: null }] })).toBeNull();
  });

  it('電子契約の後文だけを替える', () => {
    expect(closingText({ form: 'electronic', text: '本契約締結の証として、本書2通を作成し、甲乙記名押印のうえ、各1通を保有する。以上' })).toContain('各自その電磁的記録を保管する。以上');
  });
});

describe('第3条・第4条 業務の範囲', () => {
  it('9つの業務と8つの対象外は号のとおり', () => {
    expect(Object.keys(IN_SCOPE_WORKS).map((type) => workScope({ type: type as 'backup' }).clause)).toEqual(['3(1)', '3(2)', '3(3)', '3(3)', '3(4)', '3(5)', '3(6)', '3(7)', '3(8)']);
    expect(Object.keys(OUT_OF_SCOPE_WORKS).map((type) => workScope({ type: type as 'newPage', agreed: true }))).toEqual(
      ['4(1)', '4(2)', '4(3)', '4(4)', '4(5)', '4(6)', '4(7)'].map((clause) => ({ scope: 'out', clause, needsQuote: true })));
    expect(() => workScope({ type: 'toString' as 'other' })).toThrow(RangeError);
    expect(explain('workScope', { type: 'minorTextFix' }).steps[0]?.ja).toBe('第3条（3）の保守管理業務にあたります');
    expect(explain('workScope', { type: 'other' }).steps[0]?.ja).toBe('どの号にも明示がないため、協議して決めます（第3条（9）・第4条（8））');
  });
});

describe('第9条 対応時間', () => {
  const hour = { openedAt: '2026-11-20T09:00:00+09:00', resolvedAt: '2026-11-20T10:00:59+09:00' };

  it('待ち時間は外にはみ出しても逆向きでも、時間を増やさない', () => {
    expect(slaMinutes({ ...hour, clientWaits: [['2026-11-20T08:00:00+09:00', '2026-11-20T12:00:00+09:00']] })).toBe(0);
    expect(slaMinutes({ ...hour, clientWaits: [['2026-11-20T09:30:00+09:00', '2026-11-20T09:10:00+09:00'], ['2026-11-19T00:00:00Z', '2026-11-19T01:00:00Z']] })).toBe(60);
    expect(slaMinutes({ ...hour, clientWaits: [['2026-11-20T09:40:00+09:00', '2026-11-20T09:50:00+09:00'], ['2026-11-20T09:10:00+09:00', '2026-11-20T09:45:00+09:00'], ['2026-11-20T09:20:00+09:00', '2026-11-20T09:30:00+09:00']] })).toBe(20);
    expect(() => slaMinutes({ openedAt: hour.resolvedAt, resolvedAt: hour.openedAt, clientWaits: [] })).toThrow(RangeError);
  });
});

describe('第19条 解除の事由', () => {
  it('号のとおりで、会社更生と特別清算も3号の類似手続', () => {
    expect(['materialBreach', 'paymentSuspension', 'insolvency', 'bankruptcyPetition', 'civilRehabilitationPetition', 'corporateReorganizationPetition', 'specialLiquidationPetition', 'antisocial'].map((event) => immediateTermination({ event }).clause))
      .toEqual(['19(1)', '19(2)', '19(2)', '19(3)', '19(3)', '19(3)', '19(3)', '19(4)/20-2']);
    expect(immediateTermination({ event: 'corporateReorganizationPetition' }).warn).toEqual(['ipsoFactoClause']);
    expect(immediateTermination({ event: 'materialBreach', terminatedBy: '乙', vendorIsFreelance: true }).warn).toEqual(['humanDecision']);
    expect(explain('immediateTermination', { event: 'latePayment' }).steps[0]?.ja).toContain('民法541条');
  });
});

describe('第22条 管轄表', () => {
  it('46都府県と北海道の179市町村がそろい、裁判所は50', () => {
    expect(Object.keys(COURT_OF_PREFECTURE)).toHaveLength(46);
    expect(Object.values(HOKKAIDO_MUNICIPALITIES).map((table) => Object.keys(table).length)).toEqual([61, 21, 52, 45]);
    const codes = Object.values(HOKKAIDO_MUNICIPALITIES).flatMap((table) => Object.values(table));
    expect([new Set(codes).size, codes.every((code) => /^01\d{3}$/.test(code))]).toEqual([179, true]);
    expect(new Set([...Object.values(COURT_OF_PREFECTURE), ...Object.keys(HOKKAIDO_MUNICIPALITIES)]).size).toBe(50);
  });

  it('表にない場所は決めない', () => {
    expect([districtCourt({ prefecture: '北海道', city: 'toString' }), districtCourt({ prefecture: 'constructor', city: '' }), districtCourt({ prefecture: '北海道', city: '' })]).toEqual([null, null, null]);
    expect(explain('districtCourt', { prefecture: '北海道', city: '帯広市' }).steps[1]?.ja).toBe('北海道は市町村ごとに4つの地方裁判所に分かれ、帯広市 は 釧路地方裁判所');
    expect(explain('districtCourt', { prefecture: '滋賀県', city: '彦根市' }).steps[1]?.ja).toBe('滋賀県の地方裁判所は1つで、大津地方裁判所');
    expect(explain('districtCourt', { prefecture: '北海道', city: 'どこか' }).steps[1]?.ja).toContain('管轄表に見当たりません');
  });
});
