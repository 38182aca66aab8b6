import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, renewalRoutes } from '@hoshu/api-schema';
import { addDays, daysBetween, localDate, safePostingDay } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { governsDay } from '../contracts/index.js';
import { DECISION_DAYS, runningTerms, runningTermsUntil } from './running-terms.js';
import { explainedDeadline } from './explained-deadline.js';

type Row = ResponseOf<typeof renewalRoutes.queue>['items'][number];
export type DecisionView = ResponseOf<typeof renewalRoutes.decide>;
type Past = ResponseOf<typeof renewalRoutes.get>['past'][number];
type Counts = ResponseOf<typeof renewalRoutes.queue>['counts'];
type Body = BodyOf<typeof renewalRoutes.decide>;
type QueueRow = Omit<Row, 'safePostingOn' | 'daysLeft' | 'postingDaysLeft' | 'isOpen' | 'explained' | 'decidedAt'> & { decidedAt: Date | null; noticeDays: number };
type Cursor = { readonly deadline: string; readonly number: string };

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
// A day of rest that has come is no decision any more.
const state = `case when d.state = 'snoozed' and d.snoozed_until_on <= $1 then 'undecided' else coalesce(d.state, 'undecided') end`;
const decision = `coalesce(d.owner_name, '') as "ownerName", d.owner_id as "ownerId", coalesce(d.note, '') as note, coalesce(d.decided_by, '') as "decidedBy", d.decided_at as "decidedAt"`;
const decided = `left join hoshu.renewal_decision d on d.tenant_id = c.tenant_id and d.contract_id = r.contract_id and d.term_number = r.term_number and d.closed_on is null`;
/** The fee of the version that governs on the day `$1`. */
const fee = `join lateral (select w.fee_yen::float8 as fee_yen, w.tax_mode from hoshu.contract_version w where w.tenant_id = c.tenant_id and w.client_id = c.client_id and w.contract_id = c.id
    order by ${governsDay} limit 1) f on true`;
const select = `select r.contract_id as "contractId", c.contract_number as "contractNumber", r.client_id as "clientId", cl.company_name as "clientName", c.is_sample as "isSample", r.term_number as "termNumber", ${day('r.last_on')} as "termLastOn", ${day('r.last_valid_on')} as "lastValidOn", r.notice_days as "noticeDays", f.fee_yen as "feeYen", f.tax_mode as "taxMode",
  ${state} as state, case when ${state} = 'snoozed' then ${day('d.snoozed_until_on')} end as "snoozedUntil", ${decision}, coalesce(d.version, 0) as version
  from (${runningTerms}) r join hoshu.contract c on c.id = r.contract_id join hoshu.client cl on cl.id = r.client_id ${fee} ${decided}`;
/** What decides the place in the queue, for all contracts at once. */
const keys = `select r.contract_id, r.client_id, r.last_valid_on, c.contract_number, ${state} as state, d.owner_id from (${runningTermsUntil('$3')}) r join hoshu.contract c on c.id = r.contract_id ${decided} where r.last_valid_on between $2 and $3`;

