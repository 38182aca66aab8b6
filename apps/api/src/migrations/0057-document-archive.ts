import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** Every state of a sealed document, with its PAdES level and the day on which its timestamp has to be followed by another (F134). The newest revision of a kind counts. */
export class DocumentArchive1700000000057 implements MigrationInterface {
  name = 'DocumentArchive1700000000057';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'document_archive', appendOnly: true, vendor: ['select'],
      columns: `client_id uuid not null, contract_id uuid not null, kind text not null check (kind in ('original_client', 'original_vendor', 'certificate')), revision integer not null check (revision > 0), file_id uuid not null,
        level text not null check (level in ('B-T', 'B-LTA')), failure text, stamped_until timestamptz, renew_on date, made_at timestamptz not null,
        unique (tenant_id, contract_id, kind, revision), foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)`,
      client: ['select'],
    });
    await q.query('create index document_archive_of on hoshu.document_archive (tenant_id, client_id, contract_id)');
    await q.query('create index document_archive_file on hoshu.document_archive (tenant_id, file_id)');
    await q.query('create index document_archive_due on hoshu.document_archive (tenant_id, renew_on) where renew_on is not null');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'document_archive');
    await installSampleWipe(q);
  }
}
