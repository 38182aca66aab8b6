import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ContractReader } from '../contracts/index.js';
import { Invitations } from '../identity/index.js';
import { SigningMails } from './mails.js';
import { SigningRepository } from './signing.repository.js';

const payloadSchema = z.strictObject({ requestId: z.string(), email: z.string().optional() });

/** Handles outbox kind `signing.portal-access`: who signed for 甲 is invited to the portal, with 通知権限 (D7). */
@Injectable()
export class PortalAccess implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly repository: SigningRepository, private readonly contracts: ContractReader, private readonly mails: SigningMails, private readonly invitations: Invitations) {}

  onModuleInit(): void {
    this.outbox.on('signing.portal-access', (row, actor) => this.run(row, actor));
  }

  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const parsed = payloadSchema.safeParse(row.payload);
    if (!parsed.success || !actor) throw new Poison('signing.portal-access payload');
    const who = await this.db.read(actor, async (tx) => {
      const request = found(await this.repository.request(tx, parsed.data.requestId));
      const signed = (await this.repository.signatures(tx, request.id)).find((signature) => signature.party === 'client');
      const { clientId, clientName } = await this.contracts.facts(tx, request.contract_id);
      return { email: parsed.data.email ?? signed?.signer_email ?? '', clientId, clientName, tenantName: await this.mails.vendorName(tx) };
    });
    const waiting = who.email ? await this.invitations.list(actor.tenantId, 'client', who.clientId) : [];
    if (!who.email || waiting.some((invitation) => invitation.email === who.email)) return;
    try {
      await this.invitations.invite({ ...actor, name: who.tenantName }, { ...who, kind: 'client', role: 'owner', noticeAuthority: true });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'membership_exists')) throw error;
    }
  }
}
