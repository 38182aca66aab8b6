import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, mailroomRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Hop, MailProblem } from './read-mail.js';
import type { MailVerdict } from './received-mail.repository.js';

type View = ResponseOf<typeof routes.deskMail>;
interface Row {
  id: string; received_at: Date; mail_from: string; recipients: string[]; from_address: string; from_name: string; subject: string; body: string; message_id: string; sha256: string; byte_count: number; hops: Hop[]; checks: MailVerdict; problems: MailProblem[]; hints: string[];
  state: 'waiting' | 'assigned' | 'set_aside'; handled_by: string; note: string; version: number;
}
const summary = (row: Row) => ({
  id: row.id, receivedAt: row.received_at.toISOString(), mailFrom: row.mail_from, recipients: row.recipients, fromAddress: row.from_address, fromName: row.from_name, subject: row.subject, byteCount: row.byte_count, state: row.state, handledBy: row.handled_by, version: row.version,
});
const insideTenant = (actor: Actor, tenantId: string): Actor => ({ ...actor, tenantId });

/** The desk's queue of mails of which nobody knows the contract: staff give them to one or put them aside; nothing is deleted. */
@Injectable()
export class UnassignedMails {
  constructor(private readonly db: Db) {}

  list(actor: Actor): Promise<ResponseOf<typeof routes.deskMails>> {
    return this.db.read(actor, async (tx) => ({ items: (await tx.query<Row>('select * from platform.unassigned_mails(null)')).map(summary) }));
  }

  /** Every look is on record; there is no tenant yet whose trail could hold it. */
  open(actor: Actor, mailId: string): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const row = await this.row(tx, mailId);
      await tx.query('select platform.unassigned_mail_viewed($1, $2)', [mailId, actor.name]);
      return this.view(tx, row);
    });
  }

  /** Throws support_contract_unknown, conflict when a colleague was faster. */
  async assign(actor: Actor, mailId: string, body: BodyOf<typeof routes.assignMail>): Promise<View> {
    const contract = await this.contract(actor, body);
    return this.db.tx(insideTenant(actor, body.tenantId), async (tx) => {
      await this.settle(tx, mailId, { version: body.version, contractId: contract.contract_id, note: body.contractNumber });
      await tx.audit({ type: 'support.assigned-mail', contractId: contract.contract_id, clientId: contract.client_id, article: '第18条', target: { kind: 'received_mail', id: mailId } });
      await tx.emit('mailroom.assigned', { mailId });
      return this.view(tx, await this.row(tx, mailId));
    });
  }

  /** Throws conflict when a colleague was faster. */
  setAside(actor: Actor, mailId: string, body: BodyOf<typeof routes.setAsideMail>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.settle(tx, mailId, { version: body.version, contractId: null, note: body.note });
      return this.view(tx, await this.row(tx, mailId));
    });
  }

  /** A notice by telephone to the desk (D8: registered, never judged). Throws support_contract_unknown, notice_arrival_in_future. */
  async enterCall(actor: Actor, body: BodyOf<typeof routes.deskCall>): Promise<{ callId: string }> {
    const contract = await this.contract(actor, body);
    return this.db.tx(insideTenant(actor, body.tenantId), async (tx) => {
      if (body.calledOn > tx.today) throw new AppError('notice_arrival_in_future', { fields: [{ path: 'body.calledOn', code: 'future', message: '今日までの日にしてください。' }] });
      const callId = randomUUID();
      await tx.audit({ type: 'support.entered-call', contractId: contract.contract_id, clientId: contract.client_id, article: `第${body.article}条`, target: { kind: 'notice_call', id: callId }, data: { side: body.side, calledOn: body.calledOn } });
      await tx.emit('mailroom.desk-call', { callId, contractId: contract.contract_id, staffName: actor.name, spoken: { article: body.article, giverParty: body.side, giverName: body.giverName, requestedEnd: body.requestedEnd, calledOn: body.calledOn, note: body.note } });
      return { callId };
    });
  }

  private async contract(actor: Actor, wanted: { contractNumber: string; tenantId: string }): Promise<{ contract_id: string; client_id: string }> {
    const rows = await this.db.read(actor, (tx) => tx.query<{ tenant_id: string; contract_id: string; client_id: string }>('select tenant_id, contract_id, client_id from support.find_contract($1)', [wanted.contractNumber]));
    const contract = rows.find((row) => row.tenant_id === wanted.tenantId);
    if (!contract) throw new AppError('support_contract_unknown');
    return contract;
  }

  private async settle(tx: Tx, mailId: string, to: { version: number; contractId: string | null; note: string }): Promise<void> {
    await this.row(tx, mailId);
    const done = await tx.one<{ settled: boolean }>('select platform.settle_unassigned($1, $2, $3, $4, $5) as settled', [mailId, to.version, to.contractId, tx.actor.name, to.note]);
    if (!done?.settled) throw new AppError('conflict');
  }

  private async row(tx: Tx, mailId: string): Promise<Row> {
    return found(await tx.one<Row>('select * from platform.unassigned_mails($1)', [mailId]));
  }

  private async view(tx: Tx, row: Row): Promise<View> {
    const history = await tx.query<{ kind: string; staff_name: string; note: string; at: Date }>('select * from platform.unassigned_mail_history($1)', [row.id]);
    return {
      ...summary(row), text: row.body, messageId: row.message_id, sha256: row.sha256, hops: row.hops, checks: row.checks, problems: row.problems, hints: row.hints, note: row.note,
      history: history.map((event) => ({ kind: event.kind, staffName: event.staff_name, note: event.note, at: event.at.toISOString() })),
    };
  }
}
