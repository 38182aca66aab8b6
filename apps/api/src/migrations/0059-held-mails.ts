import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installMoveUndo, moveTables } from '../platform/db/move-undo.js';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

/** D11: every mail to a side of a contract that was not sent because the contract is not live yet. Undoing an import takes its rows away, those of the import alone. */
export class HeldMails1700000000059 implements MigrationInterface {
  name = 'HeldMails1700000000059';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'held_mail', appendOnly: true, vendor: ['select', 'insert'], system: ['select', 'insert'], client: ['insert'],
      columns: `client_id uuid not null, contract_id uuid not null, held_on date not null, goes_live_on date not null, side text not null check (side in ('client', 'vendor')), cause text not null check (cause in ('act', 'calendar')),
        template text not null, subject_ja text not null, subject_en text not null, subject_ref text, check (held_on < goes_live_on),
        foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)`,
    });
    await q.query('create index held_mail_of on hoshu.held_mail (tenant_id, client_id, contract_id)');
    await installMoveUndo(q, [['held_mail', 'contract'], ...moveTables]);
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTenantTable(q, 'held_mail');
    await installMoveUndo(q, moveTables);
    await installSampleWipe(q);
  }
}
