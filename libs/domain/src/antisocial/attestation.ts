import { addDays, civilOf, civilToLocalDate, lastDayOf, addMonths, monthOf } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step, type Step } from '../explain/step.js';

/** The representation of 第20条1項 is asked for again so many days before it is due. */
export const ATTESTATION_LEAD_DAYS = 30;

/** `anchorOn`: first day of the first term. `answeredOn`: day of the newest representation of the side, null when there is none. */
export interface AttestationInput { readonly anchorOn: LocalDate; readonly answeredOn: LocalDate | null; readonly today: LocalDate }
/** `answered`: nothing to do until the next one opens. `dueOn` and `opensOn` belong to the one that waits, or else to the next. */
export interface Attestation { readonly state: 'missing' | 'answered' | 'asked' | 'overdue'; readonly dueOn: LocalDate; readonly opensOn: LocalDate }

// Every n-th anniversary comes from the anchor itself, so a 29th of February does not drift.
function anniversary(anchorOn: LocalDate, years: number): LocalDate {
  const month = addMonths(monthOf(anchorOn), 12 * years);
  return civilToLocalDate({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)), day: civilOf(anchorOn).day }) ?? lastDayOf(month);
}

/**
 * 第20条1項: the yearly representation of one side, due on the anniversaries of the contract's first day (anchor + n × 1 year), which are also the days on which a term of a year is renewed.
 * Only the newest anniversary counts: what was missed in years gone by is not asked for once more.
 */
export function attestation({ anchorOn, answeredOn, today }: AttestationInput): Attestation {
  const opens = (n: number) => addDays(anniversary(anchorOn, n), -ATTESTATION_LEAD_DAYS);
  let n = Math.max(0, Number(today.slice(0, 4)) - Number(anchorOn.slice(0, 4)) + 1);
  while (n > 0 && opens(n) > today) n -= 1;
  const of = (state: Attestation['state'], number: number): Attestation => ({ state, dueOn: anniversary(anchorOn, number), opensOn: opens(number) });
  if (answeredOn === null) return { ...of('missing', Math.max(n, 1)), ...(n === 0 ? { dueOn: anchorOn, opensOn: anchorOn } : {}) };
  if (n === 0 || answeredOn >= opens(n)) return of('answered', n + 1);
  return of(today > anniversary(anchorOn, n) ? 'overdue' : 'asked', n);
}

/** The steps of `attestation`. */
export function attestationSteps({ anchorOn, answeredOn, today }: AttestationInput, { state, dueOn, opensOn }: Attestation): readonly Step[] {
  const words = { missing: ['表明の記録がありません', 'There is no representation'], answered: ['この回の表明は済んでいます', 'This one is made'], asked: ['期限までに表明してください', 'To be made by the due day'], overdue: ['期限を過ぎています', 'Overdue'] } as const;
  return [
    step(`契約期間の初日 ${anchorOn} から1年ごとの応当日が期限（応当日がない月は月末）`, `Due on each anniversary of the first day ${anchorOn} (the last day of the month where there is none)`),
    step(`期限 ${dueOn} の${ATTESTATION_LEAD_DAYS}日前 ${opensOn} から受け付け`, `Open from ${opensOn}, ${ATTESTATION_LEAD_DAYS} days before ${dueOn}`),
    step(`最新の表明：${answeredOn ?? 'なし'}。${today} 現在、${words[state][0]}`, `Newest representation: ${answeredOn ?? 'none'}. As of ${today}: ${words[state][1]}`),
  ];
}
