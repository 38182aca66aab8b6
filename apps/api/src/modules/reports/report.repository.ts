import { Injectable } from '@nestjs/common';
import type { ReportContent } from '@hoshu/api-schema';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export interface ReportRow {
  id: string; version: number; contract_id: string; contract_number: string; client_id: string; client_name: string; month: string; comment: string; decisions: string;
  sending_id: string | null; sent_to: string | null; sent_at: Date | null; sent_by: string | null; percent: number | null; file_id: string | null; sha256: string | null;
  opened_at: Date | null; opened_by: string | null; acknowledged_at: Date | null; acknowledged_by: string | null;
}
export interface SentReport extends ReportRow { sending_id: string; sent_at: Date; sent_to: string }
interface Page { readonly contractId: string | null; readonly after: string | null; readonly limit: number }

const sent = `s.id as sending_id, s.sent_to, s.sent_at, s.sent_by, (s.content #>> '{uptime,totals,percent}')::float8 as percent, f.file_id, f.sha256,
  o.opened_at, o.person_name as opened_by, a.acknowledged_at, a.person_name as acknowledged_by`;
const readings = `left join hoshu.report_file f on f.sending_id = s.id left join hoshu.report_opening o on o.sending_id = s.id left join hoshu.report_acknowledgement a on a.sending_id = s.id
  join hoshu.contract c on c.id = t.contract_id join hoshu.client cl on cl.id = t.client_id`;
const ofVendor = `select t.id, t.version, t.contract_id, c.contract_number, t.client_id, cl.company_name as client_name, t.month, coalesce(s.comment, t.comment) as comment, coalesce(s.decisions, t.decisions) as decisions, ${sent}
  from hoshu.monthly_report t left join hoshu.report_sending s on s.report_id = t.id ${readings}`;
// 甲 has no right on drafts: its reports are the sent ones.
const ofClient = `select s.report_id as id, 1 as version, t.contract_id, c.contract_number, t.client_id, cl.company_name as client_name, s.month, s.comment, s.decisions, ${sent}
  from hoshu.report_sending s join (select id, contract_id, client_id from hoshu.report_sending) t on t.id = s.id ${readings}`;

/** Monthly reports: the vendor's rows and what was sent of them. */
@Injectable()
export class ReportRepository {
  list(tx: Tx, page: Page): Promise<ReportRow[]> {
    const [select, id] = tx.actor.kind === 'client' ? [ofClient, 's.report_id'] : [ofVendor, 't.id'];
    return tx.query<ReportRow>(`${select} where ($1::uuid is null or t.contract_id = $1) and ($2::uuid is null or ${id} < $2) order by ${id} desc limit $3`, [page.contractId, page.after, page.limit]);
  }

  /** One report; for 甲 only a sent one. Throws not_found. */
  async get(tx: Tx, id: string): Promise<ReportRow> {
    const [select, column] = tx.actor.kind === 'client' ? [ofClient, 's.report_id'] : [ofVendor, 't.id'];
    return found(await tx.one<ReportRow>(`${select} where ${column} = $1`, [id]));
  }

  async sentBySending(tx: Tx, sendingId: string): Promise<SentReport> {
    return found(await tx.one<SentReport>(`${ofVendor} where s.id = $1`, [sendingId]));
  }

  async frozenContent(tx: Tx, sendingId: string): Promise<ReportContent> {
    return found(await tx.one<{ content: ReportContent }>('select content from hoshu.report_sending where id = $1', [sendingId])).content;
  }

  questions(tx: Tx, sendingId: string): Promise<{ id: string; person_name: string; text: string; asked_at: Date }[]> {
    return tx.query('select id, person_name, text, asked_at from hoshu.report_question where sending_id = $1 order by asked_at, id', [sendingId]);
  }

  /** `contract month` of every report since a month. */
  async months(tx: Tx, since: string): Promise<ReadonlySet<string>> {
    return new Set((await tx.query<{ key: string }>(`select contract_id || ' ' || month as key from hoshu.monthly_report where month >= $1`, [since])).map(({ key }) => key));
  }

