import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, sessions, memberships, links. Only hoshu_auth reaches this schema; business logins have no grant on it. */
export class Identity1700000000004 implements MigrationInterface {
  name = 'Identity1700000000004';

  async up(q: QueryRunner): Promise<void> {
    await this.people(q);
    await this.links(q);
    await this.sessions(q);
    const tables = ['"user"', 'membership', 'invitation', 'sign_up', 'link', 'session', 'recovery_code', 'platform_staff', 'terms_acceptance', 'terms'];
    for (const table of tables) {
      await q.query(`grant select, insert, update on identity.${table} to hoshu_auth`);
      await q.query(`grant select on identity.${table} to hoshu_backup`);
    }
    await q.query('grant delete on identity.recovery_code to hoshu_auth');
  }

  private async people(q: QueryRunner): Promise<void> {
    await q.query(`create table identity."user" (
      id uuid primary key default uuidv7(), email text not null unique check (email = lower(email) and length(email) <= 254), name text not null,
      locale text not null default 'ja' check (locale in ('ja', 'en')), password_hash text, totp_secret bytea, totp_pending bytea, totp_last_step bigint,
      shared_mailbox boolean not null default false, terms_version text, email_verified_at timestamptz, disabled_at timestamptz, created_at timestamptz not null default now())`);
    await q.query(`create table identity.membership (
      id uuid primary key default uuidv7(), user_id uuid not null references identity."user", tenant_id uuid not null, kind text not null check (kind in ('vendor', 'client', 'sub')),
      client_id uuid, role text not null, notice_authority boolean not null default false, ended_at timestamptz, created_at timestamptz not null default now(),
      check ((kind = 'client') = (client_id is not null)))`);
    await q.query(`create unique index membership_live on identity.membership (user_id, tenant_id, kind, coalesce(client_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null`);
    await q.query('create index membership_tenant on identity.membership (tenant_id, kind) where ended_at is null');
    await q.query(`create table identity.platform_staff (user_id uuid primary key references identity."user", role text not null check (role in ('support', 'operator')), ended_at timestamptz)`);
    await q.query(`create table identity.recovery_code (id uuid primary key default uuidv7(), user_id uuid not null references identity."user", code_hash text not null, used_at timestamptz)`);
    await q.query('create index recovery_code_user on identity.recovery_code (user_id)');
    await q.query(`create table identity.terms (version text primary key, published_on date not null)`);
    await q.query(`insert into identity.terms values ('2026-11-01', '2026-11-01')`);
    await q.query(`create table identity.terms_acceptance (user_id uuid not null references identity."user", version text not null references identity.terms, accepted_at timestamptz not null default now(), primary key (user_id, version))`);
  }

  private async links(q: QueryRunner): Promise<void> {
    // A link is renewed by raising its generation: older tokens then read as expired (D18).
    await q.query(`create table identity.link (
      id uuid primary key default uuidv7(), purpose text not null check (purpose in ('verify', 'signin', 'invitation', 'signing')), email text not null, subject_id uuid, tenant_id uuid,
      context jsonb not null default '{}', generation integer not null default 1, expires_at timestamptz not null, used_at timestamptz, created_at timestamptz not null default now())`);
    await q.query('create index link_email on identity.link (email, purpose, created_at desc)');
    await q.query('create index link_subject on identity.link (subject_id)');
    await q.query(`create table identity.sign_up (id uuid primary key default uuidv7(), email text not null, company_name text not null, person_name text not null, locale text not null, tenant_id uuid, created_at timestamptz not null default now())`);
    await q.query(`create table identity.invitation (
      id uuid primary key default uuidv7(), tenant_id uuid not null, tenant_name text not null, kind text not null check (kind in ('vendor', 'client')), client_id uuid, client_name text,
      email text not null, role text not null, notice_authority boolean not null default false, invited_by uuid, accepted_at timestamptz, revoked_at timestamptz, created_at timestamptz not null default now())`);
    await q.query('create index invitation_tenant on identity.invitation (tenant_id)');
  }

  private async sessions(q: QueryRunner): Promise<void> {
    await q.query(`create table identity.session (
      id uuid primary key default uuidv7(), token_hash bytea not null unique, user_id uuid references identity."user", membership_id uuid references identity.membership,
      recipient jsonb, recipient_name text, recipient_email text, assurance text not null check (assurance in ('one', 'two')), second_factor_missing boolean not null default false,
      stepped_up_until timestamptz, user_agent text not null, ip text not null, created_at timestamptz not null default now(), last_seen_at timestamptz not null default now(),
      expires_at timestamptz not null, ended_at timestamptz, check ((user_id is null) = (recipient is not null)))`);
    await q.query('create index session_person on identity.session (user_id) where ended_at is null');
    await q.query('create index session_membership on identity.session (membership_id)');
    // One round trip per request; touches last_seen at most once a minute.
    await q.query(`create function identity.live_session(p_hash bytea, p_idle_minutes integer) returns table (
        id uuid, user_id uuid, membership_id uuid, recipient jsonb, assurance text, second_factor_missing boolean, stepped_up_until timestamptz,
        user_email text, user_name text, locale text, terms_version text, kind text, tenant_id uuid, client_id uuid, role text, notice_authority boolean, staff_role text, current_terms text)
      language plpgsql volatile set search_path = pg_catalog as $$
      begin
        update identity.session s set last_seen_at = now() where s.token_hash = p_hash and s.ended_at is null and s.expires_at > now()
          and s.last_seen_at > now() - p_idle_minutes * interval '1 minute' and s.last_seen_at < now() - interval '1 minute';
        return query select s.id, s.user_id, m.id, s.recipient, s.assurance, s.second_factor_missing, s.stepped_up_until,
          coalesce(u.email, s.recipient_email), coalesce(u.name, s.recipient_name), coalesce(u.locale, 'ja'), u.terms_version,
          m.kind, m.tenant_id, m.client_id, m.role, m.notice_authority, case when m.id is null then p.role end,
          (select max(t.version) from identity.terms t)
        from identity.session s
          left join identity."user" u on u.id = s.user_id
          left join identity.membership m on m.id = s.membership_id and m.ended_at is null and m.user_id = s.user_id
          left join identity.platform_staff p on p.user_id = s.user_id and p.ended_at is null
        where s.token_hash = p_hash and s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - p_idle_minutes * interval '1 minute'
          and (u.id is null or u.disabled_at is null);
      end $$`);
    await q.query('revoke all on function identity.live_session(bytea, integer) from public');
    await q.query('grant execute on function identity.live_session(bytea, integer) to hoshu_auth');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function identity.live_session(bytea, integer)');
    await q.query('drop table identity.session, identity.invitation, identity.sign_up, identity.link, identity.terms_acceptance, identity.terms, identity.recovery_code, identity.platform_staff, identity.membership, identity."user"');
  }
}
