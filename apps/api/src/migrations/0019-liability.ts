import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** 第16条2項: what 甲 paid before the contract moved in (D11), and the day the cap counts back from. */
export class Liability1700000000019 implements MigrationInterface {
  name = 'Liability1700000000019';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'opening_payment', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select'],
      columns: `${ofContract}, paid_on date not null, amount_yen bigint not null check (amount_yen > 0), kind text not null check (kind in ('fee', 'extra_work')), note text not null default '', entered_by text not null, entered_on date not null`,
    });
    await q.query('create index opening_payment_of on hoshu.opening_payment (tenant_id, client_id, contract_id)');
    await createTenantTable(q, {
      name: 'opening_payment_correction', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select'],
      columns: `${ofContract}, opening_payment_id uuid not null, reason text not null, corrected_by text not null, corrected_on date not null, unique (tenant_id, opening_payment_id), foreign key (tenant_id, opening_payment_id) references hoshu.opening_payment (tenant_id, id)`,
    });
    await q.query('create index opening_payment_correction_of on hoshu.opening_payment_correction (tenant_id, client_id, contract_id)');
    await createTenantTable(q, {
      name: 'cap_basis', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select'], clientColumn: null,
      columns: `basis text not null check (basis in ('incident', 'claim')), set_by text not null, set_on date not null`,
    });
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['cap_basis', 'opening_payment_correction', 'opening_payment']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
