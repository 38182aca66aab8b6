import { Injectable } from '@nestjs/common';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { CheckedRow, Known } from './check-rows.js';
import { contractKey } from './check-rows.js';
import type { Mapping } from './columns.js';
import type { Paper } from './papers.js';
import type { RowNote } from './problems.js';
import type { Cells } from './read-row.js';
import type { ImportRow } from './row.js';

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

export interface RunRow {
  id: string; version: number; file_name: string; preset: 'own' | 'cases' | 'cloudsign'; encoding: 'utf-8' | 'shift_jis'; table_file_id: string | null; headings: string[]; mapping: Mapping; goes_live_on: string; billing_starts_on: string;
  next_invoice_number: number | null; number_before: number | null; created_by: string; created_on: string; begun_at: Date | null; undone_at: Date | null;
}
export interface MoveRow {
  id: string; line: number; state: 'error' | 'ready' | 'duplicate' | 'done'; cells: Cells; contents: ImportRow | null; known_client_id: string | null; paper_name: string | null; errors: RowNote[]; warnings: RowNote[];
  contract_id: string | null; site_id: string | null; made_client_id: string | null; receipt_id: string | null;
}
export interface ArchiveRow { file_id: string; papers: Paper[] }
export interface Counts { total: number; ready: number; error: number; duplicate: number; done: number; warned: number }

const runColumns = `id, version, file_name, preset, encoding, table_file_id, headings, mapping, ${day('goes_live_on')} as goes_live_on, ${day('billing_starts_on')} as billing_starts_on, next_invoice_number::float8 as next_invoice_number, number_before::float8 as number_before, created_by, ${day('created_on')} as created_on, begun_at, undone_at`;
const rowColumns = 'id, line, state, cells, contents, known_client_id, paper_name, errors, warnings, contract_id, site_id, made_client_id, receipt_id';
const counts = `count(*)::int as total, count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'error')::int as error, count(*) filter (where state = 'duplicate')::int as duplicate, count(*) filter (where state = 'done')::int as done, count(*) filter (where state <> 'error' and jsonb_array_length(warnings) > 0)::int as warned`;

/** Imports, their archives and their rows. */
@Injectable()
export class MoveRepository {
  async run(tx: Tx, id: string): Promise<RunRow> {
    return found(await tx.one<RunRow>(`select ${runColumns} from hoshu.move_run where id = $1`, [id]));
  }

  /** The newest first. */
  runs(tx: Tx): Promise<RunRow[]> {
    return tx.query<RunRow>(`select ${runColumns} from hoshu.move_run order by created_at desc, id desc limit 50`);
  }

