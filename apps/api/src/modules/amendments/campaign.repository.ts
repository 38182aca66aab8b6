import { Injectable } from '@nestjs/common';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { PriceWish } from './campaign-plan.js';
import type { AmendmentState } from './amendment.repository.js';

export interface CampaignRow { id: string; campaign_name: string; message: string; created_by: string; created_role: string; method: 'percent' | 'each'; percent: number | null; rounding_unit_yen: PriceWish['roundingUnitYen']; rounding: PriceWish['rounding']; authority: 'representative' | 'delegated'; created_at: Date }
export interface ProposalRow {
  id: string; version: number; campaign_id: string; client_id: string; contract_id: string; contract_number: string; client_name: string; term_number: number; old_fee_yen: number; new_fee_yen: number; opens_on: string; answer_on: string; effective_on: string;
  state: 'scheduled' | 'sent' | 'cancelled' | 'skipped'; skip_reason: string | null; amendment_id: string | null; amendment_state: AmendmentState | null; counter_fee_yen: number | null; answer_text: string | null; version_number: number | null;
}

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const campaigns = 'select id, campaign_name, method, percent::float8 as percent, rounding_unit_yen::int as rounding_unit_yen, rounding, message, created_by, created_role, authority, created_at from hoshu.price_campaign';
const proposals = `select p.id, p.version, p.campaign_id, p.client_id, p.contract_id, c.contract_number, cl.company_name as client_name, p.term_number, p.old_fee_yen::float8 as old_fee_yen, p.new_fee_yen::float8 as new_fee_yen, ${day('p.opens_on')} as opens_on, ${day('p.answer_on')} as answer_on, ${day('p.effective_on')} as effective_on,
    p.state, p.skip_reason, p.amendment_id, a.state as amendment_state, a.counter_fee_yen::float8 as counter_fee_yen, a.answer_text, (select min(v.number) from hoshu.contract_version v where v.amendment_id = p.amendment_id) as version_number
  from hoshu.price_proposal p join hoshu.contract c on c.id = p.contract_id join hoshu.client cl on cl.id = p.client_id left join hoshu.contract_amendment a on a.id = p.amendment_id`;

/** Proposals whose day has come. */
export const opening = `from hoshu.price_proposal p where p.state = 'scheduled' and p.opens_on <= $1`;

@Injectable()
export class CampaignRepository {
  list(tx: Tx): Promise<CampaignRow[]> {
    return tx.query<CampaignRow>(`${campaigns} order by id desc limit 100`);
  }

  async get(tx: Tx, id: string): Promise<CampaignRow> {
    return found(await tx.one<CampaignRow>(`${campaigns} where id = $1`, [id]));
  }

  proposals(tx: Tx, campaignIds: readonly string[]): Promise<ProposalRow[]> {
    return tx.query<ProposalRow>(`${proposals} where p.campaign_id = any($1) order by c.contract_number`, [[...campaignIds]]);
  }

  async proposal(tx: Tx, ids: { readonly campaignId: string; readonly priceProposalId: string }): Promise<ProposalRow> {
    return found(await tx.one<ProposalRow>(`${proposals} where p.id = $1 and p.campaign_id = $2`, [ids.priceProposalId, ids.campaignId]));
  }

  /** Whether a contract has an open amendment or a proposal that waits for its day. */
  async isWaiting(tx: Tx, contractId: string): Promise<boolean> {
    return (await tx.one(`select 1 where exists (select 1 from hoshu.contract_amendment where contract_id = $1 and state = 'open') or exists (select 1 from hoshu.price_proposal where contract_id = $1 and state = 'scheduled')`, [contractId])) !== null;
  }

  async insert(tx: Tx, campaign: PriceWish & { readonly name: string; readonly message: string; readonly by: string; readonly authority: CampaignRow['authority'] }): Promise<string> {
    return found(await tx.one<{ id: string }>('insert into hoshu.price_campaign (tenant_id, campaign_name, method, percent, rounding_unit_yen, rounding, message, created_by, created_role, authority) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
      [tx.actor.tenantId, campaign.name, campaign.method, campaign.percent, campaign.roundingUnitYen, campaign.rounding, campaign.message, campaign.by, tx.actor.role, campaign.authority])).id;
  }

  async insertProposal(tx: Tx, row: { readonly campaignId: string; readonly clientId: string; readonly contractId: string; readonly termNumber: number; readonly oldFeeYen: number; readonly newFeeYen: number; readonly opensOn: string; readonly answerBy: string; readonly effectiveOn: string }): Promise<string> {
    return found(await tx.one<{ id: string }>(`insert into hoshu.price_proposal (tenant_id, client_id, contract_id, campaign_id, term_number, old_fee_yen, new_fee_yen, opens_on, answer_on, effective_on, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'scheduled') returning id`,
      [tx.actor.tenantId, row.clientId, row.contractId, row.campaignId, row.termNumber, row.oldFeeYen, row.newFeeYen, row.opensOn, row.answerBy, row.effectiveOn])).id;
  }

  async move(tx: Tx, row: Pick<ProposalRow, 'id'>, to: { readonly state: ProposalRow['state']; readonly amendmentId?: string; readonly newFeeYen?: number; readonly reason?: string }): Promise<void> {
    await tx.query('update hoshu.price_proposal set state = $2, amendment_id = coalesce($3, amendment_id), new_fee_yen = coalesce($4, new_fee_yen), skip_reason = $5, version = version + 1 where id = $1', [row.id, to.state, to.amendmentId ?? null, to.newFeeYen ?? null, to.reason ?? null]);
  }
}
