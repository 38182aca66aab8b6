import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** The vendor's own templates of the form; a version never changes, and a contract keeps the one it was drafted from (F164). */
export class Templates1700000000045 implements MigrationInterface {
  name = 'Templates1700000000045';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, { name: 'contract_template', system: ['select'], columns: 'template_name text not null check (template_name <> \'\'), is_retired boolean not null default false, unique (tenant_id, template_name)' });
    await createTenantTable(q, {
      name: 'contract_template_version', appendOnly: true, vendor: ['select', 'insert'], system: ['select'],
      columns: `template_id uuid not null, number integer not null check (number > 0), terms jsonb not null, saved_by text not null, saved_on date not null, unique (tenant_id, template_id, number), foreign key (tenant_id, template_id) references hoshu.contract_template (tenant_id, id)`,
    });
    await q.query('alter table hoshu.contract add column template_version_id uuid, add constraint contract_template_version_of foreign key (tenant_id, template_version_id) references hoshu.contract_template_version (tenant_id, id)');
    await q.query('create index contract_template_of on hoshu.contract (tenant_id, template_version_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.contract drop column template_version_id');
    for (const name of ['contract_template_version', 'contract_template']) await dropTenantTable(q, name);
  }
}
