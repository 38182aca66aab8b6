import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, addMonths, laterOf, localDate, monthOf } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { BillPast, Payments } from '../billing/index.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { IncidentReports, Incidents, OpenIncident } from '../incidents/index.js';
import { MonitorRepository } from '../monitoring/index.js';
import { ReportRepository, VendorReports } from '../reports/index.js';
import { latePayer } from './sample-clients.js';
import { sampleIncident, sampleMonth, shortByYen, sampleWorker } from './sample-words.js';

interface DueInvoice { readonly id: string; readonly clientId: string; readonly totalYen: number; readonly dueOn: string; readonly payer: string }

const minuteMs = 60_000;
const daySeconds = 86_400;
/** Days of uptime a sample begins with, and the one of them with an outage of 37 minutes. */
const measuredDays = 60;
const outageDaysAgo = 18;
const outageSeconds = 37 * 60;

/** What happened to the samples so far, told by the product's own use cases: invoices, payments, uptime, an incident, a report (F166). Safe to run twice. */
@Injectable()
export class SampleStory implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox, private readonly db: Db, private readonly reader: ContractReader, private readonly past: BillPast, private readonly payments: Payments, private readonly monitors: MonitorRepository,
    private readonly opening: OpenIncident, private readonly incidents: Incidents, private readonly incidentReports: IncidentReports, private readonly reports: ReportRepository, private readonly vendorReports: VendorReports,
  ) {}

  onModuleInit(): void {
    this.outbox.on('samples.story', (_row, actor) => this.run({ ...found(actor), name: sampleWorker }));
  }

  async run(actor: Actor): Promise<void> {
    const contracts = (await this.db.read(actor, (tx) => this.reader.concluded(tx))).filter((facts) => facts.isSample);
    for (const facts of contracts) {
      await this.billAndPay(actor, facts);
      await this.watch(actor, facts);
    }
    const oldest = [...contracts].sort((a, b) => (a.number < b.number ? -1 : 1))[0];
    if (!oldest) return;
    await this.fail(actor, oldest);
    await this.report(actor, oldest);
  }

  // Day by day, as it would have been: what was paid before an invoice was issued is not 前回未入金 on it.
  private async billAndPay(actor: Actor, facts: ContractFacts): Promise<void> {
    const { today, payer } = await this.db.read(actor, async (tx) => ({ today: tx.today, payer: found(await tx.one<{ kana: string }>('select company_kana as kana from hoshu.client where id = $1', [facts.clientId])).kana }));
    const plan = await this.past.plan(actor, facts.id);
    const due = plan.map(({ dueOn }) => dueOn).filter((on) => on < today).sort();
    // Every invoice is paid on its day; of one client a transfer was short and the last one has not come.
    const trouble = payer === latePayer ? { shortOn: due.at(-2), unpaidOn: due.at(-1) } : {};
    for (const day of new Set(plan.map(({ issueOn }) => issueOn))) {
      await this.pay(actor, facts, { before: day, ...trouble });
      await this.past.issue(actor, facts.id, day);
    }
    await this.pay(actor, facts, { before: today, ...trouble });
  }

  private async pay(actor: Actor, facts: ContractFacts, { before, shortOn, unpaidOn }: { before: string; shortOn?: string | undefined; unpaidOn?: string | undefined }): Promise<void> {
    const due = await this.db.read(actor, (tx) => tx.query<DueInvoice>(
      `select i.id, i.client_id as "clientId", i.total_yen::float8 as "totalYen", to_char(i.due_on, 'YYYY-MM-DD') as "dueOn", c.company_kana as payer
       from hoshu.invoice i join hoshu.client c on c.id = i.client_id where i.contract_id = $1 and i.number is not null and i.due_on < $2 order by i.supply_first_on`, [facts.id, before]));
    for (const invoice of due.filter(({ dueOn }) => dueOn !== unpaidOn)) await this.receive(actor, invoice, invoice.dueOn === shortOn ? shortByYen : 0);
  }

  private async receive(actor: Actor, invoice: DueInvoice, shortYen: number): Promise<void> {
    const amountYen = invoice.totalYen - shortYen;
    try {
      await this.payments.record(actor, { clientId: invoice.clientId, paidOn: invoice.dueOn, amountYen, payerName: invoice.payer, note: '', externalId: `sample:${invoice.id}`, allocations: [{ invoiceId: invoice.id, amountYen }] });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'duplicate')) throw error;
    }
  }

  // The addresses of samples lead nowhere: they are not asked, but they have measured days to show. The demo's own site is measured for real (ADR 0010).
  private async watch(actor: Actor, facts: ContractFacts): Promise<void> {
    await this.db.tx(actor, async (tx) => {
      const beginsOn = laterOf(addDays(localDate(tx.today), -measuredDays), localDate(facts.periods[0]?.startsOn ?? tx.today));
      if (beginsOn >= tx.today) return;
      for (const site of facts.sites.filter(({ url }) => new URL(url).hostname.endsWith('.example'))) {
        const id = await this.monitors.insert(tx.asOf(beginsOn), { clientId: facts.clientId, contractId: facts.id, siteId: site.id });
        if (!id) continue;
        await this.monitors.update(tx, id, { settings: { keyword: '', expectedStatus: null, intervalMinutes: 5, paused: true }, version: 1 });
        const outageOn = addDays(localDate(tx.today), -outageDaysAgo);
        const days = [];
        for (let on = beginsOn; on < tx.today; on = addDays(on, 1)) {
          const down = on === outageOn ? outageSeconds : 0;
          days.push({ day_on: on, up: daySeconds - down, down, planned: 0, unknown: 0, check_count: 288 });
        }
        await this.monitors.insertDays(tx, { id, client_id: facts.clientId }, days);
        await tx.audit({ type: 'monitor.created', article: '第3条1号', contractId: facts.id, clientId: facts.clientId, target: { kind: 'monitor', id }, data: { siteId: site.id, beginsOn, sample: true } });
      }
    });
  }

  private async fail(actor: Actor, facts: ContractFacts): Promise<void> {
    const site = facts.sites[0];
    const { known, now } = await this.db.read(actor, async (tx) => ({ now: tx.now, known: await tx.one('select 1 from hoshu.incident where contract_id = $1', [facts.id]) }));
    if (known || !site) return;
    const ago = (minutes: number) => new Date(now.getTime() - minutes * minuteMs).toISOString();
    const { title, description, report, steps } = sampleIncident;
    const { id } = await this.opening.run(actor, { contractId: facts.id, siteIds: [site.id], title, description, detectedAt: ago(64) });
    for (const step of steps) await this.incidents.addEvent(actor, id, { kind: step.kind, at: ago(step.minutesAgo), text: step.text });
    await this.incidentReports.report(actor, id, report);
  }

  private async report(actor: Actor, facts: ContractFacts): Promise<void> {
    const draft = await this.db.tx(actor, async (tx) => {
      const month = addMonths(monthOf(localDate(tx.today)), -1);
      const id = await this.reports.draft(tx, { clientId: facts.clientId, contractId: facts.id, month });
      if (id) await tx.audit({ type: 'report.drafted', article: '第3条', contractId: facts.id, target: { kind: 'report', id }, data: { month } });
      return id;
    });
    if (!draft) return;
    const { version } = await this.vendorReports.comment(actor, draft, { body: sampleMonth, version: 1 });
    await this.vendorReports.send(actor, draft, version);
  }
}
