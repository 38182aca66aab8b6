import { Injectable } from '@nestjs/common';
import type { Explanation, postingMethods } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { NoticeArticle, Party } from './notice-rules.js';

export type NoticeChannel = 'portal_email' | 'paper' | 'desk_email' | 'email';
export type NoticeSource = 'portal' | 'vendor' | 'client' | 'desk' | 'mail' | 'call';
export type PostingMethod = (typeof postingMethods)[number];

export interface DeliveryRecord {
  id: string; kind: 'mail' | 'paper'; recipient: string; accepted: boolean | null; bounced: boolean; serverResponse: string; answeredAt: string | null; businessAt: string;
  postedOn: string | null; deliveredOn: string | null; refusedOn: string | null; firstAttemptOn: string | null; retentionExpiredOn: string | null; postingMethod: PostingMethod; trackingNumber: string; recordedSide: Party | 'system' | null; scanFileId: string | null; arrivedOn: string | null; explanation: Explanation;
}
export interface WithdrawalStep { id: string; kind: 'request' | 'consent' | 'refusal'; side: Party; personName: string; role: string; text: string; ip: string; at: string; refersToId: string | null }
export interface NoticeRecord {
  id: string; clientId: string; contractId: string; versionId: string; contractNumber: string; article: NoticeArticle; giverParty: Party; giverName: string; giverEmail: string; authority: 'ok' | 'needs_check';
  channel: NoticeChannel; source: NoticeSource; requestedEndOn: string | null; body: string; recipientEmail: string; deadlineOn: string | null; electronicAgreed: boolean; contentHash: string;
  givenAt: Date; givenOn: string; deliveries: DeliveryRecord[];
  withdrawal: WithdrawalStep[];
  end: { lastOn: string; basis: string; needsReview: boolean; withdrawnReason: string | null; explanation: Explanation; decidedAt: string } | null;
}
export type NewNotice = Omit<NoticeRecord, 'deliveries' | 'withdrawal' | 'end' | 'givenAt' | 'givenOn'> & { giverUserId: string | null };
export interface NewDelivery {
  attemptId: string; kind: 'mail' | 'paper'; recipient?: string; accepted?: boolean; bounced?: boolean; serverResponse?: string; messageId?: string; answeredAt?: Date; businessAt: Date;
  postedOn?: string | null; deliveredOn?: string | null; refusedOn?: string | null; firstAttemptOn?: string | null; retentionExpiredOn?: string | null; postingMethod?: PostingMethod; trackingNumber?: string; scanFileId?: string; arrivedOn: string | null; explanation: Explanation; recordedBy: string; recordedSide?: Party | 'system';
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const select = `
  select n.id, n.client_id as "clientId", n.contract_id as "contractId", n.version_id as "versionId", n.contract_number as "contractNumber", n.article, n.giver_party as "giverParty", n.giver_name as "giverName", n.giver_email as "giverEmail",
    n.authority, n.channel, n.source, ${day('n.requested_end_on')} as "requestedEndOn", n.body, n.recipient_email as "recipientEmail", ${day('n.deadline_on')} as "deadlineOn", n.electronic_agreed as "electronicAgreed",
    n.content_hash as "contentHash", n.given_at as "givenAt", ${day('n.given_on')} as "givenOn",
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'recipient', d.recipient, 'accepted', d.accepted, 'bounced', d.bounced, 'serverResponse', d.server_response, 'answeredAt', ${utc('d.answered_at')}, 'businessAt', ${utc('d.business_at')},
      'postedOn', ${day('d.posted_on')}, 'deliveredOn', ${day('d.delivered_on')}, 'refusedOn', ${day('d.refused_on')}, 'firstAttemptOn', ${day('d.first_attempt_on')}, 'retentionExpiredOn', ${day('d.retention_expired_on')},
      'postingMethod', d.posting_method, 'trackingNumber', d.tracking_number, 'recordedSide', d.recorded_side, 'scanFileId', d.scan_file_id, 'arrivedOn', ${day('d.arrived_on')}, 'explanation', d.explanation) order by d.created_at, d.id), '[]') from hoshu.notice_delivery d where d.notice_id = n.id) as deliveries,
    (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'kind', w.kind, 'side', w.side, 'personName', w.person_name, 'role', w.person_role, 'text', w.text, 'ip', w.ip, 'at', ${utc('w.at')}, 'refersToId', w.refers_to_id) order by w.created_at, w.id), '[]') from hoshu.notice_withdrawal w where w.notice_id = n.id) as withdrawal,
    (select jsonb_build_object('lastOn', ${day('e.last_on')}, 'basis', e.basis, 'needsReview', e.needs_review, 'withdrawnReason', case when e.withdrawn_at is not null then e.withdrawn_reason end, 'explanation', e.explanation, 'decidedAt', ${utc('e.created_at')})
      from hoshu.contract_end e where e.notice_id = n.id order by e.created_at desc limit 1) as "end"
  from hoshu.notice n`;

/** The first day on which any delivery arrived; null while none has. */
export const arrivedOnOf = (notice: NoticeRecord): string | null => notice.deliveries.map(({ arrivedOn }) => arrivedOn).filter((on) => on !== null).sort()[0] ?? null;

/** Notices and their deliveries: facts that are only ever added. */
@Injectable()
export class NoticeRepository {
  async get(tx: Tx, noticeId: string): Promise<NoticeRecord> {
    return found(await this.find(tx, noticeId));
  }

