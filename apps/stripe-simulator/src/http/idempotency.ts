import { createHash } from 'node:crypto';
import type { Call } from '../call.js';
import type { StoredReplay } from '../store/kinds.js';
import { ApiError, invalidRequest } from './errors.js';
import type { RawObject } from './form.js';

const LONGEST_KEY = 255;
const PRUNED_AT_ONCE = 10;
const KEPT_SECONDS = { v1: 24 * 3_600, v2: 30 * 24 * 3_600 };

export interface Keyed { key: string; fingerprint: string; generation: 'v1' | 'v2' }

/** The request's key with a fingerprint of what it asks; undefined when it has none. Throws 400 for a key too long. */
export function keyed(request: { key: string | undefined; method: string; path: string; parameters: RawObject }): Keyed | undefined {
  const { key, method, path, parameters } = request;
  if (key === undefined || key === '' || method === 'GET') return undefined;
  if (key.length > LONGEST_KEY) throw invalidRequest(`Idempotency-Key is longer than ${LONGEST_KEY} characters.`);
  const fingerprint = createHash('sha256').update(JSON.stringify([method, path, parameters])).digest('hex');
  return { key, fingerprint, generation: path.startsWith('/v2/') ? 'v2' : 'v1' };
}

/** The answer given before to the same key, if it is still kept. Throws 400 when the key was used for something else. */
export function earlierAnswer(call: Call, request: Keyed): StoredReplay | undefined {
  const replay = call.find('replay', request.key);
  if (!replay || call.now - replay.created > KEPT_SECONDS[request.generation]) return undefined;
  if (replay.fingerprint !== request.fingerprint) {
    throw new ApiError(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    });
  }
  return replay;
}

/** Keeps an answer for repetitions. v2 runs failed work again, so only v1 keeps failures; a conflict is never kept. */
export function keepAnswer(call: Call, request: Keyed, answer: { status: number; body: string }): void {
  for (const old of call.list('replay').slice(0, PRUNED_AT_ONCE)) {
    if (call.now - old.created > KEPT_SECONDS.v2) call.store.remove('replay', call.account, old.id);
  }
  if (answer.status === 409 || answer.status === 501 || (request.generation === 'v2' && answer.status >= 400)) return;
  call.put('replay', { id: request.key, created: call.now, fingerprint: request.fingerprint, ...answer });
}
