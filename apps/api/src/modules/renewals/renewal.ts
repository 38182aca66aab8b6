import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { inBatches, together } from '../../platform/outbox/batches.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader, versionOn, type ContractFacts } from '../contracts/index.js';
import { mailParty, nextTerm, renewalMonthsOf, termOn, type Term } from '../notices/index.js';
import { closeDecision } from './decision-closing.js';

/** Contracts whose newest term is over and which no end stops. */
const over = `from hoshu.contract_term t join hoshu.contract_conclusion k on k.contract_id = t.contract_id
  group by t.contract_id having max(t.last_on) < $1 and not exists (select 1 from hoshu.contract_end e where e.contract_id = t.contract_id and e.withdrawn_at is null and e.last_on <= max(t.last_on))`;

/** 第17条2項: without a timely notice the contract goes on; at 0:00 of the next day the new term is on record, exactly once. */
@Injectable()
export class Renewal implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'contract-renewals', order: 20, run: (actor) => this.run(actor), dueWhen: `exists (select 1 ${over})` });
  }

  /** One contract's failure leaves the others renewed; the next run tries it again. */
  async run(actor: Actor): Promise<void> {
    const due = await this.db.read(actor, (tx) => tx.query<{ contract_id: string }>(
      `select t.contract_id ${over} order by t.contract_id`, [tx.today]));
    await inBatches(this.db, actor, { items: due.map((row) => row.contract_id), failed: 'contracts could not be renewed', work: (tx, contractIds) => this.renewAll(tx, contractIds) });
  }

  private async renewAll(tx: Tx, contractIds: readonly string[]): Promise<void> {
    await together(contractIds, (contractId) => this.reader.lock(tx, contractId));
    const facts = await this.reader.some(tx, contractIds);
    await together([...facts.values()], (contract) => this.renew(tx, contract));
  }

  /** Adds every term that has begun since; an end that falls inside a term leaves the terms before it to be renewed. */
  private async renew(tx: Tx, facts: ContractFacts): Promise<void> {
    const added: (Term & { readonly decision: string })[] = [];
    const last = facts.periods.at(-1);
    if (!last) return;
    for (let term = termOn(facts, last.lastOn); term.lastOn < tx.today && !(facts.end && facts.end.lastOn <= term.lastOn);) {
      term = nextTerm(facts, term);
      added.push({ ...term, decision: await this.add(tx, facts, term) });
    }
    const newest = added.at(-1);
    // Several missed years are several terms but one message.
    if (!newest) return;
    const data = { startsOn: newest.startsOn, lastOn: newest.lastOn };
    // Only 乙 reads what 乙 had decided.
    for (const party of ['client', 'vendor'] as const) await mailParty(tx, facts, { party, cause: 'calendar', template: 'notices.renewed', subjectRef: `contract:${facts.id}`, data: party === 'vendor' ? { ...data, decision: newest.decision } : data });
  }

  /** Answers what had been decided about the term before. */
  private async add(tx: Tx, facts: ContractFacts, term: Term): Promise<string> {
    const { state } = await closeDecision(tx, facts, { termNumber: term.number - 1, outcome: 'renewed' });
    await tx.query('insert into hoshu.contract_term (tenant_id, client_id, contract_id, number, starts_on, last_on, version_id) values ($1, $2, $3, $4, $5, $6, $7)', [tx.actor.tenantId, facts.clientId, facts.id, term.number, term.startsOn, term.lastOn, versionOn(facts, term.startsOn).id]);
    await tx.audit({ type: 'contract.renewed', contractId: facts.id, clientId: facts.clientId, article: '第17条2項', data: { termNumber: term.number, startsOn: term.startsOn, lastOn: term.lastOn, renewalMonths: renewalMonthsOf(facts, term.startsOn) } });
    return state;
  }
}
