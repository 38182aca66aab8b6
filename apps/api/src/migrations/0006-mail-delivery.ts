import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** What each receiving mail server answered: the evidence of arrival (R05) and of bounces. */
export class MailDelivery1700000000006 implements MigrationInterface {
  name = 'MailDelivery1700000000006';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'mail_delivery', appendOnly: true,
      columns: `client_id uuid, contract_id uuid, template text not null, recipient text not null, subject text not null, subject_ref text, accepted boolean not null, server_response text not null, message_id text not null, answered_at timestamptz not null`,
      vendor: ['select'], system: ['select', 'insert'],
    });
    await q.query('create index mail_delivery_subject on hoshu.mail_delivery (tenant_id, subject_ref)');
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'mail_delivery');
  }
}
