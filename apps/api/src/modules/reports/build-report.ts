import { Injectable } from '@nestjs/common';
import type { ReportContent } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { addMonths, daysBetween, localDate, monthOf } from '@hoshu/domain';
import { japaneseDay } from '../../platform/clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { termsOn, type ContractFacts } from '../contracts/index.js';
import { IncidentRepository, incidentSummary } from '../incidents/index.js';
import { addSeconds, MonitorRepository, noSeconds, serviceWindow, spanOfDay, UptimeBook, uptimeMethod, type MonitorRow, type ServiceWindow, type UptimeDay, type UptimeSeconds } from '../monitoring/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { servedDays } from './report-months.js';
import { medianMinutes, summaryLines } from './report-words.js';

type Days = Map<string, UptimeSeconds & { checkCount: number }>;
type Incident = ReportContent['incidents'][number];

const mostMonitors = 500;
const severity: Readonly<Record<UptimeDay['state'], number>> = { down: 3, maintenance: 2, up: 1, none: 0 };

export const windowOf = (facts: ContractFacts): ServiceWindow | null =>
  serviceWindow({ concludedOn: facts.conclusion?.concludedOn ?? null, startsOn: facts.periods[0]?.startsOn ?? null, goesLiveOn: facts.goesLiveOn, endsOn: facts.end?.lastOn ?? null });

/** 第3条: what was agreed to be done, with the number of records the product has of it. */
function worksOf(terms: ContractTerms, counts: { readonly checks: number; readonly incidents: number; readonly certificates: number }): ReportContent['works'] {
  const recorded: Readonly<Record<number, number>> = { 1: counts.checks, 5: counts.incidents, 7: counts.certificates };
  return terms.annex.works.filter((work) => work.applies).map((work) => ({ number: work.number, frequency: work.frequency, records: recorded[work.number] ?? null }));
}

/** Of several sites the worst one makes the day. */
function worstOf(days: readonly UptimeDay[]): UptimeDay {
  return days.reduce((worst, day) => ({
    on: day.on, state: severity[day.state] > severity[worst.state] ? day.state : worst.state, downMinutes: Math.max(worst.downMinutes, day.downMinutes),
    percent: worst.percent === null ? day.percent : day.percent === null ? worst.percent : Math.min(worst.percent, day.percent),
  }));
}

/** Makes the monthly report from the records of a contract; nothing in it is typed by hand but the decisions asked for. */
@Injectable()
export class BuildReport {
  constructor(private readonly monitors: MonitorRepository, private readonly book: UptimeBook, private readonly incidents: IncidentRepository, private readonly company: CompanyRepository) {}

  /** Throws RangeError for a contract that was never concluded. */
  async run(tx: Tx, facts: ContractFacts, wanted: { readonly month: string; readonly decisions: string }): Promise<ReportContent> {
    const window = windowOf(facts);
    if (window === null) throw new RangeError('a report needs a concluded contract');
    const span = servedDays(window, wanted.month);
    const terms = termsOn(facts, span.lastOn);
    const rows = await this.monitors.list(tx, { contractId: facts.id, after: null, limit: mostMonitors });
    const days = await this.book.seconds(tx, rows, span);
    const incidents = await this.incidentsIn(tx, facts.id, span);
    const certificates = await this.certificates(tx, rows, span.lastOn);
    const totals = this.book.totals([...days.values()].flatMap((entry) => [...entry.values()]));
    const checkCount = [...days.values()].flatMap((entry) => [...entry.values()]).reduce((sum, entry) => sum + entry.checkCount, 0);
    const reported = incidents.flatMap((incident) => (incident.reportMinutes === null ? [] : [incident.reportMinutes]));
    return {
      month: wanted.month, ...span, contractNumber: facts.number, clientName: facts.clientName, vendorName: (await this.company.profileOn(tx, tx.today)).company_name,
      summary: summaryLines({ uptime: totals, checkCount, certificates, incidents, minorWork: terms.annex.minorWork, decisions: wanted.decisions }),
      uptime: { totals, method: { ...uptimeMethod }, days: this.bars(rows, days, span), sites: rows.map((row) => ({ siteName: row.site_name, url: row.url, totals: this.book.totals((days.get(row.id) ?? new Map<string, UptimeSeconds>()).values()) })) },
      incidents, reportMedianMinutes: medianMinutes(reported), reportLateCount: incidents.filter((incident) => incident.late).length, certificates, checkCount,
      works: worksOf(terms, { checks: checkCount, incidents: incidents.length, certificates: certificates.length }),
      previous: await this.previous(tx, facts, { window, month: wanted.month, rows }),
    };
  }

