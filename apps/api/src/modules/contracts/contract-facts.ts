import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@hoshu/contract-text';
import { contractStatus, endsAtOnce, type ContractEndBasis, type ContractStatus } from '@hoshu/domain';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { billedFrom, liveFrom } from './live.js';
import { governsDay, governsNotice } from './terms-on.js';

/** A version that both sides agreed to. `effectiveOn` null = from the first day. */
export interface FixedVersion { readonly id: string; readonly number: number; readonly effectiveOn: string | null; readonly terms: ContractTerms }

export interface ContractFacts {
  readonly id: string;
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly responsibleName: string;
  /** Version that governs the day that was asked for (default today); for another day ask `termsOn`. */
  readonly versionId: string;
  readonly versionNumber: number;
  readonly terms: ContractTerms;
  /** All agreed versions in the order of their days; empty while the contract was never changed. */
  readonly versions: readonly FixedVersion[];
  readonly sites: readonly { readonly id: string; readonly name: string; readonly url: string }[];
  readonly conclusion: { readonly concludedOn: string; readonly method: 'electronic' | 'paper' | 'external' } | null;
  /** Terms of 第17条 in order; both days inclusive. */
  readonly periods: readonly { readonly number: number; readonly startsOn: string; readonly lastOn: string }[];
  readonly end: { readonly id: string; readonly lastOn: string; readonly basis: ContractEndBasis; readonly noticeId: string | null; readonly needsReview: boolean } | null;
  /** D11: before these days nothing is billed, mailed or reminded. The contract's own day, else its client's. */
  readonly billingStartsOn: string | null;
  readonly goesLiveOn: string | null;
  readonly status: ContractStatus;
  readonly isSample: boolean;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
/** Each contract with its client and the version that governs on the day `$1`. */
const versioned = `from hoshu.contract c
    join hoshu.client cl on cl.id = c.client_id
    join lateral (select w.id, w.number, w.terms from hoshu.contract_version w where w.contract_id = c.id
      order by ${governsDay} limit 1) v on true`;
const select = `
  select c.id, c.contract_number as number, c.client_id as "clientId", cl.company_name as "clientName", c.responsible_name as "responsibleName",
    v.id as "versionId", v.number as "versionNumber", v.terms, c.is_sample as "isSample", c.withdrawn_at is not null as withdrawn,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'number', f.number, 'effectiveOn', ${day('f.effective_on')}, 'terms', f.terms) order by f.effective_on nulls first, f.number), '[]') from hoshu.contract_version f
      where f.contract_id = c.id and f.fixed_at is not null and exists (select 1 from hoshu.contract_version a where a.contract_id = c.id and a.fixed_at is not null and a.effective_on is not null)) as versions,
    ${day(billedFrom)} as "billingStartsOn", ${day(liveFrom)} as "goesLiveOn",
    (select jsonb_build_object('concludedOn', ${day('k.concluded_on')}, 'method', k.method) from hoshu.contract_conclusion k where k.contract_id = c.id) as conclusion,
    (select coalesce(jsonb_agg(jsonb_build_object('number', t.number, 'startsOn', ${day('t.starts_on')}, 'lastOn', ${day('t.last_on')}) order by t.number), '[]') from hoshu.contract_term t where t.contract_id = c.id) as periods,
    (select jsonb_build_object('id', e.id, 'lastOn', ${day('e.last_on')}, 'basis', e.basis, 'noticeId', e.notice_id, 'needsReview', e.needs_review) from hoshu.contract_end e where e.contract_id = c.id and e.withdrawn_at is null) as "end",
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.site_name, 'url', s.url) order by x.position), '[]') from hoshu.contract_site x join hoshu.site s on s.id = x.site_id where x.contract_id = c.id) as sites,
    (select r.state from hoshu.signing_request r where r.contract_id = c.id order by r.created_at desc limit 1) as signing
  ${versioned}`;

type FactsRow = Omit<ContractFacts, 'status'> & { withdrawn: boolean; signing: 'open' | 'declined' | 'expired' | 'completed' | 'cancelled' | null };

const withStatus = (row: FactsRow, today: string): ContractFacts => {
  const { withdrawn, signing, ...facts } = row;
  const status = contractStatus({
    withdrawn, signing, concluded: facts.conclusion !== null, startsOn: facts.periods[0]?.startsOn ?? null, lastTermOn: facts.periods.at(-1)?.lastOn ?? null, endsOn: facts.end?.lastOn ?? null, endsAtOnce: facts.end !== null && endsAtOnce(facts.end.basis),
  }, today);
  return { ...facts, status };
};

interface PageOptions { readonly search: string; readonly clientId: string | null; readonly status: ContractStatus | null; readonly order: 'number' | 'deadline'; readonly hideDrafts: boolean; readonly cursor: string | undefined; readonly limit: number }
type PageKeys = { readonly number: string; readonly deadline?: string };

const noDeadline = '9999-12-31';
/**
 * 第17条2項 (R03): the last day of the newest term less the contract's days of notice; none for a contract without a term or with an end. The list shows
 * the same day. Put together as one set, as a question per contract takes three times as long; which version counts is `noticeDaysOfTerm`'s rule.
 */
const withDeadline = `left join hoshu.contract_end e on e.tenant_id = c.tenant_id and e.contract_id = c.id and e.withdrawn_at is null
  left join (select distinct on (t.contract_id) t.contract_id, t.last_on - w.notice_days as deadline from hoshu.contract_term t
    join hoshu.contract_version w on w.tenant_id = t.tenant_id and w.contract_id = t.contract_id and w.fixed_at is not null
    order by t.contract_id, t.number desc, ${governsNotice('w')}) n on n.contract_id = c.id`;
const deadlineKey = `case when e.id is null then coalesce(${day('n.deadline')}, '${noDeadline}') else '${noDeadline}' end`;

/** What other slices may know of a contract; works under any role, rows limited by row level security. */
@Injectable()
export class ContractReader {
  /** Facts of one contract today, with the version that governs on `on` (default today). Throws not_found for an absent or foreign one. */
  async facts(tx: Tx, contractId: string, on: string = tx.today): Promise<ContractFacts> {
    return withStatus(found(await tx.one<FactsRow>(`${select} where c.id = $2`, [on, contractId])), tx.today);
  }

