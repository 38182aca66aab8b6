import { Injectable, type OnModuleInit } from '@nestjs/common';
import { endArticle, endsAtOnce } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { mailParties } from './mail-parties.js';
import { survivalOf } from './notice-rules.js';
import { why } from '../../platform/explain/index.js';

const ended = `from hoshu.contract_end e where e.withdrawn_at is null and (e.last_on < $1 or (e.basis in ('19', '20', '541') and e.last_on <= $1)) and not exists (select 1 from hoshu.contract_end_effect f where f.contract_id = e.contract_id)`;

/** The day after a contract's last day, or at once after a rescission: its end takes effect, once (第17条〜第19条; 第13条2項 begins to count). */
@Injectable()
export class ContractEnding implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'contract-ends', order: 10, run: (actor) => this.run(actor), dueWhen: `exists (select 1 ${ended})` });
  }

  async run(actor: Actor): Promise<void> {
    const due = await this.db.read(actor, (tx) => tx.query<{ contract_id: string }>(
      `select e.contract_id ${ended} order by e.last_on, e.contract_id`, [tx.today]));
    for (const { contract_id: contractId } of due) await this.end(actor, contractId);
  }

  private end(actor: Actor, contractId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      if (!facts.end || (endsAtOnce(facts.end.basis) ? facts.end.lastOn > tx.today : facts.end.lastOn >= tx.today)) return;
      const { result: survivalLastOn, explanation } = why('survivalLastDay', survivalOf(facts, facts.end.lastOn));
      const written = await tx.query(
        'insert into hoshu.contract_end_effect (tenant_id, client_id, contract_id, end_id, ended_on, survival_last_on, explanation) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id',
        [tx.actor.tenantId, facts.clientId, facts.id, facts.end.id, facts.end.lastOn, survivalLastOn, JSON.stringify(explanation)]);
      if (written.length === 0) return;
      await tx.audit({ type: 'contract.ended', contractId: facts.id, clientId: facts.clientId, article: endArticle(facts.end.basis), data: { endedOn: facts.end.lastOn, basis: facts.end.basis, survivalLastOn, noticeId: facts.end.noticeId } });
      await mailParties(tx, facts, { cause: 'calendar', template: 'notices.ended', subjectRef: `contract:${facts.id}`, data: { endedOn: facts.end.lastOn, survivalLastOn, survivalYears: String(survivalOf(facts, facts.end.lastOn).years) } });
    });
  }
}
