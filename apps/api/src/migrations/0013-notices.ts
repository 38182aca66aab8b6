import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const facts = { appendOnly: true, vendor: ['select', 'insert'], system: ['select', 'insert'], client: ['select', 'insert'] } as const;

/** Notices of 第17条 and 第18条, their delivery, the end and renewal of contracts, and the desk of the platform's staff. */
export class Notices1700000000013 implements MigrationInterface {
  name = 'Notices1700000000013';

  async up(q: QueryRunner): Promise<void> {
    await this.notices(q);
    await this.ends(q);
    await this.desk(q);
    await this.deskAccess(q);
    await this.filling(q);
    await this.finding(q);
  }

  private async notices(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'notice', ...facts,
      columns: `${ofContract}, version_id uuid not null, article smallint not null check (article in (17, 18)), giver_party text not null check (giver_party in ('client', 'vendor')), giver_name text not null, giver_user_id uuid, giver_email text not null default '',
        authority text not null check (authority in ('ok', 'needs_check')), channel text not null check (channel in ('portal_email', 'paper', 'desk_email')), source text not null check (source in ('portal', 'vendor', 'desk')),
        requested_end_on date, body text not null default '', contract_number text not null, recipient_email text not null default '', deadline_on date, electronic_agreed boolean not null, content_hash text not null, given_at timestamptz not null, given_on date not null,
        foreign key (tenant_id, version_id) references hoshu.contract_version (tenant_id, id)`,
    });
    await q.query('create index notice_of on hoshu.notice (tenant_id, client_id, contract_id)');
    await q.query('create index notice_version on hoshu.notice (tenant_id, version_id)');
    // 民法97条: each try to reach the other side is a fact of its own; arrived_on is what R05 says about it.
    await createTenantTable(q, {
      name: 'notice_delivery', ...facts, client: ['select'],
      columns: `${ofContract}, notice_id uuid not null, attempt_id uuid not null, kind text not null check (kind in ('mail', 'paper')), recipient text not null default '', accepted boolean, bounced boolean not null default false, server_response text not null default '', message_id text not null default '',
        answered_at timestamptz, business_at timestamptz not null, posted_on date, delivered_on date, refused_on date, first_attempt_on date, retention_expired_on date, scan_file_id uuid, arrived_on date, explanation jsonb not null, recorded_by text not null,
        unique (tenant_id, notice_id, attempt_id), foreign key (tenant_id, notice_id) references hoshu.notice (tenant_id, id), foreign key (tenant_id, scan_file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index notice_delivery_of on hoshu.notice_delivery (tenant_id, client_id, contract_id)');
    await q.query('create index notice_delivery_scan on hoshu.notice_delivery (tenant_id, scan_file_id)');
  }

  private async ends(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.contract_end add column withdrawn_reason text not null default ''`);
    await createTenantTable(q, {
      name: 'contract_end_effect', ...facts, vendor: ['select'], client: ['select'],
      columns: `${ofContract}, end_id uuid not null, ended_on date not null, survival_last_on date not null, explanation jsonb not null, unique (tenant_id, contract_id), foreign key (tenant_id, end_id) references hoshu.contract_end (tenant_id, id)`,
    });
    await q.query('create index contract_end_effect_of on hoshu.contract_end_effect (tenant_id, client_id, contract_id)');
    await q.query('create index contract_end_effect_end on hoshu.contract_end_effect (tenant_id, end_id)');
    await createTenantTable(q, {
      name: 'contract_reminder', ...facts, vendor: ['select'], client: ['select'],
      columns: `${ofContract}, term_number integer not null check (term_number > 0), kind text not null check (kind in ('posting_in_30_days', 'safe_business_day')), due_on date not null, sent_on date not null, unique (tenant_id, contract_id, term_number, kind)`,
    });
    await q.query('create index contract_reminder_of on hoshu.contract_reminder (tenant_id, client_id, contract_id)');
  }

  // D8: what the desk may know of a notice; the id is the notice's own. Nothing of the contract's text is here.
  private async desk(q: QueryRunner): Promise<void> {
    await q.query(`create table support.notice_case (
      tenant_id uuid not null, id uuid not null, client_id uuid not null, contract_id uuid not null, contract_number text not null, side text not null check (side in ('client', 'vendor')), article smallint not null check (article in (17, 18)),
      channel text not null check (channel in ('portal_email', 'paper', 'desk_email')), source text not null check (source in ('portal', 'vendor', 'desk')), received_on date not null, deadline_on date, arrived_on date, requested_end_on date,
      electronic_agreed boolean, authority text not null check (authority in ('ok', 'needs_check')), bounced boolean not null default false, sender_name text not null default '', note text not null default '',
      handler_id uuid, handler_name text not null default '', forwarded_at timestamptz, version integer not null default 1, created_at timestamptz not null default now(), primary key (tenant_id, id))`);
    await q.query('create trigger notice_case_version before update on support.notice_case for each row execute function app.next_version()');
    await q.query(`create table support.case_event (
      tenant_id uuid not null, id uuid not null default uuidv7(), case_id uuid not null, kind text not null check (kind in ('registered', 'taken_over', 'answered', 'forwarded', 'scan_added')), staff_id uuid, staff_name text not null, note text not null default '', at timestamptz not null,
      created_at timestamptz not null default now(), primary key (tenant_id, id), foreign key (tenant_id, case_id) references support.notice_case (tenant_id, id))`);
    await q.query('create index case_event_case on support.case_event (tenant_id, case_id)');
    await q.query(`create table support.scan (
      tenant_id uuid not null, id uuid not null default uuidv7(), case_id uuid not null, file_name text not null, content_type text not null, sha256 text not null, bytes bytea not null, created_at timestamptz not null default now(),
      primary key (tenant_id, id), unique (tenant_id, case_id), foreign key (tenant_id, case_id) references support.notice_case (tenant_id, id))`);
    for (const table of ['case_event', 'scan']) await q.query(`create trigger ${table}_frozen before update or delete on support.${table} for each row execute function app.refuse_change()`);
  }

  // Staff work inside one tenant at a time, named in the signed context; only the queue itself looks across tenants.
  private async deskAccess(q: QueryRunner): Promise<void> {
    await q.query('grant usage on schema support to r_support, r_system');
    await q.query('grant usage, create on schema support to fn_support');
    const rights: Readonly<Record<string, string>> = { notice_case: 'select, insert, update', case_event: 'select, insert', scan: 'select, insert' };
    for (const [table, staff] of Object.entries(rights)) {
      await q.query(`alter table support.${table} enable row level security`);
      await q.query(`alter table support.${table} force row level security`);
      await q.query(`grant ${staff} on support.${table} to r_support`);
      await q.query(`create policy r_support on support.${table} for all to r_support using (tenant_id = (select app.ctx_tenant('support'))) with check (tenant_id = (select app.ctx_tenant('support')))`);
      await q.query(`grant select on support.${table} to hoshu_backup`);
    }
    for (const table of ['notice_case', 'scan']) {
      await q.query(`grant select on support.${table} to r_system`);
      await q.query(`create policy r_system on support.${table} for select to r_system using (tenant_id = (select app.ctx_tenant('system')))`);
    }
    await q.query('grant select, insert, update on support.notice_case to fn_support');
    await q.query(`create policy fn_support on support.notice_case for all to fn_support
      using ((select app.ctx_is('support')) or tenant_id = (select app.ctx_any_tenant())) with check (tenant_id = (select app.ctx_any_tenant()))`);
  }

  private async filling(q: QueryRunner): Promise<void> {
    // Without a context a restore is writing: it brings the desk's own rows along.
    const restoring = `if coalesce(current_setting('app.ctx', true), '') = '' then return new; end if;`;
    await q.query(`create function support.take_notice() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
      begin
        ${restoring}
        insert into support.notice_case as c (tenant_id, id, client_id, contract_id, contract_number, side, article, channel, source, received_on, deadline_on, requested_end_on, electronic_agreed, authority)
        values (new.tenant_id, new.id, new.client_id, new.contract_id, new.contract_number, new.giver_party, new.article, new.channel, new.source, new.given_on, new.deadline_on, new.requested_end_on, new.electronic_agreed, new.authority)
        on conflict (tenant_id, id) do update set deadline_on = excluded.deadline_on, electronic_agreed = excluded.electronic_agreed, channel = excluded.channel, version = c.version + 1;
        return new;
      end $$`);
    await q.query('create trigger notice_desk after insert on hoshu.notice for each row execute function support.take_notice()');
    await ownedBy(q, 'support.take_notice()', 'fn_support', []);
    await q.query(`create function support.take_delivery() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
      begin
        ${restoring}
        update support.notice_case c set arrived_on = coalesce(c.arrived_on, new.arrived_on), bounced = c.arrived_on is null and new.arrived_on is null and new.bounced, version = c.version + 1 where c.tenant_id = new.tenant_id and c.id = new.notice_id;
        return new;
      end $$`);
    await q.query('create trigger notice_delivery_desk after insert on hoshu.notice_delivery for each row execute function support.take_delivery()');
    await ownedBy(q, 'support.take_delivery()', 'fn_support', []);
  }

  private async finding(q: QueryRunner): Promise<void> {
    await q.query(`create function support.queue(p_case uuid) returns setof support.notice_case language sql stable security definer set search_path = pg_catalog as $$
      select * from support.notice_case c where p_case is null or c.id = p_case order by c.arrived_on is not null, c.deadline_on nulls last, c.received_on, c.id limit 500 $$`);
    await ownedBy(q, 'support.queue(uuid)', 'fn_support', ['r_support']);
    await q.query('grant usage on schema hoshu to fn_support');
    await q.query('grant select (tenant_id, id, client_id, contract_number) on hoshu.contract to fn_support');
    await q.query(`create policy fn_support on hoshu.contract for select to fn_support using ((select app.ctx_is('support')))`);
    await q.query(`create function support.find_contract(p_number text) returns table (tenant_id uuid, contract_id uuid, client_id uuid, contract_number text) language sql stable security definer set search_path = pg_catalog as $$
      select c.tenant_id, c.id, c.client_id, c.contract_number from hoshu.contract c where c.contract_number = p_number order by c.tenant_id limit 20 $$`);
    await ownedBy(q, 'support.find_contract(text)', 'fn_support', ['r_support']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function support.find_contract(text), support.queue(uuid)');
    await q.query('drop policy fn_support on hoshu.contract');
    for (const name of ['contract_reminder', 'contract_end_effect', 'notice_delivery', 'notice']) await dropTenantTable(q, name);
    await q.query('drop function support.take_delivery(), support.take_notice()');
    await q.query('drop table support.scan, support.case_event, support.notice_case');
    await q.query('alter table hoshu.contract_end drop column withdrawn_reason');
  }
}
