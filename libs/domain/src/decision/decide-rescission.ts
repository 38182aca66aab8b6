import { instantMilliseconds } from '../calendar/jst.js';
import type { LocalDate } from '../calendar/local-date.js';
import { immediateTermination } from '../rescission/immediate-termination.js';
import type { ImmediateTerminationInput, RescissionWarning } from '../rescission/immediate-termination.js';
import { refuse } from './decision.js';
import type { Decision, NoticeFacts } from './decision.js';

/** Minutes that the only authorised person of an organisation waits between both confirmations. */
export const SOLE_PERSON_WAIT_MINUTES = 10;

/** Who confirmed a rescission on the declaring side, and when (instant with offset). */
export interface RescissionConfirmation {
  readonly personId: string;
  readonly confirmedAt: string;
}

/** A rescission under article 19 or 20(2). `authorisedPersons`: how many people of the declaring side may confirm one. */
export interface RescissionFacts extends NoticeFacts {
  readonly event: ImmediateTerminationInput['event'];
  readonly evidenceCount: number;
  readonly confirmations: readonly RescissionConfirmation[];
  readonly authorisedPersons: number;
}

export type RescissionRefusal =
  | 'not_in_force' | 'already_ended' | 'arrival_in_future' | 'not_a_ground' | 'demand_first' | 'evidence_required' | 'channel_not_agreed'
  | 'second_person_required' | 'second_confirmation_required' | 'second_confirmation_too_early';

export interface RescissionAccepted {
  readonly arrivedOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly clause: string;
  readonly warnings: readonly RescissionWarning[];
}

function confirmationProblem({ confirmations, authorisedPersons }: RescissionFacts): RescissionRefusal | null {
  if (authorisedPersons >= 2) {
    return new Set(confirmations.map(({ personId }) => personId)).size >= 2 ? null : 'second_person_required';
  }
  const times = confirmations.map(({ confirmedAt }) => instantMilliseconds(confirmedAt));
  if (times.length < 2) return 'second_confirmation_required';
  const waited = Math.max(...times) - Math.min(...times);
  return waited >= SOLE_PERSON_WAIT_MINUTES * 60_000 ? null : 'second_confirmation_too_early';
}

/**
 * 第19条・第20条2項: a rescission. It ends the contract on arrival, without demand.
 * Late payment is no ground: the answer names the demand of 民法541条.
 */
export function decideRescission(facts: RescissionFacts, today: LocalDate): Decision<RescissionAccepted, RescissionRefusal> {
  const arrivedOn = facts.arrivedOn ?? today;
  if (facts.inForceSince === null || arrivedOn < facts.inForceSince) return refuse('not_in_force', '第17条1項');
  if (arrivedOn > today) return refuse('arrival_in_future', '第19条');
  if (facts.endsOn !== null && facts.endsOn < arrivedOn) return refuse('already_ended', '第17条2項');
  if (facts.event === 'latePayment') return refuse('demand_first', '民法541条');
  const ground = immediateTermination({
    event: facts.event, terminatedBy: facts.by === 'client' ? '甲' : '乙', vendorIsFreelance: facts.vendorIsFreelance,
  });
  if (ground.clause === null) return refuse('not_a_ground', '第19条');
  if (facts.evidenceCount < 1) return refuse('evidence_required', '第19条');
  // A portal notice without the 特約 has not arrived.
  if (facts.medium === 'portal' && facts.electronicWrittenAgreed !== true) return refuse('channel_not_agreed', '第19条');
  const problem = confirmationProblem(facts);
  if (problem !== null) return refuse(problem, '第19条');
  return { ok: true, arrivedOn, endsOn: arrivedOn, clause: ground.clause, warnings: ground.warn };
}
