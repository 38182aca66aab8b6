import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, addMonths, firstDayOf, localDate, monthJa, monthOf } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { inBatches, together } from '../../platform/outbox/batches.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { mailSide } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { windowOf } from './build-report.js';
import { dueMonths } from './report-months.js';
import { ReportRepository } from './report.repository.js';

/** F144: after so many days without opening, 甲 hears of the report once more. */
const reminderDays = 10;
const unread = `exists (select 1 from hoshu.report_sending s where s.sent_on <= $1 - ${reminderDays} and not exists (select 1 from hoshu.report_opening o where o.sending_id = s.id)
  and not exists (select 1 from hoshu.report_acknowledgement a where a.sending_id = s.id) and not exists (select 1 from hoshu.report_reminder r where r.sending_id = s.id))`;
/**
 * Contracts that were in force in one of the last twelve months and lack its report, as far as a condition can tell: a month before the first record of the
 * contract needs none, and where nothing is recorded only the month before counts.
 */
const unreported = `from hoshu.contract_conclusion k left join (select m.contract_id, min(m.begins_on) as begins_on from hoshu.monitor m group by m.contract_id) m on m.contract_id = k.contract_id
    cross join lateral (select (date_trunc('month', $1::timestamp) - back * interval '1 month')::date as first_on, (date_trunc('month', $1::timestamp) - (back - 1) * interval '1 month')::date as next_on from generate_series(1, 12) back) month
  where k.concluded_on < month.next_on and coalesce(m.begins_on, (date_trunc('month', $1::timestamp) - interval '1 month')::date) < month.next_on
    and not exists (select 1 from hoshu.contract_end e where e.contract_id = k.contract_id and e.withdrawn_at is null and e.last_on < month.first_on)
    and not exists (select 1 from hoshu.monthly_report r where r.contract_id = k.contract_id and r.month = to_char(month.first_on, 'YYYY-MM'))`;

interface MissingReport { readonly clientId: string; readonly contractId: string; readonly month: string }

/** What falls due with the days: drafts of finished months, one reminder of an unread report. */
@Injectable()
export class ReportTasks implements OnModuleInit {
  /** The business day on which a tenant's drafts were last looked at here; they depend on nothing shorter than a day. */
  private readonly drafted = new Map<string, string>();

  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly contracts: ContractReader, private readonly company: CompanyRepository, private readonly tasks: DueTasks) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'reports.draft', order: 45, run: (actor) => this.draft(actor), dueWhen: `exists (select 1 ${unreported})` });
    this.tasks.register({ name: 'reports.remind', order: 50, run: (actor) => this.db.tx(actor, (tx) => this.remind(tx)), dueWhen: unread });
  }

  /** Adds the drafts that are due: from the first bank business day of the next month on, for every contract served in the month. */
  private async draft(actor: Actor): Promise<void> {
    const { today, missing } = await this.db.read(actor, async (tx) => ({ today: tx.today, missing: this.drafted.get(actor.tenantId) === tx.today ? [] : await this.missing(tx) }));
    await inBatches(this.db, actor, { items: missing, failed: 'reports could not be drafted', work: (tx, batch) => together(batch, (report) => this.add(tx, report)) });
    this.drafted.set(actor.tenantId, today);
  }

  private async missing(tx: Tx): Promise<MissingReport[]> {
    const oldest = firstDayOf(addMonths(monthOf(localDate(tx.today)), -12));
    const recorded = new Map((await this.repository.recordedFrom(tx)).map((row) => [row.contract_id, row.begins_on]));
    const reported = await this.repository.months(tx, monthOf(oldest));
    const lacking = await tx.query<{ id: string }>(`select distinct k.contract_id as id ${unreported}`, [tx.today]);
    const contracts = await this.contracts.concluded(tx, oldest, lacking.map(({ id }) => id));
    return contracts.flatMap((facts) => {
      const recordedFrom = recorded.get(facts.id) ?? firstDayOf(addMonths(monthOf(localDate(tx.today)), -1));
      const months = dueMonths({ window: windowOf(facts), recordedFrom, today: tx.today }).filter((month) => !reported.has(`${facts.id} ${month}`));
      return months.map((month) => ({ clientId: facts.clientId, contractId: facts.id, month }));
    });
  }

  private async add(tx: Tx, report: MissingReport): Promise<void> {
    const id = await this.repository.draft(tx, report);
    if (id) await tx.audit({ type: 'report.drafted', article: '第3条', contractId: report.contractId, target: { kind: 'report', id }, data: { month: report.month } });
  }

  private async remind(tx: Tx): Promise<void> {
    for (const report of await this.repository.unread(tx, addDays(localDate(tx.today), -reminderDays))) {
      if (!(await this.repository.insertReminder(tx, report))) continue;
      const vendor = await this.company.profileOn(tx, tx.today);
      await mailSide(tx, await this.contracts.facts(tx, report.contract_id), {
        side: 'client', cause: 'calendar', template: 'report.reminder', to: report.sent_to, locale: 'ja', path: `/portal/reports/${report.id}`, fromName: vendor.company_name, subjectRef: `report:${report.id}`,
        data: { clientName: report.client_name, vendorName: vendor.company_name, month: report.month, monthText: monthJa(report.month), sentOn: new Date(report.sent_at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) },
      });
      await tx.audit({ type: 'report.reminded', article: '第3条', contractId: report.contract_id, clientId: report.client_id, target: { kind: 'report', id: report.id }, data: { month: report.month } });
    }
  }
}
