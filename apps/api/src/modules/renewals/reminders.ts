import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate, nonRenewalDeadline, reminderDue, safePostingDay, type ReminderStep } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { inBatches, together } from '../../platform/outbox/batches.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { mailParty, nextTerm, termOn } from '../notices/index.js';
import { ReminderRepository, type ReminderCandidate, type ReminderParty } from './reminder.repository.js';

interface Due { readonly step: ReminderStep; readonly parties: readonly ReminderParty[] }

/** The newest step whose day has come, and who has not been told: 乙 each step once, 甲 each step or one of them, as 乙 chose. */
function dueFor(candidate: ReminderCandidate, today: string): Due | null {
  const step = reminderDue(candidate, localDate(today));
  if (!step) return null;
  const has = (party: ReminderParty, kind?: string) => candidate.sent.some((entry) => [party, 'both'].some((side) => (kind ? entry === `${kind}:${side}` : entry.endsWith(`:${side}`))));
  const parties: ReminderParty[] = [...(has('client', candidate.clientMode === 'ladder' ? step.kind : undefined) ? [] : ['client' as const]), ...(has('vendor', step.kind) ? [] : ['vendor' as const])];
  return parties.length > 0 ? { step, parties } : null;
}

const feeText = ({ feeYen, taxMode }: ContractFacts['terms']): string => (feeYen === null ? '別紙1のとおり' : `月額 ${feeYen.toLocaleString('ja-JP')}円（${taxMode === 'inclusive' ? '税込' : '税別'}）`);

/** Warnings of the deadline of 第17条2項 to each side (F112). After days off only the newest step goes out; each step goes to a side once. */
@Injectable()
export class RenewalReminders implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader, private readonly repository: ReminderRepository) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'renewal-reminders', order: 50, run: (actor) => this.run(actor), dueWhen: 'not exists (select 1 from hoshu.reminder_run where done_on >= $1)' });
  }

  /** One contract's failure leaves the others told, and the day open: the next run tries it again. */
  async run(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, async (tx) => (await this.repository.candidates(tx)).filter((candidate) => dueFor(candidate, tx.today) !== null));
    await inBatches(this.db, actor, { items: due.map(({ contractId }) => contractId), failed: 'contracts could not be reminded of', work: (tx, contractIds) => this.remind(tx, contractIds) });
    await this.db.tx(actor, (tx) => this.repository.close(tx));
    return 'quiet';
  }

  private async remind(tx: Tx, contractIds: readonly string[]): Promise<void> {
    await together(contractIds, (contractId) => this.reader.lock(tx, contractId));
    const candidates = await this.repository.candidatesOf(tx, contractIds);
    const facts = await this.reader.some(tx, candidates.map(({ contractId }) => contractId));
    await together(candidates, (candidate) => this.remindOf(tx, found(facts.get(candidate.contractId)), candidate));
  }

  private async remindOf(tx: Tx, facts: ContractFacts, candidate: ReminderCandidate): Promise<void> {
    const due = dueFor(candidate, tx.today);
    if (!due) return;
    for (const party of due.parties) if (await this.repository.keep(tx, candidate, { ...due.step, party })) await this.mail(tx, facts, { candidate, step: due.step, party });
    const { lastValid } = nonRenewalDeadline(candidate);
    await tx.audit({ type: 'contract.deadline-reminded', contractId: facts.id, clientId: facts.clientId, article: '第17条2項', data: { kind: due.step.kind, parties: [...due.parties], termNumber: candidate.termNumber, lastValidOn: lastValid } });
  }

  private async mail(tx: Tx, facts: ContractFacts, { candidate, step, party }: { readonly candidate: ReminderCandidate; readonly step: ReminderStep; readonly party: ReminderParty }): Promise<void> {
    const { lastValid, safeBusinessDay } = nonRenewalDeadline(candidate);
    const next = nextTerm(facts, termOn(facts, tx.today));
    await mailParty(tx, facts, {
      party, cause: 'calendar', template: party === 'client' ? 'notices.reminder' : 'notices.reminder-vendor', subjectRef: `reminder:${facts.id}:${candidate.termNumber}:${step.kind}:${party}`,
      data: {
        termLastOn: candidate.termEnd, lastValidOn: lastValid, safeBusinessOn: safeBusinessDay, safePostingOn: safePostingDay(candidate), nextStartsOn: next.startsOn, nextLastOn: next.lastOn, fee: feeText(facts.terms),
        ...(party === 'vendor' ? { clientName: facts.clientName } : {}),
      },
    });
  }
}
