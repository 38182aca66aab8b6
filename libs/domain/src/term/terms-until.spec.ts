import { localDate } from '../calendar/local-date.js';
import { termsUntil } from './terms-until.js';

const days = (result: ReturnType<typeof termsUntil>) => result.periods.map(({ startsOn, lastOn }) => `${startsOn}/${lastOn}`);
const of = (startOn: string, firstEndOn: string, { statedLastOn, ...more }: { statedLastOn: string | null; today?: string; renewalMonths?: number }) =>
  termsUntil({ startOn: localDate(startOn), firstEndOn: localDate(firstEndOn), statedLastOn: statedLastOn === null ? null : localDate(statedLastOn), today: localDate(more.today ?? '2026-11-26'), ...(more.renewalMonths ? { renewalMonths: more.renewalMonths } : {}) });

describe('第17条 ほかで締結した契約の、いままでの期間', () => {
  it('満了日の記載がなければ、最初の期間から今日の期間まで更新を重ねる', () => {
    expect(of('2024-04-01', '2025-03-31', { statedLastOn: null })).toMatchObject({ stated: 'none' });
    expect(days(of('2024-04-01', '2025-03-31', { statedLastOn: null }))).toEqual(['2024-04-01/2025-03-31', '2025-04-01/2026-03-31', '2026-04-01/2027-03-31']);
    expect(days(of('2026-12-01', '2027-11-30', { statedLastOn: null }))).toEqual(['2026-12-01/2027-11-30']);
  });
  it('最初の満了日が記載されていれば、更新されたものとして数える', () => {
    expect(of('2024-04-01', '2025-03-31', { statedLastOn: '2025-03-31' }).stated).toBe('renewed');
    expect(days(of('2024-04-01', '2025-03-31', { statedLastOn: '2025-03-31' })).at(-1)).toBe('2026-04-01/2027-03-31');
    expect(of('2024-04-01', '2025-03-31', { statedLastOn: '2027-03-31' }).stated).toBe('same');
  });
  it('記載の満了日が計算と違えば、記載を基準にする（最初の期間が端数になる）', () => {
    const result = of('2024-05-20', '2025-05-19', { statedLastOn: '2027-03-31' });
    expect(result.stated).toBe('differs');
    expect(days(result)).toEqual(['2024-05-20/2025-03-31', '2025-04-01/2026-03-31', '2026-04-01/2027-03-31']);
    // A stated day that lies behind is renewed from there: 2026-06-30 + 6 months.
    expect(days(of('2025-07-15', '2026-01-14', { statedLastOn: '2026-06-30', renewalMonths: 6 }))).toEqual(['2025-07-15/2025-12-31', '2026-01-01/2026-06-30', '2026-07-01/2026-12-31']);
  });
  it('1999年の契約も数えられる。月末は月末のまま', () => {
    expect(of('1999-03-01', '2000-02-29', { statedLastOn: null }).periods).toHaveLength(28);
    expect(days(of('2023-03-10', '2024-03-09', { statedLastOn: '2028-02-29' })).slice(0, 2)).toEqual(['2023-03-10/2024-02-29', '2024-03-01/2025-02-28']);
  });
  it('満了日が初日より前なら断る', () => expect(() => of('2024-04-01', '2025-03-31', { statedLastOn: '2024-04-01' })).toThrow(RangeError));
});
