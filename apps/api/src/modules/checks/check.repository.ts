import { Injectable } from '@nestjs/common';
import { DEFAULT_CHECK_VALIDITY_MONTHS } from '@hoshu/domain';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export type SubjectKind = 'company' | 'officer' | 'other';
export interface CheckRow {
  id: string; client_id: string; client_name: string; subject_kind: SubjectKind; subject_name: string; tool: string; query: string; result: 'clear' | 'hit'; checked_on: string; checked_by: string; note: string; file_id: string | null; is_imported: boolean;
  decision: 'cleared' | 'confirmed' | null; decision_reason: string | null; decided_by: string | null; decided_on: string | null;
}
export type NewCheck = Pick<CheckRow, 'client_id' | 'subject_kind' | 'subject_name' | 'tool' | 'query' | 'result' | 'checked_on' | 'checked_by' | 'note' | 'file_id' | 'is_imported'>;
export interface CheckPolicy { readonly isRequired: boolean; readonly coversOfficers: boolean; readonly validityMonths: number; readonly version: number }
export interface CheckedClient { readonly id: string; readonly company_name: string; readonly officers: string[]; readonly is_running: boolean }

/** What holds until a vendor chose something. */
const untouched: CheckPolicy = { isRequired: false, coversOfficers: true, validityMonths: DEFAULT_CHECK_VALIDITY_MONTHS, version: 0 };
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `
  select k.id, k.client_id, c.company_name as client_name, k.subject_kind, k.subject_name, k.tool, k.query, k.result, ${day('k.checked_on')} as checked_on, k.checked_by, k.note, k.file_id, k.is_imported,
    d.decision, d.reason as decision_reason, d.decided_by, ${day('d.decided_on')} as decided_on
  from hoshu.counterparty_check k join hoshu.client c on c.id = k.client_id left join hoshu.counterparty_check_decision d on d.check_id = k.id`;
const mostClients = 1_000;

/** Checks of counterparties, what was decided about hits, and the vendor's policy. All of it is the vendor's own. */
@Injectable()
export class CheckRepository {
  async get(tx: Tx, id: string): Promise<CheckRow> {
    return found(await tx.one<CheckRow>(`${select} where k.id = $1`, [id]));
  }

  /** Newest first. */
  page(tx: Tx, options: { readonly clientId: string | null; readonly after: string | null; readonly limit: number }): Promise<CheckRow[]> {
    return tx.query<CheckRow>(`${select} where ($1::uuid is null or k.client_id = $1) and ($2::uuid is null or k.id < $2) order by k.id desc limit $3`, [options.clientId, options.after, options.limit]);
  }

  /** Every check of some clients, oldest first. */
  ofClients(tx: Tx, clientIds: readonly string[]): Promise<CheckRow[]> {
    return tx.query<CheckRow>(`${select} where k.client_id = any($1) order by k.checked_on, k.id`, [clientIds]);
  }

  async insert(tx: Tx, row: NewCheck): Promise<string> {
    return found(await tx.one<{ id: string }>(
      'insert into hoshu.counterparty_check (tenant_id, client_id, subject_kind, subject_name, tool, query, result, checked_on, checked_by, note, file_id, is_imported) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id',
      [tx.actor.tenantId, row.client_id, row.subject_kind, row.subject_name, row.tool, row.query, row.result, row.checked_on, row.checked_by, row.note, row.file_id, row.is_imported])).id;
  }

  /** False when somebody decided before. */
  async insertDecision(tx: Tx, check: CheckRow, given: { readonly decision: string; readonly reason: string; readonly by: string }): Promise<boolean> {
    return (await tx.change('insert into hoshu.counterparty_check_decision (tenant_id, client_id, check_id, decision, reason, decided_by, decided_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, check_id) do nothing',
      [tx.actor.tenantId, check.client_id, check.id, given.decision, given.reason, given.by, tx.today])) > 0;
  }

  /** Clients with the people they named last for themselves (第20条1項), else their representative; one of them or all. */
  clients(tx: Tx, clientId: string | null): Promise<CheckedClient[]> {
    return tx.query<CheckedClient>(
      `select c.id, c.company_name,
         coalesce((select r.officers from hoshu.antisocial_representation r where r.client_id = c.id and r.party = 'client' order by r.answered_at desc, r.id desc limit 1), case when c.representative_name = '' then '{}' else array[c.representative_name] end) as officers,
         exists (select 1 from hoshu.contract_conclusion k where k.client_id = c.id and not exists (select 1 from hoshu.contract_end e where e.contract_id = k.contract_id and e.withdrawn_at is null and e.last_on < $2)) as is_running
       from hoshu.client c where c.archived_at is null and ($1::uuid is null or c.id = $1) order by c.company_name collate "ja-x-icu", c.id limit ${mostClients}`, [clientId, tx.today]);
  }

  async policy(tx: Tx): Promise<CheckPolicy> {
    return await tx.one<CheckPolicy>('select is_required as "isRequired", covers_officers as "coversOfficers", validity_months as "validityMonths", version from hoshu.counterparty_check_policy') ?? untouched;
  }

  /** Writes over the version that was read (0: none yet); false when somebody was faster. */
  async savePolicy(tx: Tx, { isRequired, coversOfficers, validityMonths, version }: CheckPolicy): Promise<boolean> {
    const values = [isRequired, coversOfficers, validityMonths];
    if (version > 0) return (await tx.change('update hoshu.counterparty_check_policy set is_required = $1, covers_officers = $2, validity_months = $3, version = version + 1 where version = $4', [...values, version])) > 0;
    return (await tx.change('insert into hoshu.counterparty_check_policy (tenant_id, is_required, covers_officers, validity_months) values ($4, $1, $2, $3) on conflict do nothing', [...values, tx.actor.tenantId])) > 0;
  }

  /** Keeps that the vendor was told of this last day; false when it had been. */
  async keepReminder(tx: Tx, clientId: string, validUntilOn: string): Promise<boolean> {
    return (await tx.change('insert into hoshu.counterparty_check_reminder (tenant_id, client_id, valid_until_on, reminded_on) values ($1, $2, $3, $4) on conflict do nothing', [tx.actor.tenantId, clientId, validUntilOn, tx.today])) > 0;
  }
}
