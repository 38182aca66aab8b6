import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedBy } from '../platform/db/tenant-table.js';

/** The outbox (D23), idempotency keys (D25) and rate limit counters. */
export class Outbox1700000000003 implements MigrationInterface {
  name = 'Outbox1700000000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table platform.outbox (
      id uuid primary key default uuidv7(), tenant_id uuid, kind text not null, payload jsonb not null,
      attempts integer not null default 0, not_before timestamptz not null default now(), claimed_until timestamptz,
      done_at timestamptz, dead_at timestamptz, last_error text, created_at timestamptz not null default now())`);
    await q.query(`create index outbox_open on platform.outbox (not_before) where done_at is null and dead_at is null`);
    await q.query(`create table platform.idempotency (
      owner text not null, key text not null, route text not null, fingerprint text not null,
      status integer, response jsonb, created_at timestamptz not null default now(), primary key (owner, key))`);
    await q.query(`create index idempotency_age on platform.idempotency (created_at)`);
    await q.query(`create table platform.rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)`);
    await q.query(`grant select, insert, update, delete on platform.rate_limit to hoshu_auth`);
    for (const table of ['outbox', 'idempotency']) {
      await q.query(`alter table platform.${table} enable row level security`);
      await q.query(`alter table platform.${table} force row level security`);
      await q.query(`grant select, insert, update, delete on platform.${table} to fn_claim`);
      await q.query(`create policy fn_claim on platform.${table} for all to fn_claim using (true) with check (true)`);
      await q.query(`grant select on platform.${table} to hoshu_backup`);
    }
    await this.emit(q);
    await this.claim(q);
    await this.idempotency(q);
  }

  private async emit(q: QueryRunner): Promise<void> {
    await q.query(`create function platform.emit(p_kind text, p_payload jsonb, p_delay_ms integer) returns uuid language sql security definer set search_path = pg_catalog as $$
      insert into platform.outbox (tenant_id, kind, payload, not_before)
      values (nullif(app.ctx_any_tenant(), '00000000-0000-0000-0000-000000000000'), p_kind, p_payload, now() + p_delay_ms * interval '1 millisecond') returning id $$`);
    await ownedBy(q, 'platform.emit(text, jsonb, integer)', 'fn_claim', ['r_vendor', 'r_client', 'r_sub', 'r_system', 'r_support', 'r_operator']);
    await q.query(`create function platform.emit_identity(p_kind text, p_payload jsonb) returns uuid language sql security definer set search_path = pg_catalog as $$
      insert into platform.outbox (kind, payload) values (p_kind, p_payload) returning id $$`);
    await ownedBy(q, 'platform.emit_identity(text, jsonb)', 'fn_claim', ['hoshu_auth']);
  }

  private async claim(q: QueryRunner): Promise<void> {
    const row = 'id uuid, tenant_id uuid, kind text, payload jsonb, attempts integer';
    await q.query(`create function platform.claim(p_limit integer, p_lease_ms integer) returns table (${row}) language sql security definer set search_path = pg_catalog as $$
      update platform.outbox o set attempts = o.attempts + 1, claimed_until = now() + p_lease_ms * interval '1 millisecond'
      where o.id in (select i.id from platform.outbox i where i.done_at is null and i.dead_at is null and i.not_before <= now()
        and (i.claimed_until is null or i.claimed_until < now()) order by i.id limit p_limit for update skip locked)
      returning o.id, o.tenant_id, o.kind, o.payload, o.attempts $$`);
    await q.query(`create function platform.claim_one(p_id uuid, p_lease_ms integer) returns table (${row}) language sql security definer set search_path = pg_catalog as $$
      update platform.outbox o set attempts = o.attempts + 1, claimed_until = now() + p_lease_ms * interval '1 millisecond'
      where o.id in (select i.id from platform.outbox i where i.id = p_id and i.done_at is null and i.dead_at is null and i.not_before <= now()
        and (i.claimed_until is null or i.claimed_until < now()) for update skip locked)
      returning o.id, o.tenant_id, o.kind, o.payload, o.attempts $$`);
    await q.query(`create function platform.finish(p_id uuid) returns void language sql security definer set search_path = pg_catalog as $$
      update platform.outbox set done_at = now(), claimed_until = null, last_error = null where id = p_id $$`);
    await q.query(`create function platform.fail(p_id uuid, p_error text, p_retry_ms integer) returns void language sql security definer set search_path = pg_catalog as $$
      update platform.outbox set claimed_until = null, last_error = left(p_error, 2000),
        not_before = now() + coalesce(p_retry_ms, 0) * interval '1 millisecond', dead_at = case when p_retry_ms is null then now() end where id = p_id $$`);
    await q.query(`create function platform.outbox_state() returns table (open bigint, dead bigint, oldest_seconds double precision) language sql stable security definer set search_path = pg_catalog as $$
      select count(*) filter (where done_at is null and dead_at is null), count(*) filter (where dead_at is not null),
        coalesce(extract(epoch from now() - min(not_before) filter (where done_at is null and dead_at is null and not_before <= now())), 0)::double precision from platform.outbox $$`);
    for (const signature of ['platform.claim(integer, integer)', 'platform.claim_one(uuid, integer)', 'platform.finish(uuid)', 'platform.fail(uuid, text, integer)']) {
      await ownedBy(q, signature, 'fn_claim', ['hoshu_worker']);
    }
    await ownedBy(q, 'platform.outbox_state()', 'fn_claim', ['hoshu_worker', 'hoshu_api', 'hoshu_auth', 'r_operator']);
  }

  private async idempotency(q: QueryRunner): Promise<void> {
    const roles = ['r_vendor', 'r_client', 'r_sub', 'r_support', 'r_operator'];
    // Whose keys they are is read from the verified context, never from the caller: kind, tenant, client, person.
    await q.query(`create function platform.idempotency_owner() returns text language sql stable security definer set search_path = pg_catalog as $$ select array_to_string((app.ctx_verified())[2:5], ':') $$`);
    await ownedBy(q, 'platform.idempotency_owner()', 'fn_claim', []);
    await q.query(`create function platform.idempotency_claim(p_key text, p_route text, p_fingerprint text)
      returns table (claimed boolean, fingerprint text, status integer, response jsonb) language plpgsql security definer set search_path = pg_catalog as $$
      declare p_owner text := platform.idempotency_owner();
      begin
        delete from platform.idempotency i where i.owner = p_owner and i.key = p_key and i.created_at < now() - interval '24 hours';
        insert into platform.idempotency as i (owner, key, route, fingerprint) values (p_owner, p_key, p_route, p_fingerprint) on conflict do nothing;
        if found then return query select true, p_fingerprint, null::integer, null::jsonb; return; end if;
        return query select false, i.fingerprint, i.status, i.response from platform.idempotency i where i.owner = p_owner and i.key = p_key;
      end $$`);
    await ownedBy(q, 'platform.idempotency_claim(text, text, text)', 'fn_claim', roles);
    await q.query(`create function platform.idempotency_store(p_key text, p_status integer, p_response jsonb) returns void language sql security definer set search_path = pg_catalog as $$
      update platform.idempotency set status = p_status, response = p_response where owner = platform.idempotency_owner() and key = p_key $$`);
    await ownedBy(q, 'platform.idempotency_store(text, integer, jsonb)', 'fn_claim', roles);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function platform.idempotency_store(text, integer, jsonb), platform.idempotency_claim(text, text, text), platform.idempotency_owner(), platform.outbox_state(),
      platform.fail(uuid, text, integer), platform.finish(uuid), platform.claim_one(uuid, integer), platform.claim(integer, integer), platform.emit_identity(text, jsonb), platform.emit(text, jsonb, integer)`);
    await q.query(`drop table platform.rate_limit, platform.idempotency, platform.outbox`);
  }
}
