import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const ofList = `${ofContract}, offboarding_id uuid not null, foreign key (tenant_id, offboarding_id) references hoshu.offboarding (tenant_id, id)`;
const side = `side text not null check (side in ('client', 'vendor'))`;
const kinds = ['dns', 'certificate', 'account', 'credential', 'licence', 'backup', 'system', 'monitor', 'invoice', 'settlement', 'incident', 'agreement', 'claim', 'document', 'data', 'other'].map((kind) => `'${kind}'`).join(', ');
const parties = [['r_client', 'client'], ['r_vendor', 'vendor']] as const;
const grants = { appendOnly: true, vendor: ['select', 'insert'], client: ['select', 'insert'] } as const;
const tables = ['offboarding_item', 'offboarding_mark', 'handover_confirmation', 'handover_record'];

/** What both sides hand over at the end of a contract: the list from the records, what was done or waived, and the 引渡確認 of both. */
export class Offboarding1700000000043 implements MigrationInterface {
  name = 'Offboarding1700000000043';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, { name: 'offboarding', client: ['select'], columns: `${ofContract}, opened_on date not null, refreshed_on date not null, unique (tenant_id, contract_id)` });
    // `source_key` names the record an item stands for: a list made again adds what is new and keeps what is there.
    await createTenantTable(q, {
      name: 'offboarding_item', ...grants, system: ['select', 'insert'],
      columns: `${ofList}, kind text not null check (kind in (${kinds})), source_key text not null, title jsonb not null, detail text not null default '', article text not null, owner_side text not null check (owner_side in ('client', 'vendor')), added_side text not null check (added_side in ('system', 'client', 'vendor')),
        added_by text not null, added_on date not null, unique (tenant_id, offboarding_id, source_key)`,
    });
    await createTenantTable(q, {
      name: 'offboarding_mark', ...grants, system: ['select'],
      columns: `${ofList}, item_id uuid not null, kind text not null check (kind in ('done', 'waived', 'reopened')), ${side}, person_name text not null, text text not null, marked_on date not null, check (kind <> 'waived' or text <> ''), foreign key (tenant_id, item_id) references hoshu.offboarding_item (tenant_id, id)`,
    });
    await createTenantTable(q, { name: 'handover_confirmation', ...grants, system: ['select'], columns: `${ofList}, ${side}, person_name text not null, person_role text not null, content_hash text not null, ip text not null, confirmed_at timestamptz not null, unique (tenant_id, offboarding_id, side, content_hash)` });
    await createTenantTable(q, {
      name: 'handover_record', ...grants, system: ['select'],
      columns: `${ofList}, content_hash text not null, list jsonb not null, file_id uuid not null, closed_on date not null, unique (tenant_id, offboarding_id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    for (const name of ['offboarding', ...tables]) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    await q.query('create index offboarding_mark_list on hoshu.offboarding_mark (tenant_id, offboarding_id)');
    await q.query('create index offboarding_mark_item on hoshu.offboarding_mark (tenant_id, item_id)');
    await q.query('create index handover_record_file on hoshu.handover_record (tenant_id, file_id)');
    for (const [role, who] of parties) {
      for (const name of ['offboarding_mark', 'handover_confirmation']) await q.query(`create policy own_side_${who} on hoshu.${name} as restrictive for insert to ${role} with check (side = '${who}')`);
    }
    await q.query(`create policy own_side_client on hoshu.offboarding_item as restrictive for insert to r_client with check (added_side = 'client')`);
    await q.query(`create policy own_side_vendor on hoshu.offboarding_item as restrictive for insert to r_vendor with check (added_side in ('vendor', 'system'))`);
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of [...tables].reverse()) await dropTenantTable(q, name);
    await dropTenantTable(q, 'offboarding');
    await installSampleWipe(q);
  }
}
