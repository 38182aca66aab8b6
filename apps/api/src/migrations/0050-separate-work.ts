import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = ['related_system', 'other_work', 'backup_terms', 'deliverable_rights', 'consultation'];
const allow = (q: QueryRunner, more: readonly string[]): Promise<unknown> =>
  q.query(`alter table hoshu.agreement drop constraint agreement_kind_check, add constraint agreement_kind_check check (kind in (${[...kinds, ...more].map((kind) => `'${kind}'`).join(', ')}))`);

/** 第4条2項: a 別途契約 is an agreement of its own kind. */
export class SeparateWork1700000000050 implements MigrationInterface {
  name = 'SeparateWork1700000000050';

  async up(q: QueryRunner): Promise<void> {
    await allow(q, ['separate_work']);
  }

  async down(q: QueryRunner): Promise<void> {
    await allow(q, []);
  }
}
