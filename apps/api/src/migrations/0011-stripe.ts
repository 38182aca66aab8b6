import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

const inboxColumns = `id text, endpoint text, account text, type text, object_id text, payload jsonb`;

/** The Stripe rail: which account and customers are whose, how far each invoice was pushed, and the inbox of webhooks. */
export class Stripe1700000000011 implements MigrationInterface {
  name = 'Stripe1700000000011';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'stripe_account',
      columns: `account_id text not null unique, can_bill boolean not null default false, open_requirements integer not null default 0, checked_at timestamptz not null default now(), deauthorized_at timestamptz, events_since timestamptz not null default now(), unique (tenant_id)`,
    });
    await createTenantTable(q, {
      name: 'stripe_customer', client: ['select'], clientColumns: ['tenant_id', 'id', 'client_id', 'virtual_account', 'version', 'created_at'],
      columns: `client_id uuid not null, customer_id text not null unique, virtual_account jsonb, unique (tenant_id, client_id), foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)`,
    });
    await createTenantTable(q, {
      name: 'stripe_invoice',
      columns: `client_id uuid not null, invoice_id uuid not null, stripe_invoice_id text not null unique, customer_id text not null, step text not null check (step in ('created', 'lined', 'finalized')), status text not null default 'draft', unique (tenant_id, invoice_id),
        foreign key (tenant_id, invoice_id) references hoshu.invoice (tenant_id, id), foreign key (tenant_id, client_id) references hoshu.client (tenant_id, id)`,
    });
    await q.query('create index stripe_invoice_client on hoshu.stripe_invoice (tenant_id, client_id)');
    await this.inbox(q);
    await this.accounts(q);
  }

  private async inbox(q: QueryRunner): Promise<void> {
    await q.query(`create table platform.stripe_event_inbox (
      id text primary key, endpoint text not null check (endpoint in ('platform', 'connect', 'thin', 'sweep')), account text, type text not null, object_id text, livemode boolean not null, api_version text, created timestamptz not null,
      raw bytea not null, payload jsonb not null, received_at timestamptz not null default now(), status text not null default 'received' check (status in ('received', 'done', 'ignored')), done_at timestamptz)`);
    await q.query(`create index stripe_event_inbox_open on platform.stripe_event_inbox (received_at) where status = 'received'`);
    await q.query('alter table platform.stripe_event_inbox enable row level security');
    await q.query('alter table platform.stripe_event_inbox force row level security');
    await q.query('grant select, insert, update on platform.stripe_event_inbox to fn_claim');
    await q.query('create policy fn_claim on platform.stripe_event_inbox for all to fn_claim using (true) with check (true)');
    await q.query('grant select on platform.stripe_event_inbox to hoshu_backup');
    // Inbox row and its turn at the worker commit together; a repeated delivery changes nothing.
    await q.query(`create function platform.stripe_event_received(p_id text, p_endpoint text, p_account text, p_type text, p_object_id text, p_livemode boolean, p_api_version text, p_created timestamptz, p_raw bytea)
      returns uuid language plpgsql security definer set search_path = pg_catalog as $$
      declare turn uuid;
      begin
        insert into platform.stripe_event_inbox (id, endpoint, account, type, object_id, livemode, api_version, created, raw, payload)
          values (p_id, p_endpoint, p_account, p_type, p_object_id, p_livemode, p_api_version, p_created, p_raw, convert_from(p_raw, 'UTF8')::jsonb) on conflict (id) do nothing;
        if found then insert into platform.outbox (kind, payload) values ('stripe.event', jsonb_build_object('eventId', p_id)) returning id into turn; end if;
        return turn;
      end $$`);
    await ownedBy(q, 'platform.stripe_event_received(text, text, text, text, text, boolean, text, timestamptz, bytea)', 'fn_claim', ['hoshu_api', 'hoshu_worker']);
    await q.query(`create function platform.stripe_event(p_id text) returns table (${inboxColumns}) language sql stable security definer set search_path = pg_catalog as $$
      select i.id, i.endpoint, i.account, i.type, i.object_id, i.payload from platform.stripe_event_inbox i where i.id = p_id and i.status = 'received' $$`);
    await ownedBy(q, 'platform.stripe_event(text)', 'fn_claim', ['hoshu_worker']);
    // Takes the row in the transaction of its effects: false means that another worker has done it or is doing it.
    await q.query(`create function platform.stripe_event_settle(p_id text, p_status text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform 1 from platform.stripe_event_inbox i where i.id = p_id and i.status = 'received' for update skip locked;
        if not found then return false; end if;
        update platform.stripe_event_inbox set status = p_status, done_at = now() where id = p_id;
        return true;
      end $$`);
    await ownedBy(q, 'platform.stripe_event_settle(text, text)', 'fn_claim', ['r_system', 'hoshu_worker']);
  }

  private async accounts(q: QueryRunner): Promise<void> {
    await q.query('grant select on hoshu.stripe_account to fn_claim');
    await q.query('create policy fn_claim on hoshu.stripe_account for select to fn_claim using (true)');
    await q.query(`create function platform.tenant_of_stripe_account(p_account text) returns uuid language sql stable security definer set search_path = pg_catalog as $$
      select a.tenant_id from hoshu.stripe_account a where a.account_id = p_account $$`);
    await ownedBy(q, 'platform.tenant_of_stripe_account(text)', 'fn_claim', ['hoshu_worker']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function platform.tenant_of_stripe_account(text), platform.stripe_event_settle(text, text), platform.stripe_event(text),
      platform.stripe_event_received(text, text, text, text, text, boolean, text, timestamptz, bytea)`);
    await q.query('drop table platform.stripe_event_inbox');
    for (const name of ['stripe_invoice', 'stripe_customer', 'stripe_account']) await dropTenantTable(q, name);
  }
}
