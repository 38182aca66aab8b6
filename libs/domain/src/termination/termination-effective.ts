import { addDays, laterOf } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/local-date.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { FORM_NOTICE_DAYS } from '../term/non-renewal.js';

/** A termination notice: day of arrival, wished last day, the contract's notice (default 30 days). */
export interface TerminationInput {
  readonly arrivedOn: LocalDate;
  readonly requestedEnd?: LocalDate;
  readonly noticeDays?: number;
}

/**
 * R04: the contract's last day (it ends at 24:00): arrival + notice, or a later day that was asked for.
 * 第18条, 民法140条・141条.
 */
export function terminationEffective({ arrivedOn, requestedEnd, noticeDays = FORM_NOTICE_DAYS }: TerminationInput): LocalDate {
  const earliest = addDays(arrivedOn, noticeDays);
  return requestedEnd === undefined ? earliest : laterOf(requestedEnd, earliest);
}

/** The steps of `terminationEffective`. */
export function terminationEffectiveSteps(input: TerminationInput, effectiveOn: LocalDate): readonly Step[] {
  const noticeDays = input.noticeDays ?? FORM_NOTICE_DAYS;
  const earliest = addDays(input.arrivedOn, noticeDays);
  const steps = [step(
    `${input.arrivedOn} に到達。初日不算入（民法140条）で ${noticeDays}日 → ${earliest} の終わり`,
    `Arrived on ${input.arrivedOn}; the first day is not counted (Civil Code art. 140): ${noticeDays} days → end of ${earliest}`,
  )];
  if (input.requestedEnd === undefined) return steps;
  return [...steps, input.requestedEnd >= earliest
    ? step(`希望日 ${input.requestedEnd} は最短の終了日以後のため、希望日に終了します`, `The requested day ${input.requestedEnd} is not before that, so it is honoured`)
    : step(`希望日 ${input.requestedEnd} は${noticeDays}日に満たないため、最短の ${effectiveOn} に終了します（相手方が同意すれば合意解約）`, `The requested day ${input.requestedEnd} is short of ${noticeDays} days; the contract ends on ${effectiveOn} (earlier only by agreement)`)];
}
