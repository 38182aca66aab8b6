import { Injectable } from '@nestjs/common';
import type { Explanation, ResponseOf, rescissionRoutes } from '@hoshu/api-schema';
import type { ContractSide } from '@hoshu/domain';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

type View = ResponseOf<typeof rescissionRoutes.get>;
export interface EvidenceRecord { id: string; item: string; text: string; fileId: string | null; fileName: string | null; addedBy: string; addedOn: string }
export interface DeliveryRecord extends Omit<View['deliveries'][number], 'hasScan'> { fileId: string | null }
/** One declaration with everything written about it; nothing in it is ever changed. */
export interface DeclarationRecord {
  id: string; number: number; clientId: string; contractId: string; side: ContractSide; kind: View['kind']; event: View['event']; demandSubject: View['demandSubject']; demandId: string | null; reason: string;
  periodDays: number | null; demandedYen: number | null; madeBy: string; madeOn: string;
  evidence: EvidenceRecord[]; confirmations: { personId: string; personName: string; confirmedAt: string }[]; deliveries: DeliveryRecord[];
  sending: { channel: 'portal_email' | 'letter'; authority: 'ok' | 'needs_check'; recipientEmail: string; recipientPostal: string; sentBy: string; senderEmail: string; sentAt: string; sentOn: string; contentHash: string } | null;
  withdrawal: View['withdrawal'];
  effect: { outcome: NonNullable<View['effect']>['outcome']; arrivedOn: string; demandLastOn: string | null; explanation: Explanation } | null;
}
export type NewDeclaration = Pick<DeclarationRecord, 'kind' | 'event' | 'demandSubject' | 'demandId' | 'reason' | 'periodDays' | 'demandedYen' | 'side' | 'clientId' | 'contractId'>;
export interface NewDelivery {
  kind: 'mail' | 'paper'; attemptId: string; recipient: string; bounced?: boolean; serverResponse?: string; messageId?: string; businessAt: Date; postedOn?: string | null; deliveredOn?: string | null; refusedOn?: string | null;
  firstAttemptOn?: string | null; retentionExpiredOn?: string | null; trackingNumber?: string; fileId?: string | null; arrivedOn: string | null; explanation: Explanation;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const select = `select d.id, d.declaration_number as number, d.client_id as "clientId", d.contract_id as "contractId", d.side, d.kind, d.event, d.demand_subject as "demandSubject", d.demand_id as "demandId", d.reason, d.period_days as "periodDays", d.demanded_yen::float8 as "demandedYen",
    d.made_by as "madeBy", ${day('d.made_on')} as "madeOn",
    (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'item', e.item, 'text', e.text, 'fileId', e.file_id, 'fileName', (select f.file_name from hoshu.file f where f.id = e.file_id), 'addedBy', e.added_by, 'addedOn', ${day('e.added_on')}) order by e.id), '[]') from hoshu.declaration_evidence e where e.declaration_id = d.id) as evidence,
    (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'personName', c.person_name, 'confirmedAt', ${utc('c.confirmed_at')}) order by c.confirmed_at, c.id), '[]') from hoshu.declaration_confirmation c where c.declaration_id = d.id) as confirmations,
    (select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'kind', y.kind, 'recipient', y.recipient, 'bounced', y.bounced, 'serverResponse', y.server_response, 'at', ${utc('y.business_at')}, 'postedOn', ${day('y.posted_on')}, 'deliveredOn', ${day('y.delivered_on')}, 'refusedOn', ${day('y.refused_on')},
      'firstAttemptOn', ${day('y.first_attempt_on')}, 'retentionExpiredOn', ${day('y.retention_expired_on')}, 'trackingNumber', y.tracking_number, 'fileId', y.file_id, 'arrivedOn', ${day('y.arrived_on')}, 'explanation', y.explanation) order by y.id), '[]') from hoshu.declaration_delivery y where y.declaration_id = d.id) as deliveries,
    (select jsonb_build_object('channel', s.channel, 'authority', s.authority, 'recipientEmail', s.recipient_email, 'recipientPostal', s.recipient_postal, 'sentBy', s.sent_by, 'senderEmail', s.sender_email, 'sentAt', ${utc('s.sent_at')}, 'sentOn', ${day('s.sent_on')}, 'contentHash', s.content_hash)
      from hoshu.declaration_sending s where s.declaration_id = d.id) as sending,
    (select jsonb_build_object('reason', w.reason, 'by', w.withdrawn_by, 'on', ${day('w.withdrawn_on')}) from hoshu.declaration_withdrawal w where w.declaration_id = d.id) as withdrawal,
    (select jsonb_build_object('outcome', x.outcome, 'arrivedOn', ${day('x.arrived_on')}, 'demandLastOn', ${day('x.demand_last_on')}, 'explanation', x.explanation) from hoshu.declaration_effect x where x.declaration_id = d.id) as effect
  from hoshu.declaration d`;

/** Declarations of rescission and demands; rows are only ever added, and each side sees its own until they have set out. */
@Injectable()
export class DeclarationRepository {
  async get(tx: Tx, declarationId: string): Promise<DeclarationRecord> {
    return found(await tx.one<DeclarationRecord>(`${select} where d.id = $1`, [declarationId]));
  }

