import type { TimestampCheck } from '../../platform/seal/index.js';

/** A timestamp of a known authority; null when there is none, it is broken, or nobody knows whose it is. */
export function soundTimestamp(timestamp: TimestampCheck | null): { at: string; authority: string; own: boolean } | null {
  if (timestamp?.origin !== 'own' && timestamp?.origin !== 'listed') return null;
  return { at: timestamp.at.toISOString(), authority: timestamp.authority, own: timestamp.origin === 'own' };
}
