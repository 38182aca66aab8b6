import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@hoshu/contract-text';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ApprovalRow, DateConfirmationRow, DeclineRow, Party, RecipientRow, RepresentationRow, RequestRow, RequestState, SignatureRow, VersionRow } from './rows.js';
import { turnOf, type Turn } from './turn.js';

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD') as ${column}`;
const requestColumns = `id, version, client_id, contract_id, version_id, form, state, body_hash, ${day('contract_date')}, ${day('expires_on')}, message, sent_by_name, sent_by_email, locale, ${day('sent_on')}, sent_at, signing_order, reminder_days, ${day('vendor_reminded_on')}, closed_at, exists (select 1 from hoshu.signing_access_code a where a.request_id = signing_request.id) as has_code`;
const recipientColumns = `id, version, client_id, contract_id, request_id, role, person_name, email, title, locale, invited_at, link_id, link_generation, mail_row, forwarded_from, replaced_at, opened_at, ${day('asked_on')}, ${day('reminded_on')}, code_failures, code_entered_at`;
const signatureColumns = `id, recipient_id, party, signer_name, signer_title, authority, authority_note, authority_file_id, signer_email, level, body_hash, ${day('signed_on')}, signed_at, ip, access_code`;

/** Days a request is open, and on which days after being asked a person is reminded. */
export interface SigningSettings { readonly open_days: number; readonly reminder_days: number[]; readonly version: number }
export type NewRequest = Pick<RequestRow, 'client_id' | 'contract_id' | 'version_id' | 'form' | 'state' | 'body_hash' | 'contract_date' | 'expires_on' | 'message' | 'signing_order' | 'reminder_days'>;
export type NewRecipient = Pick<RecipientRow, 'client_id' | 'contract_id' | 'request_id' | 'role' | 'person_name' | 'email' | 'title' | 'locale' | 'forwarded_from'> & { readonly party?: Party };

/** Requests for signature, their recipients, and the answers. */
@Injectable()
export class SigningRepository {
  /** The newest request of a contract, or null while nothing was sent. */
  newest(tx: Tx, contractId: string): Promise<RequestRow | null> {
    return tx.one<RequestRow>(`select ${requestColumns} from hoshu.signing_request where contract_id = $1 order by sent_at desc, id desc limit 1`, [contractId]);
  }

  request(tx: Tx, requestId: string): Promise<RequestRow | null> {
    return tx.one<RequestRow>(`select ${requestColumns} from hoshu.signing_request where id = $1`, [requestId]);
  }

  /** Open electronic and paper requests of the tenant, oldest first. */
  open(tx: Tx): Promise<RequestRow[]> {
    return tx.query<RequestRow>(`select ${requestColumns} from hoshu.signing_request where state = 'open' order by sent_at, id`);
  }

  async insertRequest(tx: Tx, request: NewRequest): Promise<RequestRow> {
    const { actor } = tx;
    return found(await tx.one<RequestRow>(
      `insert into hoshu.signing_request (tenant_id, client_id, contract_id, version_id, form, state, body_hash, contract_date, expires_on, message, sent_by, sent_by_name, sent_by_email, locale, sent_on, sent_at, signing_order, reminder_days)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning ${requestColumns}`,
      [actor.tenantId, request.client_id, request.contract_id, request.version_id, request.form, request.state, request.body_hash, request.contract_date, request.expires_on, request.message,
        actor.userId, actor.name, actor.email, actor.request.locale, tx.today, tx.now, request.signing_order, request.reminder_days]));
  }

