import { Injectable } from '@nestjs/common';
import type { QueryOf, ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { why } from '../../platform/explain/index.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { FileAnswer } from '../../platform/http/route.js';
import { writeCsv } from '../../platform/tables/csv.js';
import { columnKeys, formatColumns, headingOf, isRequired, sampleHeadings, sampleLine, suggestMapping } from './columns.js';
import { MoveRepository, type Counts, type MoveRow, type RunRow } from './move.repository.js';
import { mostRows } from './read-file.js';
import { UndoGate } from './undo-gate.js';

type View = ResponseOf<typeof movingInRoutes.run>;
type RowView = ResponseOf<typeof movingInRoutes.rows>['items'][number];

const none: Counts = { total: 0, ready: 0, error: 0, duplicate: 0, done: 0, warned: 0 };
const stateOf = (run: RunRow, rows: Counts): View['state'] => (run.undone_at ? 'undone' : rows.done === 0 ? 'preview' : rows.ready > 0 ? 'partly' : 'done');

function rowView(row: MoveRow, withReasons: boolean): RowView {
  const lastOn = row.contents?.periods.at(-1)?.lastOn ?? null;
  const deadline = lastOn && row.contents ? why('nonRenewalDeadline', { termEnd: localDate(lastOn), noticeDays: row.contents.noticeDays17 }) : null;
  return {
    id: row.id, line: row.line, state: row.state, contractNumber: row.contents?.number ?? row.cells.number ?? '', companyName: row.contents?.client.companyName ?? row.cells.company ?? '', siteName: row.contents?.site.siteName ?? row.cells.siteName ?? '', clientKnown: row.known_client_id !== null,
    contractId: row.contract_id, lastOn, noticeUntilOn: deadline?.result.lastValid ?? null, ...(withReasons && deadline ? { explanation: deadline.explanation } : {}), paperName: row.paper_name, errors: row.errors, warnings: row.warnings,
  };
}

/** What the screens of moving in read. */
@Injectable()
export class MoveViews {
  constructor(private readonly db: Db, private readonly repository: MoveRepository, private readonly gate: UndoGate) {}

  format(): ResponseOf<typeof movingInRoutes.format> {
    return { columns: formatColumns, mostRows };
  }

  sample(): FileAnswer {
    return new FileAnswer(writeCsv([sampleHeadings, sampleLine]), 'text/csv; charset=utf-8', '契約取込みひな形.csv');
  }

  list(actor: Actor): Promise<ResponseOf<typeof movingInRoutes.runs>> {
    return this.db.read(actor, async (tx) => {
      const runs = await this.repository.runs(tx);
      const counts = await this.repository.counts(tx, runs.map((run) => run.id));
      return { items: runs.map((run) => { const rows = counts.get(run.id) ?? none; return { id: run.id, fileName: run.file_name, createdBy: run.created_by, createdOn: run.created_on, state: stateOf(run, rows), rows }; }) };
    });
  }

  get(actor: Actor, runId: string): Promise<View> {
    return this.db.read(actor, (tx) => this.one(tx, runId));
  }

  async one(tx: Tx, runId: string): Promise<View> {
    const run = await this.repository.run(tx, runId);
    const rows = (await this.repository.counts(tx, [runId])).get(runId) ?? none;
    const used = new Set((await tx.query<{ name: string }>('select distinct paper_name as name from hoshu.move_row where move_run_id = $1 and paper_name is not null', [runId])).map(({ name }) => name));
    const papers = (await this.repository.archives(tx, runId)).flatMap((archive) => archive.papers).map((paper) => ({ ...paper, signers: [...paper.signers], used: used.has(paper.name) }));
    const reasons = rows.done > 0 && !run.undone_at ? await this.gate.reasons(tx, runId) : [];
    return {
      id: run.id, version: run.version, fileName: run.file_name, preset: run.preset, encoding: run.encoding, createdBy: run.created_by, createdOn: run.created_on, state: stateOf(run, rows), rows, headings: run.headings,
      ignored: suggestMapping(run.headings, false).ignored.filter((heading) => !Object.values(run.mapping).includes(heading)), mapping: run.mapping as Record<string, string>,
      missing: run.table_file_id ? columnKeys.filter((column) => isRequired(column) && run.mapping[column] === undefined).map(headingOf) : [],
      settings: { goesLiveOn: run.goes_live_on, billingStartsOn: run.billing_starts_on, nextInvoiceNumber: run.next_invoice_number }, papers, undo: { possible: rows.done > 0 && !run.undone_at && reasons.length === 0, reasons },
    };
  }

  rows(actor: Actor, runId: string, query: QueryOf<typeof movingInRoutes.rows>): Promise<ResponseOf<typeof movingInRoutes.rows>> {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      await this.repository.run(tx, runId);
      const rows = await this.repository.rows(tx, runId, { state: query.state ?? null, after: decodeCursor<{ line: number }>(query.cursor)?.line ?? 0, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { items: page.map((row) => rowView(row, query.explain === '1')), nextCursor: rows.length > limit && last ? encodeCursor({ line: last.line }) : null };
    });
  }

  /** The rows with errors in the own format, the reasons behind them: to be corrected and uploaded again. */
  corrections(actor: Actor, runId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      await this.repository.run(tx, runId);
      const rows = await this.repository.rows(tx, runId, { state: 'error', after: 0, limit: mostRows });
      const lines = rows.map((row) => [...columnKeys.map((column) => row.cells[column] ?? ''), `${row.line}行目`, row.errors.map((error) => `${error.column}：${error.ja}`).join(' ')]);
      return new FileAnswer(writeCsv([[...sampleHeadings, '元の行', '直すところ'], ...lines]), 'text/csv; charset=utf-8', '直す行.csv');
    });
  }
}
