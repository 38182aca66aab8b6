import { Injectable } from '@nestjs/common';
import type { AgreementEntryKind, ContractSide } from '@hoshu/domain';
import type { AgreementTerms, agreementAboutKinds, agreementKinds } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export type AgreementKind = (typeof agreementKinds)[number];
export type AboutKind = (typeof agreementAboutKinds)[number];
export interface AgreementRow {
  id: string; client_id: string; contract_id: string; contract_number: string; client_name: string; agreement_number: number; kind: AgreementKind; article: string; subject: string;
  about_kind: AboutKind | null; about_id: string | null; about_label: string | null; opened_side: ContractSide; opened_by: string; opened_at: Date; file_id: string | null;
}
export interface EntryRow {
  id: string; agreement_id: string; kind: AgreementEntryKind; side: ContractSide; person_name: string; person_role: string; text: string; at: Date; refers_to_id: string | null;
  terms: AgreementTerms | null; answer_on: string | null; held_on: string | null; task_side: ContractSide | null; due_on: string | null; content_hash: string | null;
  ip: string; entered_by: string | null; entered_side: ContractSide | null; source_file_id: string | null;
}
export interface NewAgreement { readonly clientId: string; readonly contractId: string; readonly kind: AgreementKind; readonly article: string; readonly subject: string; readonly about: { readonly kind: AboutKind; readonly id: string; readonly label: string } | null; readonly side: ContractSide; readonly by: string }
export interface NewEntry {
  readonly kind: AgreementEntryKind; readonly side: ContractSide; readonly personName: string; readonly personRole: string; readonly text: string; readonly refersToId?: string;
  readonly terms?: AgreementTerms; readonly answerBy?: string | null; readonly heldOn?: string | null; readonly taskSide?: ContractSide; readonly dueOn?: string; readonly contentHash?: string;
  /** 代理入力: who entered it for that side, and the file that shows it. */
  readonly proxy?: { readonly by: string; readonly side: ContractSide; readonly fileId: string };
}
export interface DueEntry { readonly entryId: string; readonly agreementId: string; readonly side: ContractSide; readonly dueOn: string; readonly what: 'Proposal' | 'FollowUp' | 'Delivery' }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `
  select a.id, a.client_id, a.contract_id, c.contract_number, cl.company_name as client_name, a.agreement_number, a.kind, a.article, a.subject, a.about_kind, a.about_id, a.about_label, a.opened_side, a.opened_by, a.opened_at, f.file_id
  from hoshu.agreement a join hoshu.contract c on c.id = a.contract_id join hoshu.client cl on cl.id = a.client_id left join hoshu.agreement_file f on f.agreement_id = a.id`;
const entryColumns = `id, agreement_id, kind, side, person_name, person_role, text, at, refers_to_id, terms, ${day('answer_on')} as answer_on, ${day('held_on')} as held_on, task_side, ${day('due_on')} as due_on, content_hash, ip, entered_by, entered_side, source_file_id`;
const isSettled = `exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind in ('acceptance', 'closing'))`;
const waits = `exists (select 1 from hoshu.agreement_entry p where p.agreement_id = a.id and p.kind = 'proposal'
  and not exists (select 1 from hoshu.agreement_entry q where q.agreement_id = a.id and (q.refers_to_id = p.id or q.kind = 'proposal' and q.id > p.id)))`;
/** The states of `agreementCourse` as conditions on an agreement `a`. */
const inState = {
  agreed: `exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'acceptance')`,
  closed: `exists (select 1 from hoshu.agreement_entry e where e.agreement_id = a.id and e.kind = 'closing')`,
  proposed: `not ${isSettled} and ${waits}`,
  open: `not ${isSettled} and not ${waits}`,
} as const;
// Proposals on the table and follow-ups that are not done, on or after their day, and deliveries on the last day of their inspection, of which nobody was reminded.
const due = `e.id not in (select r.entry_id from hoshu.agreement_reminder r) and (e.kind = 'followUp' and e.due_on <= $1 and not exists (select 1 from hoshu.agreement_entry d where d.refers_to_id = e.id)
  or e.kind = 'delivery' and e.due_on = $1 and not exists (select 1 from hoshu.agreement_entry d where d.refers_to_id = e.id)
  or e.kind = 'proposal' and e.answer_on <= $1 and not exists (select 1 from hoshu.agreement_entry q where q.agreement_id = e.agreement_id and (q.refers_to_id = e.id or q.kind in ('acceptance', 'closing') or q.kind = 'proposal' and q.id > e.id)))`;
/** For the dispatcher: whether a reminder may be due; `$1` is the business day. */
export const reminderDue = `exists (select 1 from hoshu.agreement_entry e where ${due})`;

/** Consultations and their entries; rows are only ever added. */
@Injectable()
export class AgreementRepository {
  async get(tx: Tx, id: string): Promise<AgreementRow> {
    return found(await tx.one<AgreementRow>(`${select} where a.id = $1`, [id]));
  }

