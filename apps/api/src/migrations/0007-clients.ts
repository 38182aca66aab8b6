import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const visibleToClient = ['tenant_id', 'id', 'company_name', 'company_kana', 'postal_code', 'prefecture', 'city', 'street', 'building', 'representative_title', 'representative_name',
  'telephone', 'notice_email', 'notice_postal', 'department', 'honorific', 'purchase_order', 'billing_starts_on', 'goes_live_on', 'version', 'created_at'];

/** 甲's organisations, their contacts, and the sites (第2条). */
export class Clients1700000000007 implements MigrationInterface {
  name = 'Clients1700000000007';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'client',
      columns: `company_name text not null, company_kana text not null default '', postal_code text not null default '', prefecture text not null default '', city text not null default '', street text not null default '', building text not null default '',
        representative_title text not null default '', representative_name text not null default '', telephone text not null default '', notice_email text not null default '', notice_postal text not null default '',
        department text not null default '', honorific text not null default '御中', purchase_order text not null default '',
        billing_starts_on date, goes_live_on date, payer_names text[] not null default '{}', invoice_recipients text[] not null default '{}', internal_note text not null default '', is_sample boolean not null default false, archived_at timestamptz`,
      client: ['select'], clientColumn: 'id', clientColumns: visibleToClient,
    });
    await q.query('create index client_name on hoshu.client (tenant_id, company_name collate "ja-x-icu", id)');
    await createTenantTable(q, {
      name: 'client_contact',
      columns: `client_id uuid not null, person_name text not null, email text not null, department text not null default '', title text not null default '', telephone text not null default '', is_shared_mailbox boolean not null default false, archived_at timestamptz,
        foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)`,
      client: ['select'],
    });
    await q.query('create index client_contact_client on hoshu.client_contact (tenant_id, client_id)');
    await createTenantTable(q, {
      name: 'site',
      columns: `client_id uuid not null, site_name text not null, url text not null, server text not null default '', cms text not null default '', other_systems text[] not null default '{}', internal_note text not null default '',
        probe jsonb, probed_at timestamptz, is_sample boolean not null default false, archived_at timestamptz, foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)`,
      client: ['select'], clientColumns: ['tenant_id', 'id', 'client_id', 'site_name', 'url', 'server', 'cms', 'other_systems', 'archived_at', 'version', 'created_at'],
    });
    await q.query('create index site_client on hoshu.site (tenant_id, client_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['site', 'client_contact', 'client']) await dropTenantTable(q, name);
  }
}
