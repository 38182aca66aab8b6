import { Injectable } from '@nestjs/common';
import { ATTESTATION_LEAD_DAYS } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';

export type Party = 'client' | 'vendor';
export const parties: readonly Party[] = ['client', 'vendor'];
export interface RecordRow {
  id: string; contract_id: string; kind: 'represented' | 'refused'; party: Party; person_name: string; on_day: string; at: Date; officers: string[]; statement_version: string | null; statement: string | null; reason: string | null;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
// Both kinds in one row shape, so that the newest of a side decides.
const records = `
  select id, contract_id, 'represented' as kind, party, answered_by as person_name, ${day('answered_on')} as on_day, answered_at as at, officers, statement_version, statement, null as reason from hoshu.antisocial_representation
  union all select id, contract_id, 'refused', party, person_name, ${day('refused_on')}, refused_at, '{}', null, null, reason from hoshu.representation_refusal`;

/** Reads what the sides represented or refused; writes refusals and what was asked for. */
@Injectable()
export class RepresentationRepository {
  /** Everything on record of one contract, oldest first. */
  history(tx: Tx, contractId: string): Promise<RecordRow[]> {
    return tx.query<RecordRow>(`select * from (${records}) r where r.contract_id = $1 order by r.at, r.id`, [contractId]);
  }

  /** The newest record of each side and kind, for many contracts. */
  newest(tx: Tx, contractIds: readonly string[]): Promise<RecordRow[]> {
    return tx.query<RecordRow>(`select distinct on (r.contract_id, r.party, r.kind) r.* from (${records}) r where r.contract_id = any($1) order by r.contract_id, r.party, r.kind, r.at desc, r.id desc`, [contractIds]);
  }

  /**
   * Contracts of which a side may have to be asked or reminded today: the newest anniversary is open, the side has not answered since it opened, and was not
   * told so yet. May name one too many, never one too few; which one is asked is the rule's word (`attestation`).
   */
  async unasked(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select t.contract_id as id from hoshu.contract_term t
         cross join lateral (select max(d) as on_day from (select (t.starts_on + make_interval(years => n))::date as d from generate_series(1, extract(year from $1::date)::integer - extract(year from t.starts_on)::integer + 1) n) x where d - $2::integer <= $1) due
       where t.number = 1 and due.on_day is not null and exists (select 1 from unnest($3::text[]) side
         where not exists (select 1 from hoshu.antisocial_representation a where a.contract_id = t.contract_id and a.party = side and a.answered_on >= due.on_day - $2::integer)
           and not exists (select 1 from hoshu.representation_reminder r where r.contract_id = t.contract_id and r.party = side and r.due_on = due.on_day and r.kind = case when $1 > due.on_day then 'overdue' else 'asked' end))`,
      [tx.today, ATTESTATION_LEAD_DAYS, [...parties]]);
    return rows.map(({ id }) => id);
  }

  async insertRefusal(tx: Tx, contract: { readonly id: string; readonly clientId: string }, row: { readonly party: Party; readonly personName: string; readonly reason: string }): Promise<void> {
    await tx.query('insert into hoshu.representation_refusal (tenant_id, client_id, contract_id, party, person_name, reason, refused_on, refused_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tx.actor.tenantId, contract.clientId, contract.id, row.party, row.personName, row.reason, tx.today, tx.now]);
  }

  /** Keeps that a side was asked or reminded; false when it had been. */
  async keepReminder(tx: Tx, contract: { readonly id: string; readonly clientId: string }, row: { readonly party: Party; readonly dueOn: string; readonly kind: 'asked' | 'overdue' }): Promise<boolean> {
    return (await tx.change('insert into hoshu.representation_reminder (tenant_id, client_id, contract_id, party, due_on, kind, reminded_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [tx.actor.tenantId, contract.clientId, contract.id, row.party, row.dueOn, row.kind, tx.today])) > 0;
  }

  /** `contract party due-day kind` of what was asked. */
  async asked(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await tx.query<{ key: string }>(`select concat_ws(' ', contract_id, party, ${day('due_on')}, kind) as key from hoshu.representation_reminder where contract_id = any($1)`, [contractIds])).map(({ key }) => key));
  }

  /** Every side was asked that had to be asked on this business day. */
  async closeDay(tx: Tx): Promise<void> {
    await tx.query('insert into hoshu.representation_run as r (tenant_id, done_on) values ($1, $2) on conflict (tenant_id) do update set done_on = excluded.done_on, version = r.version + 1 where r.done_on < excluded.done_on', [tx.actor.tenantId, tx.today]);
  }
}
