import { Injectable } from '@nestjs/common';
import type { ResponseOf, auditRoutes } from '@hoshu/api-schema';
import { roleName, type RoleKind } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from '../contracts/index.js';
import { Members } from '../identity/index.js';
import { afterId, idPage } from '../incidents/index.js';
import { sentenceOf } from './sentences.js';
import { verifyStream, type StoredEvent } from './verify-stream.js';

type Page = ResponseOf<typeof auditRoutes.list>;
type Item = Page['items'][number];
export interface AuditQuery { readonly cursor?: string; readonly limit?: number; readonly contractId?: string; readonly article?: string; readonly type?: string; readonly from?: string; readonly to?: string }

interface EventRow { id: string; stream: string; seq: string; canon: string; leaf: string; type: string; article: string | null; recorded_at: Date; clear_name: string | null }
interface Canon { readonly at: string; readonly prev: string; readonly actor: { readonly kind: string; readonly role: string; readonly user: string | null; readonly name: string }; readonly data: Record<string, unknown> }

const sides: Readonly<Record<string, RoleKind>> = { vendor: 'vendor', client: 'client', signer: 'signer', support: 'staff', operator: 'staff' };
const prefixes: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  vendor: { ja: '保守会社（乙）', en: 'Vendor' }, client: { ja: 'お客様（甲）', en: 'Client' }, signer: { ja: '署名者', en: 'Signer' }, support: { ja: '運営', en: 'Platform' }, operator: { ja: '運営', en: 'Platform' },
};
const japanese = (day: string): string => new Date(`${day}T00:00:00+09:00`).toISOString();

/** Side and role of whoever acted, without a name: what the other side may know. */
function displayRole(actor: Canon['actor']): { ja: string; en: string } {
  const kind = sides[actor.kind];
  const prefix = prefixes[actor.kind];
  if (!kind || !prefix) return { ja: '自動処理', en: 'Automatic' };
  // Joining, leaving and inviting are written by the sign-in, which knows the person but no side.
  if (actor.role === 'person') return { ja: 'メンバー', en: 'Member' };
  const role = roleName(kind, actor.role);
  return { ja: `${prefix.ja}・${role.ja}`, en: `${prefix.en}: ${role.en}` };
}

/** The audit trail, each side its own slice: row level security decides which events, this class which names. */
@Injectable()
export class AuditTrail {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly members: Members) {}

  /** Newest first. `from` and `to` are Japanese days of the business clock, both included. Throws not_found for a foreign contract. */
  async list(actor: Actor, query: AuditQuery): Promise<Page> {
    const ownNames = actor.kind === 'client' ? new Map((await this.members.list(actor.tenantId, 'client', actor.clientId)).map((member) => [member.user_id, member.name])) : null;
    return this.db.read(actor, async (tx) => {
      if (query.contractId) await this.reader.facts(tx, query.contractId);
      const limit = query.limit ?? 50;
      return idPage(await this.rows(tx, query, limit + 1), limit, (row) => this.item(row, ownNames));
    });
  }

  /** Recomputes the whole stream of a contract. Throws not_found. */
  async check(actor: Actor, contractId: string): Promise<ResponseOf<typeof auditRoutes.check>> {
    return this.db.read(actor, async (tx) => {
      await this.reader.facts(tx, contractId);
      const events = await tx.query<StoredEvent>(`select seq::int as seq, canon, encode(leaf, 'hex') as leaf from audit.event where stream = $1 order by seq`, [`contract:${contractId}`]);
      const verdict = verifyStream(events);
      return { ok: verdict.ok, count: events.length, head: verdict.ok ? verdict.head : '', brokenSeq: verdict.ok ? null : verdict.seq };
    });
  }

  private rows(tx: Tx, query: AuditQuery, limit: number): Promise<EventRow[]> {
    // 甲's role has no right on the clear values, so its statement must not name them.
    const clear = tx.actor.kind === 'vendor' ? `(select p.value from audit.pii p where p.commitment = e.canon::jsonb #>> '{actor,name}')` : 'null::text';
    return tx.query<EventRow>(
      `select e.id, e.stream, e.seq, e.canon, encode(e.leaf, 'hex') as leaf, e.type, e.article, e.recorded_at, ${clear} as clear_name from audit.event e
       where ($1::uuid is null or e.id < $1) and ($2::text is null or e.stream = $2) and ($3::text is null or e.article like $3) and ($4::text is null or e.type like $4)
         and ($5::text is null or e.canon::jsonb ->> 'at' >= $5) and ($6::text is null or (e.canon::jsonb ->> 'at')::timestamptz < $6::timestamptz + interval '1 day')
       order by e.id desc limit $7`,
      [afterId(query.cursor), query.contractId ? `contract:${query.contractId}` : null, query.article ? `${literal(query.article)}%` : null, query.type ? `${literal(query.type)}%` : null,
        query.from ? japanese(query.from) : null, query.to ? japanese(query.to) : null, limit]);
  }

  private item(row: EventRow, ownNames: ReadonlyMap<string, string> | null): Item {
    const canon = JSON.parse(row.canon) as Canon;
    const { actor } = canon;
    const own = ownNames && actor.kind === 'client' && actor.user ? (ownNames.get(actor.user) ?? null) : null;
    return {
      id: row.id, seq: Number(row.seq), stream: row.stream, at: canon.at, recordedAt: row.recorded_at.toISOString(), type: row.type, article: row.article, contractId: row.stream.startsWith('contract:') ? row.stream.slice(9) : null,
      actor: { kind: actor.kind, name: actor.kind === 'system' ? null : ownNames ? own : row.clear_name, role: displayRole(actor) }, sentence: sentenceOf(row.type, canon.data), data: canon.data, leaf: row.leaf, prev: canon.prev,
    };
  }
}

const literal = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