  /** Facts of several contracts today; what is absent or foreign is left out. */
  async some(tx: Tx, contractIds: readonly string[]): Promise<ReadonlyMap<string, ContractFacts>> {
    const rows = await tx.query<FactsRow>(`${select} where c.id = any($2)`, [tx.today, contractIds]);
    return new Map(rows.map((row) => [row.id, withStatus(row, tx.today)]));
  }

  /** Every concluded contract of the tenant that has not ended before `since` (default today), by number; of `among` only, where given. For dispatchers. */
  async concluded(tx: Tx, since: string = tx.today, among: readonly string[] | null = null): Promise<ContractFacts[]> {
    if (among?.length === 0) return [];
    const rows = await tx.query<FactsRow>(`${select}
      where exists (select 1 from hoshu.contract_conclusion k where k.contract_id = c.id)
        and not exists (select 1 from hoshu.contract_end e where e.contract_id = c.id and e.withdrawn_at is null and e.last_on < $2) ${among ? 'and c.id = any($3)' : ''} order by c.contract_number`, [tx.today, since, ...(among ? [among] : [])]);
    return rows.map((row) => withStatus(row, tx.today));
  }

  /** All contracts this actor may see, newest first. */
  async all(tx: Tx, limit = 500): Promise<ContractFacts[]> {
    const rows = await tx.query<FactsRow>(`${select} order by c.created_at desc, c.id desc limit $2`, [tx.today, limit]);
    return rows.map((row) => withStatus(row, tx.today));
  }

  /** One page of contracts, in the order asked for. `hideDrafts`: 甲 sees a contract from the moment it is sent. */
  async page(tx: Tx, options: PageOptions): Promise<{ items: ContractFacts[]; nextCursor: string | null }> {
    const items: ContractFacts[] = [];
    let after = decodeCursor<PageKeys>(options.cursor);
    if (after && (after.deadline !== undefined) !== (options.order === 'deadline')) throw new AppError('invalid_request', { fields: [{ path: 'query.cursor', code: 'cursor', message: 'cursor' }] });
    // A status is derived, not stored: pages are read until enough rows carry the wanted one.
    for (;;) {
      const rows = await this.pageRows(tx, options, after);
      for (const { deadline, facts } of rows) {
        const isWanted = (options.status === null || facts.status === options.status) && !(options.hideDrafts && ['draft', 'withdrawn'].includes(facts.status));
        if (isWanted && items.length === options.limit) return { items, nextCursor: after ? encodeCursor({ ...after }) : null };
        after = { number: facts.number, ...(options.order === 'deadline' ? { deadline } : {}) };
        if (isWanted) items.push(facts);
      }
      if (rows.length <= options.limit) return { items, nextCursor: null };
    }
  }

  /** The keys of a page come first, for all contracts at once; only the rows of the page are put together. */
  private async pageRows(tx: Tx, options: PageOptions, after: PageKeys | null): Promise<{ facts: ContractFacts; deadline: string }[]> {
    const byDeadline = options.order === 'deadline';
    const beyond = byDeadline ? '(x.deadline > $5 or (x.deadline = $5 and x.number < $3))' : 'x.number < $3';
    const keys = await tx.query<{ id: string; deadline: string }>(
      `select x.id, x.deadline from (select c.id, c.contract_number as number, ${byDeadline ? deadlineKey : "''"} as deadline from hoshu.contract c join hoshu.client cl on cl.id = c.client_id ${byDeadline ? withDeadline : ''}
         where ($1 = '' or c.contract_number ilike '%' || $1 || '%' or cl.company_name ilike '%' || $1 || '%') and ($2::uuid is null or c.client_id = $2)) x
       where ($3::text is null or ${beyond}) and $5::text is not null order by ${byDeadline ? 'x.deadline, ' : ''}x.number desc limit $4`,
      [options.search.replace(/[\\%_]/g, '\\$&'), options.clientId, after?.number ?? null, options.limit + 1, after?.deadline ?? '']);
    const rows = await this.some(tx, keys.map(({ id }) => id));
    return keys.flatMap(({ id, deadline }) => { const facts = rows.get(id); return facts ? [{ facts, deadline }] : []; });
  }

  /** Serialises writers of one contract: signing, notices, renewal, billing of its charges. */
  async lock(tx: Tx, contractId: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`contract:${contractId}`]);
  }
}
