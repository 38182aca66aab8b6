import { Injectable } from '@nestjs/common';
import type { ResponseOf, movingInRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { removeFiles } from '../../platform/storage/file-removal.js';
import { OpeningMoney } from '../billing/index.js';
import { Members } from '../identity/index.js';
import { MoveRepository } from './move.repository.js';
import { MoveViews } from './move-views.js';
import { UndoGate, type Reason } from './undo-gate.js';

const elsewhere: Reason = { ja: '取り込んだあとに作られた記録があります（監視の結果など）。', en: 'Something was recorded since (a result of monitoring, for example).' };
const people: Reason = { ja: '取り込んだ取引先の方が、すでにポータルに招待されています。', en: 'People of imported clients were invited to the portal.' };

/** Takes an import away as a whole. The audit trail keeps both. */
@Injectable()
export class UndoMove {
  constructor(private readonly db: Db, private readonly repository: MoveRepository, private readonly gate: UndoGate, private readonly views: MoveViews, private readonly members: Members, private readonly opening: OpeningMoney) {}

  /** Throws not_found, move_undone, move_not_undoable (with its reasons). */
  async run(actor: Actor, runId: string, reason: string): Promise<ResponseOf<typeof movingInRoutes.undo>> {
    const clientIds = await this.db.read(actor, async (tx) => (await tx.query<{ id: string }>('select made_client_id as id from hoshu.move_row where move_run_id = $1 and made_client_id is not null', [runId])).map(({ id }) => id));
    const invited = await this.members.anyOfClients(actor.tenantId, clientIds);
    return this.db.tx(actor, async (tx) => {
      await this.repository.lock(tx);
      const run = await this.repository.run(tx, runId);
      if (run.undone_at) throw new AppError('move_undone');
      // Whoever works on these contracts and their money finishes first.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('contract:' || contract_id, 0)) from hoshu.move_row where move_run_id = $1 and contract_id is not null order by contract_id`, [runId]);
      const reasons = [...(await this.gate.reasons(tx, runId)), ...(invited ? [people] : [])];
      if (reasons.length > 0) throw new AppError('move_not_undoable', { data: { reasons } });
      const fileIds = (await tx.query<{ id: string }>('select f.id from hoshu.file f join hoshu.move_row r on r.contract_id = f.contract_id where r.move_run_id = $1', [runId])).map(({ id }) => id);
      const removed = await this.remove(tx, runId);
      await removeFiles(tx, fileIds);
      if (run.next_invoice_number !== null && run.number_before !== null) await this.opening.numberBack(tx, { next: run.next_invoice_number, before: run.number_before });
      await this.repository.closeUndone(tx, runId, reason);
      await tx.audit({ type: 'moving.undone', article: '第17条1項', target: { kind: 'move_run', id: runId }, data: { reason, contracts: Number(removed['contract'] ?? 0), clients: Number(removed['client'] ?? 0) } });
      return this.views.one(tx, runId);
    });
  }

  private async remove(tx: Tx, runId: string): Promise<Readonly<Record<string, unknown>>> {
    try {
      return (await tx.one<{ removed: Record<string, unknown> }>('select app.undo_move($1) as removed', [runId]))?.removed ?? {};
    } catch (error) {
      // A row that the gate does not know still names one of the contracts.
      if ((error as { code?: unknown } | null)?.code === '23503') throw new AppError('move_not_undoable', { data: { reasons: [elsewhere] } });
      throw error;
    }
  }
}
