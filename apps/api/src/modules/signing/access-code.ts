import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { PasswordHasher } from '../../platform/auth/passwords.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { SigningAccess } from './access.js';
import { SigningMails } from './mails.js';
import type { RecipientRow, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

/** Wrong codes after which a recipient's entry is locked until 乙 sets a new code. */
export const mostCodeTries = 5;

/** D18, F131: a code that 乙 tells on the telephone, never by mail; whoever enters by a link of the request has to know it. */
@Injectable()
export class AccessCodes {
  constructor(private readonly db: Db, private readonly hasher: PasswordHasher, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly mails: SigningMails) {}

  /** The code as it is kept: nobody can read it back. */
  hash(code: string): Promise<string> {
    return this.hasher.hash(code);
  }

  /** A new code for everyone of the request; who was locked out can try again, and nobody is in by the old one. Throws signing_not_open (nothing was sent electronically). */
  async set(actor: Actor, contractId: string, code: string): Promise<{ ok: true }> {
    const hash = await this.hash(code);
    return this.db.tx(actor, async (tx) => {
      const { facts, request } = await this.access.locked(tx, contractId);
      if (request?.form !== 'electronic') throw new AppError('signing_not_open');
      await this.keep(tx, request, hash);
      await tx.audit({ type: 'signing.code-set', contractId, clientId: facts.clientId, target: { kind: 'signing_request', id: request.id } });
      return { ok: true as const };
    });
  }

  /** Keeps the hash of a request's code. */
  async keep(tx: Tx, request: RequestRow, hash: string): Promise<void> {
    await tx.query(
      `insert into hoshu.signing_access_code as c (tenant_id, client_id, contract_id, request_id, code_hash, set_by_name, set_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, request_id) do update set code_hash = excluded.code_hash, set_by_name = excluded.set_by_name, set_at = excluded.set_at, version = c.version + 1`,
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, hash, tx.actor.name, tx.now]);
    await tx.change('update hoshu.signing_recipient set code_failures = 0, code_entered_at = null, version = version + 1 where request_id = $1', [request.id]);
  }

  /**
   * Lets a recipient in by the code, or at once when the request has none. A try is taken before it is judged, so that many at once are no more than the allowed number.
   * Throws access_code_required, access_code_wrong (with the tries left), access_code_locked.
   */
  async check(actor: Actor, recipient: RecipientRow, code: string | undefined): Promise<void> {
    const hash = await this.db.read(actor, async (tx) => (await tx.one<{ code_hash: string }>('select code_hash from hoshu.signing_access_code where request_id = $1', [recipient.request_id]))?.code_hash);
    if (hash === undefined) return;
    if (code === undefined) throw new AppError('access_code_required');
    const taken = await this.db.tx(actor, (tx) => tx.one<{ code_failures: number }>('update hoshu.signing_recipient set code_failures = code_failures + 1, version = version + 1 where id = $1 and code_failures < $2 returning code_failures', [recipient.id, mostCodeTries]));
    if (!taken) throw new AppError('access_code_locked');
    if (await this.hasher.verify(code, hash)) return this.db.tx(actor, (tx) => this.right(tx, recipient));
    const left = mostCodeTries - taken.code_failures;
    await this.db.tx(actor, (tx) => this.wrong(tx, recipient, left));
    throw left > 0 ? new AppError('access_code_wrong', { data: { left } }) : new AppError('access_code_locked');
  }

  private async right(tx: Tx, recipient: RecipientRow): Promise<void> {
    await tx.change('update hoshu.signing_recipient set code_failures = 0, code_entered_at = $2, version = version + 1 where id = $1', [recipient.id, tx.now]);
    await this.note(tx, recipient, { type: 'signing.code-entered', data: {} });
  }

  private async wrong(tx: Tx, recipient: RecipientRow, left: number): Promise<void> {
    await this.note(tx, recipient, { type: left > 0 ? 'signing.code-wrong' : 'signing.code-locked', data: { left } });
    if (left > 0) return;
    const request = found(await this.repository.request(tx, recipient.request_id));
    await this.mails.tellVendor(tx, request, { template: 'signing.code-locked', data: { personName: recipient.person_name } });
  }

  private note(tx: Tx, recipient: RecipientRow, event: { type: 'signing.code-entered' | 'signing.code-wrong' | 'signing.code-locked'; data: Record<string, number> }): Promise<unknown> {
    return tx.audit({ ...event, contractId: recipient.contract_id, clientId: recipient.client_id, target: { kind: 'signing_recipient', id: recipient.id }, personal: { recipient: recipient.person_name } });
  }
}