  /** Moves an open request on: compare-and-set on state and version. Throws conflict when somebody was faster. */
  async close(tx: Tx, request: RequestRow, to: { state: RequestState; versionId?: string; bodyHash?: string; contractDate?: string }): Promise<void> {
    const changed = await tx.change(
      `update hoshu.signing_request set state = $3, closed_at = $4, version_id = coalesce($5, version_id), body_hash = coalesce($6, body_hash), contract_date = coalesce($7::date, contract_date), version = version + 1
       where id = $1 and version = $2 and state = 'open'`,
      [request.id, request.version, to.state, tx.now, to.versionId ?? null, to.bodyHash ?? null, to.contractDate ?? null]);
    if (!changed) throw new AppError('conflict');
  }

  /** Notes that 乙 is reminded today; false when somebody was faster. */
  async vendorReminded(tx: Tx, request: RequestRow): Promise<boolean> {
    return (await tx.change(`update hoshu.signing_request set vendor_reminded_on = $3, version = version + 1 where id = $1 and version = $2 and state = 'open'`, [request.id, request.version, tx.today])) > 0;
  }

  /** Notes that a recipient is reminded today; false when it was reminded or replaced meanwhile. */
  async recipientReminded(tx: Tx, recipient: RecipientRow): Promise<boolean> {
    return (await tx.change('update hoshu.signing_recipient set reminded_on = $2, version = version + 1 where id = $1 and replaced_at is null and reminded_on is distinct from $2', [recipient.id, tx.today])) > 0;
  }

  /** Notes that a recipient asks for an expired request today; false when it already did. */
  async askedAgain(tx: Tx, recipient: RecipientRow): Promise<boolean> {
    return (await tx.change('update hoshu.signing_recipient set asked_again_on = $2, version = version + 1 where id = $1 and asked_again_on is distinct from $2', [recipient.id, tx.today])) > 0;
  }

  /** Notes the day from which a recipient's reminders count: it is asked today. */
  async recipientAsked(tx: Tx, recipientId: string): Promise<void> {
    await tx.change('update hoshu.signing_recipient set asked_on = $2, version = version + 1 where id = $1', [recipientId, tx.today]);
  }

  /** What 乙 wants by default; version 0: nothing was chosen yet (F132). */
  async settings(tx: Tx): Promise<SigningSettings> {
    return await tx.one<SigningSettings>('select open_days, reminder_days, version from hoshu.signing_setting') ?? { open_days: 14, reminder_days: [3, 7, 12], version: 0 };
  }

  /** Writes over the version that was read; false when somebody was faster. */
  async saveSettings(tx: Tx, { open_days, reminder_days, version }: SigningSettings): Promise<boolean> {
    if (version > 0) return (await tx.change('update hoshu.signing_setting set open_days = $1, reminder_days = $2, version = version + 1 where version = $3', [open_days, reminder_days, version])) > 0;
    return (await tx.change('insert into hoshu.signing_setting (tenant_id, open_days, reminder_days) values ($1, $2, $3) on conflict do nothing', [tx.actor.tenantId, open_days, reminder_days])) > 0;
  }

  /** Everyone of 甲: signer, approvers, copies. */
  recipients(tx: Tx, requestId: string): Promise<RecipientRow[]> {
    return tx.query<RecipientRow>(`select ${recipientColumns} from hoshu.signing_recipient where request_id = $1 and party = 'client' order by array_position(array['signer', 'approver', 'cc'], role), invited_at, id`, [requestId]);
  }

  /** People of 乙 who only get a copy; they have no link. */
  vendorCopies(tx: Tx, requestId: string): Promise<RecipientRow[]> {
    return tx.query<RecipientRow>(`select ${recipientColumns} from hoshu.signing_recipient where request_id = $1 and party = 'vendor' order by invited_at, id`, [requestId]);
  }

  recipient(tx: Tx, id: string): Promise<RecipientRow | null> {
    return tx.one<RecipientRow>(`select ${recipientColumns} from hoshu.signing_recipient where id = $1`, [id]);
  }

