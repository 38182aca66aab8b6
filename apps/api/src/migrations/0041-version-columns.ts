import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [['notice_days', 'integer', `(terms->>'noticeDays17')::integer`], ['fee_yen', 'bigint', `(terms->>'feeYen')::bigint`], ['tax_mode', 'text', `terms->>'taxMode'`]] as const;

/** What lists and dispatchers ask of every contract at once stands beside the text: unpacking thousands of texts for one number took most of a list's time. */
export class VersionColumns1700000000041 implements MigrationInterface {
  name = 'VersionColumns1700000000041';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.contract_version ${columns.map(([name, type, from]) => `add column ${name} ${type} generated always as (${from}) stored`).join(', ')}`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.contract_version ${columns.map(([name]) => `drop column ${name}`).join(', ')}`);
  }
}
