import { Injectable } from '@nestjs/common';
import { addDays, jstDayOf, localDate } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';

export type SealedKind = 'original_client' | 'original_vendor' | 'certificate' | 'amendment';
/** Which sealed document of a contract; `amendmentId` of a 変更覚書 alone. */
export interface SealedDocument { readonly kind: SealedKind; readonly amendmentId: string | null }
/** One state of a sealed document; `renew_on` is a Japanese day, null: nothing more is done for it. */
export interface ArchiveRow { readonly client_id: string; readonly contract_id: string; readonly kind: SealedKind; readonly amendment_id: string | null; readonly revision: number; readonly file_id: string; readonly level: 'B-T' | 'B-LTA'; readonly stamped_until: Date | null; readonly renew_on: string | null }
export interface NewArchive extends SealedDocument { readonly revision: number; readonly fileId: string; readonly level: 'B-T' | 'B-LTA'; readonly failure: string | null; readonly stampedUntil: Date | null; readonly renewOn: string | null }

const DAY_MS = 86_400_000;
/** Days until a file that stayed at B-T is tried again. */
export const retryDays = 30;
const columns = `a.client_id, a.contract_id, a.kind, a.amendment_id, a.revision, a.file_id, a.level, a.stamped_until, to_char(a.renew_on, 'YYYY-MM-DD') as renew_on`;
const isNewest = 'not exists (select 1 from hoshu.document_archive b where b.contract_id = a.contract_id and b.kind = a.kind and b.amendment_id is not distinct from a.amendment_id and b.revision > a.revision)';

/** Holds while some document is due; `$1` is the business day. */
export const archiveDueWhen = `exists (select 1 from hoshu.document_archive a where a.renew_on <= $1::date and ${isNewest})`;
/** Joins file `f`: the newest state of the document `d`. */
export const newestFile = `join hoshu.file f on f.id = coalesce((select a.file_id from hoshu.document_archive a where a.contract_id = d.contract_id and a.kind = d.kind order by a.revision desc limit 1), d.file_id)`;

/** The Japanese day for the next timestamp: a year before the certificate of the last one ends, or after half of the time where there is less than two years. */
export function renewalDay(now: Date, until: Date): string {
  const left = Math.max(0, until.getTime() - now.getTime());
  return jstDayOf(new Date(Math.max(until.getTime() - Math.min(365 * DAY_MS, left / 2), now.getTime() + DAY_MS)).toISOString());
}

/** The id of the newest file of an amendment `a`, whose own `file_id` is the first one. */
export const newestAmendmentFile = `coalesce((select d.file_id from hoshu.document_archive d where d.amendment_id = a.id order by d.revision desc limit 1), a.file_id)`;

/** The states of sealed documents (`document_archive`): rows are only added. */
@Injectable()
export class DocumentArchives {
  /** Documents whose newest state is due, longest first. */
  due(tx: Tx, limit: number): Promise<ArchiveRow[]> {
    return tx.query<ArchiveRow>(`select ${columns} from hoshu.document_archive a where a.renew_on <= $1::date and ${isNewest} order by a.renew_on, a.contract_id, a.kind limit $2`, [tx.today, limit]);
  }

  newest(tx: Tx, contractId: string, { kind, amendmentId }: SealedDocument): Promise<ArchiveRow | null> {
    return tx.one<ArchiveRow>(`select ${columns} from hoshu.document_archive a where a.contract_id = $1 and a.kind = $2 and a.amendment_id is not distinct from $3 order by a.revision desc limit 1`, [contractId, kind, amendmentId]);
  }

  /** The first state of a document that was just sealed, with the day on which something is to be done for it. */
  async begin(tx: Tx, contract: { readonly id: string; readonly clientId: string }, of: SealedDocument & Pick<NewArchive, 'fileId' | 'level' | 'failure' | 'stampedUntil'>): Promise<void> {
    await this.add(tx, contract, { ...of, revision: 1, renewOn: of.stampedUntil ? renewalDay(tx.now, of.stampedUntil) : addDays(localDate(tx.today), retryDays) });
  }

  async add(tx: Tx, contract: { readonly id: string; readonly clientId: string }, row: NewArchive): Promise<void> {
    await tx.query(
      'insert into hoshu.document_archive (tenant_id, client_id, contract_id, kind, amendment_id, revision, file_id, level, failure, stamped_until, renew_on, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [tx.actor.tenantId, contract.clientId, contract.id, row.kind, row.amendmentId, row.revision, row.fileId, row.level, row.failure, row.stampedUntil, row.renewOn, tx.now]);
  }
}
