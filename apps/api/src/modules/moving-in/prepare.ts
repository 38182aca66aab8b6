import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import { addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Files } from '../../platform/storage/files.js';
import { checkRows, type TableLine } from './check-rows.js';
import { columnKeys, suggestMapping, type Column, type Mapping } from './columns.js';
import { MoveRepository, type RunRow } from './move.repository.js';
import { MoveViews } from './move-views.js';
import { linesOf, linesOfPapers, readTable, readUpload } from './read-file.js';

type View = ResponseOf<typeof movingInRoutes.run>;
interface Upload { readonly bytes: Buffer; readonly fileName: string }

const isColumn = (name: string): name is Column => (columnKeys as readonly string[]).includes(name);

/** Reads an upload and checks it against form and registers; writes nothing but the preview. */
@Injectable()
export class PrepareMove {
  constructor(private readonly db: Db, private readonly files: Files, private readonly repository: MoveRepository, private readonly views: MoveViews) {}

  /** Throws what reading the file throws: csv_unreadable, archive_…, move_…. */
  async upload(actor: Actor, { bytes, fileName }: Upload, preset: 'own' | 'cases'): Promise<View> {
    const { table, papers } = readUpload(bytes, fileName);
    const read = table ? readTable(table.bytes) : null;
    const mapping = read ? suggestMapping(read.headings, preset === 'cases').mapping : {};
    const lines = read ? linesOf(read, mapping) : linesOfPapers(papers);
    return this.db.tx(actor, async (tx) => {
      // D11: the first of next month, unless the person says otherwise: a month is billed here or there, never in part.
      const nextMonth = firstDayOf(addMonths(monthOf(localDate(tx.today)), 1));
      const stored = table ? await this.files.store(tx, { bytes: table.bytes, fileName: table.name, contentType: 'text/csv', clientId: null, contractId: null }) : null;
      const id = await this.repository.insertRun(tx, {
        file_name: fileName.slice(0, 200), preset: table ? preset : 'cloudsign', encoding: read?.encoding ?? 'utf-8', table_file_id: stored?.id ?? null, headings: read?.headings ?? [], mapping, goes_live_on: nextMonth, billing_starts_on: nextMonth,
      });
      if (papers.length > 0) await this.keepArchive(tx, id, { bytes, fileName, papers });
      return this.check(tx, id, lines);
    });
  }

  /** Throws not_found, move_started, version_stale, move_mapping. */
  settings(actor: Actor, runId: string, change: { readonly body: BodyOf<typeof movingInRoutes.settings>; readonly version: number }): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const run = await this.unbegun(tx, runId);
      const { mapping: wanted, goesLiveOn, billingStartsOn, nextInvoiceNumber } = change.body;
      const entries = Object.entries(wanted);
      if (entries.some(([column, heading]) => !isColumn(column) || !run.headings.includes(heading))) throw new AppError('move_mapping');
      const mapping = Object.fromEntries(entries) as Mapping;
      await this.repository.saveSettings(tx, runId, { version: change.version, mapping, goesLiveOn, billingStartsOn, nextInvoiceNumber });
      return this.check(tx, runId, await this.lines(tx, { ...run, mapping }));
    });
  }

  /** More PDFs, as one ZIP holds at most 20 MB. Throws not_found, move_started, move_no_pdf, archive_…. */
  async addPapers(actor: Actor, runId: string, { bytes, fileName }: Upload): Promise<View> {
    const { papers } = readUpload(bytes, fileName);
    if (!papers.some((paper) => paper.isPdf)) throw new AppError('move_no_pdf');
    return this.db.tx(actor, async (tx) => {
      const run = await this.unbegun(tx, runId);
      await this.keepArchive(tx, runId, { bytes, fileName, papers });
      return this.check(tx, runId, await this.lines(tx, run));
    });
  }

  /** Throws not_found, move_started. */
  discard(actor: Actor, runId: string): Promise<{ ok: true }> {
    return this.db.tx(actor, async (tx) => {
      await this.repository.lock(tx);
      const run = await this.repository.run(tx, runId);
      if (run.begun_at && !run.undone_at) throw new AppError('move_started');
      await this.repository.remove(tx, runId);
      await tx.audit({ type: 'moving.discarded', target: { kind: 'move_run', id: runId }, data: { fileName: run.file_name } });
      return { ok: true };
    });
  }

  private async unbegun(tx: Tx, runId: string): Promise<RunRow> {
    await this.repository.lock(tx);
    const run = await this.repository.run(tx, runId);
    if (run.begun_at) throw new AppError('move_started');
    return run;
  }

  private async keepArchive(tx: Tx, runId: string, { bytes, fileName, papers }: Upload & { readonly papers: Parameters<MoveRepository['addArchive']>[2]['papers'] }): Promise<void> {
    const file = await this.files.store(tx, { bytes, fileName: fileName.slice(0, 200), contentType: 'application/zip', clientId: null, contractId: null });
    await this.repository.addArchive(tx, runId, { fileId: file.id, papers });
    await tx.audit({ type: 'moving.papers-kept', target: { kind: 'move_run', id: runId }, data: { sha256: file.sha256, papers: papers.length } });
  }

  private async lines(tx: Tx, run: RunRow): Promise<TableLine[]> {
    if (run.table_file_id) return linesOf(readTable((await this.files.read(tx, run.table_file_id)).content), run.mapping);
    return linesOfPapers((await this.repository.archives(tx, run.id)).flatMap(({ papers }) => papers));
  }

  private async check(tx: Tx, runId: string, lines: readonly TableLine[]): Promise<View> {
    const run = await this.repository.run(tx, runId);
    const papers = (await this.repository.archives(tx, runId)).flatMap((archive) => archive.papers);
    const settings = { today: localDate(tx.today), goesLiveOn: localDate(run.goes_live_on), billingStartsOn: localDate(run.billing_starts_on) };
    const rows = checkRows(lines, { known: await this.repository.known(tx), papers, settings });
    await this.repository.replaceRows(tx, runId, rows);
    await tx.audit({ type: 'moving.checked', target: { kind: 'move_run', id: runId }, data: { rows: rows.length, errors: rows.filter((row) => row.state === 'error').length } });
    return this.views.one(tx, runId);
  }
}
