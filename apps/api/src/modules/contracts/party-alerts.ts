import type { ResponseOf, contractRoutes } from '@hoshu/api-schema';
import { signalMeaning, type NotedSignal } from '@hoshu/domain';
import type { Tx } from '../../platform/db/tx.js';

export type PartyAlert = ResponseOf<typeof contractRoutes.get>['alert'];

/**
 * F123: what the reader's side noted about the other party (第19条2号・3号) and nobody put aside; it shows on every contract of that party.
 * Keys are client organisations. Empty for those who may not see declarations.
 */
export async function partyAlerts(tx: Tx, of: { readonly contractId: string } | { readonly clientIds: readonly string[] }): Promise<ReadonlyMap<string, PartyAlert>> {
  if (!tx.actor.permissions.has('rescission.read')) return new Map();
  const [whose, keys] = 'contractId' in of ? ['= (select c.client_id from hoshu.contract c where c.id = $1)', of.contractId] : ['= any($1)', of.clientIds];
  const rows = await tx.query<{ client_id: string; kind: NotedSignal; happened_on: string }>(
    `select distinct on (s.client_id) s.client_id, s.kind, to_char(s.happened_on, 'YYYY-MM-DD') as happened_on from hoshu.party_signal s
     where s.client_id ${whose} and not exists (select 1 from hoshu.party_signal_review r where r.client_id = s.client_id and r.signal_key = 'noted:' || s.id) order by s.client_id, s.happened_on desc, s.id desc`, [keys]);
  return new Map(rows.map((row) => {
    const { ja, en } = signalMeaning(row.kind);
    return [row.client_id, { ja: `${ja}（${row.happened_on}）`, en: `${en} (${row.happened_on})` }];
  }));
}
