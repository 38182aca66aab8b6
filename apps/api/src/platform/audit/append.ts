import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '@hoshu/domain';
import type { Actor } from '../actor.js';
import type { Tx } from '../db/tx.js';

export type AuditValue = string | number | boolean | null | readonly AuditValue[] | { readonly [key: string]: AuditValue };

/**
 * One business fact. `type` is `slice.past-tense` and listed by its slice; `data` are business facts (ids, days, yen, hashes);
 * `personal` are clear values that only a salted commitment of reaches the chain (06 §2.6).
 */
export interface AuditEvent {
  readonly type: string;
  /** Contract whose stream this belongs to; absent = the tenant's own stream. */
  readonly contractId?: string;
  /** Only the acting side may learn of it: 乙's goes to the tenant's stream, 甲's to a stream of its organisation that 乙 cannot read. */
  readonly ownSide?: true;
  /** 甲's organisation that may read it. */
  readonly clientId?: string | null;
  /** `第18条` or `第11条2項`; every automatic event names one (F002) unless no article is about it. */
  readonly article?: string;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly data?: { readonly [key: string]: AuditValue };
  readonly personal?: { readonly [key: string]: string };
}

interface Commitment { readonly commitment: string; readonly salt: string; readonly value: string }

/** sha256(salt ‖ field ‖ 0x00 ‖ value): reveals nothing once salt and value are erased. */
export function commit(field: string, value: string, salt = randomBytes(16)): Commitment {
  const commitment = createHash('sha256').update(salt).update(field).update('\0').update(value).digest('hex');
  return { commitment, salt: salt.toString('hex'), value };
}

/** The part of the canonical text that the application knows, and the clear values beside it. */
export function auditHead(actor: Actor, event: AuditEvent, at: { business: Date; real: Date }): { head: string; commitments: Commitment[] } {
  const commitments: Commitment[] = [];
  const hide = (field: string, value: string) => {
    const entry = commit(field, value);
    commitments.push(entry);
    return entry.commitment;
  };
  const personal = Object.fromEntries(Object.entries(event.personal ?? {}).map(([field, value]) => [field, hide(field, value)]));
  // Keys sort before "prev": the database adds prev, seq, stream, tenant and v behind them.
  const text = canonicalJson({
    action: event.type,
    actor: { kind: actor.kind, role: actor.role, user: actor.userId, name: actor.kind === 'system' ? actor.name : hide('name', actor.name) },
    article: event.article ?? null,
    at: at.business.toISOString(),
    at_real: at.real.toISOString(),
    data: event.data ?? {},
    ip: actor.request.ip ? hide('ip', actor.request.ip) : null,
    personal,
    pid: actor.request.id,
  });
  return { head: text.slice(0, -1), commitments };
}

function streamOf(actor: Actor, event: AuditEvent): string {
  if (event.ownSide) return actor.kind === 'client' && actor.clientId ? `client:${actor.clientId}` : 'tenant';
  return event.contractId ? `contract:${event.contractId}` : 'tenant';
}

/** Appends through the definer function; the caller's role has no right on the tables themselves. */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<{ seq: number; leaf: string }> {
  const about = event.ownSide && event.contractId ? { ...event.data, contractId: event.contractId } : event.data;
  const data = event.target ? { ...about, target: event.target.id, targetKind: event.target.kind } : about;
  const { head, commitments } = auditHead(tx.actor, { ...event, data }, { business: tx.now, real: new Date() });
  const [row] = await tx.query<{ seq: string; leaf: string }>('select seq, leaf from audit.append($1, $2, $3, $4, $5, $6)', [
    streamOf(tx.actor, event), event.type, event.article ?? null, (event.ownSide ? null : event.clientId) ?? tx.actor.clientId, head, JSON.stringify(commitments),
  ]);
  if (!row) throw new Error('audit append answered nothing');
  return { seq: Number(row.seq), leaf: row.leaf };
}
