import { localDate } from '../calendar/local-date.js';
import { signalEvidenceItem, signalMeaning, unpaidSignalOn } from './signals.js';

describe('第19条の兆候（F122・F123）', () => {
  // Due 2026-10-31: two months from the next day end on 2026-12-31; more than two months have passed on 2027-01-01. The due day is not counted.
  it('未払いは、支払期日の翌日から n か月を過ぎた日に兆候になる', () => {
    expect(unpaidSignalOn({ dueOn: localDate('2026-10-31'), months: 2 })).toBe('2027-01-01');
    expect(unpaidSignalOn({ dueOn: localDate('2026-11-15'), months: 1 })).toBe('2026-12-16');
  });

  it('証拠になるのは、同じ号の事由だけ', () => {
    expect(signalEvidenceItem('dishonour', 'insolvency')).toBe('insolvency_fact');
    expect(signalEvidenceItem('bankruptcyPetition', 'civilRehabilitationPetition')).toBe('petition_fact');
    expect([signalEvidenceItem('unpaid', 'bankruptcyPetition'), signalEvidenceItem('bankruptcyPetition', 'antisocial'), signalEvidenceItem('registryChange', 'bankruptcyPetition'), signalEvidenceItem('unpaid', 'demandUnmet')]).toEqual([null, null, null, null]);
  });

  it('登記の変化は、それだけでは事由にならない', () => expect(signalMeaning('registryChange').ground).toBeNull());
});
