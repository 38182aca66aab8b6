import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable, dropTenantTable, ownedBy } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const read = { vendor: ['select'], system: ['select', 'insert'], client: ['select'] } as const;
const tables = {
  monitoring: ['tls_alert', 'monitor_window', 'monitor_day', 'monitor_state_change', 'monitor_check', 'monitor'],
  incidents: ['incident_report_file', 'incident_report', 'incident_event', 'incident'],
  reports: ['report_reminder', 'report_question', 'report_acknowledgement', 'report_opening', 'report_file', 'report_sending', 'monthly_report'],
} as const;

/** Monitoring (第3条1号・7号), incidents (第5条3項・第9条) and the monthly report made from their records. */
export class Work1700000000012 implements MigrationInterface {
  name = 'Work1700000000012';

  async up(q: QueryRunner): Promise<void> {
    await this.monitors(q);
    await this.checks(q);
    await this.schedule(q);
    await this.incidents(q);
    await this.incidentReports(q);
    await this.reports(q);
    await this.readings(q);
    for (const name of [...tables.incidents, ...tables.reports, 'monitor', 'monitor_state_change', 'tls_alert']) await q.query(`create index ${name}_of on hoshu.${name} (tenant_id, client_id, contract_id)`);
  }

  private async monitors(q: QueryRunner): Promise<void> {
    // Whether a monitor runs is derived from the contract's days; `paused` is a person's wish only.
    await createTenantTable(q, {
      name: 'monitor', client: ['select'],
      columns: `${ofContract}, site_id uuid not null, begins_on date not null, interval_minutes smallint not null default 5 check (interval_minutes in (1, 5, 15)), keyword text not null default '', expected_status smallint check (expected_status between 100 and 599),
        paused boolean not null default false, unique (tenant_id, contract_id, site_id), foreign key (tenant_id, site_id) references hoshu.site (tenant_id, id)`,
    });
    await q.query('create index monitor_site on hoshu.monitor (tenant_id, site_id)');
    await createTenantTable(q, {
      name: 'monitor_window', appendOnly: true, client: ['select'],
      columns: `client_id uuid not null, monitor_id uuid not null, starts_at timestamptz not null, ends_at timestamptz not null, reason text not null, check (ends_at >= starts_at), foreign key (tenant_id, monitor_id) references hoshu.monitor (tenant_id, id)`,
    });
    await q.query('create index monitor_window_time on hoshu.monitor_window (tenant_id, monitor_id, ends_at)');
  }

  private async checks(q: QueryRunner): Promise<void> {
    const ofMonitor = 'client_id uuid not null, monitor_id uuid not null, foreign key (tenant_id, monitor_id) references hoshu.monitor (tenant_id, id)';
    await createTenantTable(q, {
      name: 'monitor_check', appendOnly: true, ...read,
      columns: `${ofMonitor}, checked_at timestamptz not null, business_at timestamptz not null, outcome text not null check (outcome in ('up', 'down', 'unknown')), http_status smallint, duration_ms integer, reason text not null default '',
        tls_valid_to timestamptz, tls_fingerprint text`,
    });
    await q.query('create index monitor_check_time on hoshu.monitor_check (tenant_id, monitor_id, business_at desc)');
    await createTenantTable(q, {
      name: 'monitor_state_change', appendOnly: true, ...read, clientColumns: ['tenant_id', 'id', 'client_id', 'contract_id', 'monitor_id', 'state', 'since_at', 'confirmed_at', 'created_at'],
      columns: `${ofContract}, monitor_id uuid not null, state text not null check (state in ('up', 'down')), since_at timestamptz not null, confirmed_at timestamptz not null, evidence jsonb not null, foreign key (tenant_id, monitor_id) references hoshu.monitor (tenant_id, id)`,
    });
    await q.query('create index monitor_state_change_time on hoshu.monitor_state_change (tenant_id, monitor_id, confirmed_at desc)');
    await createTenantTable(q, {
      name: 'monitor_day', appendOnly: true, ...read,
      columns: `${ofMonitor}, day_on date not null, up_seconds integer not null, down_seconds integer not null, planned_seconds integer not null, unknown_seconds integer not null, check_count integer not null,
        check (least(up_seconds, down_seconds, planned_seconds, unknown_seconds, check_count) >= 0), unique (tenant_id, monitor_id, day_on)`,
    });
    // F021: once per certificate and threshold, whatever number of sites uses it.
    await createTenantTable(q, {
      name: 'tls_alert', appendOnly: true, vendor: ['select'], system: ['select', 'insert'],
      columns: `${ofContract}, monitor_id uuid not null, fingerprint text not null, threshold_days smallint not null, valid_to timestamptz not null, unique (tenant_id, fingerprint, threshold_days), foreign key (tenant_id, monitor_id) references hoshu.monitor (tenant_id, id)`,
    });
    await q.query('create index tls_alert_monitor on hoshu.tls_alert (tenant_id, monitor_id)');
  }

