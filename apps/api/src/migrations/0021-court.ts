import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** 第22条: how the agreed court changed after the conclusion: 甲's head office moved, or somebody decided otherwise with a reason. */
export class Court1700000000021 implements MigrationInterface {
  name = 'Court1700000000021';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'court_change', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select'],
      columns: `client_id uuid not null, contract_id uuid not null, kind text not null check (kind in ('moved', 'manual')), old_court text, new_court text, head_office text not null default '', reason text not null default '', changed_by text not null, changed_on date not null,
        check ((kind = 'manual') = (reason <> '')), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)`,
    });
    await q.query('create index court_change_of on hoshu.court_change (tenant_id, client_id, contract_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'court_change');
    await installSampleWipe(q);
  }
}