  find(tx: Tx, noticeId: string): Promise<NoticeRecord | null> {
    return tx.one<NoticeRecord>(`${select} where n.id = $1`, [noticeId]);
  }

  ofContract(tx: Tx, contractId: string): Promise<NoticeRecord[]> {
    return tx.query<NoticeRecord>(`${select} where n.contract_id = $1 order by n.given_at desc, n.id desc limit 200`, [contractId]);
  }

  /** False when a notice with this id is already there (a handler that runs twice). */
  async insert(tx: Tx, notice: NewNotice): Promise<boolean> {
    const rows = await tx.query(
      `insert into hoshu.notice (tenant_id, id, client_id, contract_id, version_id, contract_number, article, giver_party, giver_name, giver_user_id, giver_email, authority, channel, source, requested_end_on, body, recipient_email, deadline_on, electronic_agreed, content_hash, given_at, given_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) on conflict do nothing returning id`,
      [tx.actor.tenantId, notice.id, notice.clientId, notice.contractId, notice.versionId, notice.contractNumber, notice.article, notice.giverParty, notice.giverName, notice.giverUserId, notice.giverEmail, notice.authority, notice.channel, notice.source,
        notice.requestedEndOn, notice.body, notice.recipientEmail, notice.deadlineOn, notice.electronicAgreed, notice.contentHash, tx.now, tx.today]);
    return rows.length > 0;
  }

  /** A second answer to the same request breaks on its unique key. */
  async insertWithdrawal(tx: Tx, notice: NoticeRecord, step: Omit<WithdrawalStep, 'id' | 'ip' | 'at'>): Promise<void> {
    await tx.query(
      'insert into hoshu.notice_withdrawal (tenant_id, client_id, contract_id, notice_id, kind, side, person_name, person_role, text, ip, at, refers_to_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [tx.actor.tenantId, notice.clientId, notice.contractId, notice.id, step.kind, step.side, step.personName, step.role, step.text, tx.actor.request.ip, tx.now, step.refersToId]);
  }

  async insertDelivery(tx: Tx, notice: Pick<NoticeRecord, 'id' | 'clientId' | 'contractId'>, delivery: NewDelivery): Promise<void> {
    await tx.query(
      `insert into hoshu.notice_delivery (tenant_id, client_id, contract_id, notice_id, attempt_id, kind, recipient, accepted, bounced, server_response, message_id, answered_at, business_at, posted_on, delivered_on, refused_on, first_attempt_on, retention_expired_on, scan_file_id, arrived_on, explanation, recorded_by, posting_method, tracking_number, recorded_side)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
      [tx.actor.tenantId, notice.clientId, notice.contractId, notice.id, delivery.attemptId, delivery.kind, delivery.recipient ?? '', delivery.accepted ?? null, delivery.bounced ?? false, delivery.serverResponse ?? '', delivery.messageId ?? '', delivery.answeredAt ?? null, delivery.businessAt,
        delivery.postedOn ?? null, delivery.deliveredOn ?? null, delivery.refusedOn ?? null, delivery.firstAttemptOn ?? null, delivery.retentionExpiredOn ?? null, delivery.scanFileId ?? null, delivery.arrivedOn, JSON.stringify(delivery.explanation), delivery.recordedBy, delivery.postingMethod ?? '', delivery.trackingNumber ?? '', delivery.recordedSide ?? null]);
  }
}
