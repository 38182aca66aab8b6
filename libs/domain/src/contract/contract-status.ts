export type ContractStatus = 'draft' | 'awaiting_signatures' | 'declined' | 'expired' | 'withdrawn' | 'not_started' | 'in_force' | 'ending' | 'ended';

/** What is on record about a contract; every status follows from these facts for a day (no flags). */
export interface ContractStateFacts {
  readonly withdrawn: boolean;
  /** State of the newest signing request, null while nothing was sent. */
  readonly signing: 'open' | 'declined' | 'expired' | 'completed' | 'cancelled' | null;
  readonly concluded: boolean;
  /** First day of the first term, null before conclusion. */
  readonly startsOn: string | null;
  /** Last day of the newest term on record. */
  readonly lastTermOn: string | null;
  /** Last day fixed by a live notice or rescission. */
  readonly endsOn: string | null;
  /** A rescission ends the contract on arrival, in the middle of its last day (第19条); every other end at 24:00. */
  readonly endsAtOnce?: boolean;
}

/**
 * The status of a contract on a day (YYYY-MM-DD, JST).
 * A term that ran out without a notice counts as in force: 第17条2項 renews it by itself, the renewal row only records it.
 */
export function contractStatus(facts: ContractStateFacts, today: string): ContractStatus {
  if (!facts.concluded) {
    if (facts.withdrawn) return 'withdrawn';
    if (facts.signing === 'open') return 'awaiting_signatures';
    if (facts.signing === 'declined') return 'declined';
    if (facts.signing === 'expired') return 'expired';
    return 'draft';
  }
  if (facts.endsOn !== null && (facts.endsOn < today || (facts.endsAtOnce === true && facts.endsOn === today))) return 'ended';
  if (facts.startsOn !== null && facts.startsOn > today) return 'not_started';
  return facts.endsOn === null ? 'in_force' : 'ending';
}