  private bars(rows: readonly MonitorRow[], days: ReadonlyMap<string, Days>, span: { fromOn: string; lastOn: string }): UptimeDay[] {
    const perSite = rows.map((row) => this.book.bars(days.get(row.id) ?? new Map(), span));
    return this.book.bars(new Map(), span).map((empty, index) => worstOf([empty, ...perSite.flatMap((bars) => bars[index] ?? [])]));
  }

  private async incidentsIn(tx: Tx, contractId: string, span: { fromOn: string; lastOn: string }): Promise<Incident[]> {
    const rows = await this.incidents.between(tx, contractId, { from: new Date(spanOfDay(span.fromOn).from), to: new Date(spanOfDay(span.lastOn).to) });
    const events = await this.incidents.events(tx, rows.map((row) => row.id));
    return rows.map((row) => {
      const summary = incidentSummary(row, events.filter((event) => event.incident_id === row.id), tx.now);
      const until = summary.restoredAt === null ? tx.now.getTime() : Date.parse(summary.restoredAt);
      return {
        id: row.id, number: summary.number, title: row.title, detectedAt: summary.clock.detectedAt, state: summary.state, downMinutes: Math.max(0, Math.ceil((until - row.detected_at.getTime()) / 60_000)),
        // 第5条3項: an incident that was never reported has no interval.
        reportMinutes: summary.clock.reportedAt === null ? null : summary.clock.minutes, targetMinutes: row.target_minutes, late: ['late', 'running_late'].includes(summary.clock.result), causeClass: summary.causeClass,
      };
    });
  }

  private async certificates(tx: Tx, rows: readonly MonitorRow[], lastOn: string): Promise<ReportContent['certificates']> {
    const seen = await this.monitors.lastCertificates(tx, rows.map((row) => row.id), new Date(spanOfDay(lastOn).to));
    const byHost = new Map<string, ReportContent['certificates'][number]>();
    for (const check of seen) {
      const row = rows.find((entry) => entry.id === check.monitor_id);
      if (!row || !check.tls_valid_to) continue;
      const expiresOn = japaneseDay(check.tls_valid_to);
      byHost.set(new URL(row.url).hostname, { host: new URL(row.url).hostname, expiresOn, daysLeft: daysBetween(localDate(tx.today), localDate(expiresOn)) });
    }
    return [...byHost.values()].sort((a, b) => a.daysLeft - b.daysLeft);
  }

  private async previous(tx: Tx, facts: ContractFacts, at: { window: ServiceWindow; month: string; rows: readonly MonitorRow[] }): Promise<ReportContent['previous']> {
    const month = addMonths(monthOf(localDate(`${at.month}-01`)), -1);
    if (month < at.window.fromOn.slice(0, 7)) return null;
    const span = servedDays(at.window, month);
    const days = await this.book.seconds(tx, at.rows, span);
    const seconds = [...days.values()].flatMap((entry) => [...entry.values()]).reduce(addSeconds, noSeconds);
    return { month, percent: this.book.totals([seconds]).percent, incidentCount: (await this.incidentsIn(tx, facts.id, span)).length };
  }
}
