import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const ofAgreement = `${ofContract}, agreement_id uuid not null, foreign key (tenant_id, agreement_id) references hoshu.agreement (tenant_id, id)`;
const tables = ['agreement', 'agreement_entry', 'agreement_file', 'agreement_reminder'];

/** 第21条 and what the contract leaves to a later agreement (第2条5号・第3条9号・第8条2項・第12条2項): one mechanism for all. */
export class Agreements1700000000025 implements MigrationInterface {
  name = 'Agreements1700000000025';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'agreement', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofContract}, agreement_number integer not null check (agreement_number > 0), kind text not null check (kind in ('related_system', 'other_work', 'backup_terms', 'deliverable_rights', 'consultation')), article text not null,
        subject text not null, about_kind text check (about_kind in ('incident', 'invoice', 'notice', 'report')), about_id uuid, about_label text, opened_side text not null check (opened_side in ('client', 'vendor')), opened_by text not null, opened_at timestamptz not null,
        unique (tenant_id, contract_id, agreement_number), check ((about_kind is null) = (about_id is null))`,
    });
    await createTenantTable(q, {
      name: 'agreement_entry', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofAgreement}, kind text not null check (kind in ('position', 'meeting', 'proposal', 'withdrawal', 'decline', 'acceptance', 'closing', 'followUp', 'followUpDone')), side text not null check (side in ('client', 'vendor')),
        person_name text not null, person_role text not null, text text not null, at timestamptz not null, refers_to_id uuid, terms jsonb, answer_on date, held_on date, task_side text check (task_side in ('client', 'vendor')), due_on date, content_hash text,
        foreign key (tenant_id, refers_to_id) references hoshu.agreement_entry (tenant_id, id), check ((kind = 'proposal') = (content_hash is not null and terms is not null)), check ((kind in ('withdrawal', 'decline', 'acceptance', 'followUpDone')) = (refers_to_id is not null))`,
    });
    // Whoever answers at the same time: one answer to a proposal, one agreement to a matter.
    await q.query(`create unique index agreement_answered on hoshu.agreement_entry (tenant_id, refers_to_id)`);
    await q.query(`create unique index agreement_settled on hoshu.agreement_entry (tenant_id, agreement_id) where kind in ('acceptance', 'closing')`);
    await createTenantTable(q, {
      name: 'agreement_file', appendOnly: true, client: ['select'],
      columns: `${ofAgreement}, file_id uuid not null, unique (tenant_id, agreement_id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await createTenantTable(q, {
      name: 'agreement_reminder', appendOnly: true,
      columns: `${ofAgreement}, entry_id uuid not null, reminded_on date not null, unique (tenant_id, entry_id), foreign key (tenant_id, entry_id) references hoshu.agreement_entry (tenant_id, id)`,
    });
    for (const name of tables) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    for (const name of tables.slice(1)) await q.query(`create index ${name}_agreement on hoshu.${name} (tenant_id, agreement_id)`);
    await q.query('create index agreement_file_file on hoshu.agreement_file (tenant_id, file_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of [...tables].reverse()) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
