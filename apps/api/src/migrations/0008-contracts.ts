import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** The contract (第1条): versions of its terms, its sites, its conclusion, its terms (第17条) and its end. */
export class Contracts1700000000008 implements MigrationInterface {
  name = 'Contracts1700000000008';

  async up(q: QueryRunner): Promise<void> {
    await q.query('reset role');
    await q.query('create extension if not exists btree_gist with schema public');
    await q.query('set role hoshu_owner');
    await createTenantTable(q, {
      name: 'contract',
      columns: `client_id uuid not null, contract_number text not null, responsible_name text not null default '', deputy_name text not null default '', billing_starts_on date, goes_live_on date, internal_note text not null default '',
        is_sample boolean not null default false, withdrawn_at timestamptz, foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id), unique (tenant_id, contract_number), unique (tenant_id, client_id, id)`,
      client: ['select'], clientColumns: ['tenant_id', 'id', 'client_id', 'contract_number', 'responsible_name', 'deputy_name', 'billing_starts_on', 'goes_live_on', 'is_sample', 'withdrawn_at', 'version', 'created_at'],
    });
    await q.query('create index contract_client on hoshu.contract (tenant_id, client_id)');
    await createTenantTable(q, {
      name: 'contract_version',
      columns: `${ofContract}, number integer not null check (number > 0), terms jsonb not null, body_hash text, fixed_at timestamptz, effective_on date, unique (tenant_id, contract_id, number)`,
      client: ['select'],
    });
    // A fixed version is what the parties sign: it never changes again (D1, D42).
    await q.query(`create function app.keep_fixed_version() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if old.fixed_at is not null and (new.terms <> old.terms or new.body_hash is distinct from old.body_hash or new.fixed_at is distinct from old.fixed_at) then
          raise exception 'a fixed version keeps its text' using errcode = '42501'; end if;
        return new;
      end $$`);
    await q.query('revoke all on function app.keep_fixed_version() from public');
    await q.query('grant execute on function app.keep_fixed_version() to r_vendor, r_client, r_system');
    await q.query('create trigger contract_version_fixed before update on hoshu.contract_version for each row execute function app.keep_fixed_version()');
    await createTenantTable(q, {
      name: 'contract_site',
      columns: `${ofContract}, site_id uuid not null, position integer not null, foreign key (tenant_id, site_id) references hoshu.site (tenant_id, id), unique (tenant_id, contract_id, site_id)`,
      vendor: ['select', 'insert', 'update', 'delete'], client: ['select'],
    });
    await q.query('create index contract_site_site on hoshu.contract_site (tenant_id, site_id)');
    await this.facts(q);
  }

  private async facts(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'contract_conclusion', appendOnly: true,
      columns: `${ofContract}, version_id uuid not null, concluded_on date not null, method text not null check (method in ('electronic', 'paper', 'external')), client_file_id uuid, vendor_file_id uuid, certificate_file_id uuid, evidence_file_id uuid,
        unique (tenant_id, contract_id), foreign key (tenant_id, version_id) references hoshu.contract_version (tenant_id, id)`,
      vendor: ['select', 'insert'], client: ['select', 'insert'],
    });
    await q.query('create index contract_conclusion_version on hoshu.contract_conclusion (tenant_id, version_id)');
    // 第17条: terms follow each other without gap or overlap.
    await createTenantTable(q, {
      name: 'contract_term', appendOnly: true,
      columns: `${ofContract}, number integer not null check (number > 0), starts_on date not null, last_on date not null, version_id uuid not null, check (last_on >= starts_on), unique (tenant_id, contract_id, number),
        exclude using gist (tenant_id with =, contract_id with =, daterange(starts_on, last_on, '[]') with &&), foreign key (tenant_id, version_id) references hoshu.contract_version (tenant_id, id)`,
      vendor: ['select', 'insert'], client: ['select', 'insert'],
    });
    await q.query('create index contract_term_version on hoshu.contract_term (tenant_id, version_id)');
    await q.query('create index contract_term_last on hoshu.contract_term (tenant_id, last_on)');
    // One live end per contract; withdrawn only with the other side's consent.
    await createTenantTable(q, {
      name: 'contract_end',
      columns: `${ofContract}, last_on date not null, basis text not null check (basis in ('17', '18', '19', '20', 'agreed')), notice_id uuid, needs_review boolean not null default false, explanation jsonb not null default '{}', withdrawn_at timestamptz`,
      client: ['select', 'insert'],
    });
    await q.query('create unique index contract_end_live on hoshu.contract_end (tenant_id, contract_id) where withdrawn_at is null');
    for (const table of ['contract_version', 'contract_site', 'contract_conclusion', 'contract_term', 'contract_end']) await q.query(`create index ${table}_of on hoshu.${table} (tenant_id, client_id, contract_id)`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['contract_end', 'contract_term', 'contract_conclusion', 'contract_site', 'contract_version', 'contract']) await dropTenantTable(q, name);
    await q.query('drop function app.keep_fixed_version()');
  }
}
