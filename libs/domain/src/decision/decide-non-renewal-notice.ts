import { daysBetween } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { FREELANCE_NOTICE_DAYS } from '../subcontract/freelance.js';
import { classifyNonRenewal } from '../term/non-renewal.js';
import type { NoticeCounting } from '../term/non-renewal.js';
import { termRunningOn } from '../term/renewal.js';
import { terminationEffective } from '../termination/termination-effective.js';
import { refuse } from './decision.js';
import type { Decision, NoticeFacts } from './decision.js';

/** A notice of article 17(2), with what the contract fixes (defaults: 30 / 30 days, 12 months, calendar days). */
export interface NonRenewalNoticeFacts extends NoticeFacts {
  readonly firstEnd: LocalDate;
  readonly renewalMonths?: number;
  readonly noticeDays?: number;
  readonly noticeCounting?: NoticeCounting;
  readonly terminationNoticeDays?: number;
}

export type NonRenewalRefusal = 'not_in_force' | 'already_ended' | 'arrival_in_future' | 'written_form_required' | 'notice_too_late';

/** `review`: it arrived on the day where the two ways of counting differ, or less than 30 days before the end against a freelancer. */
export interface NonRenewalAccepted {
  readonly arrivedOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly review: boolean;
  readonly reasonOnRequest: boolean;
}

/**
 * 第17条2項: a non-renewal notice. Paper is writing; e-mail and portal only where both sides agreed electronic notices.
 * A refusal for form or time offers the end that the same notice would have under article 18.
 */
export function decideNonRenewalNotice(facts: NonRenewalNoticeFacts, today: LocalDate): Decision<NonRenewalAccepted, NonRenewalRefusal> {
  const arrivedOn = facts.arrivedOn ?? today;
  if (facts.inForceSince === null || arrivedOn < facts.inForceSince) return refuse('not_in_force', '第17条1項');
  if (arrivedOn > today) return refuse('arrival_in_future', '第17条2項');
  if (facts.endsOn !== null && facts.endsOn < arrivedOn) return refuse('already_ended', '第17条2項');
  const termEnd = termRunningOn({ firstEnd: facts.firstEnd, on: arrivedOn, renewalMonths: facts.renewalMonths }).endOn;
  const asTermination = {
    article: '第18条', endsOn: terminationEffective({ arrivedOn, requestedEnd: termEnd, noticeDays: facts.terminationNoticeDays }),
  };
  const written = facts.medium === 'paper' || facts.electronicWrittenAgreed === true;
  if (!written) return refuse('written_form_required', '第17条2項', facts.medium === 'email' ? asTermination : undefined);
  const timing = classifyNonRenewal({ termEnd, arrivedOn, noticeDays: facts.noticeDays, noticeCounting: facts.noticeCounting });
  if (timing === 'late') return refuse('notice_too_late', '第17条2項', asTermination);
  const reasonOnRequest = facts.vendorIsFreelance === true && facts.by === 'client';
  const freelanceShort = reasonOnRequest && daysBetween(arrivedOn, termEnd) < FREELANCE_NOTICE_DAYS;
  return { ok: true, arrivedOn, endsOn: termEnd, review: timing === 'boundary' || freelanceShort, reasonOnRequest };
}
