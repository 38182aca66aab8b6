import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, nonRenewalDeadline, safePostingDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { isLive, mailParties, termOn } from '../notices/index.js';

type ReminderKind = 'posting_in_30_days' | 'safe_business_day';
const leadDays = 30;
/** Two months before the deadline cover the 30 days before the last safe posting day and the holidays between; two reminders are all. */
const nearDeadline = `exists (select 1 from hoshu.contract_term t join hoshu.contract_version v on v.id = t.version_id where t.last_on >= $1
  and t.last_on - coalesce((v.terms->>'noticeDays17')::integer, 365) - 62 <= $1 and (select count(*) from hoshu.contract_reminder r where r.contract_id = t.contract_id and r.term_number = t.number) < 2)`;

/** Neutral reminders of 第17条2項 to both sides alike, counted back from the last safe posting day (D1); each goes out once per term. */
@Injectable()
export class RenewalReminders implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'renewal-reminders', order: 50, run: (actor) => this.run(actor), dueWhen: nearDeadline });
  }

  async run(actor: Actor): Promise<void> {
    const open = await this.db.read(actor, async (tx) => {
      const sent = new Set((await tx.query<{ key: string }>(`select contract_id || ':' || term_number || ':' || kind as key from hoshu.contract_reminder`)).map(({ key }) => key));
      return (await this.reader.concluded(tx)).map((facts) => ({ id: facts.id, due: this.due(facts, tx.today) })).filter(({ id, due }) => due !== null && !sent.has(`${id}:${due.termNumber}:${due.kind}`));
    });
    for (const { id } of open) await this.remind(actor, id);
  }

  /** The reminder whose day has come; none once the deadline has passed, an end stands, or before the contract moved in (D11). */
  private due(facts: ContractFacts, today: string) {
    if (!isLive(facts, today) || facts.periods.length === 0) return null;
    const term = termOn(facts, today);
    if (facts.end && facts.end.lastOn <= term.lastOn) return null;
    const terms = { termEnd: term.lastOn, noticeDays: facts.terms.noticeDays17 };
    const deadline = nonRenewalDeadline(terms);
    const safePostingOn = safePostingDay(terms);
    const firstOn = addDays(safePostingOn, -leadDays);
    if (today < firstOn || today > deadline.lastValid) return null;
    const kind: ReminderKind = today >= deadline.safeBusinessDay ? 'safe_business_day' : 'posting_in_30_days';
    return { kind, termNumber: term.number, dueOn: kind === 'safe_business_day' ? deadline.safeBusinessDay : firstOn, data: { termLastOn: term.lastOn, lastValidOn: deadline.lastValid, safeBusinessOn: deadline.safeBusinessDay, safePostingOn } };
  }

  private remind(actor: Actor, contractId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      const due = this.due(facts, tx.today);
      if (!due) return;
      const written = await tx.query(
        'insert into hoshu.contract_reminder (tenant_id, client_id, contract_id, term_number, kind, due_on, sent_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id',
        [tx.actor.tenantId, facts.clientId, facts.id, due.termNumber, due.kind, due.dueOn, tx.today]);
      if (written.length === 0) return;
      await tx.audit({ type: 'contract.deadline-reminded', contractId: facts.id, clientId: facts.clientId, article: '第17条2項', data: { kind: due.kind, termNumber: due.termNumber, lastValidOn: due.data.lastValidOn } });
      await mailParties(tx, facts, { template: 'notices.reminder', subjectRef: `contract:${facts.id}`, data: due.data });
    });
  }
}
