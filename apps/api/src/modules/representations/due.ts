import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { inBatches, together } from '../../platform/outbox/batches.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader, isLive, type ContractFacts } from '../contracts/index.js';
import { RepresentationMails } from './mails.js';
import { RepresentationRepository } from './representation.repository.js';
import { askedKind, standingsOf } from './standing.js';

/** Asks each side for its yearly representation when it opens, and once more when the day has passed (第20条1項). Once a day; after days off one mail only. */
@Injectable()
export class RepresentationDue implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly reader: ContractReader, private readonly repository: RepresentationRepository, private readonly mails: RepresentationMails) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'representations.ask', order: 50, run: (actor) => this.run(actor), dueWhen: 'not exists (select 1 from hoshu.representation_run where done_on >= $1)' });
  }

  /** One contract's failure leaves the others asked, and the day open: the next run tries it again. */
  async run(actor: Actor): Promise<'quiet'> {
    const waiting = await this.db.read(actor, async (tx) => {
      const contracts = (await this.reader.concluded(tx, tx.today, await this.repository.unasked(tx))).filter((facts) => isLive(facts, tx.today));
      const newest = await this.repository.newest(tx, contracts.map(({ id }) => id));
      return contracts.filter((facts) => standingsOf(facts, newest, tx.today).some((standing) => askedKind(standing, facts, tx.today) !== null));
    });
    await inBatches(this.db, actor, { items: waiting, failed: 'contracts could not be asked about', work: (tx, batch) => together(batch, (facts) => this.ask(tx, facts)) });
    await this.db.tx(actor, (tx) => this.repository.closeDay(tx));
    return 'quiet';
  }

  private async ask(tx: Tx, facts: ContractFacts): Promise<void> {
    await this.reader.lock(tx, facts.id);
    for (const standing of standingsOf(facts, await this.repository.newest(tx, [facts.id]), tx.today)) {
      const kind = askedKind(standing, facts, tx.today);
      const { party, dueOn } = standing;
      if (!kind || !(await this.repository.keepReminder(tx, facts, { party, dueOn, kind }))) continue;
      await this.mails.send(tx, facts, { to: party, cause: 'calendar', template: `representation.${kind}`, ref: `${party}:${dueOn}:${kind}`, data: { dueOn } });
      await tx.audit({ type: 'representation.asked', contractId: facts.id, clientId: facts.clientId, article: '第20条1項', data: { party, dueOn, kind } });
    }
  }
}