  // When each monitor is next looked at, in real time. A lease with a token of its own makes a check count once, whoever took it.
  private async schedule(q: QueryRunner): Promise<void> {
    await q.query(`create table platform.monitor_schedule (monitor_id uuid primary key, tenant_id uuid not null, next_at timestamptz not null default now(), lease uuid, leased_until timestamptz)`);
    await q.query('create index monitor_schedule_next on platform.monitor_schedule (next_at)');
    await q.query('alter table platform.monitor_schedule enable row level security');
    await q.query('alter table platform.monitor_schedule force row level security');
    await q.query('grant select, insert, update on platform.monitor_schedule to fn_claim');
    await q.query('create policy fn_claim on platform.monitor_schedule for all to fn_claim using (true) with check (true)');
    await q.query('grant select on platform.monitor_schedule to hoshu_backup');
    await q.query(`create function platform.schedule_monitor(p_monitor uuid) returns void language sql security definer set search_path = pg_catalog as $$
      insert into platform.monitor_schedule (monitor_id, tenant_id) values (p_monitor, app.ctx_any_tenant()) on conflict do nothing $$`);
    await ownedBy(q, 'platform.schedule_monitor(uuid)', 'fn_claim', ['r_system']);
    await q.query(`create function platform.claim_monitors(p_limit integer, p_lease_ms integer, p_only uuid) returns table (monitor_id uuid, tenant_id uuid, lease uuid) language sql security definer set search_path = pg_catalog as $$
      update platform.monitor_schedule s set lease = uuidv7(), leased_until = now() + p_lease_ms * interval '1 millisecond'
      where s.monitor_id in (select i.monitor_id from platform.monitor_schedule i where (i.leased_until is null or i.leased_until < now())
        and case when p_only is null then i.next_at <= now() else i.monitor_id = p_only end
        and exists (select 1 from hoshu.tenant t where t.tenant_id = i.tenant_id and t.suspended_at is null) order by i.next_at limit p_limit for update skip locked)
      returning s.monitor_id, s.tenant_id, s.lease $$`);
    await ownedBy(q, 'platform.claim_monitors(integer, integer, uuid)', 'fn_claim', ['hoshu_worker']);
    await q.query(`create function platform.finish_monitor(p_monitor uuid, p_lease uuid, p_delay_ms integer) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update platform.monitor_schedule s set lease = null, leased_until = null, next_at = greatest(least(s.next_at, now()) + p_delay_ms * interval '1 millisecond', now())
        where s.monitor_id = p_monitor and s.lease = p_lease and s.tenant_id = app.ctx_any_tenant();
        return found;
      end $$`);
    await ownedBy(q, 'platform.finish_monitor(uuid, uuid, integer)', 'fn_claim', ['r_system']);
  }

