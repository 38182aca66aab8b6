import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedBy } from '../platform/db/tenant-table.js';

/** What the operator may read (D33): counts about tenants and jobs, never what is in them. */
export class Operator1700000000016 implements MigrationInterface {
  name = 'Operator1700000000016';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create function platform.tenant_states(p_after uuid, p_limit integer)
      returns table (id uuid, name text, created_at timestamptz, suspended_at timestamptz, sample_data boolean, open_jobs bigint, dead_jobs bigint) language sql stable security definer set search_path = pg_catalog as $$
      with page as (select t.id, t.name, t.created_at, t.suspended_at, t.sample_data from hoshu.tenant t where p_after is null or t.id < p_after order by t.id desc limit p_limit)
      select p.id, p.name, p.created_at, p.suspended_at, p.sample_data, count(o.id) filter (where o.dead_at is null), count(o.id) filter (where o.dead_at is not null)
      from page p left join platform.outbox o on o.tenant_id = p.id and o.done_at is null
      group by p.id, p.name, p.created_at, p.suspended_at, p.sample_data order by p.id desc $$`);
    await ownedBy(q, 'platform.tenant_states(uuid, integer)', 'fn_claim', ['r_operator']);
    await q.query(`create function platform.tenant_counts() returns table (live bigint, suspended bigint) language sql stable security definer set search_path = pg_catalog as $$
      select count(*) filter (where t.suspended_at is null), count(*) filter (where t.suspended_at is not null) from hoshu.tenant t $$`);
    await ownedBy(q, 'platform.tenant_counts()', 'fn_claim', ['r_operator']);
    await q.query(`create function platform.dead_jobs() returns table (kind text, count bigint, last_at timestamptz) language sql stable security definer set search_path = pg_catalog as $$
      select o.kind, count(*), max(o.dead_at) from platform.outbox o where o.dead_at is not null group by o.kind order by max(o.dead_at) desc limit 50 $$`);
    await ownedBy(q, 'platform.dead_jobs()', 'fn_claim', ['r_operator']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function platform.dead_jobs(), platform.tenant_counts(), platform.tenant_states(uuid, integer)');
  }
}
