import { Injectable } from '@nestjs/common';
import type { ResponseOf, claimRoutes } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { claimState } from './claim-state.js';

type View = ResponseOf<typeof claimRoutes.get>;
type Row = ResponseOf<typeof claimRoutes.list>['items'][number];
export interface ClaimFacts extends Omit<Row, 'state' | 'settledYen'> {
  readonly clientId: string; readonly reason: string; readonly raisedBy: string; readonly incident: View['incident']; readonly items: View['items'];
  readonly events: View['events']; readonly settlements: View['settlements'];
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const select = `select c.id, c.claim_number as number, c.contract_id as "contractId", c.client_id as "clientId", c.side, c.title, c.reason, ${day('c.incident_on')} as "incidentOn", ${day('c.claimed_on')} as "claimedOn", c.willful, c.raised_by as "raisedBy",
    (select jsonb_build_object('id', i.id, 'number', i.incident_number, 'title', i.title) from hoshu.incident i where i.id = c.incident_id) as incident,
    (select coalesce(jsonb_agg(jsonb_build_object('description', t.description, 'amountYen', t.amount_yen, 'direct', t.direct, 'ordinary', t.ordinary) order by t.position), '[]') from hoshu.claim_item t where t.claim_id = c.id) as items,
    (select coalesce(sum(t.amount_yen), 0)::float8 from hoshu.claim_item t where t.claim_id = c.id) as "totalYen", (select coalesce(sum(t.amount_yen), 0)::float8 from hoshu.claim_item t where t.claim_id = c.id and t.direct and t.ordinary) as "coveredYen",
    (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'side', e.side, 'personName', e.person_name, 'text', e.text, 'at', ${utc('e.at')}) order by e.id), '[]') from hoshu.claim_event e where e.claim_id = c.id) as events,
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'revision', s.revision, 'amountYen', s.amount_yen, 'text', s.text, 'proposedSide', s.proposed_side, 'proposedBy', s.proposed_by, 'proposedOn', ${day('s.proposed_on')}, 'sha256', s.sha256,
        'confirmations', k.list, 'final', jsonb_array_length(k.list) = 2) order by s.revision desc), '[]')
      from hoshu.claim_settlement s, lateral (select coalesce(jsonb_agg(jsonb_build_object('side', f.side, 'personName', f.person_name, 'confirmedOn', ${day('f.confirmed_on')}) order by f.id), '[]') as list from hoshu.claim_settlement_confirmation f where f.settlement_id = s.id) k where s.claim_id = c.id) as settlements
  from hoshu.claim c`;

/** Where the claim stands and what it was settled for. */
export const standingOf = (claim: ClaimFacts): Pick<Row, 'state' | 'settledYen'> => {
  const final = claim.settlements.find((settlement) => settlement.final);
  return { state: claimState({ kinds: claim.events.map((event) => event.kind), settled: final !== undefined }), settledYen: final?.amountYen ?? null };
};

/** Claims with their course; rows are only ever added. */
@Injectable()
export class ClaimRepository {
  async get(tx: Tx, claimId: string): Promise<ClaimFacts> {
    return found(await tx.one<ClaimFacts>(`${select} where c.id = $1`, [claimId]));
  }

  /** Newest first. */
  ofContract(tx: Tx, contractId: string): Promise<ClaimFacts[]> {
    return tx.query<ClaimFacts>(`${select} where c.contract_id = $1 order by c.claim_number desc`, [contractId]);
  }

  /** The caller holds the contract's lock. */
  async insert(tx: Tx, claim: Pick<ClaimFacts, 'clientId' | 'contractId' | 'side' | 'title' | 'reason' | 'incidentOn' | 'willful' | 'items'> & { readonly incidentId: string | null }): Promise<string> {
    const { actor, today } = tx;
    const row = found(await tx.one<{ id: string }>(
      `insert into hoshu.claim (tenant_id, client_id, contract_id, claim_number, side, title, reason, incident_on, claimed_on, incident_id, willful, raised_by)
       select $1, $2, $3, (select coalesce(max(c.claim_number), 0) + 1 from hoshu.claim c where c.contract_id = $3), $4, $5, $6, $7, $8, $9, $10, $11 returning id`,
      [actor.tenantId, claim.clientId, claim.contractId, claim.side, claim.title, claim.reason, claim.incidentOn, today, claim.incidentId, claim.willful, actor.name]));
    for (const [index, item] of claim.items.entries()) {
      await tx.query('insert into hoshu.claim_item (tenant_id, client_id, contract_id, claim_id, position, description, amount_yen, direct, ordinary) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        actor.tenantId, claim.clientId, claim.contractId, row.id, index + 1, item.description, item.amountYen, item.direct, item.ordinary]);
    }
    return row.id;
  }

  async addEvent(tx: Tx, claim: Pick<ClaimFacts, 'id' | 'clientId' | 'contractId'>, event: Pick<View['events'][number], 'kind' | 'side' | 'text'>): Promise<void> {
    await tx.query('insert into hoshu.claim_event (tenant_id, client_id, contract_id, claim_id, kind, side, person_name, text, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      tx.actor.tenantId, claim.clientId, claim.contractId, claim.id, event.kind, event.side, tx.actor.name, event.text, tx.now]);
  }

  async addSettlement(tx: Tx, claim: ClaimFacts, proposal: { readonly revision: number; readonly amountYen: number; readonly text: string; readonly side: View['side']; readonly sha256: string }): Promise<string> {
    return found(await tx.one<{ id: string }>(
      'insert into hoshu.claim_settlement (tenant_id, client_id, contract_id, claim_id, revision, amount_yen, text, proposed_side, proposed_by, proposed_on, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id',
      [tx.actor.tenantId, claim.clientId, claim.contractId, claim.id, proposal.revision, proposal.amountYen, proposal.text, proposal.side, tx.actor.name, tx.today, proposal.sha256])).id;
  }

  async confirm(tx: Tx, claim: ClaimFacts, settlementId: string, side: View['side']): Promise<void> {
    await tx.query('insert into hoshu.claim_settlement_confirmation (tenant_id, client_id, contract_id, claim_id, settlement_id, side, person_name, confirmed_on) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      tx.actor.tenantId, claim.clientId, claim.contractId, claim.id, settlementId, side, tx.actor.name, tx.today]);
  }
}
