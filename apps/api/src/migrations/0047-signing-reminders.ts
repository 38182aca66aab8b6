import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const days = `cardinality(reminder_days) <= 3`;

/** Reminders of a signing by person instead of by request, and what 乙 wants by default (F132). */
export class SigningReminders1700000000047 implements MigrationInterface {
  name = 'SigningReminders1700000000047';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, { name: 'signing_setting', columns: `open_days integer not null default 14 check (open_days between 1 and 90), reminder_days integer[] not null default '{3,7,12}' check (${days}), unique (tenant_id)` });
    await q.query(`alter table hoshu.signing_request add column reminder_days integer[] not null default '{3,7,12}' check (${days}), add column vendor_reminded_on date`);
    await q.query('alter table hoshu.signing_recipient add column asked_on date, add column reminded_on date, add column asked_again_on date');
    // Whoever has a link was asked on the day of sending, and reminded with everyone else.
    await q.query(`update hoshu.signing_recipient r set asked_on = s.sent_on, reminded_on = case when s.reminded_day > 0 then s.sent_on + s.reminded_day end, version = r.version + 1
      from hoshu.signing_request s where s.tenant_id = r.tenant_id and s.id = r.request_id and r.link_id is not null`);
    await q.query('update hoshu.signing_request set vendor_reminded_on = sent_on + reminded_day, version = version + 1 where reminded_day > 0');
    await q.query('alter table hoshu.signing_request drop column reminded_day');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.signing_request add column reminded_day integer not null default 0');
    await q.query(`update hoshu.signing_request s set version = s.version + 1, reminded_day = coalesce((select max(r.reminded_on) from hoshu.signing_recipient r where r.tenant_id = s.tenant_id and r.request_id = s.id) - s.sent_on, 0)
      where exists (select 1 from hoshu.signing_recipient r where r.tenant_id = s.tenant_id and r.request_id = s.id and r.reminded_on is not null)`);
    await q.query('alter table hoshu.signing_recipient drop column asked_on, drop column reminded_on, drop column asked_again_on');
    await q.query('alter table hoshu.signing_request drop column reminder_days, drop column vendor_reminded_on');
    await dropTenantTable(q, 'signing_setting');
  }
}
