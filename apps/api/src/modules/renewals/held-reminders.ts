import { Injectable } from '@nestjs/common';
import { addDays, localDate, reminderDue, reminderSteps, type LocalDate, type NonRenewalTerms, type ReminderKind } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import { nextTerm, termOn } from '../notices/index.js';
import { ReminderRepository, type ReminderMode, type ReminderParty } from './reminder.repository.js';

/** A contract that is not live yet: since when it is here, and from when on it is live. */
export interface NotLive { readonly contractId: string; readonly sinceOn: string; readonly goesLiveOn: string }
/** A warning of a deadline that went to nobody. `isSentLater`: sent on the day of going live all the same, as its step is still the newest. */
export interface HeldReminder { readonly contractId: string; readonly party: ReminderParty; readonly kind: ReminderKind; readonly on: LocalDate; readonly isSentLater: boolean }

type Term = NonRenewalTerms & { readonly termStart: LocalDate };

/** The steps that would have gone out: the newest one on the day after the contract came (that day's warnings were out already), then each on its own day. */
function stepsBetween(term: Term, sinceOn: LocalDate, before: LocalDate): readonly { kind: ReminderKind; on: LocalDate }[] {
  const firstOn = addDays(sinceOn, 1);
  if (firstOn >= before) return [];
  const first = reminderDue(term, firstOn);
  const later = reminderSteps(term).filter(({ dueOn }) => dueOn > firstOn && dueOn < before).map(({ kind, dueOn }) => ({ kind, on: dueOn }));
  return first ? [{ kind: first.kind, on: firstOn }, ...later] : later;
}

function remindersOf(term: Term, { contractId, sinceOn, goesLiveOn }: NotLive, clientMode: ReminderMode): HeldReminder[] {
  const live = localDate(goesLiveOn);
  const steps = stepsBetween(term, localDate(sinceOn), live);
  const onGoLive = reminderDue(term, live);
  const vendor = steps.map((step) => ({ contractId, party: 'vendor' as const, ...step, isSentLater: onGoLive?.kind === step.kind }));
  const client = (clientMode === 'ladder' ? steps : steps.slice(0, 1)).map((step) => ({ contractId, party: 'client' as const, ...step, isSentLater: clientMode === 'ladder' ? onGoLive?.kind === step.kind : onGoLive !== null }));
  return [...vendor, ...client];
}

/** The terms that a contract has and those that 第17条2項 adds before a day, as the renewal would. */
export function periodsUntil(facts: ContractFacts, before: string): ContractFacts['periods'] {
  const last = facts.periods.at(-1);
  if (!last) return [];
  const periods = [...facts.periods];
  for (let term = nextTerm(facts, termOn(facts, last.lastOn)); term.startsOn < before && !(facts.end && facts.end.lastOn < term.startsOn); term = nextTerm(facts, term)) periods.push(term);
  return periods;
}

/** D11: the warnings of 第17条2項 that are kept back until a contract goes live here. */
@Injectable()
export class HeldReminders {
  constructor(private readonly repository: ReminderRepository) {}

  async list(tx: Tx, contracts: readonly NotLive[]): Promise<HeldReminder[]> {
    const last = contracts.map(({ goesLiveOn }) => goesLiveOn).sort().at(-1);
    if (!last) return [];
    const candidates = await this.repository.heldBack(tx, localDate(last));
    return candidates.flatMap((candidate) => {
      const contract = contracts.find(({ contractId }) => contractId === candidate.contractId);
      return contract ? remindersOf(candidate, contract, candidate.clientMode) : [];
    });
  }
}
