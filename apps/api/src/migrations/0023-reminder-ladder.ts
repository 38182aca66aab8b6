import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const kinds = `'first', 'posting_30', 'posting_14', 'posting_7', 'posting_3', 'posting_day'`;
const kindsBefore = `'posting_in_30_days', 'safe_business_day'`;

/** Warnings of the notice deadline (第17条2項) to each side on its own, and how many of them 甲 gets. */
export class ReminderLadder1700000000023 implements MigrationInterface {
  name = 'ReminderLadder1700000000023';

  async up(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.contract_reminder drop constraint contract_reminder_kind_check');
    await q.query(`alter table hoshu.contract_reminder add constraint contract_reminder_kind_check check (kind in (${kindsBefore}, ${kinds}))`);
    // Reminders of before went to both sides at once.
    await q.query(`alter table hoshu.contract_reminder add column party text not null default 'both' constraint contract_reminder_party_check check (party in ('client', 'vendor', 'both'))`);
    await q.query('alter table hoshu.contract_reminder alter column party drop default');
    await q.query('alter table hoshu.contract_reminder drop constraint contract_reminder_tenant_id_contract_id_term_number_kind_key');
    await q.query('alter table hoshu.contract_reminder add constraint contract_reminder_once unique (tenant_id, contract_id, term_number, kind, party)');
    // Without a contract: the choice for all contracts of the vendor that have none of their own.
    await createTenantTable(q, {
      name: 'reminder_choice',
      columns: `client_id uuid, contract_id uuid, client_mode text check (client_mode in ('once', 'ladder')), check ((client_id is null) = (contract_id is null)), check (contract_id is not null or client_mode is not null), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)`,
    });
    await q.query('create unique index reminder_choice_once on hoshu.reminder_choice (tenant_id, contract_id) nulls not distinct');
    await q.query('create index reminder_choice_of on hoshu.reminder_choice (tenant_id, client_id, contract_id)');
    // The last business day whose warnings are all out: the dispatcher looks once a day and starts over after a failure.
    await createTenantTable(q, { name: 'reminder_run', columns: 'done_on date not null, unique (tenant_id)', vendor: ['select'] });
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'reminder_run');
    await dropTenantTable(q, 'reminder_choice');
    await q.query('alter table hoshu.contract_reminder drop constraint contract_reminder_once');
    // The table of before knows neither the new kinds nor the sides: its rows were facts of a ladder that is gone with them.
    await q.query('alter table hoshu.contract_reminder no force row level security, disable trigger user');
    await q.query(`delete from hoshu.contract_reminder where kind not in (${kindsBefore})`);
    await q.query('alter table hoshu.contract_reminder force row level security, enable trigger user');
    await q.query('alter table hoshu.contract_reminder drop column party');
    await q.query('alter table hoshu.contract_reminder drop constraint contract_reminder_kind_check');
    await q.query(`alter table hoshu.contract_reminder add constraint contract_reminder_kind_check check (kind in (${kindsBefore}))`);
    await q.query('alter table hoshu.contract_reminder add unique (tenant_id, contract_id, term_number, kind)');
    await installSampleWipe(q);
  }
}
