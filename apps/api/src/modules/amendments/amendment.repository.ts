import { Injectable } from '@nestjs/common';
import type { amendmentMethods, amendmentStates } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { newestAmendmentFile } from '../signing/index.js';
import { bodyHashOf } from '../contracts/index.js';

export type AmendmentState = (typeof amendmentStates)[number];
export type AmendmentMethod = (typeof amendmentMethods)[number];
export type Side = 'client' | 'vendor';
export interface AmendmentRow {
  id: string; version: number; client_id: string; contract_id: string; contract_number: string; client_name: string; amendment_number: number; kind: 'agreed' | 'notice'; method: AmendmentMethod; state: AmendmentState; proposed_side: Side; proposed_by: string; proposed_at: Date;
  effective_on: string; answer_on: string | null; base_version_number: number; terms: ContractTerms; base_terms: ContractTerms; site_ids: string[]; body_hash: string; message: string; answer_text: string; counter_fee_yen: number | null; at_renewal: boolean; closed_at: Date | null; file_id: string | null; sealed_at: Date | null; version_number: number | null;
  counters_id: string | null; counters_number: number | null; countered_by_id: string | null; countered_by_number: number | null;
}
export interface SignatureRow { amendment_id: string; party: Side; person_name: string; person_role: string; person_title: string; authority: 'representative' | 'delegated'; body_hash: string; signed_at: Date }
export interface NewAmendment {
  readonly clientId: string; readonly contractId: string; readonly number: number; readonly kind: AmendmentRow['kind']; readonly state: AmendmentState; readonly side: Side; readonly by: string; readonly effectiveOn: string; readonly answerBy: string | null;
  readonly baseNumber: number; readonly changes: unknown; readonly terms: ContractTerms; readonly siteIds: readonly string[]; readonly bodyHash: string; readonly message: string;
  /** The change begins with the next term (第17条2項). */
  readonly atRenewal: boolean;
  readonly method?: AmendmentMethod;
  /** The other side's proposal that this one answers. */
  readonly countersId?: string | null;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const select = `
  select a.id, a.version, a.client_id, a.contract_id, c.contract_number, cl.company_name as client_name, a.amendment_number, a.kind, a.method, a.state, a.proposed_side, a.proposed_by, a.proposed_at, ${day('a.effective_on')} as effective_on, ${day('a.answer_on')} as answer_on, a.base_version_number,
    a.terms, b.terms as base_terms, a.site_ids, a.body_hash, a.message, a.answer_text, a.counter_fee_yen::float8 as counter_fee_yen, a.at_renewal, a.closed_at, ${newestAmendmentFile} as file_id, a.sealed_at, a.counters_id, o.amendment_number as counters_number, n.id as countered_by_id, n.amendment_number as countered_by_number,
    (select min(v.number) from hoshu.contract_version v where v.amendment_id = a.id) as version_number
  from hoshu.contract_amendment a join hoshu.contract c on c.id = a.contract_id join hoshu.client cl on cl.id = a.client_id join hoshu.contract_version b on b.contract_id = a.contract_id and b.number = a.base_version_number
    left join hoshu.contract_amendment o on o.id = a.counters_id left join hoshu.contract_amendment n on n.counters_id = a.id`;

/** Proposals on whose day of answer, or of effect, nobody had agreed. A paper may still come back signed; 乙 takes it off the list itself. */
export const lapsing = `from hoshu.contract_amendment a where a.state = 'open' and a.method = 'electronic' and (a.answer_on < $1 or a.effective_on < $1)`;
/** Contracts whose sites are not yet those of the version that governs today. */
export const sitesToApply = `from hoshu.contract_version v where v.amendment_id is not null and v.effective_on <= $1
  and v.site_ids is distinct from (select array_agg(x.site_id order by x.position) from hoshu.contract_site x where x.tenant_id = v.tenant_id and x.contract_id = v.contract_id)
  and not exists (select 1 from hoshu.contract_version n where n.tenant_id = v.tenant_id and n.contract_id = v.contract_id and n.amendment_id is not null and n.effective_on <= $1 and (n.effective_on, n.number) > (v.effective_on, v.number))`;

/** One side's word; on paper with the title and the Japanese day that stand there. */
interface Signing { readonly party: Side; readonly personName: string; readonly authority: SignatureRow['authority']; readonly role?: string; readonly onPaper?: { readonly title: string; readonly signedOn: string } }

/** Amendments, the word of each side, and the versions that came of them. */
@Injectable()
export class AmendmentRepository {
  async get(tx: Tx, id: string): Promise<AmendmentRow> {
    return found(await tx.one<AmendmentRow>(`${select} where a.id = $1`, [id]));
  }

  ofContract(tx: Tx, contractId: string): Promise<AmendmentRow[]> {
    return tx.query<AmendmentRow>(`${select} where a.contract_id = $1 order by a.amendment_number desc`, [contractId]);
  }

  signatures(tx: Tx, amendmentId: string): Promise<SignatureRow[]> {
    return tx.query<SignatureRow>('select amendment_id, party, person_name, person_role, person_title, authority, body_hash, signed_at from hoshu.amendment_signature where amendment_id = $1 order by signed_at, id', [amendmentId]);
  }

  /** The number of the next amendment of a contract that the caller has locked. */
  async nextNumber(tx: Tx, contractId: string): Promise<number> {
    return found(await tx.one<{ number: number }>('select coalesce(max(amendment_number), 0) + 1 as number from hoshu.contract_amendment where contract_id = $1', [contractId])).number;
  }

  /** Whether a proposal waits for an answer. */
  async hasOpen(tx: Tx, contractId: string): Promise<boolean> {
    return (await tx.one(`select 1 from hoshu.contract_amendment where contract_id = $1 and state = 'open'`, [contractId])) !== null;
  }

