import { deviationsFromForm } from './deviations.js';
import { sampleTerms } from './sample-terms.js';
import type { ContractTerms } from './terms.js';

const pathsOf = (change: (terms: ContractTerms) => ContractTerms): string[] => deviationsFromForm(change(sampleTerms())).map(({ path }) => path);

describe('ひな形との違い（F137）', () => {
  it('ひな形のままなら何もない', () => {
    expect(pathsOf((terms) => terms)).toEqual([]);
    expect(pathsOf((terms) => ({ ...terms, feeYen: 9_999_999, dueDay: 10 }))).toEqual([]);
  });

  it.each([
    ['税別', { taxMode: 'exclusive' }, 'taxMode'], ['振込手数料', { transferFeeBearer: 'vendor' }, 'transferFeeBearer'], ['秘密保持', { survivalYears: 5 }, 'survivalYears'], ['上限', { capWindowMonths: 3 }, 'capWindowMonths'],
    ['17条の日数', { noticeDays17: 60 }, 'noticeDays17'], ['18条の日数', { noticeDays18: 90 }, 'noticeDays18'], ['管轄', { court: { kind: 'vendor', name: '' } }, 'court'],
  ] as const)('%s', (_, change, path) => {
    expect(pathsOf((terms) => ({ ...terms, ...change }))).toEqual([path]);
  });

  it('期間：最初の期間を3か月にすると更新も3か月になり、二つとも違いになる', () => {
    expect(pathsOf((terms) => ({ ...terms, term: { ...terms.term, months: 3 } }))).toEqual(['term.months', 'term.renewalMonths']);
    expect(pathsOf((terms) => ({ ...terms, term: { ...terms.term, months: 3, renewalMonths: 12 } }))).toEqual(['term.months']);
  });

  it('特約と、約束した対応時間', () => {
    expect(pathsOf((terms) => ({ ...terms, annex: { ...terms.annex, specialTerms: { electronicNotice: true, deemedArrival: false, lateInterestPercent: 14.6 }, responseTargets: { reportWithinMinutes: 60, startWithinMinutes: null, restoreWithinMinutes: null, serviceHours: '' } } })))
      .toEqual(['annex.responseTargets', 'annex.specialTerms.electronicNotice', 'annex.specialTerms.lateInterestPercent']);
  });
});
