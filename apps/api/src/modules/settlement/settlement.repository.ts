import { Injectable } from '@nestjs/common';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import type { Sheet } from './sheet.js';

export interface SettlementRow {
  readonly id: string;
  readonly clientId: string;
  readonly contractId: string;
  readonly number: string;
  readonly totalYen: number;
  readonly sheet: Sheet;
  readonly issuedBy: string;
  readonly issuedOn: string;
  readonly fileId: string;
  readonly withdrawn: boolean;
  readonly refundedOn: string | null;
  readonly refundNote: string | null;
  readonly refundedBy: string | null;
  /** Open invoices of the contract, in yen: what 甲 still has to pay. */
  readonly openYen: number;
  /** An invoice of the contract is on its way to this reader: 甲 sees it once its document exists. */
  readonly hasHidden: boolean;
}
interface NewSettlement { readonly number: string; readonly sheet: Sheet; readonly issuedBy: string; readonly fileId: string }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `select s.id, s.client_id as "clientId", s.contract_id as "contractId", s.number, s.total_yen::float8 as "totalYen", s.sheet, s.issued_by as "issuedBy", ${day('s.issued_on')} as "issuedOn", s.file_id as "fileId", s.withdrawn_at is not null as withdrawn,
    ${day('s.refunded_on')} as "refundedOn", s.refund_note as "refundNote", s.refunded_by as "refundedBy",
    (select coalesce(sum(i.total_yen - coalesce((select sum(a.amount_yen) from hoshu.allocation a where a.invoice_id = i.id), 0)), 0)::float8 from hoshu.invoice i where i.contract_id = s.contract_id and i.number is not null and not exists (select 1 from hoshu.invoice_void v where v.invoice_id = i.id)) as "openYen",
    exists (select 1 from hoshu.invoice_line l where l.contract_id = s.contract_id and l.live and not exists (select 1 from hoshu.invoice h where h.id = l.invoice_id)) as "hasHidden"
  from hoshu.settlement s`;

/** Final settlements (最終精算書): at most one of a contract stands. */
@Injectable()
export class SettlementRepository {
  /** Throws not_found. */
  async get(tx: Tx, settlementId: string): Promise<SettlementRow> {
    return found(await tx.one<SettlementRow>(`${select} where s.id = $1`, [settlementId]));
  }

  /** The one that stands, or null. */
  live(tx: Tx, contractId: string): Promise<SettlementRow | null> {
    return tx.one<SettlementRow>(`${select} where s.contract_id = $1 and s.withdrawn_at is null`, [contractId]);
  }

  /** The number of the next one: the contract's own with 精算 and a count. */
  async nextNumber(tx: Tx, facts: ContractFacts): Promise<string> {
    const row = await tx.one<{ count: number }>('select count(*)::int as count from hoshu.settlement where contract_id = $1', [facts.id]);
    return `${facts.number}-FS${(row?.count ?? 0) + 1}`;
  }

  /** Whether both sides agreed to withdraw the notice that this end came from: it is about to be lifted. */
  async withdrawalAgreed(tx: Tx, { end }: ContractFacts): Promise<boolean> {
    return end?.noticeId != null && (await tx.one(`select 1 from hoshu.notice_withdrawal w where w.notice_id = $1 and w.kind = 'consent' limit 1`, [end.noticeId])) !== null;
  }

  async insert(tx: Tx, facts: ContractFacts, made: NewSettlement): Promise<string> {
    const row = found(await tx.one<{ id: string }>(
      'insert into hoshu.settlement (tenant_id, client_id, contract_id, end_id, number, ended_on, total_yen, sheet, content_hash, issued_by, issued_on, file_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id',
      [tx.actor.tenantId, facts.clientId, facts.id, facts.end?.id, made.number, made.sheet.endOn, made.sheet.totalYen, JSON.stringify(made.sheet), made.sheet.hash, made.issuedBy, tx.today, made.fileId]));
    return row.id;
  }

  async withdraw(tx: Tx, settlementId: string, { reason, by }: { readonly reason: string; readonly by: string }): Promise<void> {
    await tx.change('update hoshu.settlement set withdrawn_at = $2, withdrawn_on = $3, withdrawn_reason = $4, withdrawn_by = $5, version = version + 1 where id = $1 and withdrawn_at is null', [settlementId, tx.now, tx.today, reason, by]);
  }

  async refunded(tx: Tx, settlementId: string, { paidOn, note, by }: { readonly paidOn: string; readonly note: string; readonly by: string }): Promise<void> {
    await tx.change('update hoshu.settlement set refunded_on = $2, refund_note = $3, refunded_by = $4, version = version + 1 where id = $1 and refunded_on is null', [settlementId, paidOn, note, by]);
  }
}
