import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';

/** 証拠一式: what one side asked to be put together about a contract, and the file it became. */
export class Bundles1700000000040 implements MigrationInterface {
  name = 'Bundles1700000000040';

  async up(q: QueryRunner): Promise<void> {
    // `reader_client_id`: 甲's organisation for its own bundles; null for those of 乙, which 甲 never sees.
    await createTenantTable(q, {
      name: 'dispute_bundle', client: ['select', 'insert'], clientColumn: 'reader_client_id',
      columns: `${ofContract}, reader_client_id uuid, side text not null check (side in ('client', 'vendor')), mark text not null check (mark in ('plaintiff', 'defendant')), from_on date, until_on date, requested_by text not null, requested_on date not null, requested_at timestamptz not null,
        file_id uuid, failure text, finished_at timestamptz, check (until_on >= from_on), check ((side = 'client') = (reader_client_id is not null)), check (reader_client_id is null or reader_client_id = client_id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index dispute_bundle_of on hoshu.dispute_bundle (tenant_id, client_id, contract_id)');
    await q.query('create index dispute_bundle_file on hoshu.dispute_bundle (tenant_id, file_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'dispute_bundle');
    await installSampleWipe(q);
  }
}
