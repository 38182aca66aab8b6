import { Injectable } from '@nestjs/common';
import type { ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { OpeningMoney } from '../billing/index.js';
import { MoveRepository, type MoveRow, type RunRow } from './move.repository.js';
import { note } from './problems.js';
import { WriteContract, type Registers } from './write-contract.js';

/** Rows of one call: a second or two, so that an answer always comes. */
const rowsPerCall = 50;

/** The database's word that a row cannot stand beside another (unique, exclusion, check, foreign key). */
const isRefusal = (error: unknown): boolean => error instanceof AppError || /^23/.test(String((error as { code?: unknown } | null)?.code));

// F009: one contract per site and service at a time; the database has the last word.
const isOverlap = (error: unknown): boolean => ['site_overlap', '23P01'].includes(String((error as { code?: unknown } | null)?.code));

/**
 * Registers the rows of a checked import. Each call is one transaction over the next rows, each row behind its own savepoint: a row that fails leaves the others,
 * a call that was lost is asked again, and a row is written once because its state is part of what commits.
 */
@Injectable()
export class ImportRows {
  constructor(private readonly db: Db, private readonly repository: MoveRepository, private readonly writer: WriteContract, private readonly opening: OpeningMoney) {}

  /** Throws not_found, move_undone, move_number_back. */
  run(actor: Actor, runId: string): Promise<ResponseOf<typeof movingInRoutes.import>> {
    return this.db.tx(actor, async (tx) => {
      await this.repository.lock(tx);
      const run = await this.repository.run(tx, runId);
      if (run.undone_at) throw new AppError('move_undone');
      if (!run.begun_at) await this.begin(tx, run);
      const registers = await this.writer.registers(tx, runId);
      let [registered, refused] = [0, 0];
      for (const row of await this.repository.ready(tx, runId, rowsPerCall)) {
        if (await this.one(tx, row, registers)) registered += 1;
        else refused += 1;
      }
      const left = (await this.repository.counts(tx, [runId])).get(runId)?.ready ?? 0;
      return { registered, refused, left };
    });
  }

  private async begin(tx: Tx, run: RunRow): Promise<void> {
    const before = run.next_invoice_number === null ? null : await this.opening.nextNumber(tx, run.next_invoice_number);
    await this.repository.begin(tx, run.id, before);
    await tx.audit({ type: 'moving.begun', article: '第17条1項', target: { kind: 'move_run', id: run.id }, data: { fileName: run.file_name, goesLiveOn: run.goes_live_on, billingStartsOn: run.billing_starts_on, nextInvoiceNumber: run.next_invoice_number } });
  }

  private async one(tx: Tx, row: MoveRow, registers: Registers): Promise<boolean> {
    if (!row.contents) throw new Error('a row that is ready has its contents');
    const { number } = row.contents;
    if (number && registers.numbers.has(number)) {
      await this.repository.refuse(tx, row.id, { state: 'duplicate', errors: [note('number', 'numberKnown')] });
      return false;
    }
    await tx.query('savepoint move_row');
    try {
      const made = await this.writer.run(tx, { contents: row.contents, paperName: row.paper_name }, registers);
      await this.repository.done(tx, row.id, made);
      await tx.query('release savepoint move_row');
      registers.remember(row.contents, made);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await tx.query('rollback to savepoint move_row');
      await this.repository.refuse(tx, row.id, { state: 'error', errors: [isOverlap(error) ? note('url', 'siteTaken') : note('number', 'failed')] });
      return false;
    }
  }
}
