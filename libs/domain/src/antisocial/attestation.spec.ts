import { localDate as d } from '../calendar/local-date.js';
import { attestation, attestationSteps } from './attestation.js';

const of = (anchorOn: string, answeredOn: string | null, today: string) => attestation({ anchorOn: d(anchorOn), answeredOn: answeredOn === null ? null : d(answeredOn), today: d(today) });

describe('第20条1項 毎年の表明', () => {
  // 初日 2025-04-01 → 期限 2026-04-01、受付はその30日前の 2026-03-02 から。
  it.each([
    ['締結の年は次の応当日を待つ', '2025-04-01', '2025-03-20', '2026-03-01', 'answered', '2026-04-01'],
    ['30日前に受付が始まる', '2025-04-01', '2025-03-20', '2026-03-02', 'asked', '2026-04-01'],
    ['期限の日はまだ期限内', '2025-04-01', '2025-03-20', '2026-04-01', 'asked', '2026-04-01'],
    ['翌日から期限切れ', '2025-04-01', '2025-03-20', '2026-04-02', 'overdue', '2026-04-01'],
    ['受付中に表明すると次の年を待つ', '2025-04-01', '2026-03-02', '2026-03-02', 'answered', '2027-04-01'],
    ['受付の前日の表明はその回に数えない', '2025-04-01', '2026-03-01', '2026-03-02', 'asked', '2026-04-01'],
    ['過ぎた年の分は求めず、新しい応当日だけを見る', '2020-04-01', '2021-04-01', '2026-06-01', 'overdue', '2026-04-01'],
    ['2月29日の応当日は平年では2月末', '2024-02-29', '2024-02-20', '2025-02-28', 'asked', '2025-02-28'],
    ['うるう年には29日に戻る', '2024-02-29', '2027-02-20', '2028-02-29', 'asked', '2028-02-29'],
    ['表明がなければ契約の初日から求める', '2025-04-01', null, '2025-05-01', 'missing', '2025-04-01'],
    ['表明がないまま年を越す', '2025-04-01', null, '2026-05-01', 'missing', '2026-04-01'],
    ['初日より前', '2025-04-01', '2025-03-20', '2025-03-25', 'answered', '2026-04-01'],
  ])('%s', (_, anchorOn, answeredOn, today, state, dueOn) => {
    expect(of(anchorOn, answeredOn, today)).toMatchObject({ state, dueOn });
  });

  it('理由に起算日・期限・最新の表明が出る', () => {
    const input = { anchorOn: d('2025-04-01'), answeredOn: null, today: d('2025-05-01') };
    const steps = attestationSteps(input, attestation(input));
    expect(steps.map(({ ja }) => ja).join('')).toMatch(/2025-04-01.*最新の表明：なし/);
    expect(steps.every(({ en }) => en.length > 0)).toBe(true);
  });
});