  private async incidents(q: QueryRunner): Promise<void> {
    // 第5条3項: the moment of discovery and of the report never change afterwards; everything else is an event that a later event may correct.
    await createTenantTable(q, {
      name: 'incident', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofContract}, incident_number integer not null check (incident_number > 0), title text not null, channel text not null check (channel in ('manual', 'monitor', 'client')), detected_at timestamptz not null, site_ids uuid[] not null,
        state_change_id uuid, opened_by text not null, unique (tenant_id, contract_id, incident_number), unique (tenant_id, state_change_id), foreign key (tenant_id, state_change_id) references hoshu.monitor_state_change (tenant_id, id)`,
    });
    await q.query('create index incident_detected on hoshu.incident (tenant_id, detected_at desc, id desc)');
    await createTenantTable(q, {
      name: 'incident_event', appendOnly: true, client: ['select', 'insert'],
      columns: `${ofContract}, incident_id uuid not null, kind text not null check (kind in ('detected', 'acknowledged', 'investigating', 'reported', 'restored', 'closed', 'note', 'cause', 'disputed')), at timestamptz not null, text text not null,
        person_name text not null, side text not null check (side in ('vendor', 'client', 'system')), corrects_id uuid, cause_class text, evidence text not null default '', vendor_negligent boolean not null default false, gross_negligence boolean not null default false,
        check ((kind = 'cause') = (cause_class is not null)), check (corrects_id is null or kind not in ('detected', 'reported')),
        foreign key (tenant_id, incident_id) references hoshu.incident (tenant_id, id), foreign key (tenant_id, corrects_id) references hoshu.incident_event (tenant_id, id)`,
    });
    await q.query('create index incident_event_incident on hoshu.incident_event (tenant_id, incident_id)');
    await q.query('create index incident_event_corrects on hoshu.incident_event (tenant_id, corrects_id)');
  }

  private async incidentReports(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'incident_report', appendOnly: true, client: ['select'],
      columns: `${ofContract}, incident_id uuid not null, revision integer not null check (revision > 0), impact text not null, cause text not null, measures text not null, prevention text not null, sent_to text not null, sent_at timestamptz not null, sent_by text not null,
        unique (tenant_id, incident_id, revision), foreign key (tenant_id, incident_id) references hoshu.incident (tenant_id, id)`,
    });
    await createTenantTable(q, {
      name: 'incident_report_file', appendOnly: true, ...read,
      columns: `${ofContract}, report_id uuid not null, file_id uuid not null, unique (tenant_id, report_id), foreign key (tenant_id, report_id) references hoshu.incident_report (tenant_id, id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index incident_report_file_file on hoshu.incident_report_file (tenant_id, file_id)');
  }

  private async reports(q: QueryRunner): Promise<void> {
    // A draft is read from the records each time; only the vendor's own words are kept here until it is sent.
    await createTenantTable(q, {
      name: 'monthly_report', columns: `${ofContract}, month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'), comment text not null default '', decisions text not null default '', unique (tenant_id, contract_id, month)`,
    });
    await createTenantTable(q, {
      name: 'report_sending', appendOnly: true, client: ['select'],
      columns: `${ofContract}, report_id uuid not null, month text not null, content jsonb not null, comment text not null, decisions text not null, sent_to text not null, sent_at timestamptz not null, sent_on date not null, sent_by text not null,
        unique (tenant_id, report_id), foreign key (tenant_id, report_id) references hoshu.monthly_report (tenant_id, id)`,
    });
    await q.query('create index report_sending_sent on hoshu.report_sending (tenant_id, sent_on)');
  }

  private async readings(q: QueryRunner): Promise<void> {
    const ofSending = `${ofContract}, sending_id uuid not null, foreign key (tenant_id, sending_id) references hoshu.report_sending (tenant_id, id)`;
    await createTenantTable(q, { name: 'report_file', appendOnly: true, ...read, columns: `${ofSending}, file_id uuid not null, sha256 text not null, unique (tenant_id, sending_id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)` });
    await q.query('create index report_file_file on hoshu.report_file (tenant_id, file_id)');
    await createTenantTable(q, { name: 'report_opening', appendOnly: true, vendor: ['select'], system: ['select'], client: ['select', 'insert'], columns: `${ofSending}, person_name text not null, opened_at timestamptz not null, unique (tenant_id, sending_id)` });
    await createTenantTable(q, { name: 'report_acknowledgement', appendOnly: true, vendor: ['select'], system: ['select'], client: ['select', 'insert'], columns: `${ofSending}, person_name text not null, acknowledged_at timestamptz not null, unique (tenant_id, sending_id)` });
    await createTenantTable(q, { name: 'report_question', appendOnly: true, vendor: ['select'], system: ['select'], client: ['select', 'insert'], columns: `${ofSending}, person_name text not null, text text not null, asked_at timestamptz not null` });
    await q.query('create index report_question_sending on hoshu.report_question (tenant_id, sending_id)');
    await createTenantTable(q, { name: 'report_reminder', appendOnly: true, vendor: ['select'], columns: `${ofSending}, reminded_on date not null, unique (tenant_id, sending_id)` });
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of [...tables.reports, ...tables.incidents]) await dropTenantTable(q, name);
    await q.query('drop function platform.finish_monitor(uuid, uuid, integer), platform.claim_monitors(integer, integer, uuid), platform.schedule_monitor(uuid)');
    await q.query('drop table platform.monitor_schedule');
    for (const name of tables.monitoring) await dropTenantTable(q, name);
  }
}
