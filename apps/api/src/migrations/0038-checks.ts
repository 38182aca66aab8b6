import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const ofClient = 'client_id uuid not null, foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)';
const party = `party text not null check (party in ('client', 'vendor'))`;
const ofContracts = ['representation_refusal', 'representation_reminder'];
const ofClients = ['counterparty_check', 'counterparty_check_decision', 'counterparty_check_reminder'];

/** 第20条: the yearly representation of both sides, a refusal of it, and the checks of the other side with what was decided about a hit. */
export class Checks1700000000038 implements MigrationInterface {
  name = 'Checks1700000000038';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'representation_refusal', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofContract}, ${party}, person_name text not null, reason text not null, refused_on date not null, refused_at timestamptz not null`,
    });
    // What a side was asked for and reminded of, once each.
    await createTenantTable(q, {
      name: 'representation_reminder', appendOnly: true,
      columns: `${ofContract}, ${party}, due_on date not null, kind text not null check (kind in ('asked', 'overdue')), reminded_on date not null, unique (tenant_id, contract_id, party, due_on, kind)`,
    });
    await createTenantTable(q, { name: 'representation_run', columns: 'done_on date not null, unique (tenant_id)', vendor: ['select'] });
    await createTenantTable(q, {
      name: 'counterparty_check', appendOnly: true,
      columns: `${ofClient}, subject_kind text not null check (subject_kind in ('company', 'officer', 'other')), subject_name text not null, tool text not null, query text not null, result text not null check (result in ('clear', 'hit')),
        checked_on date not null, checked_by text not null, note text not null default '', file_id uuid, is_imported boolean not null default false, foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index counterparty_check_file on hoshu.counterparty_check (tenant_id, file_id)');
    await createTenantTable(q, {
      name: 'counterparty_check_decision', appendOnly: true,
      columns: `${ofClient}, check_id uuid not null, decision text not null check (decision in ('cleared', 'confirmed')), reason text not null, decided_by text not null, decided_on date not null, unique (tenant_id, check_id), foreign key (tenant_id, check_id) references hoshu.counterparty_check (tenant_id, id)`,
    });
    await createTenantTable(q, { name: 'counterparty_check_reminder', appendOnly: true, columns: `${ofClient}, valid_until_on date not null, reminded_on date not null, unique (tenant_id, client_id, valid_until_on)` });
    await createTenantTable(q, {
      name: 'counterparty_check_policy', columns: 'is_required boolean not null, covers_officers boolean not null, validity_months integer not null check (validity_months between 1 and 60), unique (tenant_id)',
    });
    for (const name of ofContracts) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    for (const name of ofClients) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id)`);
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['counterparty_check_policy', 'counterparty_check_reminder', 'counterparty_check_decision', 'counterparty_check', 'representation_run', ...ofContracts]) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
