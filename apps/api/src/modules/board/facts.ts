import { Injectable } from '@nestjs/common';
import { addMonths, classifyNonRenewal, daysBetween, localDate, monthOf, nonRenewalDeadline, survivalLastDay } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import type { Tx } from '../../platform/db/tx.js';
import { OpenPoints, type OpenPoint } from '../agreements/index.js';
import { Invoices } from '../billing/index.js';
import { agreedCourt, ContractReader, type ContractFacts } from '../contracts/index.js';
import { Caps, ClaimRepository, standingOf, type CapView } from '../liability/index.js';
import { termOn } from '../notices/index.js';

/** What is counted by one statement. Ids name the oldest of each. */
interface Counted {
  readonly monitors: number; readonly openIncidents: number; readonly downIncidents: number; readonly openIncidentId: string | null; readonly unreported: number; readonly unreportedId: string | null; readonly disputed: number; readonly disputedId: string | null;
  readonly reportedMonth: string | null; readonly clientRepresentedOn: string | null; readonly vendorRepresentedOn: string | null; readonly travellingNoticeId: string | null;
}

export interface BoardFacts extends Counted {
  readonly contract: ContractFacts;
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
  /** The last whole month of service, the one whose report should have come. */
  readonly dueReportMonth: string | null;
}

const closed = `exists (select 1 from hoshu.incident_event e where e.incident_id = i.id and e.kind = 'closed')`;
const holds = (kind: string) => `exists (select 1 from hoshu.incident_event e where e.incident_id = i.id and e.kind = '${kind}' and not exists (select 1 from hoshu.incident_event c where c.corrects_id = e.id))`;
const counting = `
  with i as (select i.id, ${closed} as closed, ${holds('restored')} as restored, ${holds('reported')} as reported, ${holds('disputed')} as disputed from hoshu.incident i where i.contract_id = $1)
  select (select count(*)::int from hoshu.monitor m where m.contract_id = $1 and not m.paused) as monitors,
    (select count(*)::int from i where not closed) as "openIncidents", (select count(*)::int from i where not closed and not restored) as "downIncidents", (select id from i where not closed order by restored, id limit 1) as "openIncidentId",
    (select count(*)::int from i where not reported and not closed) as unreported, (select id from i where not reported and not closed order by id limit 1) as "unreportedId",
    (select count(*)::int from i where disputed and not closed) as disputed, (select id from i where disputed and not closed order by id limit 1) as "disputedId",
    (select max(s.month) from hoshu.report_sending s where s.contract_id = $1) as "reportedMonth",
    (select to_char(max(r.answered_on), 'YYYY-MM-DD') from hoshu.antisocial_representation r where r.contract_id = $1 and r.party = 'client') as "clientRepresentedOn",
    (select to_char(max(r.answered_on), 'YYYY-MM-DD') from hoshu.antisocial_representation r where r.contract_id = $1 and r.party = 'vendor') as "vendorRepresentedOn",
    (select n.id from hoshu.notice n where n.contract_id = $1 and not exists (select 1 from hoshu.notice_delivery d where d.notice_id = n.id and d.arrived_on is not null) order by n.id limit 1) as "travellingNoticeId"`;

/** Reads what the board is made of, in few statements and one transaction. */
@Injectable()
export class BoardReader {
  constructor(private readonly contracts: ContractReader, private readonly points: OpenPoints, private readonly invoices: Invoices, private readonly caps: Caps, private readonly claims: ClaimRepository) {}

  /** Throws not_found. */
  async read(tx: Tx, actor: Actor, contractId: string): Promise<BoardFacts> {
    const contract = await this.contracts.facts(tx, contractId);
    const counted = await tx.one<Counted>(counting, [contractId]);
    if (!counted) throw new Error('the counts of a contract are one row');
    const seesMoney = actor.permissions.has('invoice.read');
    const overdue = seesMoney ? (await this.invoices.open(tx, contract.clientId)).filter((invoice) => invoice.contractId === contractId && invoice.overdue) : null;
    const isConcluded = contract.conclusion !== null && contract.periods.length > 0;
    return {
      ...counted, contract, today: tx.today, points: await this.points.of(tx, contract),
      overdue: overdue && { count: overdue.length, yen: overdue.reduce((sum, invoice) => sum + invoice.remainingYen, 0) },
      cap: seesMoney && isConcluded ? await this.caps.on(tx, contractId, {}) : null,
      deadline: isConcluded && contract.end === null ? deadlineOf(contract, tx.today) : null,
      openClaims: actor.permissions.has('claim.read') ? (await this.claims.ofContract(tx, contractId)).filter((claim) => !['settled', 'failed'].includes(standingOf(claim).state)).length : 0,
      survivalLastOn: isConcluded ? survivalLastDay({ endDate: localDate(contract.end?.lastOn ?? termOn(contract, tx.today).lastOn), years: contract.terms.survivalYears }) : null,
      court: agreedCourt(contract.terms), dueReportMonth: isConcluded ? dueMonth(contract, tx.today) : null,
    };
  }
}

function deadlineOf(contract: ContractFacts, today: string): NonNullable<BoardFacts['deadline']> {
  const term = termOn(contract, today);
  const input = { termEnd: term.lastOn, noticeDays: contract.terms.noticeDays17 };
  const on = nonRenewalDeadline(input).lastValid;
  return { on, daysLeft: daysBetween(localDate(today), on), timing: classifyNonRenewal({ ...input, arrivedOn: localDate(today) }), termLastOn: term.lastOn };
}

function dueMonth(contract: ContractFacts, today: string): string | null {
  const month = addMonths(monthOf(localDate(today)), -1);
  const beganOn = contract.goesLiveOn ?? contract.periods[0]?.startsOn ?? today;
  const isServed = beganOn <= `${month}-01` && (contract.end === null || contract.end.lastOn >= `${month}-01`);
  return isServed ? month : null;
}
