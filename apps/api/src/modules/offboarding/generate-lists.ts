import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { Offboarding } from './offboarding.js';

// A list is looked at once a day while its contract ends and for two months after; then people make it new where they need it.
const due = `from hoshu.contract_end e where e.withdrawn_at is null and e.last_on > $1::date - 60 and not exists (select 1 from hoshu.handover_record r where r.contract_id = e.contract_id) and not exists (select 1 from hoshu.offboarding o where o.contract_id = e.contract_id and o.refreshed_on >= $1)`;

/** The list of what is handed over stands as soon as the end of a contract is decided, whatever it ends by, and takes in what comes later. */
@Injectable()
export class GenerateLists implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader, private readonly offboarding: Offboarding) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'offboarding-lists', order: 35, run: (actor) => this.run(actor), dueWhen: `exists (select 1 ${due})` });
  }

  async run(actor: Actor): Promise<void> {
    const contracts = await this.db.read(actor, (tx) => tx.query<{ id: string }>(`select e.contract_id as id ${due} order by e.contract_id`, [tx.today]));
    for (const { id } of contracts) {
      await this.db.tx(actor, async (tx) => {
        await this.reader.lock(tx, id);
        const facts = await this.reader.facts(tx, id);
        if (facts.end) await this.offboarding.generate(tx, facts);
      });
    }
  }
}
