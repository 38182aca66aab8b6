import { Injectable } from '@nestjs/common';
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

  async insertRefusal(tx: Tx, contract: { readonly id: string; readonly clientId: string }, row: { readonly party: Party; readonly personName: string; readonly reason: string }): Promise<void> {
    await tx.query('insert into hoshu.representation_refusal (tenant_id, client_id, contract_id, party, person_name, reason, refused_on, refused_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tx.actor.tenantId, contract.clientId, contract.id, row.party, row.personName, row.reason, tx.today, tx.now]);
  }

  /** Keeps that a side was asked or reminded; false when it had been. */
  async keepReminder(tx: Tx, contract: { readonly id: string; readonly clientId: string }, row: { readonly party: Party; readonly dueOn: string; readonly kind: 'asked' | 'overdue' }): Promise<boolean> {
    return (await tx.change('insert into hoshu.representation_reminder (tenant_id, client_id, contract_id, party, due_on, kind, reminded_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [tx.actor.tenantId, contract.clientId, contract.id, row.party, row.dueOn, row.kind, tx.today])) > 0;
  }

  /** Every side was asked that had to be asked on this business day. */
  async closeDay(tx: Tx): Promise<void> {
    await tx.query('insert into hoshu.representation_run as r (tenant_id, done_on) values ($1, $2) on conflict (tenant_id) do update set done_on = excluded.done_on, version = r.version + 1 where r.done_on < excluded.done_on', [tx.actor.tenantId, tx.today]);
  }
}
