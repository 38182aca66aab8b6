import { AppError } from '../app-error.js';
import type { Tx } from '../db/tx.js';

/** Answer kept for a key: thrown inside the transaction so that nothing is done twice. */
export class IdempotentReplay extends Error {
  constructor(readonly status: number, readonly body: unknown) {
    super('idempotent replay');
  }
}

/**
 * Claims the request's key in the transaction that does the work, so that work and key commit together. The database reads
 * from the signed context whose key it is: two people never share one.
 * Returns a function that keeps the result, or null without a key. Throws `IdempotentReplay` for a known key.
 */
export async function claimIdempotency(tx: Tx): Promise<((value: unknown) => Promise<void>) | null> {
  const claim = tx.actor.request.idempotency;
  if (!claim || claim.claimed) return null;
  const row = await tx.one<{ claimed: boolean; fingerprint: string; status: number | null; response: unknown }>(
    'select * from platform.idempotency_claim($1, $2, $3)', [claim.key, tx.actor.request.id.slice(0, 60), claim.fingerprint]);
  if (!row?.claimed) {
    if (row?.fingerprint !== claim.fingerprint) throw new AppError('idempotency_mismatch');
    throw new IdempotentReplay(row.status ?? 200, row.response ?? { ok: true });
  }
  claim.claimed = true;
  return async (value) => {
    await tx.query('select platform.idempotency_store($1, $2, $3)', [claim.key, 200, JSON.stringify(value ?? { ok: true })]);
  };
}
