import type { LocalDate } from '../calendar/local-date.js';
import { FREELANCE_NOTICE_DAYS } from '../subcontract/freelance.js';
import { FORM_NOTICE_DAYS } from '../term/non-renewal.js';
import { terminationEffective } from '../termination/termination-effective.js';
import { refuse } from './decision.js';
import type { Decision, NoticeFacts } from './decision.js';

/** A notice of article 18; `noticeDays` as the contract fixes it (default 30). */
export interface TerminationNoticeFacts extends NoticeFacts {
  readonly requestedEnd?: LocalDate;
  readonly noticeDays?: number;
}

export type TerminationRefusal = 'not_in_force' | 'already_ended' | 'arrival_in_future' | 'channel_not_agreed' | 'ends_earlier_already';

/** `requestedTooEarly`: the wished day was short of the notice and was lifted. `reasonOnRequest`: フリーランス法16条. */
export interface TerminationAccepted {
  readonly arrivedOn: LocalDate;
  readonly effectiveOn: LocalDate;
  readonly requestedTooEarly: boolean;
  readonly reasonOnRequest: boolean;
}

/**
 * 第18条: a termination notice. An impossible wished day is not refused, it is lifted to the earliest.
 * `today` stands for the day of arrival while the notice has not arrived.
 */
export function decideTerminationNotice(facts: TerminationNoticeFacts, today: LocalDate): Decision<TerminationAccepted, TerminationRefusal> {
  const arrivedOn = facts.arrivedOn ?? today;
  if (facts.inForceSince === null || arrivedOn < facts.inForceSince) return refuse('not_in_force', '第17条1項');
  if (arrivedOn > today) return refuse('arrival_in_future', '第18条');
  if (facts.endsOn !== null && facts.endsOn < arrivedOn) return refuse('already_ended', '第17条2項');
  // 第18条: 書面又は電子メール; the portal only where both sides agreed it.
  if (facts.medium === 'portal' && facts.electronicWrittenAgreed !== true) return refuse('channel_not_agreed', '第18条');
  const freelance = facts.vendorIsFreelance === true && facts.by === 'client';
  const contractDays = facts.noticeDays ?? FORM_NOTICE_DAYS;
  // フリーランス法16条: the client owes 30 days whatever the contract says.
  const noticeDays = freelance ? Math.max(contractDays, FREELANCE_NOTICE_DAYS) : contractDays;
  const effectiveOn = terminationEffective({ arrivedOn, requestedEnd: facts.requestedEnd, noticeDays });
  if (facts.endsOn !== null && facts.endsOn <= effectiveOn) return refuse('ends_earlier_already', '第18条', { article: '第17条2項', endsOn: facts.endsOn });
  const requestedTooEarly = facts.requestedEnd !== undefined && facts.requestedEnd < effectiveOn;
  return { ok: true, arrivedOn, effectiveOn, requestedTooEarly, reasonOnRequest: freelance };
}
