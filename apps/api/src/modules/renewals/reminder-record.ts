import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, renewalRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from '../contracts/index.js';
import { explainedStep } from './explained-deadline.js';
import { DEFAULT_CLIENT_MODE, ReminderRepository } from './reminder.repository.js';

type Choice = ResponseOf<typeof renewalRoutes.reminderChoice>;

/** What went out about a contract's deadlines, and how much of it 甲 gets (F112, 第17条2項). */
@Injectable()
export class ReminderRecord {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly repository: ReminderRepository) {}

  /** Throws not_found. */
  get(actor: Actor, contractId: string, withReasons: boolean): Promise<ResponseOf<typeof renewalRoutes.reminders>> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const items = (await this.repository.sent(tx, contractId)).map((row) => ({ ...row, answeredAt: row.answeredAt?.toISOString() ?? null }));
      return { items, choice: await this.choiceOf(tx, contractId), ...(withReasons ? { explained: items.flatMap((item, index) => explainedStep(facts, item, index)) } : {}) };
    });
  }

  common(actor: Actor): Promise<Choice> {
    return this.db.read(actor, (tx) => this.choiceOf(tx, null));
  }

  /** For one contract, or (null) for all that have no choice of their own. Throws not_found, version_stale. */
  choose(actor: Actor, contractId: string | null, { mode, version }: { readonly mode: BodyOf<typeof renewalRoutes.chooseOwnReminders>['mode']; readonly version: number }): Promise<Choice> {
    return this.db.tx(actor, async (tx) => {
      const clientId = contractId === null ? null : (await this.reader.facts(tx, contractId)).clientId;
      if (!(await this.repository.choose(tx, { contractId, clientId }, { mode, version }))) throw new AppError('version_stale');
      await tx.audit({ type: 'renewal.reminders-chosen', article: '第17条2項', ...(contractId ? { target: { kind: 'contract', id: contractId } } : {}), data: { mode } });
      return this.choiceOf(tx, contractId);
    });
  }

  private async choiceOf(tx: Tx, contractId: string | null): Promise<Choice> {
    const common = await this.repository.choice(tx, null);
    const own = contractId === null ? common : await this.repository.choice(tx, contractId);
    return { own: own.mode, inForce: own.mode ?? common.mode ?? DEFAULT_CLIENT_MODE, version: own.version };
  }
}
