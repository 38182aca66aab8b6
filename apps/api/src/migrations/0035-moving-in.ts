import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installMoveUndo, moveTables, removeMoveScope } from '../platform/db/move-undo.js';
import { createTenantTable, dropTenantTable } from '../platform/db/tenant-table.js';

const contexts = ['app.ctx_verified()', 'app.ctx_tenant(text)', 'app.ctx_any_tenant()', 'app.refuse_change()'];

/** D11: imports with their rows, opening invoices and deposits, and the one function that takes an import away again. */
export class MovingIn1700000000035 implements MigrationInterface {
  name = 'MovingIn1700000000035';

  async up(q: QueryRunner): Promise<void> {
    await this.imports(q);
    await this.opening(q);
    await this.undo(q);
  }

  private async imports(q: QueryRunner): Promise<void> {
    await createTenantTable(q, {
      name: 'move_run', vendor: ['select', 'insert', 'update', 'delete'],
      columns: `file_name text not null, preset text not null check (preset in ('own', 'cases', 'cloudsign')), encoding text not null check (encoding in ('utf-8', 'shift_jis')), table_file_id uuid, headings text[] not null, mapping jsonb not null, goes_live_on date not null, billing_starts_on date not null,
        next_invoice_number bigint check (next_invoice_number > 0), number_before bigint, created_by text not null, created_on date not null, begun_at timestamptz, undone_at timestamptz, undone_by text, undone_because text, foreign key (tenant_id, table_file_id) references hoshu.file (tenant_id, id)`,
    });
    await q.query('create index move_run_file on hoshu.move_run (tenant_id, table_file_id)');
    await createTenantTable(q, {
      name: 'move_archive', vendor: ['select', 'insert', 'delete'],
      columns: 'move_run_id uuid not null, file_id uuid not null, papers jsonb not null, foreign key (tenant_id, move_run_id) references hoshu.move_run (tenant_id, id), foreign key (tenant_id, file_id) references hoshu.file (tenant_id, id)',
    });
    await q.query('create index move_archive_run on hoshu.move_archive (tenant_id, move_run_id)');
    await q.query('create index move_archive_file on hoshu.move_archive (tenant_id, file_id)');
    // contract_id, site_id, made_client_id, receipt_id: what this row made, kept without foreign keys so that undoing can name it last.
    await createTenantTable(q, {
      name: 'move_row', vendor: ['select', 'insert', 'update', 'delete'],
      columns: `move_run_id uuid not null, line integer not null, state text not null check (state in ('error', 'ready', 'duplicate', 'done')), cells jsonb not null, contents jsonb, known_client_id uuid, paper_name text, errors jsonb not null, warnings jsonb not null,
        contract_id uuid, site_id uuid, made_client_id uuid, receipt_id uuid, unique (tenant_id, move_run_id, line), foreign key (tenant_id, move_run_id) references hoshu.move_run (tenant_id, id), check ((state = 'done') = (contract_id is not null))`,
    });
    await q.query('create index move_row_contract on hoshu.move_row (tenant_id, contract_id) where contract_id is not null');
  }

  // A receivable from before the product: its charge is of a kind of its own, so that the run neither counts nor repeats it; its other side is the account 期首 (opening).
  private async opening(q: QueryRunner): Promise<void> {
    await q.query(`alter table hoshu.charge drop constraint charge_kind_check, add constraint charge_kind_check check (kind in ('monthly_fee', 'opening'))`);
    await q.query(`alter table hoshu.ledger_entry drop constraint ledger_entry_account_check, add constraint ledger_entry_account_check check (account in ('receivable', 'revenue', 'deferred', 'suspense', 'fee_difference', 'cash:own', 'cash:stripe', 'opening'))`);
  }

  // Facts stay as they were written; fn_move, which sees the rows of imports alone, takes them away as long as nothing else hangs on them (foreign keys refuse the rest).
  private async undo(q: QueryRunner): Promise<void> {
    await q.query('grant usage on schema hoshu, platform, app to fn_move');
    await q.query('grant create on schema app to fn_move');
    for (const signature of contexts) await q.query(`grant execute on function ${signature} to fn_move`);
    await this.refusal(q, `current_user in ('fn_sample', 'fn_move')`);
    await q.query('grant select on hoshu.move_row to fn_move');
    await q.query(`create policy fn_move on hoshu.move_row for select to fn_move using (tenant_id = (select app.ctx_tenant('vendor')))`);
    await installMoveUndo(q, moveTables);
  }

  private async refusal(q: QueryRunner, exception: string): Promise<void> {
    await q.query(`create or replace function app.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if tg_op = 'DELETE' and ${exception} then return old; end if;
        raise exception '% keeps its rows as they were written', tg_table_name using errcode = '42501';
      end $$`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function app.undo_move(uuid)');
    for (const table of moveTables) await removeMoveScope(q, table);
    await this.refusal(q, `current_user = 'fn_sample'`);
    await q.query(`alter table hoshu.ledger_entry drop constraint ledger_entry_account_check, add constraint ledger_entry_account_check check (account in ('receivable', 'revenue', 'deferred', 'suspense', 'fee_difference', 'cash:own', 'cash:stripe'))`);
    await q.query(`alter table hoshu.charge drop constraint charge_kind_check, add constraint charge_kind_check check (kind in ('monthly_fee'))`);
    for (const name of ['move_row', 'move_archive', 'move_run']) await dropTenantTable(q, name);
    for (const signature of contexts) await q.query(`revoke execute on function ${signature} from fn_move`);
    await q.query('revoke create on schema app from fn_move');
    await q.query('revoke usage on schema hoshu, platform, app from fn_move');
  }
}
