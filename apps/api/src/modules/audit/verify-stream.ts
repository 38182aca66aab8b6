import { createHash } from 'node:crypto';

/** One event as it lies in the database. */
export interface StoredEvent { readonly seq: number; readonly canon: string; readonly leaf: string }
export type StreamVerdict = { readonly ok: true; readonly head: string; readonly count: number } | { readonly ok: false; readonly seq: number; readonly reason: 'leaf' | 'gap' | 'prev' };

/**
 * Recomputes a whole stream from its first event: every leaf from its text, every text's `prev` from the leaf before, numbers without gap.
 * `events` in order of seq, leaves in hex. Tells the first event that does not fit.
 */
export function verifyStream(events: readonly StoredEvent[]): StreamVerdict {
  let head = '';
  for (const [index, event] of events.entries()) {
    const leaf = createHash('sha256').update(Buffer.from([0])).update(event.canon, 'utf8').digest('hex');
    if (leaf !== event.leaf) return { ok: false, seq: event.seq, reason: 'leaf' };
    const { seq, prev } = JSON.parse(event.canon) as { seq: number; prev: string };
    if (seq !== index + 1 || event.seq !== seq) return { ok: false, seq: event.seq, reason: 'gap' };
    if (prev !== head) return { ok: false, seq: event.seq, reason: 'prev' };
    head = leaf;
  }
  return { ok: true, head, count: events.length };
}