  /** Newest first. */
  ofContract(tx: Tx, contractId: string): Promise<DeclarationRecord[]> {
    return tx.query<DeclarationRecord>(`${select} where d.contract_id = $1 order by d.id desc limit 200`, [contractId]);
  }

  /** The number counts what this side may see; the caller holds the contract's lock. */
  async insert(tx: Tx, made: NewDeclaration): Promise<string> {
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.declaration (tenant_id, client_id, contract_id, declaration_number, side, kind, event, demand_subject, demand_id, reason, period_days, demanded_yen, made_by, made_on)
       values ($1, $2, $3, (select coalesce(max(d.declaration_number), 0) + 1 from hoshu.declaration d where d.contract_id = $3 and d.side = $4), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
      [tx.actor.tenantId, made.clientId, made.contractId, made.side, made.kind, made.event, made.demandSubject, made.demandId, made.reason, made.periodDays, made.demandedYen, tx.actor.name, tx.today])).id;
  }

  async addEvidence(tx: Tx, of: DeclarationRecord, evidence: { item: string; text: string; fileId: string | null }): Promise<void> {
    await tx.query('insert into hoshu.declaration_evidence (tenant_id, client_id, contract_id, declaration_id, side, item, text, file_id, added_by, added_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
      tx.actor.tenantId, of.clientId, of.contractId, of.id, of.side, evidence.item, evidence.text, evidence.fileId, tx.actor.name, tx.today]);
  }

  async addConfirmation(tx: Tx, of: DeclarationRecord): Promise<void> {
    await tx.query('insert into hoshu.declaration_confirmation (tenant_id, client_id, contract_id, declaration_id, side, person_id, person_name, confirmed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      tx.actor.tenantId, of.clientId, of.contractId, of.id, of.side, tx.actor.userId, tx.actor.name, tx.now]);
  }

  async addSending(tx: Tx, of: DeclarationRecord, sent: Pick<NonNullable<DeclarationRecord['sending']>, 'channel' | 'authority' | 'recipientEmail' | 'recipientPostal' | 'contentHash'>): Promise<void> {
    await tx.query(
      `insert into hoshu.declaration_sending (tenant_id, client_id, contract_id, declaration_id, side, channel, authority, recipient_email, recipient_postal, sent_by, sender_email, sent_at, sent_on, content_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [tx.actor.tenantId, of.clientId, of.contractId, of.id, of.side, sent.channel, sent.authority, sent.recipientEmail, sent.recipientPostal, tx.actor.name, tx.actor.email, tx.now, tx.today, sent.contentHash]);
  }

  /** False when this attempt is on record already (a handler that runs twice). */
  async addDelivery(tx: Tx, of: DeclarationRecord, way: NewDelivery): Promise<boolean> {
    const rows = await tx.query(
      `insert into hoshu.declaration_delivery (tenant_id, client_id, contract_id, declaration_id, side, kind, attempt_id, recipient, bounced, server_response, message_id, business_at, posted_on, delivered_on, refused_on, first_attempt_on, retention_expired_on, tracking_number, file_id, arrived_on, explanation, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) on conflict do nothing returning id`,
      [tx.actor.tenantId, of.clientId, of.contractId, of.id, of.side, way.kind, way.attemptId, way.recipient, way.bounced ?? false, way.serverResponse ?? '', way.messageId ?? '', way.businessAt, way.postedOn ?? null, way.deliveredOn ?? null, way.refusedOn ?? null,
        way.firstAttemptOn ?? null, way.retentionExpiredOn ?? null, way.trackingNumber ?? '', way.fileId ?? null, way.arrivedOn, JSON.stringify(way.explanation), tx.actor.name]);
    return rows.length > 0;
  }

  async addWithdrawal(tx: Tx, of: DeclarationRecord, reason: string): Promise<void> {
    await tx.query('insert into hoshu.declaration_withdrawal (tenant_id, client_id, contract_id, declaration_id, side, reason, withdrawn_by, withdrawn_on) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      tx.actor.tenantId, of.clientId, of.contractId, of.id, of.side, reason, tx.actor.name, tx.today]);
  }

  /** What the arrival brought about, once. */
  async addEffect(tx: Tx, of: DeclarationRecord, effect: NonNullable<DeclarationRecord['effect']> & { readonly endId: string | null }): Promise<void> {
    await tx.query('insert into hoshu.declaration_effect (tenant_id, client_id, contract_id, declaration_id, outcome, arrived_on, demand_last_on, end_id, explanation) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      tx.actor.tenantId, of.clientId, of.contractId, of.id, effect.outcome, effect.arrivedOn, effect.demandLastOn, effect.endId, JSON.stringify(effect.explanation)]);
  }
}
