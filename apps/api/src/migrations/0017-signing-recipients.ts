import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** Who else is part of a signing (F130): approvers of 甲 and people who get a copy, the order of the two signatures, and the approvals. */
export class SigningRecipients1700000000017 implements MigrationInterface {
  name = 'SigningRecipients1700000000017';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.signing_request add column signing_order text not null default 'parallel' check (signing_order in ('parallel', 'vendor_first', 'client_first'))`);
    await q.query(`alter table hoshu.signing_recipient add column role text not null default 'signer' check (role in ('signer', 'approver', 'cc')), add constraint signing_recipient_request_key unique (tenant_id, request_id, id)`);
    // Of two at once exactly one stands: one signer of 甲, and nobody twice.
    await q.query(`create unique index signing_recipient_signer on hoshu.signing_recipient (tenant_id, request_id) where role = 'signer' and replaced_at is null`);
    await q.query('create unique index signing_recipient_email on hoshu.signing_recipient (tenant_id, request_id, email) where replaced_at is null');
    await createTenantTable(q, {
      name: 'signing_approval', appendOnly: true,
      columns: `client_id uuid not null, contract_id uuid not null, request_id uuid not null, recipient_id uuid not null, person_name text not null, body_hash text not null, approved_at timestamptz not null, ip text not null default '', user_agent text not null default '',
        unique (tenant_id, request_id, recipient_id), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id), foreign key (tenant_id, request_id) references hoshu.signing_request (tenant_id, id),
        foreign key (tenant_id, request_id, recipient_id) references hoshu.signing_recipient (tenant_id, request_id, id)`,
      vendor: ['select'], system: ['select'], client: ['select', 'insert'],
    });
    await q.query('create index signing_approval_of on hoshu.signing_approval (tenant_id, client_id, contract_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'signing_approval');
    await installSampleWipe(q);
    await q.query('drop index hoshu.signing_recipient_email, hoshu.signing_recipient_signer');
    await q.query('alter table hoshu.signing_recipient drop constraint signing_recipient_request_key, drop column role');
    await q.query('alter table hoshu.signing_request drop column signing_order');
  }
}
