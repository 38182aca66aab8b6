import { Injectable } from '@nestjs/common';
import { addMonths, classifyNonRenewal, daysBetween, localDate, monthOf, nonRenewalDeadline, survivalLastDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import type { Tx } from '../../platform/db/tx.js';
import { OpenPoints, type OpenPoint } from '../agreements/index.js';
import { Invoices } from '../billing/index.js';
import { CheckStandings, type CheckStanding } from '../checks/index.js';
import { agreedCourt, ContractReader, noticeDays17, type ContractFacts } from '../contracts/index.js';
import { IncidentRepository, incidentSummary, type IncidentSummary } from '../incidents/index.js';
import { Caps, ClaimRepository, standingOf, type CapView } from '../liability/index.js';
import { survivalOf, termOn } from '../notices/index.js';
import { RepresentationStandings, type PartyAttestation } from '../representations/index.js';
import { SignalReader, type Signal } from '../signals/index.js';

/** What one statement tells. */
interface Counted {
  readonly monitors: number;
  readonly reportedMonth: string | null; readonly travellingNoticeId: string | null;
  /** What a declaration that arrived brought about: the rescission first, else the newest demand. */
  readonly declared: { readonly id: string; readonly outcome: string; readonly demandLastOn: string | null } | null;
}

export interface BoardFacts extends Counted {
  readonly contract: ContractFacts;
  /** Whether this person may open declarations of 第19条. */
  readonly seesDeclarations: boolean;
  /** Hints at 第19条2号・3号 that nobody put aside, newest first; none for those who may not see them. */
  readonly signals: readonly Signal[];
  /** Incidents that are not closed, the oldest first. */
  readonly incidents: readonly IncidentSummary[];
  readonly today: string;
  readonly points: readonly OpenPoint[];
  /** null: this person may not see money. */
  readonly overdue: { readonly count: number; readonly yen: number } | null;
  readonly cap: CapView | null;
  /** Claims of 第16条 that are neither settled nor given up. */
  readonly openClaims: number;
  /** null without a running term or with an end. */
  readonly deadline: { readonly on: string; readonly daysLeft: number; readonly timing: 'valid' | 'boundary' | 'late'; readonly termLastOn: string } | null;
  readonly survivalLastOn: string | null;
  readonly court: string | null;
  /** 第20条1項, of each side. */
  readonly representations: readonly PartyAttestation[];
  /** R27; null: this person may not see checks, or the vendor does not ask for them and has none. */
  readonly check: CheckStanding | null;
  /** The last whole month of service, the one whose report should have come. */
  readonly dueReportMonth: string | null;
}

/** How many open incidents of one contract are read: more than any contract has. */
const mostIncidents = 200;
const counting = `
  select (select count(*)::int from hoshu.monitor m where m.contract_id = $1 and not m.paused) as monitors,
    (select max(s.month) from hoshu.report_sending s where s.contract_id = $1) as "reportedMonth",
    (select n.id from hoshu.notice n where n.contract_id = $1 and not exists (select 1 from hoshu.notice_delivery d where d.notice_id = n.id and d.arrived_on is not null) order by n.id limit 1) as "travellingNoticeId",
    (select jsonb_build_object('id', x.declaration_id, 'outcome', x.outcome, 'demandLastOn', to_char(x.demand_last_on, 'YYYY-MM-DD')) from hoshu.declaration_effect x where x.contract_id = $1 order by x.outcome = 'ended' desc, x.id desc limit 1) as declared`;

/** Reads what the board is made of, in few statements and one transaction. */
@Injectable()
export class BoardReader {
  constructor(private readonly contracts: ContractReader, private readonly points: OpenPoints, private readonly invoices: Invoices, private readonly caps: Caps, private readonly claims: ClaimRepository, private readonly incidents: IncidentRepository, private readonly representations: RepresentationStandings, private readonly checks: CheckStandings, private readonly signals: SignalReader) {}

  /** Throws not_found. */
  async read(tx: Tx, actor: Actor, contractId: string): Promise<BoardFacts> {
    const contract = await this.contracts.facts(tx, contractId);
    const counted = await tx.one<Counted>(counting, [contractId]);
    if (!counted) throw new Error('the counts of a contract are one row');
    const seesMoney = actor.permissions.has('invoice.read');
    const overdue = seesMoney ? (await this.invoices.openOf(tx, contract)).filter((invoice) => invoice.overdue) : null;
    const isConcluded = contract.conclusion !== null && contract.periods.length > 0;
    return {
      ...counted, contract, seesDeclarations: actor.permissions.has('rescission.read'), signals: actor.permissions.has('rescission.read') && isConcluded ? await this.signals.open(tx, contract.clientId) : [], incidents: await this.openIncidents(tx, contractId), today: tx.today, points: await this.points.of(tx, contract),
      overdue: overdue && { count: overdue.length, yen: overdue.reduce((sum, invoice) => sum + invoice.remainingYen, 0) },
      cap: seesMoney && isConcluded ? await this.caps.on(tx, contractId, {}) : null,
      deadline: isConcluded && contract.end === null ? deadlineOf(contract, tx.today) : null,
      openClaims: actor.permissions.has('claim.read') ? (await this.claims.ofContract(tx, contractId)).filter((claim) => !['settled', 'failed'].includes(standingOf(claim).state)).length : 0,
      representations: await this.representations.of(tx, contract), check: actor.permissions.has('check.read') ? await this.checkOf(tx, contract) : null,
      survivalLastOn: isConcluded ? survivalLastDay(survivalOf(contract, contract.end?.lastOn ?? termOn(contract, tx.today).lastOn)) : null,
      court: agreedCourt(contract.terms), dueReportMonth: isConcluded ? dueMonth(contract, tx.today) : null,
    };
  }

  private async checkOf(tx: Tx, contract: ContractFacts): Promise<CheckStanding | null> {
    const { isRequired, standing } = await this.checks.of(tx, contract.clientId);
    return isRequired || standing?.state === 'blocked' ? standing : null;
  }

  private async openIncidents(tx: Tx, contractId: string): Promise<IncidentSummary[]> {
    const rows = await this.incidents.list(tx, { contractId, siteId: null, closed: false, after: null, limit: mostIncidents });
    const events = await this.incidents.events(tx, rows.map(({ id }) => id));
    return rows.map((row) => incidentSummary(row, events.filter((event) => event.incident_id === row.id), tx.now)).reverse();
  }
}

function deadlineOf(contract: ContractFacts, today: string): NonNullable<BoardFacts['deadline']> {
  const term = termOn(contract, today);
  const input = { termEnd: term.lastOn, noticeDays: noticeDays17(contract, term.lastOn) };
  const on = nonRenewalDeadline(input).lastValid;
  return { on, daysLeft: daysBetween(localDate(today), on), timing: classifyNonRenewal({ ...input, arrivedOn: localDate(today) }), termLastOn: term.lastOn };
}

function dueMonth(contract: ContractFacts, today: string): string | null {
  const month = addMonths(monthOf(localDate(today)), -1);
  const beganOn = contract.goesLiveOn ?? contract.periods[0]?.startsOn ?? today;
  const isServed = beganOn <= `${month}-01` && (contract.end === null || contract.end.lastOn >= `${month}-01`);
  return isServed ? month : null;
}
