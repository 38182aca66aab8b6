import { AppError } from '../app-error.js';

/** Opaque keyset cursor. It holds sort keys only; row level security decides what they may lead to. */
export const encodeCursor = (keys: Record<string, string | number>): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** Reads a cursor; null without one. Throws `invalid_request` for one that was not made here. */
export function decodeCursor<K extends Record<string, string | number>>(cursor: string | undefined): K | null {
  if (cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (keys !== null && typeof keys === 'object' && !Array.isArray(keys) && Object.values(keys).every((value) => ['string', 'number'].includes(typeof value))) return keys as K;
  } catch {
    // falls through to the refusal
  }
  throw new AppError('invalid_request', { fields: [{ path: 'query.cursor', code: 'cursor', message: 'cursor' }] });
}
