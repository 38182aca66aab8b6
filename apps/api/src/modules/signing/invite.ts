import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { identityRecords } from '../identity/index.js';
import { SigningMails, type AskTemplate, type ClosedTemplate } from './mails.js';
import type { RecipientRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

// D18: 72 hours, renewing itself to the same address.
export const linkMinutes = 72 * 60;
const asking = ['signing.request', 'signing.reminder', 'signing.date', 'signing.approval', 'signing.approval-reminder', 'signing.copy'] as const satisfies readonly AskTemplate[];
const closing = ['signing.declined', 'signing.cancelled', 'signing.expired'] as const satisfies readonly ClosedTemplate[];
const isClosing = (template: string): boolean => closing.some((name) => name === template);
const payloadSchema = z.strictObject({ recipientId: z.string(), template: z.enum([...asking, ...closing]), data: z.record(z.string(), z.string()) });

/** Handles outbox kind `signing.invite`: makes or renews the recipient's link and asks for the mail; a second run sends nothing. */
@Injectable()
export class Invite implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly repository: SigningRepository, private readonly mails: SigningMails) {}

  onModuleInit(): void {
    this.outbox.on('signing.invite', (row, actor) => this.run(row, actor));
  }

  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const parsed = payloadSchema.safeParse(row.payload);
    if (!parsed.success || !actor) throw new Poison('signing.invite payload');
    const { recipientId, template, data } = parsed.data;
    const recipient = await this.db.read(actor, (tx) => this.repository.recipient(tx, recipientId));
    if (!recipient || recipient.replaced_at || recipient.mail_row === row.id) return;
    const link = await this.link(actor, recipient);
    await this.db.tx(actor, async (tx) => {
      const request = await this.repository.request(tx, recipient.request_id);
      // Asking is pointless once the request has ended; the news of its end is not.
      if (!request || (request.state !== 'open' && !isClosing(template))) return;
      if (await this.repository.keepLink(tx, recipientId, { ...link, outboxRow: row.id })) await this.mails.ask(tx, request, recipient, { template, data, link });
    });
  }

  private link(actor: Actor, recipient: RecipientRow): Promise<{ id: string; generation: number }> {
    return this.db.asLogin('hoshu_auth', async (manager) => {
      const renewed = recipient.link_id ? await identityRecords.renewLink(manager, recipient.link_id, linkMinutes) : null;
      return renewed ?? identityRecords.insertLink(manager, {
        purpose: 'signing', email: recipient.email, subjectId: recipient.id, tenantId: actor.tenantId, minutes: linkMinutes, context: { clientId: recipient.client_id, contractId: recipient.contract_id },
      });
    });
  }
}
