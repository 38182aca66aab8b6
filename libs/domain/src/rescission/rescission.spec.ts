import { localDate } from '../calendar/local-date.js';
import { demandHoldsLimitationUntil, demandLastDay, demandSteps, limitationLastDay } from './demand.js';
import { evidenceChecklist, missingEvidence } from './ground-checklist.js';
import { RESCISSION_GROUNDS } from './immediate-termination.js';

describe('第19条の事由ごとの証拠（F121）', () => {
  it('どの事由にも、資料と説明のどちらも要る', () => {
    for (const ground of [...Object.keys(RESCISSION_GROUNDS), 'demandUnmet'] as const) {
      const needs = evidenceChecklist(ground as keyof typeof RESCISSION_GROUNDS).map((item) => item.needs);
      expect([ground, needs.includes('file'), needs.includes('statement')]).toEqual([ground, true, true]);
    }
  });

  it('資料には文ではなくファイルが、説明にはファイルではなく文が要る', () => {
    const none = { hasFile: false, hasText: false };
    expect(missingEvidence('bankruptcyPetition', [{ ...none, item: 'petition_fact', hasText: true }, { ...none, item: 'petition_case', hasFile: true }]).map(({ key }) => key)).toEqual(['petition_fact', 'petition_case']);
    expect(missingEvidence('bankruptcyPetition', [{ ...none, item: 'petition_fact', hasFile: true }, { ...none, item: 'petition_case', hasText: true }])).toEqual([]);
    expect(missingEvidence('materialBreach', [{ ...none, item: 'petition_fact', hasFile: true }])).toHaveLength(3);
  });
});

describe('催告と時効（民法541条・150条・166条）', () => {
  it('到達した日は数えず、翌日から期間を数える', () => expect(demandLastDay({ arrivedOn: localDate('2026-11-26'), periodDays: 14 })).toBe('2026-12-10'));
  it('短い期間には注意が付く', () => {
    const arrivedOn = localDate('2026-11-26');
    expect([demandSteps({ arrivedOn, periodDays: 6 }).length, demandSteps({ arrivedOn, periodDays: 7 }).length]).toEqual([3, 2]);
  });
  // 2026-11-30 is due; the five years run from 2026-12-01 and end with 2031-11-30. A leap day has no fifth return.
  it('時効は支払期日の翌日から5年', () => expect([limitationLastDay(localDate('2026-11-30')), limitationLastDay(localDate('2028-02-29'))]).toEqual(['2031-11-30', '2033-02-28']));
  it('催告は6か月のあいだ時効の完成を止める', () => expect(demandHoldsLimitationUntil(localDate('2026-08-31'))).toBe('2027-02-28'));
});
