import type { MigrationInterface, QueryRunner } from 'typeorm';

const entries = { kinds: ['position', 'meeting', 'proposal', 'withdrawal', 'decline', 'acceptance', 'closing', 'followUp', 'followUpDone', 'delivery', 'inspection', 'objection'], answers: ['withdrawal', 'decline', 'acceptance', 'followUpDone', 'inspection', 'objection'] };
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** 第4条2項: a delivery that was recorded by mistake is taken back; a fee that is on no invoice is given up (民法519条). */
export class WorkRecalls1700000000061 implements MigrationInterface {
  name = 'WorkRecalls1700000000061';

  async up(q: QueryRunner): Promise<void> {
    await this.entryKinds(q, { kinds: ['recall', 'waiver'], answers: ['recall'] });
  }

  private entryKinds(q: QueryRunner, more: { readonly kinds: readonly string[]; readonly answers: readonly string[] }): Promise<unknown> {
    return q.query(`alter table hoshu.agreement_entry drop constraint agreement_entry_kind_check, add constraint agreement_entry_kind_check check (kind in (${list([...entries.kinds, ...more.kinds])})),
      drop constraint agreement_entry_check1, add constraint agreement_entry_check1 check ((kind in (${list([...entries.answers, ...more.answers])})) = (refers_to_id is not null))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await this.entryKinds(q, { kinds: [], answers: [] });
  }
}