  /** Newest first. */
  list(tx: Tx, page: { contractId: string | null; state: keyof typeof inState | null; after: string | null; limit: number }): Promise<AgreementRow[]> {
    return tx.query<AgreementRow>(`${select} where ($1::uuid is null or a.contract_id = $1) and ($2::uuid is null or a.id < $2) ${page.state ? `and ${inState[page.state]}` : ''} order by a.id desc limit $3`, [page.contractId, page.after, page.limit]);
  }

  /** Entries of some consultations in the order of recording. */
  entries(tx: Tx, agreementIds: readonly string[]): Promise<EntryRow[]> {
    return tx.query<EntryRow>(`select ${entryColumns} from hoshu.agreement_entry where agreement_id = any($1) order by id`, [agreementIds]);
  }

  async entry(tx: Tx, entryId: string): Promise<EntryRow> {
    return found(await tx.one<EntryRow>(`select ${entryColumns} from hoshu.agreement_entry where id = $1`, [entryId]));
  }

  async insert(tx: Tx, agreement: NewAgreement): Promise<string> {
    const { about } = agreement;
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.agreement (tenant_id, client_id, contract_id, agreement_number, kind, article, subject, about_kind, about_id, about_label, opened_side, opened_by, opened_at)
       select $1, $2, $3, (select coalesce(max(a.agreement_number), 0) + 1 from hoshu.agreement a where a.contract_id = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12 returning id`,
      [tx.actor.tenantId, agreement.clientId, agreement.contractId, agreement.kind, agreement.article, agreement.subject, about?.kind ?? null, about?.id ?? null, about?.label ?? null, agreement.side, agreement.by, tx.now])).id;
  }

  async addEntry(tx: Tx, agreement: Pick<AgreementRow, 'id' | 'client_id' | 'contract_id'>, entry: NewEntry): Promise<string> {
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.agreement_entry (tenant_id, client_id, contract_id, agreement_id, kind, side, person_name, person_role, text, at, refers_to_id, terms, answer_on, held_on, task_side, due_on, content_hash, ip, entered_by, entered_side, source_file_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) returning id`,
      [tx.actor.tenantId, agreement.client_id, agreement.contract_id, agreement.id, entry.kind, entry.side, entry.personName, entry.personRole, entry.text, tx.now, entry.refersToId ?? null,
        entry.terms ? JSON.stringify(entry.terms) : null, entry.answerBy ?? null, entry.heldOn ?? null, entry.taskSide ?? null, entry.dueOn ?? null, entry.contentHash ?? null, tx.actor.request.ip, entry.proxy?.by ?? null, entry.proxy?.side ?? null, entry.proxy?.fileId ?? null])).id;
  }

  /** What a consultation is about, in words of its own slice; null when this actor cannot see it under that contract. */
  aboutLabel(tx: Tx, contractId: string, about: { readonly kind: AboutKind; readonly id: string }): Promise<{ label: string } | null> {
    const sources: Readonly<Record<AboutKind, string>> = {
      incident: `select '障害：' || title as label from hoshu.incident where id = $1 and contract_id = $2`,
      invoice: `select '請求書：' || number as label from hoshu.invoice where id = $1 and contract_id = $2 and number is not null`,
      notice: `select '第' || article || '条の通知' as label from hoshu.notice where id = $1 and contract_id = $2`,
      report: `select '保守報告書：' || month as label from hoshu.report_sending where report_id = $1 and contract_id = $2`,
    };
    return tx.one<{ label: string }>(sources[about.kind], [about.id, contractId]);
  }

  async dueEntries(tx: Tx): Promise<DueEntry[]> {
    const rows = await tx.query<EntryRow>(`select ${entryColumns} from hoshu.agreement_entry e where ${due} order by e.id`, [tx.today]);
    return rows.map((row) => ({ entryId: row.id, agreementId: row.agreement_id, what: row.kind === 'proposal' ? 'Proposal' : row.kind === 'delivery' ? 'Delivery' : 'FollowUp', side: row.task_side ?? (row.side === 'client' ? 'vendor' : 'client'), dueOn: row.due_on ?? row.answer_on ?? tx.today }));
  }

  /** False when the reminder was written before. */
  async insertReminder(tx: Tx, agreement: Pick<AgreementRow, 'id' | 'client_id' | 'contract_id'>, entryId: string): Promise<boolean> {
    return (await tx.change(
      `insert into hoshu.agreement_reminder (tenant_id, client_id, contract_id, agreement_id, entry_id, reminded_on) values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, entry_id) do nothing`,
      [tx.actor.tenantId, agreement.client_id, agreement.contract_id, agreement.id, entryId, tx.today])) > 0;
  }

  async insertFile(tx: Tx, agreement: AgreementRow, fileId: string): Promise<void> {
    await tx.query('insert into hoshu.agreement_file (tenant_id, client_id, contract_id, agreement_id, file_id) values ($1, $2, $3, $4, $5)', [tx.actor.tenantId, agreement.client_id, agreement.contract_id, agreement.id, fileId]);
  }
}
