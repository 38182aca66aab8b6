import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const facts = { appendOnly: true, vendor: ['select', 'insert'], system: ['select', 'insert'], client: ['select', 'insert'] } as const;
const channels = { before: `'portal_email', 'paper', 'desk_email'`, after: `'portal_email', 'paper', 'desk_email', 'email'` };
const sources = { before: `'portal', 'vendor', 'desk'`, after: `'portal', 'vendor', 'client', 'desk', 'mail', 'call'` };
const mailColumns = `u.id, u.received_at, u.mail_from, u.recipients, u.from_address, u.from_name, u.subject, u.body, u.message_id, u.sha256, u.byte_count, u.hops, u.checks, u.problems, u.hints, u.state, u.tenant_id, u.contract_id, u.handled_by, u.handled_at, u.note, u.version`;

/** Notices that come as mails (D7): each contract's own address, what came there or was uploaded, and the queue of mails that belong to no contract yet. */
export class ReceivedMails1700000000032 implements MigrationInterface {
  name = 'ReceivedMails1700000000032';

  async up(q: QueryRunner): Promise<void> {
    await this.mailboxes(q);
    await this.mails(q);
    await this.notices(q);
    await this.unassigned(q);
    await this.staff(q);
    await installSampleWipe(q);
  }

  // Drawn by the database for every contract, also for those that are there already.
  private async mailboxes(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.contract add column notice_mailbox text not null default ('n-' || substr(md5(gen_random_uuid()::text), 1, 12))`);
    await q.query('create unique index contract_notice_mailbox on hoshu.contract (notice_mailbox)');
    await q.query('grant select (notice_mailbox) on hoshu.contract to r_client');
    await q.query('grant select (tenant_id, id, client_id, notice_mailbox) on hoshu.contract to fn_claim');
    await q.query('create policy fn_claim on hoshu.contract for select to fn_claim using (true)');
    await q.query(`create function platform.contract_of_mailbox(p_mailbox text) returns table (tenant_id uuid, contract_id uuid, client_id uuid) language sql stable security definer set search_path = pg_catalog as $$
      select c.tenant_id, c.id, c.client_id from hoshu.contract c where c.notice_mailbox = p_mailbox $$`);
    await ownedBy(q, 'platform.contract_of_mailbox(text)', 'fn_claim', ['hoshu_worker']);
  }

  private async mails(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'received_mail', ...facts,
      columns: `${ofContract}, source text not null check (source in ('smtp', 'upload')), brought_side text check (brought_side in ('client', 'vendor')), brought_by text not null default '', is_forwarded boolean not null, file_id uuid not null, sha256 text not null, byte_count integer not null,
        received_at timestamptz not null, stated_at timestamptz, mail_from text not null default '', to_addresses text[] not null default '{}', from_address text not null default '', from_name text not null default '', subject text not null default '', message_id text not null default '', body text not null default '',
        hops jsonb not null, checks jsonb not null, problems jsonb not null, sender_side text check (sender_side in ('client', 'vendor')), sender_name text not null default '', sender_authorised boolean not null, article_seen smallint check (article_seen in (17, 18)), requested_end_on date,
        foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id), unique (tenant_id, contract_id, sha256)`,
    });
    await q.query('create index received_mail_of on hoshu.received_mail (tenant_id, client_id, contract_id)');
    await q.query('create index received_mail_file on hoshu.received_mail (tenant_id, file_id)');
    // What became of a mail: decided once, by a person or by the clear cases alone.
    await createTenantTable(q, {
      name: 'received_mail_outcome', ...facts,
      columns: `${ofContract}, mail_id uuid not null, kind text not null check (kind in ('registered', 'no_notice', 'before_conclusion', 'after_end', 'repeated')), notice_id uuid, article smallint check (article in (17, 18)), giver_party text check (giver_party in ('client', 'vendor')), requested_end_on date,
        decided_side text not null check (decided_side in ('client', 'vendor', 'system')), decided_by text not null, note text not null default '', at timestamptz not null, foreign key (tenant_id, mail_id) references hoshu.received_mail (tenant_id, id), unique (tenant_id, mail_id),
        check (kind not in ('registered', 'repeated') or notice_id is not null), check (kind <> 'registered' or (article is not null and giver_party is not null)), foreign key (tenant_id, notice_id) references hoshu.notice (tenant_id, id)`,
    });
    await q.query('create index received_mail_outcome_notice on hoshu.received_mail_outcome (tenant_id, notice_id)');
    await q.query('create index received_mail_outcome_of on hoshu.received_mail_outcome (tenant_id, client_id, contract_id)');
  }

  private async notices(q: QueryRunner): Promise<void> {
    await this.words(q, channels.after, sources.after);
    await q.query(`alter table hoshu.notice_delivery add column posting_method text not null default '', add column tracking_number text not null default '', add column recorded_side text check (recorded_side in ('client', 'vendor', 'system'))`);
    await q.query('grant insert on hoshu.notice_delivery to r_client');
  }

  private async words(q: QueryRunner, channel: string, source: string): Promise<void> {
    for (const table of ['hoshu.notice', 'support.notice_case']) {
      const name = table.split('.')[1];
      await q.query(`alter table ${table} drop constraint ${name}_channel_check, drop constraint ${name}_source_check`);
      await q.query(`alter table ${table} add constraint ${name}_channel_check check (channel in (${channel})), add constraint ${name}_source_check check (source in (${source}))`);
    }
  }

  // A mail of which nobody knows the contract belongs to no tenant yet; the desk gives it to one or puts it aside, and never loses it.
  private async unassigned(q: QueryRunner): Promise<void> {
    await q.query(`create table platform.unassigned_mail (
      id uuid primary key, received_at timestamptz not null, mail_from text not null, recipients text[] not null, from_address text not null, from_name text not null, subject text not null, body text not null, message_id text not null, sha256 text not null, byte_count integer not null,
      hops jsonb not null, checks jsonb not null, problems jsonb not null, hints text[] not null, state text not null default 'waiting' check (state in ('waiting', 'assigned', 'set_aside')), tenant_id uuid, contract_id uuid, handled_by text not null default '', handled_at timestamptz, note text not null default '',
      version integer not null default 1, created_at timestamptz not null default now(), check ((state = 'assigned') = (tenant_id is not null and contract_id is not null)))`);
    await q.query(`create table platform.unassigned_mail_event (
      id uuid primary key default uuidv7(), mail_id uuid not null references platform.unassigned_mail, kind text not null check (kind in ('viewed', 'assigned', 'set_aside')), staff_name text not null, note text not null default '', at timestamptz not null default now())`);
    await q.query('create index unassigned_mail_event_mail on platform.unassigned_mail_event (mail_id)');
    for (const table of ['unassigned_mail', 'unassigned_mail_event']) {
      await q.query(`alter table platform.${table} enable row level security`);
      await q.query(`alter table platform.${table} force row level security`);
      await q.query(`grant select, insert, update on platform.${table} to fn_claim`);
      await q.query(`create policy fn_claim on platform.${table} for all to fn_claim using (true) with check (true)`);
      await q.query(`grant select on platform.${table} to hoshu_backup`);
    }
    // The mail and its acknowledgement commit together; a second run of the same mail changes nothing.
    await q.query(`create function platform.keep_unassigned(p_mail jsonb, p_acknowledgement jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      declare m platform.unassigned_mail;
      begin
        m := jsonb_populate_record(null::platform.unassigned_mail, p_mail);
        insert into platform.unassigned_mail (id, received_at, mail_from, recipients, from_address, from_name, subject, body, message_id, sha256, byte_count, hops, checks, problems, hints)
          values (m.id, m.received_at, m.mail_from, m.recipients, m.from_address, m.from_name, m.subject, m.body, m.message_id, m.sha256, m.byte_count, m.hops, m.checks, m.problems, m.hints) on conflict (id) do nothing;
        if not found then return false; end if;
        if p_acknowledgement is not null then insert into platform.outbox (kind, payload) values ('mail', p_acknowledgement); end if;
        return true;
      end $$`);
    await ownedBy(q, 'platform.keep_unassigned(jsonb, jsonb)', 'fn_claim', ['hoshu_worker']);
    await q.query(`create function platform.assigned_mail(p_id uuid) returns table (${mailTypes}) language sql stable security definer set search_path = pg_catalog as $$
      select ${mailColumns} from platform.unassigned_mail u where u.id = p_id and u.tenant_id = (select app.ctx_tenant('system')) $$`);
    await ownedBy(q, 'platform.assigned_mail(uuid)', 'fn_claim', ['r_system']);
  }

  private async staff(q: QueryRunner): Promise<void> {
    await q.query(`create function platform.unassigned_mails(p_id uuid) returns table (${mailTypes}) language sql stable security definer set search_path = pg_catalog as $$
      select ${mailColumns} from platform.unassigned_mail u where p_id is null or u.id = p_id order by u.state <> 'waiting', u.received_at desc, u.id limit 300 $$`);
    await ownedBy(q, 'platform.unassigned_mails(uuid)', 'fn_claim', ['r_support']);
    await q.query(`create function platform.unassigned_mail_history(p_id uuid) returns table (kind text, staff_name text, note text, at timestamptz) language sql stable security definer set search_path = pg_catalog as $$
      select e.kind, e.staff_name, e.note, e.at from platform.unassigned_mail_event e where e.mail_id = p_id order by e.at, e.id limit 300 $$`);
    await ownedBy(q, 'platform.unassigned_mail_history(uuid)', 'fn_claim', ['r_support']);
    await q.query(`create function platform.unassigned_mail_viewed(p_id uuid, p_staff text) returns void language sql security definer set search_path = pg_catalog as $$
      insert into platform.unassigned_mail_event (mail_id, kind, staff_name) values (p_id, 'viewed', p_staff) $$`);
    await ownedBy(q, 'platform.unassigned_mail_viewed(uuid, text)', 'fn_claim', ['r_support']);
    // Compare-and-set; the tenant is the one the staff stands in.
    await q.query(`create function platform.settle_unassigned(p_id uuid, p_version integer, p_contract uuid, p_staff text, p_note text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      declare next text := case when p_contract is null then 'set_aside' else 'assigned' end;
      begin
        update platform.unassigned_mail set state = next, tenant_id = case when p_contract is null then null else app.ctx_any_tenant() end, contract_id = p_contract, handled_by = p_staff, handled_at = now(), note = p_note, version = version + 1
          where id = p_id and version = p_version and state <> 'assigned' and (p_contract is not null or state = 'waiting');
        if not found then return false; end if;
        insert into platform.unassigned_mail_event (mail_id, kind, staff_name, note) values (p_id, next, p_staff, p_note);
        return true;
      end $$`);
    await ownedBy(q, 'platform.settle_unassigned(uuid, integer, uuid, text, text)', 'fn_claim', ['r_support']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function platform.settle_unassigned(uuid, integer, uuid, text, text), platform.unassigned_mail_viewed(uuid, text), platform.unassigned_mail_history(uuid), platform.unassigned_mails(uuid), platform.assigned_mail(uuid), platform.keep_unassigned(jsonb, jsonb), platform.contract_of_mailbox(text)`);
    await q.query('drop table platform.unassigned_mail_event, platform.unassigned_mail');
    await q.query('revoke insert on hoshu.notice_delivery from r_client');
    await q.query('alter table hoshu.notice_delivery drop column posting_method, drop column tracking_number, drop column recorded_side');
    await this.words(q, channels.before, sources.before);
    for (const name of ['received_mail_outcome', 'received_mail']) await dropTenantTable(q, name);
    await q.query('drop policy fn_claim on hoshu.contract');
    await q.query('revoke select (tenant_id, id, client_id, notice_mailbox) on hoshu.contract from fn_claim');
    await q.query('alter table hoshu.contract drop column notice_mailbox');
    await installSampleWipe(q);
  }
}

const mailTypes = `id uuid, received_at timestamptz, mail_from text, recipients text[], from_address text, from_name text, subject text, body text, message_id text, sha256 text, byte_count integer, hops jsonb, checks jsonb, problems jsonb, hints text[], state text, tenant_id uuid, contract_id uuid,
  handled_by text, handled_at timestamptz, note text, version integer`;
