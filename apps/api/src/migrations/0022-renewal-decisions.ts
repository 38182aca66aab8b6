import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** What 乙 decides before the notice deadline of a term (第17条2項). */
export class RenewalDecisions1700000000022 implements MigrationInterface {
  name = 'RenewalDecisions1700000000022';

  async up(q: QueryRunner): Promise<void> {
    // One row per contract and term; 甲 never sees what 乙 thinks about. A contract nobody decided has no row until its term is renewed.
    await createTenantTable(q, {
      name: 'renewal_decision',
      columns: `${ofContract}, term_number integer not null check (term_number > 0), state text not null default 'undecided' check (state in ('undecided', 'renew', 'renegotiate', 'end', 'snoozed')), snoozed_until_on date, owner_id uuid, owner_name text not null default '', note text not null default '',
        decided_by text not null default '', decided_at timestamptz, outcome text check (outcome in ('renewed', 'ended')), closed_on date,
        check ((state = 'snoozed') = (snoozed_until_on is not null)), check ((outcome is null) = (closed_on is null)), unique (tenant_id, contract_id, term_number)`,
    });
    await q.query('create index renewal_decision_of on hoshu.renewal_decision (tenant_id, client_id, contract_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'renewal_decision');
    await installSampleWipe(q);
  }
}
