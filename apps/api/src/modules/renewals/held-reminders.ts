import { Injectable } from '@nestjs/common';
import { addDays, localDate, reminderDue, reminderSteps, type LocalDate, type NonRenewalTerms, type ReminderKind } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { noticeDays17, type ContractFacts } from '../contracts/index.js';
import { nextTerm, termOn } from '../notices/index.js';
import { ReminderRepository, type Heard, type ReminderParty } from './reminder.repository.js';

/** A contract that is not live yet: with the terms it will have had by then, since when it is here, and from when on it is live. */
export interface NotLive { readonly facts: ContractFacts; readonly sinceOn: string; readonly goesLiveOn: string }
/** A warning of a deadline that went to nobody. `isSentLater`: sent on the day of going live all the same, as its step is still the newest. */
export interface HeldReminder { readonly contractId: string; readonly party: ReminderParty; readonly kind: ReminderKind; readonly on: LocalDate; readonly isSentLater: boolean }

type Term = NonRenewalTerms & { readonly termStart: LocalDate };
type Told = Heard & { readonly today: string };
interface Step { readonly kind: ReminderKind; readonly on: LocalDate }

/** The steps that would have gone out: the newest one on the first day (the day after the contract came, as that day's warnings were out already, or the first of the term), then each on its own day. */
function stepsBetween(term: Term, sinceOn: LocalDate, before: LocalDate): readonly Step[] {
  const firstOn = [addDays(sinceOn, 1), term.termStart].sort().at(-1) ?? term.termStart;
  if (firstOn >= before) return [];
  const first = reminderDue(term, firstOn);
  const later = reminderSteps(term).filter(({ dueOn }) => dueOn > firstOn && dueOn < before).map(({ kind, dueOn }) => ({ kind, on: dueOn }));
  return first ? [{ kind: first.kind, on: firstOn }, ...later] : later;
}

// From the day on which one side declared itself there is nothing to remind of, nor once an end stands; one without a notice is known from today on.
const silentFrom = (term: Term, { facts: { end } }: NotLive, { noticesOn, today }: Told): string =>
  [...noticesOn.filter((on) => on >= term.termStart), ...(end && end.lastOn <= term.termEnd ? [end.lastOn < today ? end.lastOn : today] : [])].sort()[0] ?? '9999-12-31';

function remindersOf(term: Term, contract: NotLive, heard: Told): HeldReminder[] {
  const live = localDate(contract.goesLiveOn);
  const contractId = contract.facts.id;
  const silentOn = silentFrom(term, contract, heard);
  const steps = stepsBetween(term, localDate(contract.sinceOn), live).filter(({ on }) => on < silentOn);
  const onGoLive = live < silentOn && live >= term.termStart ? reminderDue(term, live) : null;
  const vendor = steps.map((step) => ({ contractId, party: 'vendor' as const, ...step, isSentLater: onGoLive?.kind === step.kind }));
  const client = (heard.clientMode === 'ladder' ? steps : steps.slice(0, 1)).map((step) => ({ contractId, party: 'client' as const, ...step, isSentLater: heard.clientMode === 'ladder' ? onGoLive?.kind === step.kind : onGoLive !== null }));
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

/** D11: the warnings of 第17条2項 that are kept back until a contract goes live here, of every term it has until then. */
@Injectable()
export class HeldReminders {
  constructor(private readonly repository: ReminderRepository) {}

  async list(tx: Tx, contracts: readonly NotLive[]): Promise<HeldReminder[]> {
    const heard = await this.repository.heard(tx, contracts.map(({ facts }) => facts.id));
    return contracts.flatMap((contract) => {
      const of = heard.get(contract.facts.id);
      return of ? contract.facts.periods.filter(({ lastOn }) => lastOn > contract.sinceOn).flatMap(({ number, startsOn, lastOn }) =>
        remindersOf({ termStart: localDate(startsOn), termEnd: localDate(lastOn), noticeDays: noticeDays17(contract.facts, lastOn) }, contract, { ...of, today: tx.today }).filter(({ kind, party }) => !of.sent.includes(`${number}:${kind}:${party}`))) : [];
    });
  }
}
