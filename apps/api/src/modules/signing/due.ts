import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { SigningMails } from './mails.js';
import type { RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

/**
 * F132: whether one of the days after `since` has come that no reminder has answered yet.
 * However many were missed, one reminder answers them all.
 */
export function isReminderDue(days: readonly number[], on: { readonly since: string; readonly remindedOn: string | null; readonly today: string }): boolean {
  const come = days.map((day) => addDays(localDate(on.since), day)).filter((day) => day <= on.today);
  const newest = [...come].sort().at(-1);
  return newest !== undefined && (on.remindedOn === null || on.remindedOn < newest);
}

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
    const { recipients, vendor } = await this.mails.waiting(tx, request);
    for (const { recipient, template, data } of recipients) {
      const isDue = recipient.asked_on !== null && isReminderDue(request.reminder_days, { since: recipient.asked_on, remindedOn: recipient.reminded_on, today: tx.today });
      if (isDue && (await this.repository.recipientReminded(tx, recipient))) await this.mails.askRecipient(tx, { recipientId: recipient.id, template, data });
    }
    const isDue = vendor !== null && isReminderDue(request.reminder_days, { since: vendor.since, remindedOn: request.vendor_reminded_on, today: tx.today });
    if (isDue && (await this.repository.vendorReminded(tx, request))) await this.mails.tellVendor(tx, request, vendor);
  }

  private async expire(tx: Tx, request: RequestRow): Promise<void> {
    await this.repository.close(tx, request, { state: 'expired' });
    await this.mails.tellEveryone(tx, request, { template: 'signing.expired', data: {} });
    await tx.audit({ type: 'signing.expired', contractId: request.contract_id, clientId: request.client_id, target: { kind: 'signing_request', id: request.id }, data: { expiresOn: request.expires_on } });
  }
}
