import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** What one side tells the other: the day of a transfer, the posting of a letter, another contact person, maintenance that will not take place. */
export class ToldFacts1700000000018 implements MigrationInterface {
  name = 'ToldFacts1700000000018';

  async up(q: QueryRunner): Promise<void> {
    // 第11条: 甲's own words about when it will pay; the newest row counts, and no due date follows it.
    await createTenantTable(q, {
      name: 'payment_plan', appendOnly: true, vendor: ['select'], system: ['select'], client: ['select', 'insert'],
      columns: `${ofContract}, invoice_id uuid not null, planned_on date not null, note text not null default '', told_by text not null, told_on date not null, foreign key (tenant_id, invoice_id) references hoshu.invoice (tenant_id, id)`,
    });
    await q.query('create index payment_plan_invoice on hoshu.payment_plan (tenant_id, invoice_id, id desc)');
    await q.query('create index payment_plan_of on hoshu.payment_plan (tenant_id, client_id, contract_id)');
    // 第17条2項: the giver posted its own letter. Posting is no arrival, so this is no delivery.
    await createTenantTable(q, {
      name: 'notice_posting', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select', 'insert'],
      columns: `${ofContract}, notice_id uuid not null, posted_on date not null, carrier text not null check (carrier in ('japan_post', 'yamato', 'sagawa', 'other')), tracking_number text not null default '', scan_file_id uuid, recorded_by text not null, recorded_at timestamptz not null,
        foreign key (tenant_id, notice_id) references hoshu.notice (tenant_id, id), foreign key (tenant_id, scan_file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index notice_posting_notice on hoshu.notice_posting (tenant_id, notice_id)');
    await q.query('create index notice_posting_of on hoshu.notice_posting (tenant_id, client_id, contract_id)');
    await q.query('create index notice_posting_scan on hoshu.notice_posting (tenant_id, scan_file_id)');
    await createTenantTable(q, {
      name: 'monitor_window_removal', appendOnly: true, client: ['select'],
      columns: 'client_id uuid not null, window_id uuid not null, removed_by text not null, unique (tenant_id, window_id), foreign key (tenant_id, window_id) references hoshu.monitor_window (tenant_id, id)',
    });
    // D19: a person is the contact on each day from starts_on to ends_on, both inclusive; null = open.
    await q.query('alter table hoshu.client_contact add column starts_on date, add column ends_on date');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.client_contact drop column starts_on, drop column ends_on');
    for (const name of ['monitor_window_removal', 'notice_posting', 'payment_plan']) await dropTenantTable(q, name);
  }
}
