import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const ofClaim = `${ofContract}, claim_id uuid not null, foreign key (tenant_id, claim_id) references hoshu.claim (tenant_id, id)`;
const side = (column: string) => `${column} text not null check (${column} in ('client', 'vendor'))`;
const grants = { appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select', 'insert'] } as const;
/** Table and the column that says which side wrote the row. */
const sided = { claim: 'side', claim_event: 'side', claim_settlement: 'proposed_side', claim_settlement_confirmation: 'side' } as const;
const tables = ['claim_settlement_confirmation', 'claim_settlement', 'claim_event', 'claim_item', 'claim'];

/** 第16条: claims for damages of either side, their course and the settlement that both confirm. */
export class Claims1700000000020 implements MigrationInterface {
  name = 'Claims1700000000020';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'claim', ...grants,
      columns: `${ofContract}, claim_number integer not null check (claim_number > 0), ${side('side')}, title text not null, reason text not null, incident_on date not null, claimed_on date not null, incident_id uuid, willful boolean not null, raised_by text not null,
        unique (tenant_id, contract_id, claim_number), foreign key (tenant_id, incident_id) references hoshu.incident (tenant_id, id)`,
    });
    await q.query('create index claim_incident on hoshu.claim (tenant_id, incident_id)');
    await createTenantTable(q, { name: 'claim_item', ...grants, columns: `${ofClaim}, position integer not null, description text not null, amount_yen bigint not null check (amount_yen > 0), direct boolean not null, ordinary boolean not null, unique (tenant_id, claim_id, position)` });
    await createTenantTable(q, {
      name: 'claim_event', ...grants,
      columns: `${ofClaim}, kind text not null check (kind in ('raised', 'investigating', 'negotiating', 'statement', 'failed', 'proposed', 'confirmed')), ${side('side')}, person_name text not null, text text not null, at timestamptz not null`,
    });
    await q.query('create index claim_event_claim on hoshu.claim_event (tenant_id, claim_id)');
    await createTenantTable(q, {
      name: 'claim_settlement', ...grants,
      columns: `${ofClaim}, revision integer not null check (revision > 0), amount_yen bigint not null check (amount_yen >= 0), text text not null, ${side('proposed_side')}, proposed_by text not null, proposed_on date not null, sha256 text not null, unique (tenant_id, claim_id, revision)`,
    });
    await createTenantTable(q, {
      name: 'claim_settlement_confirmation', ...grants,
      columns: `${ofClaim}, settlement_id uuid not null, ${side('side')}, person_name text not null, confirmed_on date not null, unique (tenant_id, settlement_id, side), foreign key (tenant_id, settlement_id) references hoshu.claim_settlement (tenant_id, id)`,
    });
    await q.query('create index claim_settlement_confirmation_claim on hoshu.claim_settlement_confirmation (tenant_id, claim_id)');
    for (const name of tables) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
    // Nobody speaks or confirms for the other side.
    for (const [name, column] of Object.entries(sided)) {
      for (const [role, who] of [['r_client', 'client'], ['r_vendor', 'vendor']]) await q.query(`create policy own_side_${who} on hoshu.${name} as restrictive for insert to ${role} with check (${column} = '${who}')`);
    }
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of tables) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
