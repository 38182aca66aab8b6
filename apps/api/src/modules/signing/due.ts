import { Injectable, type OnModuleInit } from '@nestjs/common';
import { daysBetween, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { SigningMails } from './mails.js';
import type { RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

/** F132: days after sending on which whoever has not acted is reminded. */
const reminderDays = [3, 7, 12] as const;

/** Ends requests whose period is over and reminds of open ones; idempotent, catches up by one mail. */
@Injectable()
export class SigningDue implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly contracts: ContractReader, private readonly repository: SigningRepository, private readonly mails: SigningMails) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'signing.due', order: 40, run: (actor) => this.run(actor), dueWhen: `exists (select 1 from hoshu.signing_request r where r.state = 'open' and r.form = 'electronic')` });
  }

  async run(actor: Actor): Promise<void> {
    const open = await this.db.read(actor, (tx) => this.repository.open(tx));
    for (const { id, contract_id } of open.filter((request) => request.form === 'electronic')) {
      await this.db.tx(actor, async (tx) => {
        await this.contracts.lock(tx, contract_id);
        const request = await this.repository.request(tx, id);
        if (request?.state === 'open') await this.step(tx, request);
      });
    }
  }

  private async step(tx: Tx, request: RequestRow): Promise<void> {
    const signed = await this.repository.signatures(tx, request.id);
    // Both have signed and only the date is open: that is never undone by the passing of time (D4).
    if (request.expires_on < tx.today && signed.length < 2) return this.expire(tx, request);
    const elapsed = daysBetween(localDate(request.sent_on), localDate(tx.today));
    const due = reminderDays.filter((day) => day <= elapsed).at(-1) ?? 0;
    if (due > request.reminded_day && (await this.repository.reminded(tx, request, due))) await this.mails.askAgain(tx, request);
  }

  private async expire(tx: Tx, request: RequestRow): Promise<void> {
    await this.repository.close(tx, request, { state: 'expired' });
    await this.mails.tellEveryone(tx, request, { template: 'signing.expired', data: {} });
    await tx.audit({ type: 'signing.expired', contractId: request.contract_id, clientId: request.client_id, target: { kind: 'signing_request', id: request.id }, data: { expiresOn: request.expires_on } });
  }
}
