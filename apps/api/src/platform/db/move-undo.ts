import type { QueryRunner } from 'typeorm';
import { ownedBy } from './tenant-table.js';

type Scope = 'contract' | 'entry' | 'site' | 'contact' | 'client' | 'monitor' | 'row';
export type MoveTable = readonly [table: string, scope: Scope];

/** What an import writes (and what the product adds by itself to a contract that rests), in the order in which it can be taken away again. `scope`: which rows belong to an import. */
export const moveTables: readonly MoveTable[] = [
  ['site_coverage', 'contract'], ['platform.monitor_schedule', 'monitor'], ['monitor_day', 'monitor'], ['monitor', 'contract'], ['ledger_entry', 'entry'], ['ledger_posting', 'contract'], ['invoice_line', 'contract'], ['invoice', 'contract'], ['charge', 'contract'], ['receipt', 'row'], ['opening_payment', 'contract'], ['renewal_decision', 'contract'], ['contract_document', 'contract'],
  ['contract_term', 'contract'], ['contract_conclusion', 'contract'], ['contract_site', 'contract'], ['contract_version', 'contract'], ['file', 'contract'], ['contract', 'contract'], ['site', 'site'], ['client_contact', 'contact'], ['client', 'client'],
];

// Which rows of a table an import made: of one import, or (without a condition) of any.
function scopeOf(table: string, scope: Scope, condition = ''): string {
  const rows = (column: string) => `(select r.${column} from hoshu.move_row r where ${condition} r.${column} is not null)`;
  if (table === 'contract') return `id in ${rows('contract_id')}`;
  if (scope === 'monitor') return `monitor_id in (select m.id from hoshu.monitor m where m.contract_id in ${rows('contract_id')})`;
  if (scope === 'entry') return `posting_id in (select p.id from hoshu.ledger_posting p where p.contract_id in ${rows('contract_id')})`;
  if (scope === 'contact') return `client_id in ${rows('made_client_id')}`;
  return scope === 'contract' ? `contract_id in ${rows('contract_id')}` : `id in ${rows({ row: 'receipt_id', site: 'site_id', client: 'made_client_id' }[scope])}`;
}

const named = (table: string): string => (table.includes('.') ? table : `hoshu.${table}`);

/**
 * Gives fn_move its one policy on each of the tables, and (re)writes `app.undo_move(run)`, which takes the rows of one import away
 * in their order (D11). A later migration that adds such a table calls this with all of them.
 */
export async function installMoveUndo(runner: QueryRunner, tables: readonly MoveTable[]): Promise<void> {
  for (const [table, scope] of tables) {
    await runner.query(`drop policy if exists fn_move on ${named(table)}`);
    await runner.query(`create policy fn_move on ${named(table)} for all to fn_move using (tenant_id = (select app.ctx_tenant('vendor')) and ${scopeOf(table, scope)}) with check (false)`);
    await runner.query(`grant select, delete on ${named(table)} to fn_move`);
  }
  const deletes = tables.map(([table, scope]) => `delete from ${named(table)} where ${scopeOf(table, scope, 'r.move_run_id = run and')}; get diagnostics n = row_count; if n > 0 then removed := removed || jsonb_build_object('${table}', n); end if;`);
  await runner.query('drop function if exists app.undo_move(uuid)');
  await runner.query(`create function app.undo_move(run uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog as $$
    declare n bigint; removed jsonb := '{}';
    begin
      ${deletes.join('\n      ')}
      return removed;
    end $$`);
  await ownedBy(runner, 'app.undo_move(uuid)', 'fn_move', ['r_vendor']);
}

/** Takes fn_move's right to a table away again. */
export async function removeMoveScope(runner: QueryRunner, [table]: MoveTable): Promise<void> {
  await runner.query(`drop policy fn_move on ${named(table)}`);
  await runner.query(`revoke select, delete on ${named(table)} from fn_move`);
}
