import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
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
import { monthText } from './report-words.js';

/** F144: after so many days without opening, 甲 hears of the report once more. */
const reminderDays = 10;

/** What falls due with the days: drafts of finished months, one reminder of an unread report. */
@Injectable()
export class ReportTasks implements OnModuleInit {
  /** The business day on which a tenant's drafts were last looked at here; they depend on nothing shorter than a day. */
  private readonly drafted = new Map<string, string>();

  constructor(private readonly db: Db, private readonly repository: ReportRepository, private readonly contracts: ContractReader, private readonly company: CompanyRepository, private readonly tasks: DueTasks) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'reports.draft', order: 45, run: (actor) => this.draft(actor) });
    this.tasks.register({ name: 'reports.remind', order: 50, run: (actor) => this.db.tx(actor, (tx) => this.remind(tx)) });
  }

  /** Adds the drafts that are due: from the first bank business day of the next month on, for every contract served in the month. */
  private async draft(actor: Actor): Promise<void> {
    const today = await this.db.tx(actor, async (tx) => {
      if (this.drafted.get(actor.tenantId) === tx.today) return tx.today;
      const oldest = firstDayOf(addMonths(monthOf(localDate(tx.today)), -12));
      const recorded = new Map((await this.repository.recordedFrom(tx)).map((row) => [row.contract_id, row.begins_on]));
      for (const facts of await this.contracts.concluded(tx, oldest)) {
        const recordedFrom = recorded.get(facts.id) ?? firstDayOf(addMonths(monthOf(localDate(tx.today)), -1));
        const missing = dueMonths({ window: windowOf(facts), recordedFrom, today: tx.today });
        if (!missing.length) continue;
        const existing = new Set(await this.repository.months(tx, facts.id));
        for (const month of missing.filter((entry) => !existing.has(entry))) {
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
        data: { clientName: report.client_name, vendorName: vendor.company_name, month: report.month, monthText: monthText(report.month), sentOn: new Date(report.sent_at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) },
      });
      await tx.audit({ type: 'report.reminded', article: '第3条', contractId: report.contract_id, clientId: report.client_id, target: { kind: 'report', id: report.id }, data: { month: report.month } });
    }
  }
}
