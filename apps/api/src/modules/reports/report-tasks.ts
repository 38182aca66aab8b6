import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, addMonths, firstDayOf, localDate, monthJa, monthOf } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { ContractReader } from '../contracts/index.js';
import { sendMail } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { windowOf } from './build-report.js';
import { dueMonths } from './report-months.js';
import { ReportRepository } from './report.repository.js';

/** F144: after so many days without opening, 甲 hears of the report once more. */
const reminderDays = 10;
const unread = `exists (select 1 from hoshu.report_sending s where s.sent_on <= $1 - ${reminderDays} and not exists (select 1 from hoshu.report_opening o where o.sending_id = s.id)
  and not exists (select 1 from hoshu.report_acknowledgement a where a.sending_id = s.id) and not exists (select 1 from hoshu.report_reminder r where r.sending_id = s.id))`;
/** A contract that was in force in the last twelve months and lacks the report of one of them, as far as a condition can tell. */
const unreported = `exists (select 1 from hoshu.contract_conclusion k cross join generate_series(1, 12) as back where k.concluded_on < date_trunc('month', $1::timestamp - (back - 1) * interval '1 month')
  and not exists (select 1 from hoshu.contract_end e where e.contract_id = k.contract_id and e.withdrawn_at is null and e.last_on < date_trunc('month', $1::timestamp - back * interval '1 month'))
  and not exists (select 1 from hoshu.monitor m where m.contract_id = k.contract_id group by m.contract_id having min(m.begins_on) >= date_trunc('month', $1::timestamp - (back - 1) * interval '1 month'))
  and not exists (select 1 from hoshu.monthly_report r where r.contract_id = k.contract_id and r.month = to_char($1::timestamp - back * interval '1 month', 'YYYY-MM')))`;

/** What falls due with the days: drafts of finished months, one reminder of an unread report. */
@Injectable()
export class ReportTasks implements OnModuleInit {
  /** The business day on which a tenant's drafts were last looked at here; they depend on nothing shorter than a day. */
  private readonly drafted = new Map<string, string>();

  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly contracts: ContractReader, private readonly company: CompanyRepository, private readonly tasks: DueTasks) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'reports.draft', order: 45, run: (actor) => this.draft(actor), dueWhen: unreported });
    this.tasks.register({ name: 'reports.remind', order: 50, run: (actor) => this.db.tx(actor, (tx) => this.remind(tx)), dueWhen: unread });
  }

  /** Adds the drafts that are due: from the first bank business day of the next month on, for every contract served in the month. */
  private async draft(actor: Actor): Promise<void> {
    const today = await this.db.tx(actor, async (tx) => {
      if (this.drafted.get(actor.tenantId) === tx.today) return tx.today;
      const oldest = firstDayOf(addMonths(monthOf(localDate(tx.today)), -12));
      const recorded = new Map((await this.repository.recordedFrom(tx)).map((row) => [row.contract_id, row.begins_on]));
      const reported = await this.repository.months(tx, monthOf(oldest));
      for (const facts of await this.contracts.concluded(tx, oldest)) {
        const recordedFrom = recorded.get(facts.id) ?? firstDayOf(addMonths(monthOf(localDate(tx.today)), -1));
        const missing = dueMonths({ window: windowOf(facts), recordedFrom, today: tx.today });
        for (const month of missing.filter((entry) => !reported.has(`${facts.id} ${entry}`))) {
          const id = await this.repository.draft(tx, { clientId: facts.clientId, contractId: facts.id, month });
          if (id) await tx.audit({ type: 'report.drafted', article: '第3条', contractId: facts.id, target: { kind: 'report', id }, data: { month } });
        }
      }
      return tx.today;
    });
    this.drafted.set(actor.tenantId, today);
  }

  private async remind(tx: Tx): Promise<void> {
    for (const report of await this.repository.unread(tx, addDays(localDate(tx.today), -reminderDays))) {
      if (!(await this.repository.insertReminder(tx, report))) continue;
      const vendor = await this.company.profileOn(tx, tx.today);
      await sendMail(tx, {
        template: 'report.reminder', to: report.sent_to, locale: 'ja', path: `/portal/reports/${report.id}`, fromName: vendor.company_name, clientId: report.client_id, contractId: report.contract_id, subjectRef: `report:${report.id}`,
        data: { clientName: report.client_name, vendorName: vendor.company_name, month: report.month, monthText: monthJa(report.month), sentOn: new Date(report.sent_at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) },
      });
      await tx.audit({ type: 'report.reminded', article: '第3条', contractId: report.contract_id, clientId: report.client_id, target: { kind: 'report', id: report.id }, data: { month: report.month } });
    }
  }
}
