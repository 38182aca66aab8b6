import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import type { NoticeRecord } from '../notices/index.js';

export interface CaseRow {
  tenant_id: string; id: string; client_id: string; contract_id: string; contract_number: string; side: 'client' | 'vendor'; article: 17 | 18 | 19 | 541; channel: NoticeRecord['channel']; source: NoticeRecord['source'];
  received_on: string; deadline_on: string | null; arrived_on: string | null; requested_end_on: string | null; electronic_agreed: boolean | null; authority: 'ok' | 'needs_check'; bounced: boolean;
  sender_name: string; note: string; handler_id: string | null; handler_name: string; forwarded_at: Date | null; escalated_at: Date | null; overdue_step: 0 | 1 | 2; tracking_number: string; version: number;
}
export interface CaseEvent { kind: string; staff_name: string; note: string; at: Date }
export interface FoundContract { tenant_id: string; contract_id: string; client_id: string; contract_number: string }
export type CaseEventKind = 'registered' | 'taken_over' | 'answered' | 'forwarded' | 'scan_added' | 'escalated';

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD') as ${column}`;
const columns = `tenant_id, id, client_id, contract_id, contract_number, side, article, channel, source, ${day('received_on')}, ${day('deadline_on')}, ${day('arrived_on')}, ${day('requested_end_on')},
  electronic_agreed, authority, bounced, sender_name, note, handler_id, handler_name, forwarded_at, escalated_at, overdue_step, tracking_number, version`;

/** The article a case is about, as the audit trail names it. */
export const articleOf = (article: number): string => (article === 541 ? '民法541条' : `第${article}条`);
/** What a case is about, for the audit trail: a notice of 第17条 or 第18条, else a rescission. */
export const targetOf = ({ id, article }: { readonly id: string; readonly article: number }): { kind: 'declaration' | 'notice'; id: string } => ({ kind: article > 18 ? 'declaration' : 'notice', id });

/** The same person, standing inside one tenant: rows, audit and outbox of that tenant and of no other. */
export const insideTenant = (actor: Actor, tenantId: string): Actor => ({ ...actor, tenantId });

/** The desk's own schema; staff reach nothing else of a tenant (D33). */
@Injectable()
export class CaseRepository {
  constructor(private readonly db: Db) {}

  /** The queue by deadline, across tenants. */
  async queue(tx: Tx): Promise<CaseRow[]> {
    return tx.query<CaseRow>(`select ${columns} from support.queue(null)`);
  }

  /** Runs `work` inside the tenant a case belongs to. Throws not_found. */
  async inCase<T>(actor: Actor, caseId: string, work: (tx: Tx, row: CaseRow) => Promise<T>): Promise<T> {
    const { tenant_id: tenantId } = await this.db.read(actor, async (tx) => found(await tx.one<{ tenant_id: string }>('select tenant_id from support.queue($1)', [caseId])));
    return this.db.tx(insideTenant(actor, tenantId), async (tx) => work(tx, await this.get(tx, caseId)));
  }

  async get(tx: Tx, caseId: string): Promise<CaseRow> {
    return found(await tx.one<CaseRow>(`select ${columns} from support.notice_case where id = $1`, [caseId]));
  }

  history(tx: Tx, caseId: string): Promise<CaseEvent[]> {
    return tx.query<CaseEvent>('select kind, staff_name, note, at from support.case_event where case_id = $1 order by created_at, id', [caseId]);
  }

  async hasScan(tx: Tx, caseId: string): Promise<boolean> {
    return (await tx.one('select id from support.scan where case_id = $1', [caseId])) !== null;
  }

  async addEvent(tx: Tx, event: { caseId: string; kind: CaseEventKind; note?: string }): Promise<void> {
    await tx.query('insert into support.case_event (tenant_id, case_id, kind, staff_id, staff_name, note, at) values ($1, $2, $3, $4, $5, $6, $7)', [tx.actor.tenantId, event.caseId, event.kind, tx.actor.userId, tx.actor.name, event.note ?? '', tx.now]);
  }

  /** Compare-and-set; of two at once one gets `conflict`. */
  async takeOver(tx: Tx, row: CaseRow): Promise<void> {
    const changed = await tx.change('update support.notice_case set handler_id = $2, handler_name = $3, version = version + 1 where id = $1 and version = $4', [row.id, tx.actor.userId, tx.actor.name, row.version]);
    if (changed === 0) throw new AppError('conflict');
  }

  /** False when it had been escalated before. */
  async markEscalated(tx: Tx, row: CaseRow): Promise<boolean> {
    return 0 < await tx.change('update support.notice_case set escalated_at = $2, version = version + 1 where id = $1 and escalated_at is null', [row.id, tx.now]);
  }

  async markForwarded(tx: Tx, row: CaseRow): Promise<void> {
    const changed = await tx.change(`update support.notice_case set forwarded_at = $2, version = version + 1 where id = $1 and source = 'desk' and forwarded_at is null`, [row.id, tx.now]);
    if (changed === 0) throw new AppError('support_not_forwardable');
  }

  async insert(tx: Tx, row: Pick<CaseRow, 'id' | 'client_id' | 'contract_id' | 'contract_number' | 'side' | 'article' | 'received_on' | 'requested_end_on' | 'sender_name' | 'note' | 'tracking_number'>): Promise<void> {
    await tx.query(
      `insert into support.notice_case (tenant_id, id, client_id, contract_id, contract_number, side, article, channel, source, received_on, requested_end_on, authority, sender_name, note, handler_id, handler_name, tracking_number)
       values ($1, $2, $3, $4, $5, $6, $7, 'desk_email', 'desk', $8, $9, 'needs_check', $10, $11, $12, $13, $14)`,
      [tx.actor.tenantId, row.id, row.client_id, row.contract_id, row.contract_number, row.side, row.article, row.received_on, row.requested_end_on, row.sender_name, row.note, tx.actor.userId, tx.actor.name, row.tracking_number]);
  }

  /** One scan per case; throws `duplicate` for a second. */
  async insertScan(tx: Tx, scan: { caseId: string; fileName: string; contentType: string; sha256: string; bytes: Buffer }): Promise<void> {
    const rows = await tx.query('insert into support.scan (tenant_id, case_id, file_name, content_type, sha256, bytes) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id', [tx.actor.tenantId, scan.caseId, scan.fileName, scan.contentType, scan.sha256, scan.bytes]);
    if (rows.length === 0) throw new AppError('duplicate');
  }

  findContracts(tx: Tx, number: string): Promise<FoundContract[]> {
    return tx.query<FoundContract>('select tenant_id, contract_id, client_id, contract_number from support.find_contract($1)', [number]);
  }

  async tenantNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ tenant_id: string; name: string }>('select tenant_id, name from platform.tenant_names($1)', [[...new Set(ids)]]);
    return new Map(rows.map((row) => [row.tenant_id, row.name]));
  }
}
