import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** A code that 乙 tells by another way than the mail with the link (D18, F131): its hash, the tries of each recipient, and whether a signature was given behind it. And where each of two paper copies is (F136). */
export class SigningCodesAndCopies1700000000048 implements MigrationInterface {
  name = 'SigningCodesAndCopies1700000000048';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'signing_access_code',
      columns: `client_id uuid not null, contract_id uuid not null, request_id uuid not null, code_hash text not null, set_by_name text not null, set_at timestamptz not null,
        unique (tenant_id, request_id), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id), foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id)`,
      system: ['select'], client: ['select'],
    });
    await q.query('create index signing_access_code_of on hoshu.signing_access_code (tenant_id, client_id, contract_id)');
    await q.query('alter table hoshu.signing_recipient add column code_failures integer not null default 0, add column code_entered_at timestamptz');
    await q.query('alter table hoshu.signature add column access_code boolean not null default false');
    await createTenantTable(q, {
      name: 'signing_paper_step', appendOnly: true,
      columns: `client_id uuid not null, contract_id uuid not null, request_id uuid not null, copy text not null check (copy in ('client', 'vendor')), step text not null check (step in ('sealed', 'sent', 'returned', 'kept')), happened_on date not null, note text not null default '', entered_by_name text not null,
        unique (tenant_id, request_id, copy, step, happened_on), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id), foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id)`,
      system: ['select'],
    });
    await q.query('create index signing_paper_step_of on hoshu.signing_paper_step (tenant_id, client_id, contract_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.signature drop column access_code');
    await q.query('alter table hoshu.signing_recipient drop column code_failures, drop column code_entered_at');
    for (const name of ['signing_paper_step', 'signing_access_code']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