  /** The sites of a client that a change may choose from. */
  sitesOf(tx: Tx, clientId: string): Promise<{ id: string; siteName: string; url: string }[]> {
    return tx.query('select id, site_name as "siteName", url from hoshu.site where client_id = $1 and archived_at is null order by site_name, id', [clientId]);
  }

  /** The SHA-256 of a file that was kept for a contract; null for any other. */
  async fingerprint(tx: Tx, contractId: string, fileId: string): Promise<string | null> {
    return (await tx.one<{ sha256: string }>('select sha256 from hoshu.file where id = $1 and contract_id = $2', [fileId, contractId]))?.sha256 ?? null;
  }

  async insert(tx: Tx, row: NewAmendment): Promise<string> {
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.contract_amendment (tenant_id, client_id, contract_id, amendment_number, kind, state, proposed_side, proposed_by, proposed_at, effective_on, answer_on, base_version_number, changes, terms, site_ids, body_hash, message, closed_at, at_renewal, method, counters_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) returning id`,
      [tx.actor.tenantId, row.clientId, row.contractId, row.number, row.kind, row.state, row.side, row.by, tx.now, row.effectiveOn, row.answerBy, row.baseNumber, JSON.stringify(row.changes), JSON.stringify(row.terms), [...row.siteIds], row.bodyHash, row.message,
        row.state === 'agreed' ? tx.now : null, row.atRenewal, row.method ?? 'electronic', row.countersId ?? null])).id;
  }

  async sign(tx: Tx, row: Pick<AmendmentRow, 'id' | 'client_id' | 'contract_id' | 'body_hash'>, by: Signing): Promise<void> {
    await tx.query('insert into hoshu.amendment_signature (tenant_id, client_id, contract_id, amendment_id, party, person_name, person_role, authority, body_hash, signed_at, ip, person_title) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [tx.actor.tenantId, row.client_id, row.contract_id, row.id, by.party, by.personName, by.onPaper ? '' : by.role ?? tx.actor.role, by.authority, row.body_hash, by.onPaper ? new Date(`${by.onPaper.signedOn}T00:00:00+09:00`) : tx.now, by.onPaper ? '' : tx.actor.request.ip, by.onPaper?.title ?? '']);
  }

  /** Moves a proposal on from what was read. Throws amendment_not_open when somebody was faster. */
  async close(tx: Tx, row: AmendmentRow, to: { readonly state: AmendmentState; readonly text?: string; readonly counterFeeYen?: number | null }): Promise<void> {
    const changed = await tx.change('update hoshu.contract_amendment set state = $3, answer_text = $4, counter_fee_yen = $5, closed_at = $6, version = version + 1 where id = $1 and version = $2', [row.id, row.version, to.state, to.text ?? '', to.counterFeeYen ?? null, tx.now]);
    if (!changed) throw new AppError('amendment_not_open');
  }

  /** The sites of a contract under one of its versions. */
  async siteIdsOf(tx: Tx, contractId: string, versionId: string): Promise<string[]> {
    const row = await tx.one<{ site_ids: string[] }>('select coalesce(v.site_ids, (select array_agg(x.site_id order by x.position) from hoshu.contract_site x where x.contract_id = v.contract_id)) as site_ids from hoshu.contract_version v where v.id = $1 and v.contract_id = $2', [versionId, contractId]);
    return row?.site_ids ?? [];
  }

  /** Both have signed: the change is agreed, and its version exists with it. @returns the version's number. Throws amendment_not_open when somebody was faster. */
  async conclude(tx: Tx, row: AmendmentRow): Promise<number> {
    await this.close(tx, row, { state: 'agreed' });
    return this.insertVersion(tx, { clientId: row.client_id, contractId: row.contract_id, amendmentId: row.id, terms: row.terms, bodyHash: bodyHashOf(row.terms), effectiveOn: row.effective_on, siteIds: row.site_ids });
  }

  async insertVersion(tx: Tx, row: { readonly clientId: string; readonly contractId: string; readonly amendmentId: string; readonly terms: ContractTerms; readonly bodyHash: string; readonly effectiveOn: string; readonly siteIds: readonly string[] }): Promise<number> {
    return found(await tx.one<{ number: number }>(
      `insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, body_hash, fixed_at, effective_on, amendment_id, site_ids)
       select $1, $2, $3, (select max(v.number) + 1 from hoshu.contract_version v where v.contract_id = $3), $4, $5, $6, $7, $8, $9 returning number`,
      [tx.actor.tenantId, row.clientId, row.contractId, JSON.stringify(row.terms), row.bodyHash, tx.now, row.effectiveOn, row.amendmentId, [...row.siteIds]])).number;
  }

  /** Whether an invoice over the fee stands for a month whose first day is on or after a day (第11条). */
  async billedFrom(tx: Tx, contractId: string, on: string): Promise<boolean> {
    return (await tx.one(`select 1 from hoshu.charge c join hoshu.invoice_line l on l.charge_id = c.id and l.live where c.contract_id = $1 and c.kind <> 'separate_work' and (c.service_month || '-01')::date >= $2::date limit 1`, [contractId, on])) !== null;
  }

  /** The document of an amendment; the first one stays. @returns whether this is it */
  async keepFile(tx: Tx, row: AmendmentRow, file: { readonly id: string; readonly sealed: boolean }): Promise<boolean> {
    return (await tx.change('update hoshu.contract_amendment set file_id = $2, sealed_at = $3, version = version + 1 where id = $1 and file_id is null', [row.id, file.id, file.sealed ? tx.now : null])) > 0;
  }
}
