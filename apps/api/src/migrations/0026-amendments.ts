import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
/** What may still change on a proposal: how it stands, the answer, and its document. */
const later = ['version', 'state', 'answer_text', 'counter_fee_yen', 'closed_at', 'file_id'];
const keepFixed = (columns: string) => `create or replace function app.keep_fixed_version() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if old.fixed_at is not null and (new.terms <> old.terms or new.body_hash is distinct from old.body_hash or new.fixed_at is distinct from old.fixed_at${columns}) then
          raise exception 'a fixed version keeps its text' using errcode = '42501'; end if;
        return new;
      end $$`;

/** 変更覚書: a proposal to change a running contract, the word of each side, and the version that came of it. */
export class Amendments1700000000026 implements MigrationInterface {
  name = 'Amendments1700000000026';

  async up(q: QueryRunner): Promise<void> {
    // 'notice': what one side may change by telling the other (通知先). 甲 may write only that kind.
    await createTenantTable(q, {
      name: 'contract_amendment', client: ['select', 'insert', 'update'],
      columns: `${ofContract}, amendment_number integer not null check (amendment_number > 0), kind text not null check (kind in ('agreed', 'notice')), state text not null check (state in ('open', 'agreed', 'declined', 'withdrawn', 'lapsed')),
        proposed_side text not null check (proposed_side in ('client', 'vendor')), proposed_by text not null, proposed_at timestamptz not null, effective_on date not null, answer_on date, base_version_number integer not null, changes jsonb not null, terms jsonb not null, site_ids uuid[] not null,
        body_hash text not null, message text not null default '', answer_text text not null default '', counter_fee_yen bigint check (counter_fee_yen > 0), at_renewal boolean not null default false, closed_at timestamptz, file_id uuid,
        unique (tenant_id, contract_id, amendment_number), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query(`create unique index contract_amendment_open on hoshu.contract_amendment (tenant_id, contract_id) where state = 'open'`);
    await q.query('create index contract_amendment_of on hoshu.contract_amendment (tenant_id, client_id, contract_id)');
    await q.query('create index contract_amendment_file on hoshu.contract_amendment (tenant_id, file_id)');
    await q.query('grant execute on function app.keep_other_fields() to r_client');
    await q.query(`create trigger contract_amendment_frozen before update on hoshu.contract_amendment for each row execute function app.keep_other_fields(${later.map((name) => `'${name}'`).join(', ')})`);
    await q.query(`create policy client_notice on hoshu.contract_amendment as restrictive for insert to r_client with check (kind = 'notice' and proposed_side = 'client')`);
    // One word per side; it names the hash of what was read.
    await createTenantTable(q, {
      name: 'amendment_signature', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofContract}, amendment_id uuid not null, party text not null check (party in ('client', 'vendor')), person_name text not null, person_role text not null, authority text not null check (authority in ('representative', 'delegated')), body_hash text not null, signed_at timestamptz not null,
        ip text not null default '', unique (tenant_id, amendment_id, party), foreign key (tenant_id, amendment_id) references hoshu.contract_amendment (tenant_id, id)`,
    });
    await q.query('create index amendment_signature_of on hoshu.amendment_signature (tenant_id, client_id, contract_id)');
    await this.versions(q);
    await installSampleWipe(q);
  }

  // The version that came of an amendment carries exactly what both signed. 甲 gives the last word, so its role writes that row and no other.
  private async versions(q: QueryRunner): Promise<void> {
    await q.query('alter table hoshu.contract_version add column amendment_id uuid, add column site_ids uuid[], add foreign key (tenant_id, amendment_id) references hoshu.contract_amendment (tenant_id, id), add check (amendment_id is null or (fixed_at is not null and effective_on is not null and site_ids is not null))');
    await q.query('create index contract_version_amendment on hoshu.contract_version (tenant_id, amendment_id)');
    await q.query('grant insert on hoshu.contract_version to r_client');
    await q.query(`create policy client_agreed on hoshu.contract_version as restrictive for insert to r_client with check (exists (select 1 from hoshu.contract_amendment a where a.id = amendment_id and a.contract_id = contract_version.contract_id
      and (a.kind = 'notice' or (a.terms = contract_version.terms and a.effective_on = contract_version.effective_on))))`);
    await q.query(keepFixed(' or new.effective_on is distinct from old.effective_on'));
    await q.query('grant delete on hoshu.contract_site to r_system');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('revoke delete on hoshu.contract_site from r_system');
    await q.query(keepFixed(''));
    await q.query('drop policy client_agreed on hoshu.contract_version');
    await q.query('revoke insert on hoshu.contract_version from r_client');
    await q.query('alter table hoshu.contract_version drop column amendment_id, drop column site_ids');
    await dropTenantTable(q, 'amendment_signature');
    await dropTenantTable(q, 'contract_amendment');
    await q.query('revoke execute on function app.keep_other_fields() from r_client');
    await installSampleWipe(q);
  }
}
