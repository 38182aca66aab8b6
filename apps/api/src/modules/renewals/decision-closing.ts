import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';

type Outcome = 'renewed' | 'ended';

/** Decisions whose term came to an end otherwise: a notice that arrived in time wins, also over a renewal that was on record before it was registered. */
const overtaken = `from hoshu.renewal_decision d
    join hoshu.contract_term t on t.tenant_id = d.tenant_id and t.contract_id = d.contract_id and t.number = d.term_number
    join hoshu.contract_end e on e.tenant_id = d.tenant_id and e.contract_id = d.contract_id and e.withdrawn_at is null and e.last_on <= t.last_on
  where d.outcome is distinct from 'ended'`;

/** Writes what came of a term beside what was decided about it (第17条2項): exactly one row per term. */
export async function closeDecision(tx: Tx, facts: ContractFacts, { termNumber, outcome }: { readonly termNumber: number; readonly outcome: Outcome }): Promise<{ state: string }> {
  const [row] = await tx.query<{ state: string }>(
    `insert into hoshu.renewal_decision (tenant_id, client_id, contract_id, term_number, outcome, closed_on) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, contract_id, term_number) do update set outcome = excluded.outcome, closed_on = excluded.closed_on, version = renewal_decision.version + 1 returning state`,
    [tx.actor.tenantId, facts.clientId, facts.id, termNumber, outcome, tx.today]);
  const state = row?.state ?? 'undecided';
  await tx.audit({ type: 'renewal.decision-closed', article: '第17条2項', target: { kind: 'contract', id: facts.id }, data: { contractNumber: facts.number, termNumber, state, outcome } });
  return { state };
}

/** Closes the decision of a term that ends, before anything of the day renews or reminds. */
@Injectable()
export class DecisionClosing implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'renewal-decisions', order: 15, run: (actor) => this.run(actor), dueWhen: `exists (select 1 ${overtaken})` });
  }

  async run(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, (tx) => tx.query<{ contract_id: string; term_number: number }>(`select d.contract_id, d.term_number ${overtaken} order by d.contract_id, d.term_number`));
    for (const { contract_id: contractId, term_number: termNumber } of due) {
      await this.db.tx(actor, async (tx) => {
        await this.reader.lock(tx, contractId);
        const still = await tx.one(`select 1 ${overtaken} and d.contract_id = $1 and d.term_number = $2`, [contractId, termNumber]);
        if (still) await closeDecision(tx, await this.reader.facts(tx, contractId), { termNumber, outcome: 'ended' });
      });
    }
    return 'quiet';
  }
}
