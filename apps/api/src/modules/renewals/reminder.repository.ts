import { Injectable } from '@nestjs/common';
import { addDays, localDate, type LocalDate, type ReminderKind, type ReminderStep } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';
import { liveFrom } from '../contracts/index.js';
import { DECISION_DAYS, runningTerms, runningTermsUntil } from './running-terms.js';

export type ReminderMode = 'once' | 'ladder';
export type ReminderParty = 'client' | 'vendor';
/** What a vendor that chose nothing has: 甲 gets exactly one neutral mail per term. */
export const DEFAULT_CLIENT_MODE: ReminderMode = 'once';

/** A running term whose deadline comes near and about which the parties may be told. */
export interface ReminderCandidate {
  readonly contractId: string; readonly clientId: string; readonly termNumber: number; readonly termStart: LocalDate; readonly termEnd: LocalDate; readonly noticeDays: number;
  readonly clientMode: ReminderMode;
  /** `kind:party` of what went out in this term. */
  readonly sent: readonly string[];
}
/** `noticesOn`: days on which notices that did not bounce were given. */
export interface Heard { readonly clientMode: ReminderMode; readonly noticesOn: readonly string[]; /** `term:kind:party` of what went out while it was live. */ readonly sent: readonly string[] }
interface Sent { readonly termNumber: number; readonly kind: ReminderKind | 'posting_in_30_days' | 'safe_business_day'; readonly party: 'client' | 'vendor' | 'both'; readonly dueOn: string; readonly sentOn: string; readonly recipient: string | null; readonly accepted: boolean | null; readonly serverResponse: string | null; readonly answeredAt: Date | null }
interface Choice { readonly mode: ReminderMode | null; readonly version: number }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
/**
 * Near their deadline and without a notice on its way: once one side has declared itself there is nothing to remind of.
 * One query for any number of contracts; the holidays behind each step are the domain's.
 */
const near = (terms: string) => `select r.contract_id as "contractId", r.client_id as "clientId", r.term_number as "termNumber", ${day('r.starts_on')} as "termStart", ${day('r.last_on')} as "termEnd", r.notice_days as "noticeDays",
    coalesce(own.client_mode, common.client_mode, '${DEFAULT_CLIENT_MODE}') as "clientMode", coalesce(s.sent, '{}') as sent
  from (${terms}) r join hoshu.contract c on c.id = r.contract_id join hoshu.client cl on cl.id = r.client_id
    left join hoshu.reminder_choice own on own.contract_id = r.contract_id
    left join hoshu.reminder_choice common on common.contract_id is null
    left join lateral (select array_agg(x.kind || ':' || x.party) as sent from hoshu.contract_reminder x where x.tenant_id = c.tenant_id and x.contract_id = r.contract_id and x.term_number = r.term_number) s on true
  where r.last_valid_on between $1 and $2
    and not exists (select 1 from hoshu.notice n join hoshu.notice_delivery d on d.tenant_id = n.tenant_id and d.notice_id = n.id where n.tenant_id = c.tenant_id and n.client_id = c.client_id and n.contract_id = r.contract_id and n.given_on >= r.starts_on and not d.bounced)`;
// D11: nobody is told before the contract goes live here.
const isLiveToday = `(${liveFrom} is null or ${liveFrom} <= $1)`;

/** Reads and writes what the parties were told about a deadline, and how much 甲 is told. */
@Injectable()
export class ReminderRepository {
  /** Every term of the tenant that is near its deadline. */
  candidates(tx: Tx): Promise<ReminderCandidate[]> {
    return tx.query<ReminderCandidate>(`${near(runningTermsUntil('$2'))} and ${isLiveToday} order by r.last_valid_on, r.contract_id`, this.window(tx));
  }

