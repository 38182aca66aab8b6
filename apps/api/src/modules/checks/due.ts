import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { sendMail } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { CheckRepository } from './check.repository.js';
import { CheckStandings } from './standing.js';

/** The vendor is told so many days before a check stops counting. */
const leadDays = 30;

/** Tells the vendor, in one mail, which clients with a running contract have to be checked again (R27); each last day once. */
@Injectable()
export class CheckDue implements OnModuleInit {
  constructor(private readonly tasks: DueTasks, private readonly db: Db, private readonly repository: CheckRepository, private readonly standings: CheckStandings, private readonly company: CompanyRepository) {}

  onModuleInit(): void {
    this.tasks.register({
      name: 'checks.remind', order: 50, run: (actor) => this.run(actor),
      // A check older than the shortest validity less the lead may be due; whether it was told of is decided below.
      dueWhen: `exists (select 1 from hoshu.counterparty_check_policy p join hoshu.counterparty_check k on k.checked_on < $1::date - (p.validity_months * 28 - ${leadDays}) where p.is_required)`,
    });
  }

  async run(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, async (tx) => {
      const { policy, items, running } = await this.standings.all(tx, null);
      return policy.isRequired ? items.filter((item) => running.has(item.clientId) && item.validUntil !== null && item.validUntil <= addDays(localDate(tx.today), leadDays)) : [];
    });
    if (due.length === 0) return 'quiet';
    await this.db.tx(actor, async (tx) => {
      const lines: string[] = [];
      for (const { clientId, clientName, validUntil } of due) if (validUntil && (await this.repository.keepReminder(tx, clientId, validUntil))) lines.push(`・${clientName}（${validUntil} まで有効）`);
      const to = (await this.company.profileOn(tx, tx.today)).notice_email;
      if (lines.length === 0 || !to) return;
      await sendMail(tx, { template: 'check.due', to, locale: 'ja', path: '/app/checks', data: { lines: lines.join('\n') }, subjectRef: `checks:${tx.today}` });
      await tx.audit({ type: 'check.due-told', article: '第20条', data: { clients: lines.length } });
    });
    return 'quiet';
  }
}