  async insertRecipient(tx: Tx, recipient: NewRecipient): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `insert into hoshu.signing_recipient (tenant_id, client_id, contract_id, request_id, person_name, email, title, locale, invited_at, forwarded_from, role, party) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [tx.actor.tenantId, recipient.client_id, recipient.contract_id, recipient.request_id, recipient.person_name, recipient.email, recipient.title, recipient.locale, tx.now, recipient.forwarded_from, recipient.role, recipient.party ?? 'client']);
    return found(row).id;
  }

  /** Ends a recipient's part: its link is dead from now on. Throws conflict when it already was. */
  async replaceRecipient(tx: Tx, recipient: RecipientRow): Promise<void> {
    const changed = await tx.change('update hoshu.signing_recipient set replaced_at = $3, version = version + 1 where id = $1 and version = $2 and replaced_at is null', [recipient.id, recipient.version, tx.now]);
    if (!changed) throw new AppError('conflict');
  }

  async opened(tx: Tx, recipient: RecipientRow): Promise<boolean> {
    return (await tx.change('update hoshu.signing_recipient set opened_at = $3, version = version + 1 where id = $1 and version = $2 and opened_at is null', [recipient.id, recipient.version, tx.now])) > 0;
  }

  /** Keeps the link a mail names; false when this outbox row was already worked off. */
  async keepLink(tx: Tx, recipientId: string, link: { id: string; generation: number; outboxRow: string | null }): Promise<boolean> {
    return (await tx.change(
      `update hoshu.signing_recipient set link_id = $2, link_generation = $3, mail_row = coalesce($4::uuid, mail_row), version = version + 1 where id = $1 and replaced_at is null and ($4::uuid is null or mail_row is distinct from $4::uuid)`,
      [recipientId, link.id, link.generation, link.outboxRow])) > 0;
  }

  signatures(tx: Tx, requestId: string): Promise<SignatureRow[]> {
    return tx.query<SignatureRow>(`select ${signatureColumns} from hoshu.signature where request_id = $1 order by signed_at, id`, [requestId]);
  }

  async insertSignature(tx: Tx, request: RequestRow, signature: Omit<SignatureRow, 'id'>): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `insert into hoshu.signature (tenant_id, client_id, contract_id, request_id, recipient_id, party, signer_name, signer_title, authority, authority_note, authority_file_id, signer_email, level, body_hash, signed_on, signed_at, ip, user_agent, access_code)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) returning id`,
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, signature.recipient_id, signature.party, signature.signer_name, signature.signer_title, signature.authority, signature.authority_note,
        signature.authority_file_id, signature.signer_email, signature.level, signature.body_hash, signature.signed_on, signature.signed_at, signature.ip, tx.actor.request.userAgent, signature.access_code]);
    return found(row).id;
  }

  approvals(tx: Tx, requestId: string): Promise<ApprovalRow[]> {
    return tx.query<ApprovalRow>('select recipient_id, person_name, body_hash, approved_at from hoshu.signing_approval where request_id = $1 order by approved_at, id', [requestId]);
  }

  async insertApproval(tx: Tx, request: RequestRow, approval: { recipientId: string; personName: string }): Promise<void> {
    await tx.query('insert into hoshu.signing_approval (tenant_id, client_id, contract_id, request_id, recipient_id, person_name, body_hash, approved_at, ip, user_agent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, approval.recipientId, approval.personName, request.body_hash, tx.now, tx.actor.request.ip, tx.actor.request.userAgent]);
  }

  /** Whose act the request waits for as things stand. */
  async turn(tx: Tx, request: RequestRow): Promise<Turn> {
    return turnOf(request, { recipients: await this.recipients(tx, request.id), signatures: await this.signatures(tx, request.id), approvals: await this.approvals(tx, request.id) });
  }

  declines(tx: Tx, requestId: string): Promise<DeclineRow[]> {
    return tx.query<DeclineRow>('select party, recipient_id, person_name, reason, declined_at from hoshu.signing_decline where request_id = $1 order by declined_at', [requestId]);
  }

  async insertDecline(tx: Tx, request: RequestRow, decline: { recipientId: string | null; party: Party; personName: string; reason: string }): Promise<void> {
    await tx.query('insert into hoshu.signing_decline (tenant_id, client_id, contract_id, request_id, recipient_id, party, person_name, reason, declined_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, decline.recipientId, decline.party, decline.personName, decline.reason, tx.now]);
  }

  /** The newest representation (第20条1項) of each party. */
  representations(tx: Tx, contractId: string): Promise<RepresentationRow[]> {
    return tx.query<RepresentationRow>(`select distinct on (party) party, statement_version, officers, answered_by, ${day('answered_on')}, answered_at from hoshu.antisocial_representation where contract_id = $1 order by party, answered_at desc, id desc`, [contractId]);
  }

  async insertRepresentation(tx: Tx, contract: { id: string; clientId: string }, row: Omit<RepresentationRow, 'answered_at'> & { statement: string }): Promise<void> {
    await tx.query('insert into hoshu.antisocial_representation (tenant_id, client_id, contract_id, party, statement_version, statement, officers, answered_by, answered_on, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tx.actor.tenantId, contract.clientId, contract.id, row.party, row.statement_version, row.statement, row.officers, row.answered_by, row.answered_on, tx.now]);
  }

  dateConfirmations(tx: Tx, requestId: string): Promise<DateConfirmationRow[]> {
    return tx.query<DateConfirmationRow>(
      `select party, ${day('contract_date')}, ${day('term_starts_on')}, ${day('term_last_on')}, body_hash, version_id, person_name, confirmed_at from hoshu.signing_date_confirmation where request_id = $1 order by confirmed_at, id`, [requestId]);
  }

  async insertDateConfirmation(tx: Tx, request: RequestRow, row: Omit<DateConfirmationRow, 'confirmed_at'>): Promise<void> {
    await tx.query('insert into hoshu.signing_date_confirmation (tenant_id, client_id, contract_id, request_id, party, contract_date, term_starts_on, term_last_on, body_hash, version_id, person_name, confirmed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [tx.actor.tenantId, request.client_id, request.contract_id, request.id, row.party, row.contract_date, row.term_starts_on, row.term_last_on, row.body_hash, row.version_id, row.person_name, tx.now]);
  }

  version(tx: Tx, versionId: string): Promise<VersionRow | null> {
    return tx.one<VersionRow>('select id, version, number, terms, body_hash, fixed_at from hoshu.contract_version where id = $1', [versionId]);
  }

  newestVersion(tx: Tx, contractId: string): Promise<VersionRow | null> {
    return tx.one<VersionRow>('select id, version, number, terms, body_hash, fixed_at from hoshu.contract_version where contract_id = $1 order by number desc limit 1', [contractId]);
  }

  /** Fixes the newest draft with these terms; a version that is fixed already is followed by a new one. Returns its id. */
  async fixVersion(tx: Tx, contract: { id: string; clientId: string }, fixed: { terms: ContractTerms; bodyHash: string }): Promise<string> {
    const newest = found(await this.newestVersion(tx, contract.id));
    if (newest.fixed_at === null) {
      const changed = await tx.change('update hoshu.contract_version set terms = $3, body_hash = $4, fixed_at = $5, version = version + 1 where id = $1 and version = $2 and fixed_at is null', [newest.id, newest.version, JSON.stringify(fixed.terms), fixed.bodyHash, tx.now]);
      if (!changed) throw new AppError('conflict');
      return newest.id;
    }
    if (newest.body_hash === fixed.bodyHash) return newest.id;
    const row = await tx.one<{ id: string }>('insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, body_hash, fixed_at) values ($1, $2, $3, $4, $5, $6, $7) returning id',
      [tx.actor.tenantId, contract.clientId, contract.id, newest.number + 1, JSON.stringify(fixed.terms), fixed.bodyHash, tx.now]);
    return found(row).id;
  }
}
