import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedBy } from '../platform/db/tenant-table.js';

const writers = ['r_vendor', 'r_client', 'r_sub', 'r_system', 'r_support', 'r_operator'];

/** The append-only stream chain (D26, 06 §2.3): one stream per contract, gapless numbers, each leaf naming the one before. */
export class Audit1700000000002 implements MigrationInterface {
  name = 'Audit1700000000002';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table audit.stream_head (tenant_id uuid not null, stream text not null, seq bigint not null, leaf bytea not null, primary key (tenant_id, stream))`);
    await q.query(`create table audit.event (
      tenant_id uuid not null, stream text not null, seq bigint not null, id uuid not null default uuidv7(),
      canon text not null, leaf bytea not null, client_id uuid, type text not null, article text,
      recorded_at timestamptz not null default clock_timestamp(),
      txid xid8 not null default pg_current_xact_id(),
      primary key (tenant_id, stream, seq), unique (tenant_id, id))`);
    await q.query(`create index event_newest on audit.event (tenant_id, recorded_at desc, seq desc)`);
    await q.query(`create index event_client on audit.event (tenant_id, client_id, recorded_at desc)`);
    await q.query(`create table audit.pii (tenant_id uuid not null, commitment text not null, salt bytea not null, value text not null, primary key (tenant_id, commitment))`);
    await q.query(`create function audit.refuse() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin raise exception 'the audit trail is append-only' using errcode = '42501'; end $$`);
    await q.query(`create trigger event_frozen before update or delete on audit.event for each row execute function audit.refuse()`);
    await q.query(`create trigger event_kept before truncate on audit.event for each statement execute function audit.refuse()`);
    await q.query(`revoke all on function audit.refuse() from public`);
    await q.query(`grant usage on schema audit to ${writers.join(', ')}, hoshu_auth`);
    for (const table of ['stream_head', 'event', 'pii']) {
      await q.query(`alter table audit.${table} enable row level security`);
      await q.query(`alter table audit.${table} force row level security`);
      await q.query(`grant select, insert, update on audit.${table} to fn_audit`);
      await q.query(`create policy fn_audit on audit.${table} for all to fn_audit using (true) with check (true)`);
      await q.query(`grant select on audit.${table} to hoshu_backup`);
    }
    await this.readers(q);
    await this.append(q);
  }

  private async readers(q: QueryRunner): Promise<void> {
    await q.query(`grant select on audit.event, audit.pii to r_vendor, r_system`);
    await q.query(`grant select on audit.event to r_client`);
    await q.query(`create policy r_vendor on audit.event for select to r_vendor using (tenant_id = (select app.ctx_tenant('vendor')))`);
    await q.query(`create policy r_system on audit.event for select to r_system using (tenant_id = (select app.ctx_tenant('system')))`);
    await q.query(`create policy r_client on audit.event for select to r_client using (tenant_id = (select app.ctx_tenant('client')) and client_id = (select app.ctx_client()))`);
    await q.query(`create policy r_vendor on audit.pii for select to r_vendor using (tenant_id = (select app.ctx_tenant('vendor')))`);
    await q.query(`create policy r_system on audit.pii for select to r_system using (tenant_id = (select app.ctx_tenant('system')))`);
  }

  private async append(q: QueryRunner): Promise<void> {
    // `head` is the canonical JSON of the keys before "prev" without its closing brace; the chain's own keys follow in code-unit order (RFC 8785).
    await q.query(`create function audit.write(p_tenant uuid, p_stream text, p_type text, p_article text, p_client uuid, p_head text, p_pii jsonb)
      returns table (seq bigint, leaf text) language plpgsql set search_path = pg_catalog as $$
      declare h record; n bigint; c text; l bytea; entry jsonb;
      begin
        insert into audit.stream_head as s (tenant_id, stream, seq, leaf) values (p_tenant, p_stream, 0, ''::bytea) on conflict do nothing;
        select s.seq, s.leaf into h from audit.stream_head s where s.tenant_id = p_tenant and s.stream = p_stream for update;
        n := h.seq + 1;
        c := p_head || ',"prev":"' || encode(h.leaf, 'hex') || '","seq":' || n || ',"stream":"' || p_stream || '","tenant":"' || p_tenant || '","v":1}';
        l := sha256('\\x00'::bytea || convert_to(c, 'UTF8'));
        insert into audit.event (tenant_id, stream, seq, canon, leaf, client_id, type, article) values (p_tenant, p_stream, n, c, l, p_client, p_type, p_article);
        update audit.stream_head s set seq = n, leaf = l where s.tenant_id = p_tenant and s.stream = p_stream;
        for entry in select * from jsonb_array_elements(p_pii) loop
          insert into audit.pii (tenant_id, commitment, salt, value) values (p_tenant, entry->>'commitment', decode(entry->>'salt', 'hex'), entry->>'value') on conflict do nothing;
        end loop;
        return query select n, encode(l, 'hex');
      end $$`);
    await ownedBy(q, 'audit.write(uuid, text, text, text, uuid, text, jsonb)', 'fn_audit', []);
    await q.query(`create function audit.append(p_stream text, p_type text, p_article text, p_client uuid, p_head text, p_pii jsonb)
      returns table (seq bigint, leaf text) language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if p_stream !~ '^(tenant|contract:[0-9a-f-]{36})$' then raise exception 'unknown stream' using errcode = '22023'; end if;
        return query select * from audit.write(app.ctx_any_tenant(), p_stream, p_type, p_article, p_client, p_head, p_pii);
      end $$`);
    await ownedBy(q, 'audit.append(text, text, text, uuid, text, jsonb)', 'fn_audit', writers);
    await q.query(`create function audit.append_identity(p_stream text, p_type text, p_head text, p_pii jsonb)
      returns table (seq bigint, leaf text) language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if p_stream !~ '^(user:[0-9a-f-]{36}|platform)$' then raise exception 'unknown stream' using errcode = '22023'; end if;
        return query select * from audit.write('00000000-0000-0000-0000-000000000000', p_stream, p_type, null, null, p_head, p_pii);
      end $$`);
    await ownedBy(q, 'audit.append_identity(text, text, text, jsonb)', 'fn_audit', ['hoshu_auth']);
    // A person's act inside a tenant (invitation accepted, member removed) belongs to the tenant's own trail.
    await q.query(`create function audit.append_for_tenant(p_tenant uuid, p_type text, p_head text, p_pii jsonb)
      returns table (seq bigint, leaf text) language sql security definer set search_path = pg_catalog as $$
        select * from audit.write(p_tenant, 'tenant', p_type, null, null, p_head, p_pii) $$`);
    await ownedBy(q, 'audit.append_for_tenant(uuid, text, text, jsonb)', 'fn_audit', ['hoshu_auth']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function audit.append_for_tenant(uuid, text, text, jsonb), audit.append_identity(text, text, text, jsonb), audit.append(text, text, text, uuid, text, jsonb), audit.write(uuid, text, text, text, uuid, text, jsonb)`);
    await q.query(`drop table audit.pii, audit.event, audit.stream_head`);
    await q.query(`drop function audit.refuse()`);
  }
}
