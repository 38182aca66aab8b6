import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedBy } from '../platform/db/tenant-table.js';

const everyone = ['r_vendor', 'r_client', 'r_sub', 'r_system', 'r_support', 'r_operator', 'hoshu_api', 'hoshu_worker', 'hoshu_auth', 'hoshu_support'];

/** Schemas, the signed context, the clock, and the functions every table leans on. */
export class Ground1700000000001 implements MigrationInterface {
  name = 'Ground1700000000001';

  async up(q: QueryRunner): Promise<void> {
    for (const schema of ['hoshu', 'identity', 'audit', 'vault', 'support', 'sec', 'app', 'platform']) await q.query(`create schema ${schema}`);
    for (const schema of ['hoshu', 'app', 'platform']) await q.query(`grant usage on schema ${schema} to ${everyone.join(', ')}`);
    await q.query(`grant usage on schema hoshu, identity, audit, support, platform to hoshu_backup`);
    await q.query(`grant usage, create on schema audit to fn_audit`);
    await q.query(`grant usage, create on schema platform to fn_claim`);
    await q.query(`grant usage on schema app to fn_audit, fn_claim, fn_support`);
    await q.query(`grant usage on schema identity to hoshu_auth`);
    await q.query(`create table sec.k (kid text primary key, ipad bytea not null, opad bytea not null, created_at timestamptz not null default now())`);
    await this.instance(q);
    await this.context(q);
    await this.triggers(q);
  }

  private async instance(q: QueryRunner): Promise<void> {
    await q.query(`create table platform.instance (
      singleton boolean primary key default true check (singleton),
      mode text not null check (mode in ('demo', 'production', 'test')),
      key_ids jsonb not null default '{}', created_at timestamptz not null default now())`);
    await q.query(`create table platform.clock (singleton boolean primary key default true check (singleton), offset_ms bigint not null default 0 check (offset_ms >= 0), target_ms bigint not null default 0)`);
    await q.query(`insert into platform.clock default values`);
    await q.query(`grant select on platform.clock, platform.instance to ${everyone.join(', ')}`);
    // D31: the offset moves forward only, and never in production. The target is where the demo wants to be; the worker walks there day by day.
    await q.query(`create function platform.aim_clock(by_ms bigint) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
      declare result bigint;
      begin
        if by_ms <= 0 or by_ms > 400::bigint * 86400000 then raise exception 'clock moves forward by at most 400 days' using errcode = '22003'; end if;
        if (select mode from platform.instance) not in ('demo', 'test') then raise exception 'clock is fixed in production' using errcode = '42501'; end if;
        update platform.clock set target_ms = offset_ms + by_ms where target_ms <= offset_ms returning target_ms into result;
        return result;
      end $$`);
    await q.query(`create function platform.step_clock() returns bigint language sql security definer set search_path = pg_catalog as $$
      update platform.clock set offset_ms = least(target_ms, offset_ms + 86400000) where offset_ms < target_ms returning offset_ms $$`);
    for (const signature of ['platform.aim_clock(bigint)', 'platform.step_clock()']) await q.query(`revoke all on function ${signature} from public`);
    await q.query('grant execute on function platform.aim_clock(bigint) to hoshu_auth');
    await q.query('grant execute on function platform.step_clock() to hoshu_worker');
  }

  private async context(q: QueryRunner): Promise<void> {
    await q.query(`create function app.ctx_verified() returns text[] language plpgsql stable security definer set search_path = pg_catalog as $$
      declare c text := current_setting('app.ctx', true); s text := current_setting('app.ctx_sig', true); p text[]; k record;
      begin
        p := string_to_array(c, '|');
        if array_length(p, 1) is distinct from 6 then raise exception 'no tenant context' using errcode = '28000'; end if;
        select ipad, opad into k from sec.k where kid = p[1];
        if k.ipad is null or encode(sha256(k.opad || sha256(k.ipad || convert_to(c, 'UTF8'))), 'hex') is distinct from s then
          raise exception 'bad tenant context' using errcode = '28000'; end if;
        if p[6]::bigint < extract(epoch from clock_timestamp()) then raise exception 'tenant context expired' using errcode = '28000'; end if;
        return p;
      end $$`);
    // The kind is checked against the role's own policy, so SET ROLE cannot raise privileges.
    await q.query(`create function app.ctx_tenant(kind text) returns uuid language plpgsql stable set search_path = pg_catalog as $$
      declare p text[] := app.ctx_verified();
      begin
        if p[2] <> kind then raise exception 'context of another kind' using errcode = '28000'; end if;
        return p[3]::uuid;
      end $$`);
    await q.query(`create function app.ctx_client() returns uuid language sql stable set search_path = pg_catalog as $$ select (app.ctx_verified())[4]::uuid $$`);
    await q.query(`create function app.ctx_user() returns uuid language sql stable set search_path = pg_catalog as $$ select (app.ctx_verified())[5]::uuid $$`);
    await q.query(`create function app.ctx_is(kind text) returns boolean language sql stable set search_path = pg_catalog as $$ select (app.ctx_verified())[2] = kind $$`);
    // Any kind of context will do: for functions that only need to know whose transaction this is.
    await q.query(`create function app.ctx_any_tenant() returns uuid language sql stable set search_path = pg_catalog as $$ select (app.ctx_verified())[3]::uuid $$`);
    for (const signature of ['app.ctx_verified()', 'app.ctx_tenant(text)', 'app.ctx_client()', 'app.ctx_user()', 'app.ctx_is(text)', 'app.ctx_any_tenant()']) {
      await q.query(`revoke all on function ${signature} from public`);
      await q.query(`grant execute on function ${signature} to ${everyone.join(', ')}, fn_audit, fn_claim, fn_support`);
    }
  }

  private async triggers(q: QueryRunner): Promise<void> {
    await q.query(`create function app.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if new.version <> old.version + 1 then raise exception 'stale row' using errcode = '40001'; end if;
        if new.tenant_id <> old.tenant_id or new.id <> old.id then raise exception 'a row keeps its tenant and id' using errcode = '42501'; end if;
        return new;
      end $$`);
    await q.query(`create function app.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin raise exception '% keeps its rows as they were written', tg_table_name using errcode = '42501'; end $$`);
    await ownedBy(q, 'app.next_version()', 'hoshu_owner', everyone);
    await ownedBy(q, 'app.refuse_change()', 'hoshu_owner', everyone);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const schema of ['platform', 'app', 'sec', 'support', 'vault', 'audit', 'identity', 'hoshu']) await q.query(`drop schema ${schema} cascade`);
  }
}
