import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { nonRenewalDeadline, safePostingDay, type NonRenewalTerms } from './non-renewal.js';

/**
 * When the parties are told that the notice deadline of a term comes near (第17条2項, F112), the one place of these numbers.
 * `deadline` counts back from the last day of arrival, `posting` from the last safe day of posting: who is told after that day cannot use the post any more.
 */
export const REMINDER_LADDER = [
  /** A quarter: other terms can still be negotiated, and the queue of decisions opens. */
  { kind: 'first', before: 'deadline', days: 90 },
  /** A month: a monthly meeting of either side comes in between. */
  { kind: 'posting_30', before: 'posting', days: 30 },
  /** Two weeks: a letter can be drafted, approved and sealed. */
  { kind: 'posting_14', before: 'posting', days: 14 },
  /** A week: everybody is at work once more. */
  { kind: 'posting_7', before: 'posting', days: 7 },
  /** Three days: the letter should lie ready. */
  { kind: 'posting_3', before: 'posting', days: 3 },
  /** The last day on which the post is safe. */
  { kind: 'posting_day', before: 'posting', days: 0 },
] as const;

export type ReminderKind = (typeof REMINDER_LADDER)[number]['kind'];
export interface ReminderStep { readonly kind: ReminderKind; readonly dueOn: LocalDate }

/** The days of the ladder for a term, the earliest first; steps that would fall before the term itself are left out. */
export function reminderSteps(term: NonRenewalTerms & { readonly termStart: LocalDate }): ReminderStep[] {
  const ends = { deadline: nonRenewalDeadline(term).lastValid, posting: safePostingDay(term) };
  return REMINDER_LADDER.map(({ kind, before, days }) => ({ kind, dueOn: addDays(ends[before], -days) })).filter(({ dueOn }) => dueOn >= term.termStart);
}

/** The newest step whose day has come: after days off only this one is sent. Null before the first and once the deadline has passed. */
export function reminderDue(term: NonRenewalTerms & { readonly termStart: LocalDate }, today: LocalDate): ReminderStep | null {
  if (today > nonRenewalDeadline(term).lastValid) return null;
  return reminderSteps(term).findLast(({ dueOn }) => dueOn <= today) ?? null;
}
