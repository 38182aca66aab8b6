import { Injectable } from '@nestjs/common';
import { DEFAULT_UNPAID_MONTHS, type NotedSignal } from '@hoshu/domain';
import { sideOf } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

/** What a person noted about the other side. */
export interface NotedRow { id: string; client_id: string; kind: NotedSignal; happened_on: string; source: string; note: string; file_id: string; file_name: string; recorded_by: string; recorded_on: string }
export interface ReturnedRow { id: string; client_id: string; payer_name: string; amount_yen: number; paid_on: string; reason: string; reversed_on: string }
export interface BouncedRow { id: string; client_id: string; recipient: string; subject: string; server_response: string; answered_on: string }
export interface ReviewRow { client_id: string; signal_key: string; reason: string; decided_by: string; decided_on: string }
export interface ContractRef { id: string; number: string; client_id: string }
export interface SignalPolicy { readonly unpaidMonths: number; readonly version: number }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const most = 500;

/** Notes and reviews of the reader's own side; row level security hides the other's. */
@Injectable()
export class SignalRepository {
  noted(tx: Tx, clientId: string | null): Promise<NotedRow[]> {
    return tx.query<NotedRow>(
      `select s.id, s.client_id, s.kind, ${day('s.happened_on')} as happened_on, s.source, s.note, s.file_id, f.file_name, s.recorded_by, ${day('s.recorded_on')} as recorded_on
       from hoshu.party_signal s join hoshu.file f on f.id = s.file_id where $1::uuid is null or s.client_id = $1 order by s.id desc limit ${most}`, [clientId]);
  }

  async insert(tx: Tx, noted: Pick<NotedRow, 'client_id' | 'kind' | 'happened_on' | 'source' | 'note' | 'file_id'>): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.party_signal (tenant_id, client_id, side, kind, happened_on, source, note, file_id, recorded_by, recorded_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
      [tx.actor.tenantId, noted.client_id, sideOf(tx.actor), noted.kind, noted.happened_on, noted.source, noted.note, noted.file_id, tx.actor.name, tx.today])).id;
  }

  /** Money that was booked and taken back again (vendor only). */
  returned(tx: Tx, clientId: string | null): Promise<ReturnedRow[]> {
    return tx.query<ReturnedRow>(
      `select v.id, v.client_id, r.payer_name, r.amount_yen::float8 as amount_yen, ${day('r.paid_on')} as paid_on, v.reason, ${day('v.reversed_on')} as reversed_on
       from hoshu.receipt_reversal v join hoshu.receipt r on r.id = v.receipt_id where v.client_id is not null and ($1::uuid is null or v.client_id = $1) order by v.id desc limit ${most}`, [clientId]);
  }

  /** Addresses whose newest mail with an invoice was refused by their server (vendor only). */
  bounced(tx: Tx, clientId: string | null): Promise<BouncedRow[]> {
    return tx.query<BouncedRow>(
      `select m.id, m.client_id, m.recipient, m.subject, m.server_response, ${day(`(m.answered_at at time zone 'Asia/Tokyo')`)} as answered_on
       from (select distinct on (d.client_id, d.recipient) d.* from hoshu.mail_delivery d where d.subject_ref like 'invoice:%' and d.client_id is not null and ($1::uuid is null or d.client_id = $1) order by d.client_id, d.recipient, d.answered_at desc, d.id desc) m
       where not m.accepted and m.server_response not like 'not sent:%' order by m.answered_at desc limit ${most}`, [clientId]);
  }

  reviews(tx: Tx, clientId: string | null): Promise<ReviewRow[]> {
    return tx.query<ReviewRow>(`select client_id, signal_key, reason, decided_by, ${day('decided_on')} as decided_on from hoshu.party_signal_review where $1::uuid is null or client_id = $1`, [clientId]);
  }

  /** False when it had been put aside before. */
  async addReview(tx: Tx, review: { readonly clientId: string; readonly key: string; readonly reason: string }): Promise<boolean> {
    return (await tx.change('insert into hoshu.party_signal_review (tenant_id, client_id, side, signal_key, reason, decided_by, decided_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [tx.actor.tenantId, review.clientId, sideOf(tx.actor), review.key, review.reason, tx.actor.name, tx.today])) > 0;
  }

  /** Concluded contracts that have not ended, of some clients. */
  contracts(tx: Tx, clientIds: readonly string[]): Promise<ContractRef[]> {
    return tx.query<ContractRef>(
      `select c.id, c.contract_number as number, c.client_id from hoshu.contract c where c.client_id = any($1) and exists (select 1 from hoshu.contract_conclusion k where k.contract_id = c.id)
         and not exists (select 1 from hoshu.contract_end e where e.contract_id = c.id and e.withdrawn_at is null and e.last_on < $2) order by c.contract_number`, [clientIds, tx.today]);
  }

  async clientNames(tx: Tx, clientIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await tx.query<{ id: string; company_name: string }>('select id, company_name from hoshu.client where id = any($1)', [clientIds])).map(({ id, company_name }) => [id, company_name]));
  }

  /** The paper of an invoice; null while it has none. */
  async invoicePdf(tx: Tx, invoiceId: string): Promise<string | null> {
    return (await tx.one<{ pdf_file_id: string | null }>('select pdf_file_id from hoshu.invoice where id = $1', [invoiceId]))?.pdf_file_id ?? null;
  }

  async policy(tx: Tx): Promise<SignalPolicy> {
    return await tx.one<SignalPolicy>('select unpaid_months as "unpaidMonths", version from hoshu.party_signal_policy') ?? { unpaidMonths: DEFAULT_UNPAID_MONTHS, version: 0 };
  }

  /** Writes over the version that was read (0: none yet); false when somebody was faster. */
  async savePolicy(tx: Tx, { unpaidMonths, version }: SignalPolicy): Promise<boolean> {
    if (version > 0) return (await tx.change('update hoshu.party_signal_policy set unpaid_months = $1, version = version + 1 where version = $2', [unpaidMonths, version])) > 0;
    return (await tx.change('insert into hoshu.party_signal_policy (tenant_id, unpaid_months) values ($1, $2) on conflict do nothing', [tx.actor.tenantId, unpaidMonths])) > 0;
  }
}
