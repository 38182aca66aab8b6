import type { Actor } from '../actor.js';
import type { Db } from '../db/db.js';
import type { Tx } from '../db/tx.js';

const batchSize = 25;

/**
 * Works on many things, some in one transaction, so that a night over thousands of contracts does not wait for each of its answers.
 * When one of a batch fails, each of the batch is done for itself: `work` must find nothing done by the attempt before. What fails then has changed nothing,
 * and once all the others are done an AggregateError names how many; `failed` ends its sentence.
 */
export async function inBatches<T>(db: Db, actor: Actor, { items, failed, work }: { readonly items: readonly T[]; readonly failed: string; readonly work: (tx: Tx, batch: readonly T[]) => Promise<void> }): Promise<void> {
  const failures: unknown[] = [];
  const alone = (item: T) => db.tx(actor, (tx) => work(tx, [item])).catch((error: unknown) => failures.push(error));
  for (let from = 0; from < items.length; from += batchSize) {
    const batch = items.slice(from, from + batchSize);
    try {
      await db.tx(actor, (tx) => work(tx, batch));
    } catch (error) {
      if (batch.length === 1) failures.push(error);
      else for (const item of batch) await alone(item);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${items.length} ${failed}`);
}

/** Does all of them inside one transaction at the same time. Throws the first error once each has come to its end: a statement sent later would find the transaction closed. */
export async function together<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(items.map(work));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
