import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const ofContract = 'client_id uuid not null, contract_id uuid not null, foreign key (tenant_id, client_id, contract_id) references hoshu.contract (tenant_id, client_id, id)';
const accounts = `'receivable', 'revenue', 'deferred', 'suspense', 'fee_difference', 'cash:own', 'cash:stripe', 'opening'`;
/** What may change on a settlement that was issued: that it was taken back, and that the money went back. */
const later = ['version', 'withdrawn_at', 'withdrawn_on', 'withdrawn_reason', 'withdrawn_by', 'refunded_on', 'refund_note', 'refunded_by'];

/** 最終精算: the sheet of a contract that ended, and which money of the client goes back. */
export class Settlement1700000000042 implements MigrationInterface {
  name = 'Settlement1700000000042';

  async up(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'settlement', vendor: ['select', 'insert', 'update'], system: ['select'], client: ['select'],
      columns: `${ofContract}, end_id uuid not null, number text not null, ended_on date not null, total_yen bigint not null, sheet jsonb not null, content_hash text not null, issued_by text not null, issued_on date not null, file_id uuid not null,
        withdrawn_at timestamptz, withdrawn_on date, withdrawn_reason text, withdrawn_by text, refunded_on date, refund_note text, refunded_by text, unique (tenant_id, number), foreign key (tenant_id, end_id) references hoshu.contract_end (tenant_id, id),
        foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id), check ((withdrawn_at is null) = (withdrawn_reason is null)), check (refunded_on is null or (total_yen < 0 and withdrawn_at is null))`,
    });
    await q.query('create unique index settlement_live on hoshu.settlement (tenant_id, contract_id) where withdrawn_at is null');
    await q.query('create index settlement_of on hoshu.settlement (tenant_id, client_id, contract_id)');
    await q.query('create index settlement_end on hoshu.settlement (tenant_id, end_id)');
    await q.query('create index settlement_file on hoshu.settlement (tenant_id, file_id)');
    await q.query(`create trigger settlement_frozen before update on hoshu.settlement for each row execute function app.keep_other_fields(${later.map((name) => `'${name}'`).join(', ')})`);
    // Money in that goes back: no longer free for invoices. A row taken back is a second one with the opposite amount.
    await createTenantTable(q, {
      name: 'receipt_refund', appendOnly: true, vendor: ['select', 'insert'], system: ['select'], client: ['select'],
      columns: `${ofContract}, settlement_id uuid not null, receipt_id uuid not null, amount_yen bigint not null check (amount_yen <> 0), reverses_id uuid, unique (tenant_id, reverses_id), check ((amount_yen < 0) = (reverses_id is not null)), foreign key (tenant_id, settlement_id) references hoshu.settlement (tenant_id, id),
        foreign key (tenant_id, receipt_id) references hoshu.receipt (tenant_id, id), foreign key (tenant_id, reverses_id) references hoshu.receipt_refund (tenant_id, id)`,
    });
    for (const [name, columns] of [['of', 'client_id, contract_id'], ['settlement', 'settlement_id'], ['receipt', 'receipt_id']] as const) await q.query(`create index receipt_refund_${name} on hoshu.receipt_refund (tenant_id, ${columns})`);
    await q.query(`alter table hoshu.ledger_entry drop constraint ledger_entry_account_check, add constraint ledger_entry_account_check check (account in (${accounts}, 'refund'))`);
    await installSampleWipe(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.ledger_entry drop constraint ledger_entry_account_check, add constraint ledger_entry_account_check check (account in (${accounts}))`);
    await dropTenantTable(q, 'receipt_refund');
    await dropTenantTable(q, 'settlement');
    await installSampleWipe(q);
  }
}