  /** The first day from which the product has records of each contract. */
  recordedFrom(tx: Tx): Promise<{ contract_id: string; begins_on: string }[]> {
    return tx.query(`select contract_id, to_char(min(begins_on), 'YYYY-MM-DD') as begins_on from hoshu.monitor group by contract_id`);
  }

  /** Adds a draft. null when it exists. */
  async draft(tx: Tx, report: { clientId: string; contractId: string; month: string }): Promise<string | null> {
    const row = await tx.one<{ id: string }>('insert into hoshu.monthly_report (tenant_id, client_id, contract_id, month) values ($1, $2, $3, $4) on conflict do nothing returning id', [tx.actor.tenantId, report.clientId, report.contractId, report.month]);
    return row?.id ?? null;
  }

  /** Compare-and-set of the vendor's words. Throws version_stale. */
  async write(tx: Tx, id: string, change: { comment: string; decisions: string; version: number }): Promise<void> {
    const changed = await tx.change('update hoshu.monthly_report set comment = $3, decisions = $4, version = version + 1 where id = $1 and version = $2', [id, change.version, change.comment, change.decisions]);
    if (!changed) throw new AppError('version_stale');
  }

  async insertSending(tx: Tx, report: ReportRow, sending: { content: ReportContent; sentTo: string }): Promise<string> {
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.report_sending (tenant_id, client_id, contract_id, report_id, month, content, comment, decisions, sent_to, sent_at, sent_on, sent_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [tx.actor.tenantId, report.client_id, report.contract_id, report.id, report.month, JSON.stringify(sending.content), report.comment, report.decisions, sending.sentTo, tx.now, tx.today, tx.actor.name])).id;
  }

  async insertFile(tx: Tx, report: SentReport, file: { id: string; sha256: string }): Promise<void> {
    await tx.query('insert into hoshu.report_file (tenant_id, client_id, contract_id, sending_id, file_id, sha256) values ($1, $2, $3, $4, $5, $6)', [tx.actor.tenantId, report.client_id, report.contract_id, report.sending_id, file.id, file.sha256]);
  }

  /** The first opening only; false when it was opened before. */
  async insertOpening(tx: Tx, report: SentReport, personName: string): Promise<boolean> {
    return (await tx.one('insert into hoshu.report_opening (tenant_id, client_id, contract_id, sending_id, person_name, opened_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id',
      [tx.actor.tenantId, report.client_id, report.contract_id, report.sending_id, personName, tx.now])) !== null;
  }

  async insertAcknowledgement(tx: Tx, report: SentReport, personName: string): Promise<boolean> {
    return (await tx.one('insert into hoshu.report_acknowledgement (tenant_id, client_id, contract_id, sending_id, person_name, acknowledged_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id',
      [tx.actor.tenantId, report.client_id, report.contract_id, report.sending_id, personName, tx.now])) !== null;
  }

  async insertQuestion(tx: Tx, report: SentReport, question: { personName: string; text: string }): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.report_question (tenant_id, client_id, contract_id, sending_id, person_name, text, asked_at) values ($1, $2, $3, $4, $5, $6, $7) returning id',
      [tx.actor.tenantId, report.client_id, report.contract_id, report.sending_id, question.personName, question.text, tx.now])).id;
  }

  /** Sent reports that nobody opened by a day and nobody was reminded of. */
  unread(tx: Tx, sentUntil: string): Promise<SentReport[]> {
    return tx.query<SentReport>(`${ofVendor} where s.sent_on <= $1 and o.id is null and a.id is null and not exists (select 1 from hoshu.report_reminder m where m.sending_id = s.id) order by s.id limit 200`, [sentUntil]);
  }

  async insertReminder(tx: Tx, report: SentReport): Promise<boolean> {
    return (await tx.one('insert into hoshu.report_reminder (tenant_id, client_id, contract_id, sending_id, reminded_on) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
      [tx.actor.tenantId, report.client_id, report.contract_id, report.sending_id, tx.today])) !== null;
  }
}
