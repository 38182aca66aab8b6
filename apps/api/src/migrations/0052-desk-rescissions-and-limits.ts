import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedBy } from '../platform/db/tenant-table.js';

const kinds = { before: `'registered', 'taken_over', 'answered', 'forwarded', 'scan_added', 'escalated'`, after: `'registered', 'taken_over', 'answered', 'forwarded', 'scan_added', 'escalated', 'overdue_first', 'overdue_second'` };
const mailKinds = { before: `'viewed', 'assigned', 'set_aside'`, after: `'viewed', 'assigned', 'set_aside', 'overdue_first', 'overdue_second'` };

/** The desk also sees rescissions that set out to the other side (第19条, 民法541条), and what lies there too long is told to its people, once per step (D8, F120). */
export class DeskRescissionsAndLimits1700000000052 implements MigrationInterface {
  name = 'DeskRescissionsAndLimits1700000000052';

  async up(q: QueryRunner): Promise<void> {
    await this.words(q, { articles: '17, 18, 19, 541', kinds: kinds.after, mailKinds: mailKinds.after });
    await q.query(`alter table support.notice_case add column overdue_step smallint not null default 0 check (overdue_step between 0 and 2), add column tracking_number text not null default ''`);
    await q.query('alter table platform.unassigned_mail add column came_on date, add column overdue_step smallint not null default 0 check (overdue_step between 0 and 2)');
    await this.rescissions(q);
    await this.limits(q);
  }

  private async words(q: QueryRunner, allowed: { readonly articles: string; readonly kinds: string; readonly mailKinds: string }): Promise<void> {
    await q.query(`alter table support.notice_case drop constraint notice_case_article_check, add constraint notice_case_article_check check (article in (${allowed.articles}))`);
    await q.query(`alter table support.case_event drop constraint case_event_kind_check, add constraint case_event_kind_check check (kind in (${allowed.kinds}))`);
    await q.query(`alter table platform.unassigned_mail_event drop constraint unassigned_mail_event_kind_check, add constraint unassigned_mail_event_kind_check check (kind in (${allowed.mailKinds}))`);
  }

  // The first delivery is what makes a declaration the other side's as well; before that nobody but its giver knows of it. A demand ends nothing and is none of the desk's.
  private async rescissions(q: QueryRunner): Promise<void> {
    await q.query('grant select (tenant_id, id, side, kind) on hoshu.declaration to fn_support');
    await q.query('grant select (tenant_id, declaration_id, channel, authority, sent_on) on hoshu.declaration_sending to fn_support');
    for (const table of ['declaration', 'declaration_sending']) await q.query(`create policy fn_support on hoshu.${table} for select to fn_support using (tenant_id = (select app.ctx_any_tenant()))`);
    await q.query(`alter policy fn_support on hoshu.contract using ((select app.ctx_is('support')) or tenant_id = (select app.ctx_any_tenant()))`);
    await q.query(`create function support.take_rescission() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if coalesce(current_setting('app.ctx', true), '') = '' then return new; end if;
        insert into support.notice_case as c (tenant_id, id, client_id, contract_id, contract_number, side, article, channel, source, received_on, electronic_agreed, authority, arrived_on, bounced)
          select new.tenant_id, d.id, new.client_id, new.contract_id, k.contract_number, d.side, case d.kind when 'rescission' then 19 else 541 end, case s.channel when 'letter' then 'paper' else 'portal_email' end, 'portal',
            s.sent_on, case s.channel when 'letter' then null else true end, s.authority, new.arrived_on, new.bounced and new.arrived_on is null
          from hoshu.declaration d join hoshu.declaration_sending s on s.tenant_id = d.tenant_id and s.declaration_id = d.id join hoshu.contract k on k.tenant_id = new.tenant_id and k.id = new.contract_id
          where d.tenant_id = new.tenant_id and d.id = new.declaration_id and d.kind in ('rescission', 'after_demand')
        on conflict (tenant_id, id) do update set arrived_on = coalesce(c.arrived_on, excluded.arrived_on), bounced = c.arrived_on is null and excluded.bounced, version = c.version + 1;
        return new;
      end $$`);
    await q.query('create trigger declaration_delivery_desk after insert on hoshu.declaration_delivery for each row execute function support.take_rescission()');
    await ownedBy(q, 'support.take_rescission()', 'fn_support', []);
  }

