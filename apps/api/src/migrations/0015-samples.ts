import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installSampleWipe } from '../platform/db/sample-wipe.js';

/** 「サンプルを消す」 (F166): one definer function whose role can see and delete samples, and nothing else. */
export class Samples1700000000015 implements MigrationInterface {
  name = 'Samples1700000000015';

  async up(q: QueryRunner): Promise<void> {
    await q.query('grant usage on schema hoshu, support, platform, app to fn_sample');
    await q.query('grant create on schema app to fn_sample');
    for (const signature of ['app.ctx_verified()', 'app.ctx_tenant(text)', 'app.ctx_any_tenant()', 'app.refuse_change()']) await q.query(`grant execute on function ${signature} to fn_sample`);
    await this.refusal(q, `if tg_op = 'DELETE' and current_user = 'fn_sample' then return old; end if;`);
    // What still waits for the worker about a sample would only fail.
    await q.query('grant select, delete on platform.outbox to fn_sample');
    await q.query(`create policy fn_sample on platform.outbox for all to fn_sample using (tenant_id = (select app.ctx_tenant('vendor')) and done_at is null) with check (false)`);
    await q.query(`create index invoice_line_charge on hoshu.invoice_line (tenant_id, charge_id)`);
    await q.query(`create index receipt_document_invoice on hoshu.receipt_document (tenant_id, invoice_id)`);
    await installSampleWipe(q);
  }

  // Facts stay as they were written; only fn_sample, which sees samples alone, takes rows away.
  private async refusal(q: QueryRunner, exception: string): Promise<void> {
    await q.query(`create or replace function app.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        ${exception}
        raise exception '% keeps its rows as they were written', tg_table_name using errcode = '42501';
      end $$`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function app.wipe_samples()');
    await q.query('drop index hoshu.receipt_document_invoice, hoshu.invoice_line_charge');
    await this.refusal(q, '');
    const rows = (await q.query(`select n.nspname || '.' || c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where p.polname = 'fn_sample'`)) as { name: string }[];
    for (const { name } of rows) {
      await q.query(`drop policy fn_sample on ${name}`);
      await q.query(`revoke select, delete on ${name} from fn_sample`);
    }
    for (const signature of ['app.ctx_verified()', 'app.ctx_tenant(text)', 'app.ctx_any_tenant()', 'app.refuse_change()']) await q.query(`revoke execute on function ${signature} from fn_sample`);
    await q.query('revoke create on schema app from fn_sample');
    await q.query('revoke usage on schema hoshu, support, platform, app from fn_sample');
  }
}