/** Reads and writes `renewal_decision`, always beside the running term it is about. */
@Injectable()
export class DecisionRepository {
  /** One page of the queue, the nearest deadline first. */
  async page(tx: Tx, query: QueryOf<typeof renewalRoutes.queue>): Promise<{ items: Row[]; nextCursor: string | null }> {
    const limit = query.limit ?? 50;
    const after = decodeCursor<Cursor>(query.cursor);
    const wanted = await tx.query<{ id: string }>(
      `select k.contract_id as id from (${keys}) k where ($4::text is null or k.state = $4) and ($5::uuid is null or k.owner_id = $5) and ($6::uuid is null or k.client_id = $6)
         and ($7::text is null or (k.last_valid_on, k.contract_number) > ($7::date, $8)) order by k.last_valid_on, k.contract_number limit $9`,
      [tx.today, ...this.window(tx, query.passed === '1'), query.state ?? null, query.ownerId ?? null, query.clientId ?? null, after?.deadline ?? null, after?.number ?? null, limit + 1]);
    // Only the rows of the page are put together.
    const rows = await tx.query<QueueRow>(`${select} where r.contract_id = any($2) order by r.last_valid_on, c.contract_number`, [tx.today, wanted.map(({ id }) => id)]);
    const items = rows.slice(0, limit).map((row) => this.view(tx, row, query.explain === '1'));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor({ deadline: last.lastValidOn, number: last.contractNumber }) : null };
  }

  /** How many contracts of the open queue are in each state; every state is named. */
  async counts(tx: Tx): Promise<Counts> {
    const rows = await tx.query<{ state: keyof Counts; count: number }>(`select k.state, count(*)::integer as count from (${keys}) k group by 1`, [tx.today, ...this.window(tx, false)]);
    return { undecided: 0, renew: 0, renegotiate: 0, end: 0, snoozed: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
  }

  /** The running term of a contract with its decision; null when no term runs today, an end stops it, or its deadline is further than the queue looks. */
  async current(tx: Tx, contractId: string, withReasons: boolean): Promise<Row | null> {
    const row = await tx.one<QueueRow>(`${select} where r.contract_id = $2 and r.last_valid_on <= $3`, [tx.today, contractId, addDays(localDate(tx.today), DECISION_DAYS)]);
    return row && this.view(tx, row, withReasons);
  }

  /** What was decided about terms that are over, the newest first. */
  async past(tx: Tx, contractId: string): Promise<Past[]> {
    const rows = await tx.query<Omit<Past, 'decidedAt'> & { decidedAt: Date | null }>(
      `select d.term_number as "termNumber", d.state, ${day('d.snoozed_until_on')} as "snoozedUntil", ${decision}, d.outcome, ${day('d.closed_on')} as "closedOn" from hoshu.renewal_decision d where d.contract_id = $1 and d.closed_on is not null order by d.term_number desc limit 100`, [contractId]);
    return rows.map((row) => ({ ...row, decidedAt: row.decidedAt?.toISOString() ?? null }));
  }

  /** Writes a decision over the version that was read (0: nobody wrote yet); false when somebody was faster. */
  async save(tx: Tx, row: Row, { body, ownerName, version }: { body: Body; ownerName: string; version: number }): Promise<boolean> {
    const values = [body.state, body.snoozedUntil, body.ownerId, ownerName, body.note, tx.actor.name, tx.now];
    if (version > 0) {
      return await tx.change('update hoshu.renewal_decision set state = $4, snoozed_until_on = $5, owner_id = $6, owner_name = $7, note = $8, decided_by = $9, decided_at = $10, version = version + 1 where contract_id = $1 and term_number = $2 and version = $3 and closed_on is null',
        [row.contractId, row.termNumber, version, ...values]) === 1;
    }
    return await tx.change(
      `insert into hoshu.renewal_decision (tenant_id, client_id, contract_id, term_number, state, snoozed_until_on, owner_id, owner_name, note, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (tenant_id, contract_id, term_number) do nothing`,
      [tx.actor.tenantId, row.clientId, row.contractId, row.termNumber, ...values]) === 1;
  }

  private window(tx: Tx, passed: boolean): [from: string, to: string] {
    const today = localDate(tx.today);
    return passed ? ['0001-01-01', addDays(today, -1)] : [today, addDays(today, DECISION_DAYS)];
  }

  private view(tx: Tx, { noticeDays, decidedAt, ...row }: QueueRow, withReasons: boolean): Row {
    const terms = { termEnd: localDate(row.termLastOn), noticeDays };
    const safePostingOn = safePostingDay(terms);
    const today = localDate(tx.today);
    return {
      ...row, decidedAt: decidedAt?.toISOString() ?? null, safePostingOn, daysLeft: daysBetween(today, localDate(row.lastValidOn)), postingDaysLeft: daysBetween(today, safePostingOn), isOpen: row.lastValidOn >= tx.today,
      explained: withReasons ? explainedDeadline(terms) : [],
    };
  }
}
