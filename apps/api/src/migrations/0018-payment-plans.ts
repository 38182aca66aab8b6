import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** What one side tells the other: the day of a transfer. */
export class PaymentPlans1700000000018 implements MigrationInterface {
  name = 'PaymentPlans1700000000018';

  async up(q: QueryRunner): Promise<void> {
    // 第11条: 甲's own words about when it will pay; the newest row counts, and no due date follows it.
    await createTenantTable(q, {
      name: 'payment_plan', appendOnly: true, vendor: ['select'], system: ['select'], client: ['select', 'insert'],
      columns: `${ofContract}, invoice_id uuid not null, planned_on date not null, note text not null default '', told_by text not null, told_on date not null, foreign key (tenant_id, invoice_id) references hoshu.invoice (tenant_id, id)`,
    });
    await q.query('create index payment_plan_invoice on hoshu.payment_plan (tenant_id, invoice_id, id desc)');
    await q.query('create index payment_plan_of on hoshu.payment_plan (tenant_id, client_id, contract_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'payment_plan');
    await installSampleWipe(q);
  }
}
