import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** F116: a change of price proposed to many contracts at once, each before the notice deadline of its term (第17条2項). 甲 sees only the 変更覚書 that comes of it. */
export class PriceCampaigns1700000000028 implements MigrationInterface {
  name = 'PriceCampaigns1700000000028';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'price_campaign', appendOnly: true,
      columns: `campaign_name text not null, method text not null check (method in ('percent', 'each')), percent numeric(4, 1) check (percent between -50 and 100), rounding_unit_yen integer not null check (rounding_unit_yen in (1, 10, 100, 1000)), rounding text not null check (rounding in ('floor', 'round', 'ceil')),
        message text not null default '', created_by text not null, created_role text not null, authority text not null check (authority in ('representative', 'delegated')), check ((method = 'percent') = (percent is not null))`,
    });
    await createTenantTable(q, {
      name: 'price_proposal',
      columns: `${ofContract}, campaign_id uuid not null, term_number integer not null check (term_number > 0), old_fee_yen bigint not null check (old_fee_yen > 0), new_fee_yen bigint not null check (new_fee_yen > 0), opens_on date not null, answer_on date not null, effective_on date not null,
        state text not null check (state in ('scheduled', 'sent', 'cancelled', 'skipped')), skip_reason text, amendment_id uuid, unique (tenant_id, campaign_id, contract_id), check ((state = 'sent') = (amendment_id is not null)),
        foreign key (tenant_id, campaign_id) references hoshu.price_campaign (tenant_id, id), foreign key (tenant_id, amendment_id) references hoshu.contract_amendment (tenant_id, id)`,
    });
    // A contract waits for one proposal only.
    await q.query(`create unique index price_proposal_waiting on hoshu.price_proposal (tenant_id, contract_id) where state = 'scheduled'`);
    await q.query('create index price_proposal_of on hoshu.price_proposal (tenant_id, client_id, contract_id)');
    await q.query('create index price_proposal_amendment on hoshu.price_proposal (tenant_id, amendment_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const name of ['price_proposal', 'price_campaign']) await dropTenantTable(q, name);
    await installSampleWipe(q);
  }
}
