import fc from 'fast-check';
import { localDate } from '../calendar/local-date.js';
import type { ContractSide } from '../decision/decision.js';
import { agreementCourse, agreementEntryKinds, decideAgreementEntry, type AgreementEntry, type AgreementEntryKind } from './agreement-course.js';
import { separateWorkTax } from './separate-work.js';
import { decideWork, inspectUntil, workCourse, type WorkEntry } from './work-course.js';

/** `p1 client proposal`, `a1 vendor acceptance p1`: id, side, kind, what it refers to. */
const entriesOf = (...lines: string[]): AgreementEntry[] => lines.map((line) => {
  const [id, side, kind, refersToId] = line.split(' ');
  return { id: id!, side: side as ContractSide, kind: kind as AgreementEntryKind, refersToId: refersToId ?? null };
});
const step = (line: string) => { const [entry] = entriesOf(`new ${line}`); return entry!; };
const refusal = (entries: AgreementEntry[], line: string): string | null => {
  const decision = decideAgreementEntry(entries, step(line));
  return decision.ok ? null : decision.refusal;
};

describe('第21条 協議と合意の進み方', () => {
  it.each([
    ['意見だけなら協議中', ['o client position'], { state: 'open', proposalId: null, waitingFor: null }],
    ['案が出ると、相手方の返答を待つ', ['o client position', 'p1 vendor proposal'], { state: 'proposed', proposalId: 'p1', waitingFor: 'client' }],
    ['対案は前の案に代わる', ['p1 vendor proposal', 'p2 client proposal'], { state: 'proposed', proposalId: 'p2', waitingFor: 'vendor' }],
    ['取り下げると協議中に戻る', ['p1 vendor proposal', 'w vendor withdrawal p1'], { state: 'open', proposalId: null, waitingFor: null }],
    ['対案を取り下げても、前の案は戻らない', ['p1 vendor proposal', 'p2 client proposal', 'w client withdrawal p2'], { state: 'open', proposalId: null, waitingFor: null }],
    ['同意で合意が成立する', ['p1 vendor proposal', 'a client acceptance p1'], { state: 'agreed', proposalId: 'p1', waitingFor: null }],
    ['合意せずに終わる', ['o client position', 'c vendor closing'], { state: 'closed', proposalId: null, waitingFor: null }],
  ])('%s', (_, lines, expected) => {
    expect(agreementCourse(entriesOf(...lines))).toMatchObject(expected);
  });

  it.each([
    ['自分の側の案には返答できない', ['p1 vendor proposal'], 'vendor acceptance p1', 'agreement_own_proposal'],
    ['相手方の案は取り下げられない', ['p1 vendor proposal'], 'client withdrawal p1', 'agreement_other_proposal'],
    ['代わられた案には同意できない', ['p1 vendor proposal', 'p2 vendor proposal'], 'client acceptance p1', 'agreement_superseded'],
    ['取り下げられた案には同意できない', ['p1 vendor proposal', 'w vendor withdrawal p1'], 'client acceptance p1', 'agreement_no_proposal'],
    ['ない案には返答できない', ['o vendor position'], 'client decline x', 'agreement_no_proposal'],
    ['合意したあとは変えられない', ['p1 vendor proposal', 'a client acceptance p1'], 'vendor proposal', 'agreement_settled'],
    ['同じ案に二度は同意できない', ['p1 vendor proposal', 'a client acceptance p1'], 'client acceptance p1', 'agreement_settled'],
    ['合意のあとで、前の案への返答は、代わられたと知らされる', ['p1 vendor proposal', 'p2 client proposal', 'a vendor acceptance p2'], 'client acceptance p1', 'agreement_superseded'],
    ['返答を待つ案があるうちは終えられない', ['p1 vendor proposal'], 'client closing', 'agreement_proposal_open'],
    ['合意の前に、合意のあとにすることは記録できない', ['o vendor position'], 'vendor followUp', 'agreement_not_agreed'],
    ['完了は一度だけ', ['p1 vendor proposal', 'a client acceptance p1', 'f client followUp', 'd client followUpDone f'], 'vendor followUpDone f', 'agreement_follow_up_done'],
  ])('%s', (_, lines, next, expected) => {
    expect(refusal(entriesOf(...lines), next)).toBe(expected);
  });

  it('合意のあとにすることは、終わるまで残る', () => {
    const agreed = entriesOf('p1 vendor proposal', 'a client acceptance p1', 'f client followUp');
    expect(agreementCourse(agreed).openFollowUpIds).toEqual(['f']);
    expect(refusal(agreed, 'vendor followUpDone f')).toBeNull();
  });

  it('性質：どんな順番で何をしても、合意は多くて一つで、相手方が出した最後の案に対するものである', () => {
    const attempt = fc.record({ kind: fc.constantFrom(...agreementEntryKinds), side: fc.constantFrom<ContractSide>('client', 'vendor'), refers: fc.nat(12) });
    fc.assert(fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
      const entries: AgreementEntry[] = [];
      for (const [index, { kind, side, refers }] of attempts.entries()) {
        const refersToId = ['withdrawal', 'decline', 'acceptance', 'followUpDone'].includes(kind) ? entries[refers % Math.max(1, entries.length)]?.id ?? 'none' : null;
        const next = { kind, side, refersToId };
        if (decideAgreementEntry(entries, next).ok) entries.push({ id: `e${index}`, ...next });
      }
      const acceptances = entries.filter((entry) => entry.kind === 'acceptance');
      expect(acceptances.length).toBeLessThanOrEqual(1);
      for (const acceptance of acceptances) {
        const before = entries.slice(0, entries.indexOf(acceptance));
        const proposal = before.findLast((entry) => entry.kind === 'proposal');
        expect([proposal?.id, proposal?.side === acceptance.side]).toEqual([acceptance.refersToId, false]);
      }
      expect(entries.filter((entry) => entry.kind === 'closing').length + acceptances.length).toBeLessThanOrEqual(1);
    }));
  });
});

