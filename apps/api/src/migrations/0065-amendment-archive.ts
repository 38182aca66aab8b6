import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';

const kinds = `'original_client', 'original_vendor', 'certificate'`;

/** The states of a sealed 変更覚書 are kept and followed as those of the contract's own documents (F005, F134). */
export class AmendmentArchive1700000000065 implements MigrationInterface {
  name = 'AmendmentArchive1700000000065';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.document_archive add column amendment_id uuid, add foreign key (tenant_id, amendment_id) references hoshu.contract_amendment (tenant_id, id),
      drop constraint document_archive_kind_check, add constraint document_archive_kind_check check (kind in (${kinds}, 'amendment')), add constraint document_archive_amendment check ((kind = 'amendment') = (amendment_id is not null)),
      drop constraint document_archive_tenant_id_contract_id_kind_revision_key, add constraint document_archive_once unique nulls not distinct (tenant_id, contract_id, kind, amendment_id, revision)`);
    await q.query('create index document_archive_amendment_of on hoshu.document_archive (tenant_id, amendment_id)');
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.document_archive drop constraint document_archive_once, drop constraint document_archive_amendment, drop column amendment_id,
      drop constraint document_archive_kind_check, add constraint document_archive_kind_check check (kind in (${kinds})), add constraint document_archive_tenant_id_contract_id_kind_revision_key unique (tenant_id, contract_id, kind, revision)`);
    await installSampleWipe(q);
  }
}
