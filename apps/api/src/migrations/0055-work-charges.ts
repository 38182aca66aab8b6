import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';

const entries = { kinds: ['position', 'meeting', 'proposal', 'withdrawal', 'decline', 'acceptance', 'closing', 'followUp', 'followUpDone'], answers: ['withdrawal', 'decline', 'acceptance', 'followUpDone'] };
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** 第4条2項・第11条: the delivery and inspection of a 別途契約, and its fee as a charge that exists once per agreement (D30). */
export class WorkCharges1700000000055 implements MigrationInterface {
  name = 'WorkCharges1700000000055';

  async up(q: QueryRunner): Promise<void> {
    await this.entryKinds(q, { kinds: ['delivery', 'inspection', 'objection'], answers: ['inspection', 'objection'] });
    // Two works of one contract may be delivered on one day; a month of the fee still exists once.
    await q.query(`alter table hoshu.charge add column agreement_id uuid, drop constraint charge_kind_check, add constraint charge_kind_check check (kind in ('monthly_fee', 'opening', 'separate_work')),
      add constraint charge_agreement_kind check ((kind = 'separate_work') = (agreement_id is not null)), add foreign key (tenant_id, agreement_id) references hoshu.agreement (tenant_id, id),
      drop constraint charge_tenant_id_contract_id_kind_period_start_key, add constraint charge_once unique nulls not distinct (tenant_id, contract_id, kind, period_start, agreement_id), add constraint charge_agreement_once unique (tenant_id, agreement_id)`);
    await installSampleWipe(q);
  }

  private entryKinds(q: QueryRunner, more: { readonly kinds: readonly string[]; readonly answers: readonly string[] }): Promise<unknown> {
    return q.query(`alter table hoshu.agreement_entry drop constraint agreement_entry_kind_check, add constraint agreement_entry_kind_check check (kind in (${list([...entries.kinds, ...more.kinds])})),
      drop constraint agreement_entry_check1, add constraint agreement_entry_check1 check ((kind in (${list([...entries.answers, ...more.answers])})) = (refers_to_id is not null))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.charge drop constraint charge_agreement_once, drop constraint charge_once, drop constraint charge_agreement_kind, drop column agreement_id,
      drop constraint charge_kind_check, add constraint charge_kind_check check (kind in ('monthly_fee', 'opening')), add constraint charge_tenant_id_contract_id_kind_period_start_key unique (tenant_id, contract_id, kind, period_start)`);
    await this.entryKinds(q, { kinds: [], answers: [] });
    await installSampleWipe(q);
  }
}