  // Compare-and-set: of two workers, and of a worker and somebody who takes the case over, one wins.
  private async limits(q: QueryRunner): Promise<void> {
    await q.query('grant select, insert on support.case_event to fn_support');
    await q.query(`create policy fn_support on support.case_event for all to fn_support using (tenant_id = (select app.ctx_any_tenant())) with check (tenant_id = (select app.ctx_any_tenant()))`);
    await q.query(`create function support.mark_overdue(p_case uuid, p_step integer, p_at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update support.notice_case c set overdue_step = p_step, version = c.version + 1 where c.tenant_id = (select app.ctx_any_tenant()) and c.id = p_case and c.overdue_step < p_step
          and c.arrived_on is null and (c.handler_id is null or (c.source = 'desk' and c.forwarded_at is null));
        if not found then return false; end if;
        insert into support.case_event (tenant_id, case_id, kind, staff_name, at) values ((select app.ctx_any_tenant()), p_case, case p_step when 1 then 'overdue_first' else 'overdue_second' end, 'Hoshu', p_at);
        return true;
      end $$`);
    await ownedBy(q, 'support.mark_overdue(uuid, integer, timestamptz)', 'fn_support', ['r_system']);
    await q.query(`create function platform.waiting_mails() returns table (id uuid, came_on date, overdue_step smallint) language sql stable security definer set search_path = pg_catalog as $$
      select u.id, u.came_on, u.overdue_step from platform.unassigned_mail u where u.state = 'waiting' and u.came_on is not null and u.overdue_step < 2 order by u.came_on, u.id limit 500 $$`);
    await ownedBy(q, 'platform.waiting_mails()', 'fn_claim', ['hoshu_worker']);
    await q.query(`create function platform.mark_mail_overdue(p_id uuid, p_step integer, p_job jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update platform.unassigned_mail set overdue_step = p_step where id = p_id and state = 'waiting' and overdue_step < p_step;
        if not found then return false; end if;
        insert into platform.unassigned_mail_event (mail_id, kind, staff_name) values (p_id, case p_step when 1 then 'overdue_first' else 'overdue_second' end, 'Hoshu');
        insert into platform.outbox (kind, payload) values ('support.tell-staff', p_job);
        return true;
      end $$`);
    await ownedBy(q, 'platform.mark_mail_overdue(uuid, integer, jsonb)', 'fn_claim', ['hoshu_worker']);
    // Beside the row that keep_unassigned writes: the business day on which the mail came.
    await q.query(`create function platform.note_mail_came(p_id uuid, p_on date) returns void language sql security definer set search_path = pg_catalog as $$
      update platform.unassigned_mail set came_on = p_on where id = p_id and came_on is null $$`);
    await ownedBy(q, 'platform.note_mail_came(uuid, date)', 'fn_claim', ['hoshu_worker']);
    // The same job run twice writes the same rows: each person hears once.
    await q.query(`create function platform.emit_once(p_id uuid, p_kind text, p_payload jsonb) returns void language sql security definer set search_path = pg_catalog as $$
      insert into platform.outbox (id, kind, payload) values (p_id, p_kind, p_payload) on conflict (id) do nothing $$`);
    await ownedBy(q, 'platform.emit_once(uuid, text, jsonb)', 'fn_claim', ['hoshu_auth']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function platform.emit_once(uuid, text, jsonb), platform.note_mail_came(uuid, date), platform.mark_mail_overdue(uuid, integer, jsonb), platform.waiting_mails(), support.mark_overdue(uuid, integer, timestamptz)');
    await q.query('drop policy fn_support on support.case_event');
    await q.query('revoke select, insert on support.case_event from fn_support');
    await q.query('drop trigger declaration_delivery_desk on hoshu.declaration_delivery');
    await q.query('drop function support.take_rescission()');
    await q.query(`alter policy fn_support on hoshu.contract using ((select app.ctx_is('support')))`);
    for (const table of ['declaration', 'declaration_sending']) await q.query(`drop policy fn_support on hoshu.${table}`);
    await q.query('revoke select (tenant_id, id, side, kind) on hoshu.declaration from fn_support');
    await q.query('revoke select (tenant_id, declaration_id, channel, authority, sent_on) on hoshu.declaration_sending from fn_support');
    await q.query('alter table platform.unassigned_mail drop column came_on, drop column overdue_step');
    await q.query('alter table support.notice_case drop column overdue_step, drop column tracking_number');
    await this.words(q, { articles: '17, 18', kinds: kinds.before, mailKinds: mailKinds.before });
  }
}
