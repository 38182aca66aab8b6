import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const facts = { appendOnly: true, vendor: ['select', 'insert'], system: ['select', 'insert'], client: ['select', 'insert'] } as const;
const deskEvents = { before: `'registered', 'taken_over', 'answered', 'forwarded', 'scan_added'`, after: `'registered', 'taken_over', 'answered', 'forwarded', 'scan_added', 'escalated'` };
const purposes = { before: `'verify', 'signin', 'invitation', 'signing'`, after: `'verify', 'signin', 'invitation', 'signing', 'confirmation'` };

/** Notices by telephone (D7), withdrawal of a notice with consent (F117), and what one side enters for the other (代理入力, F141). */
export class CallsAndProxies1700000000033 implements MigrationInterface {
  name = 'CallsAndProxies1700000000033';

  async up(q: QueryRunner): Promise<void> {
    // No notice: what somebody says that somebody else said. It becomes one when its giver confirms it.
    await createTenantTable(q, {
      name: 'notice_call', ...facts,
      columns: `${ofContract}, article smallint not null check (article in (17, 18)), giver_party text not null check (giver_party in ('client', 'vendor')), giver_name text not null, requested_end_on date, note text not null default '', called_on date not null,
        entered_side text not null check (entered_side in ('client', 'vendor', 'desk')), entered_by text not null, entered_at timestamptz not null, sent_to text not null, content_hash text not null`,
    });
    await q.query('create index notice_call_of on hoshu.notice_call (tenant_id, client_id, contract_id)');
    await createTenantTable(q, {
      name: 'notice_call_end', ...facts,
      columns: `${ofContract}, call_id uuid not null, kind text not null check (kind in ('confirmed', 'withdrawn')), person_name text not null, ip text not null default '', at timestamptz not null, notice_id uuid, check ((kind = 'confirmed') = (notice_id is not null)),
        unique (tenant_id, call_id), foreign key (tenant_id, call_id) references hoshu.notice_call (tenant_id, id), foreign key (tenant_id, notice_id) references hoshu.notice (tenant_id, id)`,
    });
    await q.query('create index notice_call_end_of on hoshu.notice_call_end (tenant_id, client_id, contract_id)');
    await q.query('create index notice_call_end_notice on hoshu.notice_call_end (tenant_id, notice_id)');
    await createTenantTable(q, {
      name: 'notice_withdrawal', ...facts,
      columns: `${ofContract}, notice_id uuid not null, kind text not null check (kind in ('request', 'consent', 'refusal')), side text not null check (side in ('client', 'vendor')), person_name text not null, person_role text not null, text text not null default '', ip text not null default '', at timestamptz not null,
        refers_to_id uuid, foreign key (tenant_id, notice_id) references hoshu.notice (tenant_id, id), foreign key (tenant_id, refers_to_id) references hoshu.notice_withdrawal (tenant_id, id), check ((kind = 'request') = (refers_to_id is null))`,
    });
    await q.query('create index notice_withdrawal_of on hoshu.notice_withdrawal (tenant_id, client_id, contract_id)');
    await q.query('create index notice_withdrawal_notice on hoshu.notice_withdrawal (tenant_id, notice_id)');
    await q.query('create unique index notice_withdrawal_answered on hoshu.notice_withdrawal (tenant_id, refers_to_id)');
    await q.query(`create unique index notice_withdrawn on hoshu.notice_withdrawal (tenant_id, notice_id) where kind = 'consent'`);
    await this.proxies(q);
    await this.desk(q, deskEvents.after);
    await q.query('alter table support.notice_case add column escalated_at timestamptz');
    await this.links(q, purposes.after);
    await installSampleWipe(q);
  }

  // F141: from where a step of an agreement was taken, and whether somebody else entered it, with the paper that says so.
  private async proxies(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.agreement_entry add column ip text not null default '', add column entered_by text, add column entered_side text check (entered_side in ('client', 'vendor')), add column source_file_id uuid,
      add check ((entered_by is null) = (source_file_id is null)), add check ((entered_by is null) = (entered_side is null)), add foreign key (tenant_id, source_file_id) references hoshu.file (tenant_id, id)`);
    await q.query('create index agreement_entry_source on hoshu.agreement_entry (tenant_id, source_file_id)');
  }

  // F120: a case that the desk cannot solve alone.
  private async desk(q: QueryRunner, words: string): Promise<void> {
    await q.query('alter table support.case_event drop constraint case_event_kind_check');
    await q.query(`alter table support.case_event add constraint case_event_kind_check check (kind in (${words}))`);
  }

  private async links(q: QueryRunner, words: string): Promise<void> {
    await q.query('alter table identity.link drop constraint link_purpose_check');
    await q.query(`alter table identity.link add constraint link_purpose_check check (purpose in (${words}))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`delete from identity.link where purpose = 'confirmation'`);
    await this.links(q, purposes.before);
    await q.query('alter table support.notice_case drop column escalated_at');
    await this.desk(q, deskEvents.before);
    await q.query('alter table hoshu.agreement_entry drop column ip, drop column entered_by, drop column entered_side, drop column source_file_id');
    for (const name of ['notice_withdrawal', 'notice_call_end', 'notice_call']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
