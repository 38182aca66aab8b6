import { bodyOf, changedSteps, sameBody, stepOfPath, type DraftBody, type Terms } from './values.js';

const terms: Terms = {
  signingForm: 'electronic', feeYen: 55_000, taxMode: 'inclusive', dueDay: 31, dueConvention: 'next', timing: 'arrears', transferFeeBearer: 'client', proration: { method: 'daily', basis: 'actual', rounding: 'floor' },
  contractDate: '2026-12-01', term: { startOn: '2026-12-01', startsAtMidnight: false, months: 12 }, noticeDays17: 30, noticeDays18: 30, capWindowMonths: 6, survivalYears: 3, court: { kind: 'client', name: '' },
  annex: { works: [], minorWork: { perMonth: 3, minutesEach: 30 }, backup: { frequency: '毎日', retention: '30日間', method: '別の場所' }, specialTerms: {} },
};
const body: DraftBody = { siteIds: ['a'], terms };

describe('契約作成の入力と下書き', () => {
  it('初日は、選べば契約日に従う（第17条1項）', () => {
    expect(bodyOf({ ...body, terms: { ...terms, contractDate: '2026-12-10' }, startsWithContract: true }).terms.term.startOn).toBe('2026-12-10');
    expect(bodyOf({ ...body, terms: { ...terms, contractDate: '2026-12-10' }, startsWithContract: false }).terms.term.startOn).toBe('2026-12-01');
  });

  it('消した日付は空欄として保存する', () => {
    const sent = bodyOf({ ...body, terms: { ...terms, contractDate: '', term: { ...terms.term, startOn: '' } }, startsWithContract: false });
    expect([sent.terms.contractDate, sent.terms.term.startOn]).toEqual([null, null]);
  });

  it('空欄は、それを入力するステップへつながる。自社の情報だけは設定にある', () => {
    expect(['parties.client.address', 'sites.0.cms', 'annex.works.3.frequency', 'feeYen', 'dueDay', 'term.startOn', 'court.name'].map(stepOfPath)).toEqual(['client', 'sites', 'works', 'money', 'money', 'term', 'term']);
    expect(stepOfPath('parties.vendor.address')).toBeNull();
    expect(stepOfPath('annex.notices.vendor.email')).toBeNull();
  });

  it('項目の順が違っても同じ下書きで、変わったステップだけを挙げる', () => {
    const { feeYen, ...rest } = terms;
    expect(sameBody(body, { siteIds: ['a'], terms: { ...rest, feeYen } })).toBe(true);
    expect(changedSteps(body, { siteIds: ['a', 'b'], terms: { ...terms, feeYen: 60_000, annex: { ...terms.annex, specialTerms: { electronicNotice: true } } } })).toEqual(['sites', 'money', 'special']);
  });
});
