import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** 稟議: who has to approve a contract inside 乙 before it is sent, and who did. 甲 sees none of it. */
export class Approvals1700000000039 implements MigrationInterface {
  name = 'Approvals1700000000039';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, { name: 'approval_policy', columns: `steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) <= 3), unique (tenant_id)` });
    await createTenantTable(q, {
      name: 'approval_absence',
      columns: `user_id uuid not null, user_name text not null, delegate_user_id uuid not null, delegate_name text not null, from_on date not null, until_on date not null, entered_by text not null, ended_at timestamptz, check (until_on >= from_on), check (user_id <> delegate_user_id)`,
    });
    await createTenantTable(q, {
      name: 'approval_request', appendOnly: true,
      columns: `${ofContract}, draft_hash text not null check (length(draft_hash) = 64), fee_yen bigint, deviations jsonb not null, steps jsonb not null, note text not null,
        requested_by uuid not null, requested_by_name text not null, requested_by_email text not null, requested_at timestamptz not null`,
    });
    // One answer to each step: of two at once exactly one stands.
    await createTenantTable(q, {
      name: 'approval_answer', appendOnly: true,
      columns: `${ofContract}, request_id uuid not null, step integer not null check (step between 1 and 3), kind text not null check (kind in ('approved', 'sent_back')), user_id uuid not null, user_name text not null, on_behalf_of text, reason text not null, answered_at timestamptz not null,
        unique (tenant_id, request_id, step), foreign key (tenant_id, request_id) references hoshu.approval_request (tenant_id, id), check (kind = 'approved' or reason <> '')`,
    });
    for (const name of ['approval_request', 'approval_answer']) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['approval_answer', 'approval_request', 'approval_absence', 'approval_policy']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
