import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const grants = ['select', 'insert', 'update', 'delete'] as const;
const functions = ['app.cover_from(uuid, uuid, uuid, uuid[], date)', 'app.cover_term()', 'app.cover_version()', 'app.cover_end()'];
const body = (name: string, text: string) => `create function ${name} language plpgsql set search_path = pg_catalog as $$ ${text} $$`;

/** F009: from when until when a contract covers a site with a service of 第3条. Two contracts never do so on the same day; the rows follow conclusion, amendments and ends by themselves. */
export class SiteCoverage1700000000027 implements MigrationInterface {
  name = 'SiteCoverage1700000000027';

  async up(q: QueryRunner): Promise<void> {
    // `last_on` null: until an end is on record, for the contract renews itself (第17条2項).
    await createTenantTable(q, {
      name: 'site_coverage', vendor: [...grants], system: [...grants], client: [...grants],
      columns: `${ofContract}, site_id uuid not null, service integer not null check (service between 1 and 9), starts_on date not null, last_on date check (last_on >= starts_on), foreign key (tenant_id, site_id) references hoshu.site (tenant_id, id),
        constraint site_coverage_once exclude using gist (tenant_id with =, site_id with =, service with =, daterange(starts_on, last_on, '[]') with &&)`,
    });
    await q.query('create index site_coverage_of on hoshu.site_coverage (tenant_id, client_id, contract_id)');
    await q.query('create index site_coverage_site on hoshu.site_coverage (tenant_id, site_id)');
    await this.functions(q);
    await this.backfill(q);
    await q.query('create trigger contract_term_covers after insert on hoshu.contract_term for each row when (new.number = 1) execute function app.cover_term()');
    await q.query('create trigger contract_version_covers after insert on hoshu.contract_version for each row when (new.amendment_id is not null) execute function app.cover_version()');
    await q.query('create trigger contract_end_covers after insert or update on hoshu.contract_end for each row execute function app.cover_end()');
    await installSampleWipe(q);
  }

  private async functions(q: QueryRunner): Promise<void> {
    // From a day on the contract covers these sites with the works of a version; what it covered before stays.
    await q.query(body('app.cover_from(of_tenant uuid, of_contract uuid, of_version uuid, sites uuid[], from_on date) returns void', `
      declare ends_on date := (select e.last_on from hoshu.contract_end e where e.tenant_id = of_tenant and e.contract_id = of_contract and e.withdrawn_at is null);
      begin
        delete from hoshu.site_coverage c where c.tenant_id = of_tenant and c.contract_id = of_contract and c.starts_on >= from_on;
        update hoshu.site_coverage c set last_on = from_on - 1, version = c.version + 1 where c.tenant_id = of_tenant and c.contract_id = of_contract and (c.last_on is null or c.last_on >= from_on);
        insert into hoshu.site_coverage (tenant_id, client_id, contract_id, site_id, service, starts_on, last_on)
          select v.tenant_id, v.client_id, v.contract_id, s, (w ->> 'number')::integer, from_on, ends_on from hoshu.contract_version v, unnest(sites) s, jsonb_array_elements(v.terms #> '{annex,works}') w
          where v.tenant_id = of_tenant and v.id = of_version and (w ->> 'applies')::boolean and (ends_on is null or ends_on >= from_on);
      end`));
    await q.query(body('app.cover_term() returns trigger', `
      begin
        perform app.cover_from(new.tenant_id, new.contract_id, new.version_id, (select array_agg(x.site_id) from hoshu.contract_site x where x.tenant_id = new.tenant_id and x.contract_id = new.contract_id), new.starts_on);
        return null;
      end`));
    await q.query(body('app.cover_version() returns trigger', `
      begin
        perform app.cover_from(new.tenant_id, new.contract_id, new.id, new.site_ids, new.effective_on);
        return null;
      end`));
    // An end that is moved or withdrawn first opens again what it had cut.
    await q.query(body('app.cover_end() returns trigger', `
      begin
        if tg_op = 'UPDATE' and old.withdrawn_at is null then
          update hoshu.site_coverage c set last_on = null, version = c.version + 1 where c.tenant_id = new.tenant_id and c.contract_id = new.contract_id and c.last_on = old.last_on;
        end if;
        if new.withdrawn_at is null then
          delete from hoshu.site_coverage c where c.tenant_id = new.tenant_id and c.contract_id = new.contract_id and c.starts_on > new.last_on;
          update hoshu.site_coverage c set last_on = new.last_on, version = c.version + 1 where c.tenant_id = new.tenant_id and c.contract_id = new.contract_id and (c.last_on is null or c.last_on > new.last_on);
        end if;
        return null;
      end`));
    for (const signature of functions) {
      await q.query(`revoke all on function ${signature} from public`);
      await q.query(`grant execute on function ${signature} to r_vendor, r_client, r_system`);
    }
  }

  // Of contracts that overlap already, the one concluded first covers the site; the others stay as they are.
  private async backfill(q: QueryRunner): Promise<void> {
    const tables = ['contract_term', 'contract_version', 'contract_site', 'contract_end', 'site_coverage', 'contract_conclusion'];
    for (const table of tables) await q.query(`create policy backfill on hoshu.${table} for all to hoshu_owner using (true) with check (true)`);
    await q.query(`do $$ declare t record; begin
      for t in select x.tenant_id, x.contract_id, x.version_id, x.starts_on from hoshu.contract_term x join hoshu.contract_conclusion k on k.tenant_id = x.tenant_id and k.contract_id = x.contract_id where x.number = 1 order by k.concluded_on, x.id loop
        begin
          perform app.cover_from(t.tenant_id, t.contract_id, t.version_id, (select array_agg(s.site_id) from hoshu.contract_site s where s.tenant_id = t.tenant_id and s.contract_id = t.contract_id), t.starts_on);
        exception when exclusion_violation then null;
        end;
      end loop; end $$`);
    for (const table of tables) await q.query(`drop policy backfill on hoshu.${table}`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const [table, name] of [['contract_term', 'contract_term_covers'], ['contract_version', 'contract_version_covers'], ['contract_end', 'contract_end_covers']] as const) await q.query(`drop trigger ${name} on hoshu.${table}`);
    for (const signature of functions) await q.query(`drop function ${signature}`);
    await dropTenantTable(q, 'site_coverage');
    await installSampleWipe(q);
  }
}
