import { Injectable } from '@nestjs/common';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export interface BundleRow {
  id: string; client_id: string; contract_id: string; side: 'client' | 'vendor'; mark: 'plaintiff' | 'defendant'; from_on: string | null; until_on: string | null; requested_by: string; requested_on: string; requested_at: Date;
  file_id: string | null; failure: string | null; byte_count: number | null; sha256: string | null;
}
export type NewBundle = Pick<BundleRow, 'client_id' | 'contract_id' | 'side' | 'mark' | 'from_on' | 'until_on'>;

const day = (column: string) => `to_char(b.${column}, 'YYYY-MM-DD') as ${column}`;
const select = `select b.id, b.client_id, b.contract_id, b.side, b.mark, ${day('from_on')}, ${day('until_on')}, b.requested_by, ${day('requested_on')}, b.requested_at, b.file_id, b.failure, f.byte_count, f.sha256 from hoshu.dispute_bundle b left join hoshu.file f on f.id = b.file_id`;

/** Requests for dispute bundles and what became of them; each side reads its own. */
@Injectable()
export class BundleRepository {
  async get(tx: Tx, id: string): Promise<BundleRow> {
    return found(await tx.one<BundleRow>(`${select} where b.id = $1`, [id]));
  }

  /** Newest first, of one side. */
  list(tx: Tx, contractId: string, side: BundleRow['side']): Promise<BundleRow[]> {
    return tx.query<BundleRow>(`${select} where b.contract_id = $1 and b.side = $2 order by b.requested_at desc, b.id desc limit 20`, [contractId, side]);
  }

  async insert(tx: Tx, row: NewBundle): Promise<string> {
    return found(await tx.one<{ id: string }>(
      'insert into hoshu.dispute_bundle (tenant_id, client_id, contract_id, reader_client_id, side, mark, from_on, until_on, requested_by, requested_on, requested_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id',
      [tx.actor.tenantId, row.client_id, row.contract_id, row.side === 'client' ? row.client_id : null, row.side, row.mark, row.from_on, row.until_on, tx.actor.name, tx.today, tx.now])).id;
  }

  /** False when it was finished before. */
  async finish(tx: Tx, id: string, outcome: { readonly fileId: string | null; readonly failure: string | null }): Promise<boolean> {
    return (await tx.change('update hoshu.dispute_bundle set file_id = $2, failure = $3, finished_at = $4, version = version + 1 where id = $1 and finished_at is null', [id, outcome.fileId, outcome.failure, tx.now])) > 0;
  }
}