  async insertRun(tx: Tx, run: Pick<RunRow, 'file_name' | 'preset' | 'encoding' | 'table_file_id' | 'headings' | 'mapping' | 'goes_live_on' | 'billing_starts_on'>): Promise<string> {
    return found(await tx.one<{ id: string }>(
      `insert into hoshu.move_run (tenant_id, file_name, preset, encoding, table_file_id, headings, mapping, goes_live_on, billing_starts_on, created_by, created_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [tx.actor.tenantId, run.file_name, run.preset, run.encoding, run.table_file_id, run.headings, JSON.stringify(run.mapping), run.goes_live_on, run.billing_starts_on, tx.actor.name, tx.today])).id;
  }

  /** Compare-and-set on the version the person read. Throws version_stale. */
  async saveSettings(tx: Tx, id: string, to: { version: number; mapping: Mapping; goesLiveOn: string; billingStartsOn: string; nextInvoiceNumber: number | null }): Promise<void> {
    const changed = await tx.change('update hoshu.move_run set mapping = $3, goes_live_on = $4, billing_starts_on = $5, next_invoice_number = $6, version = version + 1 where id = $1 and version = $2', [id, to.version, JSON.stringify(to.mapping), to.goesLiveOn, to.billingStartsOn, to.nextInvoiceNumber]);
    if (!changed) throw new AppError('version_stale');
  }

  /** One import or undo of a tenant at a time: two at once would make the same client twice. */
  async lock(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`moving-in:${tx.actor.tenantId}`]);
  }

  async begin(tx: Tx, id: string, numberBefore: number | null): Promise<void> {
    await tx.query('update hoshu.move_run set begun_at = $2, number_before = $3, version = version + 1 where id = $1 and begun_at is null', [id, tx.now, numberBefore]);
  }

  async closeUndone(tx: Tx, id: string, reason: string): Promise<void> {
    await tx.query(`update hoshu.move_row set state = 'ready', contract_id = null, site_id = null, made_client_id = null, receipt_id = null, version = version + 1 where move_run_id = $1 and state = 'done'`, [id]);
    await tx.query('update hoshu.move_run set undone_at = $2, undone_by = $3, undone_because = $4, version = version + 1 where id = $1', [id, tx.now, tx.actor.name, reason]);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    for (const table of ['move_row', 'move_archive']) await tx.query(`delete from hoshu.${table} where move_run_id = $1`, [id]);
    await tx.query('delete from hoshu.move_run where id = $1', [id]);
  }

  async addArchive(tx: Tx, runId: string, archive: { fileId: string; papers: readonly Paper[] }): Promise<void> {
    await tx.query('insert into hoshu.move_archive (tenant_id, move_run_id, file_id, papers) values ($1, $2, $3, $4)', [tx.actor.tenantId, runId, archive.fileId, JSON.stringify(archive.papers)]);
  }

  archives(tx: Tx, runId: string): Promise<ArchiveRow[]> {
    return tx.query<ArchiveRow>('select file_id, papers from hoshu.move_archive where move_run_id = $1 order by created_at, id', [runId]);
  }

  /** Writes what the check found in the place of what stood there. */
  async replaceRows(tx: Tx, runId: string, rows: readonly CheckedRow[]): Promise<void> {
    await tx.query('delete from hoshu.move_row where move_run_id = $1', [runId]);
    await tx.query(
      `insert into hoshu.move_row (tenant_id, move_run_id, line, state, cells, contents, known_client_id, paper_name, errors, warnings)
       select $1, $2, x.line, x.state, x.cells, x.contents, x.known_client_id, x.paper_name, x.errors, x.warnings from jsonb_to_recordset($3::jsonb) as x(line int, state text, cells jsonb, contents jsonb, known_client_id uuid, paper_name text, errors jsonb, warnings jsonb)`,
      [tx.actor.tenantId, runId, JSON.stringify(rows.map((row) => ({ line: row.line, state: row.state, cells: row.cells, contents: row.row, known_client_id: row.clientId, paper_name: row.paperName, errors: row.errors, warnings: row.warnings })))]);
  }

  async counts(tx: Tx, runIds: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    const rows = await tx.query<Counts & { id: string }>(`select move_run_id as id, ${counts} from hoshu.move_row where move_run_id = any($1) group by move_run_id`, [[...runIds]]);
    return new Map(rows.map(({ id, ...row }) => [id, row]));
  }

  /** Rows after a line, in the order of the file; `warned`: those to look at though they can be imported. */
  rows(tx: Tx, runId: string, options: { state: MoveRow['state'] | 'warned' | null; after: number; limit: number }): Promise<MoveRow[]> {
    return tx.query<MoveRow>(
      `select ${rowColumns} from hoshu.move_row where move_run_id = $1 and line > $2 and ($3::text is null or state = $3 or ($3 = 'warned' and state <> 'error' and jsonb_array_length(warnings) > 0)) order by line limit $4`, [runId, options.after, options.state, options.limit]);
  }

  /** Rows to import next; the caller holds the lock. */
  ready(tx: Tx, runId: string, limit: number): Promise<MoveRow[]> {
    return tx.query<MoveRow>(`select ${rowColumns} from hoshu.move_row where move_run_id = $1 and state = 'ready' order by line limit $2`, [runId, limit]);
  }

  async done(tx: Tx, id: string, made: { contractId: string; siteId: string | null; clientId: string | null; receiptId: string | null }): Promise<void> {
    await tx.query(`update hoshu.move_row set state = 'done', contract_id = $2, site_id = $3, made_client_id = $4, receipt_id = $5, version = version + 1 where id = $1 and state = 'ready'`, [id, made.contractId, made.siteId, made.clientId, made.receiptId]);
  }

  async refuse(tx: Tx, id: string, to: { state: 'error' | 'duplicate'; errors: readonly RowNote[] }): Promise<void> {
    await tx.query('update hoshu.move_row set state = $2, errors = $3, version = version + 1 where id = $1', [id, to.state, JSON.stringify(to.errors)]);
  }

  /** What is registered already, for the check. */
  async known(tx: Tx): Promise<Known> {
    const clients = await tx.query<{ id: string; company_name: string }>('select id, company_name from hoshu.client where archived_at is null');
    const contracts = await tx.query<{ number: string; client_id: string; url: string | null; starts_on: string | null }>(
      `select c.contract_number as number, c.client_id, s.url, ${day('t.starts_on')} as starts_on from hoshu.contract c left join hoshu.contract_term t on t.contract_id = c.id and t.number = 1 left join hoshu.contract_site x on x.contract_id = c.id left join hoshu.site s on s.id = x.site_id`);
    const invoices = await tx.query<{ number: string }>('select number from hoshu.invoice where number is not null');
    return {
      clients, numbers: new Set(contracts.map((row) => row.number)), invoiceNumbers: new Set(invoices.map((row) => row.number)),
      contracts: new Set(contracts.flatMap((row) => (row.url && row.starts_on ? [contractKey(row.client_id, row.url, row.starts_on)] : []))),
    };
  }
}
