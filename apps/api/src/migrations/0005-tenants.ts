import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

/** The vendor (乙): its company data in versions, its bank accounts, its files, its numbers. */
export class Tenants1700000000005 implements MigrationInterface {
  name = 'Tenants1700000000005';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, { name: 'tenant', columns: `name text not null, suspended_at timestamptz, sample_data boolean not null default false, unique (tenant_id), check (id = tenant_id)`, vendor: ['select', 'update'], client: ['select'], clientColumn: null });
    await createTenantTable(q, {
      name: 'file', appendOnly: true,
      columns: `client_id uuid, contract_id uuid, file_name text not null, content_type text not null, byte_count integer not null check (byte_count > 0), sha256 text not null check (length(sha256) = 64)`,
      client: ['select', 'insert'],
    });
    // F070: sender data is versioned; a document names the version it copied.
    await createTenantTable(q, {
      name: 'company_profile', appendOnly: true,
      columns: `effective_on date not null, company_name text not null, company_kana text not null default '', postal_code text not null default '', prefecture text not null default '', city text not null default '',
        street text not null default '', building text not null default '', representative_title text not null default '', representative_name text not null default '', telephone text not null default '',
        registration_number text, is_individual boolean not null default false, notice_email text not null default '', notice_postal text not null default '', seal_file_id uuid, tax_rounding text not null default 'floor' check (tax_rounding in ('floor', 'round', 'ceil')),
        invoice_pattern text not null default 'INV-{YYYY}{MM}-{seq}'`,
      vendor: ['select', 'insert'],
    });
    await q.query('create index company_profile_newest on hoshu.company_profile (tenant_id, effective_on desc, id desc)');
    await createTenantTable(q, {
      name: 'bank_account', appendOnly: true,
      columns: `effective_on date not null, bank_code text not null check (bank_code ~ '^[0-9]{4}$'), bank_name text not null, branch_code text not null check (branch_code ~ '^[0-9]{3}$'), branch_name text not null,
        account_type text not null check (account_type in ('futsu', 'toza')), account_number text not null check (account_number ~ '^[0-9]{7}$'), holder_kana text not null`,
      vendor: ['select', 'insert'], client: ['select'], clientColumn: null,
    });
    await q.query('create index bank_account_newest on hoshu.bank_account (tenant_id, effective_on desc, id desc)');
    await this.counters(q);
    await this.tenancy(q);
  }

  // Gapless numbers: one row per tenant and series, raised in the transaction that uses the number (F069).
  private async counters(q: QueryRunner): Promise<void> {
    await q.query(`create table hoshu.number_counter (tenant_id uuid not null, series text not null, last_number bigint not null default 0, primary key (tenant_id, series))`);
    await q.query('alter table hoshu.number_counter enable row level security');
    await q.query('alter table hoshu.number_counter force row level security');
    for (const role of ['vendor', 'system']) {
      await q.query(`grant select, insert, update on hoshu.number_counter to r_${role}`);
      await q.query(`create policy r_${role} on hoshu.number_counter for all to r_${role} using (tenant_id = (select app.ctx_tenant('${role}'))) with check (tenant_id = (select app.ctx_tenant('${role}')))`);
    }
    await q.query('grant select on hoshu.number_counter to hoshu_backup');
  }

  private async tenancy(q: QueryRunner): Promise<void> {
    // Tenants are made and listed by definer functions of fn_claim, which may do nothing else with the table.
    await q.query('grant usage on schema hoshu to fn_claim');
    await q.query('grant select, insert on hoshu.tenant to fn_claim');
    await q.query('create policy fn_claim on hoshu.tenant for all to fn_claim using (true) with check (true)');
    await q.query('grant insert on hoshu.company_profile to fn_claim');
    await q.query('create policy fn_claim on hoshu.company_profile for insert to fn_claim with check (true)');
    await q.query(`create function platform.create_tenant(p_name text, p_notice_email text) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
      declare t uuid := uuidv7();
      begin
        insert into hoshu.tenant (tenant_id, id, name) values (t, t, p_name);
        insert into hoshu.company_profile (tenant_id, effective_on, company_name, notice_email) values (t, '2000-01-01', p_name, p_notice_email);
        return t;
      end $$`);
    await ownedBy(q, 'platform.create_tenant(text, text)', 'fn_claim', ['hoshu_auth']);
    await q.query(`create function platform.live_tenants() returns table (tenant_id uuid) language sql stable security definer set search_path = pg_catalog as $$
      select t.tenant_id from hoshu.tenant t where t.suspended_at is null order by t.tenant_id $$`);
    await ownedBy(q, 'platform.live_tenants()', 'fn_claim', ['hoshu_worker']);
    await q.query(`create function platform.tenant_names(p_ids uuid[]) returns table (tenant_id uuid, name text) language sql stable security definer set search_path = pg_catalog as $$
      select t.tenant_id, t.name from hoshu.tenant t where t.tenant_id = any(p_ids) $$`);
    await ownedBy(q, 'platform.tenant_names(uuid[])', 'fn_claim', ['hoshu_auth', 'hoshu_support', 'r_support', 'r_operator']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function platform.tenant_names(uuid[]), platform.live_tenants(), platform.create_tenant(text, text)');
    await q.query('drop table hoshu.number_counter');
    for (const name of ['bank_account', 'company_profile', 'file', 'tenant']) await dropTenantTable(q, name);
  }
}