  /** What a warning about a contract depends on besides its terms: who is told, and the days of notices on their way. */
  async heard(tx: Tx, contractIds: readonly string[]): Promise<ReadonlyMap<string, Heard>> {
    const rows = await tx.query<Heard & { id: string }>(
      `select c.id, coalesce(own.client_mode, common.client_mode, '${DEFAULT_CLIENT_MODE}') as "clientMode",
         coalesce((select array_agg(distinct ${day('n.given_on')}) from hoshu.notice n join hoshu.notice_delivery d on d.tenant_id = n.tenant_id and d.notice_id = n.id where n.contract_id = c.id and not d.bounced), '{}') as "noticesOn",
         coalesce((select array_agg(x.term_number || ':' || x.kind || ':' || x.party) from hoshu.contract_reminder x where x.contract_id = c.id), '{}') as sent
       from hoshu.contract c left join hoshu.reminder_choice own on own.contract_id = c.id left join hoshu.reminder_choice common on common.contract_id is null where c.id = any($1)`, [contractIds]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Some contracts as they are now; one about which there is nothing to tell any more is left out. */
  candidatesOf(tx: Tx, contractIds: readonly string[]): Promise<ReminderCandidate[]> {
    return tx.query<ReminderCandidate>(`${near(runningTerms)} and ${isLiveToday} and r.contract_id = any($3) order by r.last_valid_on, r.contract_id`, [...this.window(tx), contractIds]);
  }

  /** Keeps that a step went out to one side; false when it had before. */
  async keep(tx: Tx, { contractId, clientId, termNumber }: ReminderCandidate, { kind, dueOn, party }: ReminderStep & { readonly party: ReminderParty }): Promise<boolean> {
    return await tx.change('insert into hoshu.contract_reminder (tenant_id, client_id, contract_id, term_number, kind, party, due_on, sent_on) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
      [tx.actor.tenantId, clientId, contractId, termNumber, kind, party, dueOn, tx.today]) === 1;
  }

  /** What went out about a contract, the newest first, with the receiving server's answer. */
  sent(tx: Tx, contractId: string): Promise<Sent[]> {
    return tx.query<Sent>(
      `select x.term_number as "termNumber", x.kind, x.party, ${day('x.due_on')} as "dueOn", ${day('x.sent_on')} as "sentOn", m.recipient, m.accepted, m.server_response as "serverResponse", m.answered_at as "answeredAt"
       from hoshu.contract_reminder x left join hoshu.mail_delivery m on m.tenant_id = x.tenant_id and m.subject_ref = 'reminder:' || x.contract_id || ':' || x.term_number || ':' || x.kind || ':' || x.party
       where x.contract_id = $1 order by x.sent_on desc, x.due_on desc, x.party limit 200`, [contractId]);
  }

  /** The choice for one contract, or (null) for all that have none of their own. */
  async choice(tx: Tx, contractId: string | null): Promise<Choice> {
    return await tx.one<Choice>('select client_mode as mode, version from hoshu.reminder_choice where contract_id is not distinct from $1', [contractId]) ?? { mode: null, version: 0 };
  }

  /** Writes a choice over the version that was read (0: none yet); false when somebody was faster. */
  async choose(tx: Tx, of: { readonly contractId: string | null; readonly clientId: string | null }, { mode, version }: Choice): Promise<boolean> {
    if (version > 0) return await tx.change('update hoshu.reminder_choice set client_mode = $2, version = version + 1 where contract_id is not distinct from $1 and version = $3', [of.contractId, mode, version]) === 1;
    return await tx.change('insert into hoshu.reminder_choice (tenant_id, client_id, contract_id, client_mode) values ($1, $2, $3, $4) on conflict do nothing', [tx.actor.tenantId, of.clientId, of.contractId, mode]) === 1;
  }

  /** Everything that was due on this business day is out. */
  async close(tx: Tx): Promise<void> {
    await tx.query('insert into hoshu.reminder_run as r (tenant_id, done_on) values ($1, $2) on conflict (tenant_id) do update set done_on = excluded.done_on, version = r.version + 1 where r.done_on < excluded.done_on', [tx.actor.tenantId, tx.today]);
  }

  private window(tx: Tx): [today: string, to: string] {
    return [tx.today, addDays(localDate(tx.today), DECISION_DAYS)];
  }
}