describe('第4条2項 別途契約の報酬と税', () => {
  it.each([
    // 220,000 × 10 ÷ 110; 100,001 × 10 ÷ 110 = 9,091.0; 99,999 × 10 ÷ 110 = 9,090.8; exclusive 99,999 × 10 ÷ 100 = 9,999.9.
    [220_000, 'inclusive', 20_000, 220_000], [100_001, 'inclusive', 9_091, 100_001], [99_999, 'inclusive', 9_090, 99_999], [99_999, 'exclusive', 9_999, 109_998], [1, 'inclusive', 0, 1],
  ] as const)('%d円（%s）', (feeYen, taxMode, taxYen, totalYen) => {
    expect(separateWorkTax({ feeYen, taxMode, deliverOn: localDate('2026-12-31') })).toEqual({ taxMode, taxPercent: 10, taxYen, totalYen });
  });
});

describe('第4条2項 別途契約の引渡しと検収', () => {
  const day = localDate;
  /** Delivered on the 1st; ten days from the day after: the 11th is the last one. */
  const delivery: WorkEntry = { id: 'd1', kind: 'delivery', side: 'vendor', refersToId: null, onDay: day('2026-12-01'), untilOn: inspectUntil({ deliveredOn: day('2026-12-01'), recordedOn: day('2026-12-01'), inspectionDays: 10 }) };
  const step = (line: string): WorkEntry => ({ ...entriesOf(`x2 ${line}`)[0]!, onDay: null, untilOn: null });
  const answer = (kind: 'inspection' | 'objection', onDay: string): WorkEntry => ({ id: 'x1', kind, side: 'client', refersToId: 'd1', onDay: day(onDay), untilOn: null });

  it.each([
    ['引渡しの前', [], '2026-12-01', 'agreed', null, null],
    ['検収の最後の日', [delivery], '2026-12-11', 'inspecting', null, null],
    ['最後の日の翌日に、異議がなければ検収済み', [delivery], '2026-12-12', 'accepted', '2026-12-12', 'period'],
    ['甲が確認した日に検収済み', [delivery, answer('inspection', '2026-12-05')], '2026-12-20', 'accepted', '2026-12-05', 'inspection'],
    ['異議があれば、期間が過ぎても検収済みにならない', [delivery, answer('objection', '2026-12-05')], '2026-12-20', 'objected', null, null],
    ['取り消した引渡しは数えない', [delivery, step('vendor recall d1')], '2026-12-20', 'agreed', null, null],
    ['もう一度の引渡しを取り消すと、前の引渡しへの異議に戻る', [delivery, answer('objection', '2026-12-05'), { ...delivery, id: 'd2' }, step('vendor recall d2')], '2026-12-06', 'objected', null, null],
    ['乙が報酬を請求しないことにした', [delivery, answer('inspection', '2026-12-05'), step('vendor waiver')], '2026-12-20', 'waived', '2026-12-05', 'inspection'],
    ['検収を定めないときは引渡しの日', [{ ...delivery, untilOn: null }], '2026-12-01', 'accepted', '2026-12-01', 'no_inspection'],
  ] as const)('%s', (_, entries, today, state, acceptedOn, basis) => {
    expect(workCourse(entries, day(today))).toMatchObject({ state, acceptedOn, basis });
  });

  it('記録が遅れた引渡しの検収は、記録した日の翌日から数える。異議のあとは新しい引渡しだけができる', () => {
    expect(inspectUntil({ deliveredOn: day('2026-12-01'), recordedOn: day('2026-12-20'), inspectionDays: 10 })).toBe('2026-12-30');
    const objected = [delivery, answer('objection', '2026-12-05')];
    const refusal = (entries: readonly WorkEntry[], kind: 'delivery' | 'inspection' | 'recall' | 'waiver', refersToId: string | null) => { const decision = decideWork(entries, { kind, refersToId }, day('2026-12-06')); return decision.ok ? null : decision.refusal; };
    expect([refusal([delivery], 'delivery', null), refusal([delivery], 'inspection', 'd1'), refusal([delivery], 'inspection', 'd0')]).toEqual(['work_delivered_already', null, 'work_not_inspecting']);
    expect([refusal(objected, 'delivery', null), refusal(objected, 'inspection', 'd1'), refusal([], 'inspection', null)]).toEqual([null, 'work_not_inspecting', 'work_not_inspecting']);
    const [accepted, uninspected] = [[delivery, answer('inspection', '2026-12-05')], [{ ...delivery, untilOn: null }]];
    expect([[delivery], uninspected, accepted, objected, []].map((entries) => refusal(entries, 'recall', 'd1'))).toEqual([null, null, 'work_not_recallable', 'work_not_recallable', 'work_not_recallable']);
    const waived = [...accepted, step('vendor waiver')];
    expect([refusal([delivery], 'waiver', null), refusal(accepted, 'waiver', null), refusal(waived, 'waiver', null), refusal(waived, 'delivery', null)]).toEqual(['work_not_charged', null, 'work_waived', 'work_waived']);
  });
});
