import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofClient = 'client_id uuid not null, foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)';
const side = `side text not null check (side in ('client', 'vendor'))`;
const grants = { appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select', 'insert'] } as const;
const kinds = `'dishonour', 'suspensionNotice', 'bankruptcyPetition', 'civilRehabilitationPetition', 'corporateReorganizationPetition', 'specialLiquidationPetition', 'registryChange'`;
const parties = [['r_client', 'client'], ['r_vendor', 'vendor']] as const;

/** 第19条2号・3号: what a side noted about the other with its source, what it put aside, and from how many unpaid months on 乙 is told. */
export class Signals1700000000044 implements MigrationInterface {
  name = 'Signals1700000000044';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'party_signal', ...grants,
      columns: `${ofClient}, ${side}, kind text not null check (kind in (${kinds})), happened_on date not null, source text not null check (source <> ''), note text not null default '', file_id uuid not null, recorded_by text not null, recorded_on date not null,
        foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await createTenantTable(q, {
      name: 'party_signal_review', ...grants,
      columns: `${ofClient}, ${side}, signal_key text not null, reason text not null check (reason <> ''), decided_by text not null, decided_on date not null, unique (tenant_id, client_id, side, signal_key)`,
    });
    await createTenantTable(q, { name: 'party_signal_policy', columns: 'unpaid_months integer not null check (unpaid_months between 1 and 24), unique (tenant_id)', system: ['select'] });
    await q.query('create index party_signal_of on hoshu.party_signal (tenant_id, client_id)');
    await q.query('create index party_signal_file on hoshu.party_signal (tenant_id, file_id)');
    // What a side knows and thinks about the other is its own.
    for (const [role, who] of parties) {
      for (const name of ['party_signal', 'party_signal_review']) {
        await q.query(`create policy own_side_${who} on hoshu.${name} as restrictive for insert to ${role} with check (side = '${who}')`);
        await q.query(`create policy own_eyes_${who} on hoshu.${name} as restrictive for select to ${role} using (side = '${who}')`);
      }
    }
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['party_signal_policy', 'party_signal_review', 'party_signal']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
