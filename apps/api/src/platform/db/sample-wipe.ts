import type { QueryRunner } from 'typeorm';
import { ownedBy } from './tenant-table.js';

const ofClient = 'client_id in (select c.id from hoshu.client c where c.is_sample)';
const ofContract = `contract_id in (select k.id from hoshu.contract k where k.${ofClient})`;
/** Which rows belong to a sample, where it is not simply the client column. A subselect sees what fn_sample sees there: samples of this tenant. */
const belonging: Readonly<Record<string, string>> = {
  'hoshu.client': 'is_sample',
  'hoshu.file': `(${ofClient} or ${ofContract})`,
  'hoshu.mail_delivery': `(${ofClient} or ${ofContract})`,
  'hoshu.billing_alert': `(${ofClient} or ${ofContract} or invoice_id in (select i.id from hoshu.invoice i))`,
  'hoshu.ledger_entry': 'posting_id in (select p.id from hoshu.ledger_posting p)',
  'support.case_event': 'case_id in (select n.id from support.notice_case n)',
  'support.scan': 'case_id in (select n.id from support.notice_case n)',
  'platform.monitor_schedule': 'monitor_id in (select m.id from hoshu.monitor m)',
};

interface Found { readonly name: string; readonly parents: readonly string[] }

// Children before their parents: a row is only deleted when nothing names it any more.
function childrenFirst(tables: readonly Found[]): string[] {
  const order: string[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const free = [...left.keys()].filter((name) => ![...left.values()].some((other) => other.name !== name && other.parents.includes(name)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`);
    for (const name of free.sort()) left.delete(name);
    order.push(...free);
  }
  return order;
}

/** Tables that hold rows of clients: those with the column, and the ones named above. */
async function tablesOfClients(runner: QueryRunner): Promise<string[]> {
  const rows = (await runner.query(
    `select n.nspname || '.' || c.relname as name,
       (select coalesce(json_agg(distinct pn.nspname || '.' || pc.relname), '[]') from pg_constraint f join pg_class pc on pc.oid = f.confrelid join pg_namespace pn on pn.oid = pc.relnamespace where f.contype = 'f' and f.conrelid = c.oid) as parents
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'
       and (n.nspname || '.' || c.relname = any($1) or n.nspname in ('hoshu', 'support') and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped))`, [Object.keys(belonging)])) as Found[];
  // These name rows by id without a foreign key; they go before what they name.
  const implied: Readonly<Record<string, readonly string[]>> = { 'platform.monitor_schedule': ['hoshu.monitor'], 'hoshu.billing_alert': ['hoshu.contract', 'hoshu.client'], 'hoshu.file': ['hoshu.contract', 'hoshu.client'], 'hoshu.mail_delivery': ['hoshu.contract', 'hoshu.client'] };
  return childrenFirst(rows.map((row) => ({ name: row.name, parents: [...row.parents, ...(implied[row.name] ?? ['hoshu.client'])].filter((parent) => parent !== row.name) })));
}

/**
 * Gives fn_sample its one policy on every table that holds rows of clients, and (re)writes `app.wipe_samples()`, which deletes the samples of the tenant in the verified context (F166).
 * The policies let it see samples alone, so that even a wrong statement could not touch a real row. A later migration that adds such a table ends with a call of this.
 */
export async function installSampleWipe(runner: QueryRunner): Promise<void> {
  const tables = await tablesOfClients(runner);
  for (const name of tables) {
    const predicate = `tenant_id = (select app.ctx_tenant('vendor')) and ${belonging[name] ?? ofClient}`;
    await runner.query(`drop policy if exists fn_sample on ${name}`);
    await runner.query(`create policy fn_sample on ${name} for all to fn_sample using (${predicate}) with check (false)`);
    await runner.query(`grant select, delete on ${name} to fn_sample`);
  }
  const deletes = tables.map((name) => `delete from ${name} where tenant_id = app.ctx_tenant('vendor') and ${belonging[name] ?? ofClient}; get diagnostics n = row_count; if n > 0 then removed := removed || jsonb_build_object('${name}', n); end if;`);
  await runner.query('drop function if exists app.wipe_samples()');
  await runner.query(`create function app.wipe_samples() returns jsonb language plpgsql security definer set search_path = pg_catalog as $$
    declare n bigint; removed jsonb := '{}'; ids text[];
    begin
      -- Whoever works on these contracts and their money finishes first.
      perform pg_advisory_xact_lock(hashtextextended('contract:' || k.id, 0)) from hoshu.contract k order by k.id;
      perform pg_advisory_xact_lock(hashtextextended('money:' || c.id, 0)) from hoshu.client c order by c.id;
      select array_agg(x.id::text) into ids from (select id from hoshu.client union all select id from hoshu.contract union all select id from hoshu.invoice union all select id from hoshu.incident union all select id from hoshu.incident_report
        union all select id from hoshu.monthly_report union all select id from hoshu.report_sending union all select id from hoshu.monitor union all select id from hoshu.notice union all select id from hoshu.signing_request union all select id from hoshu.file union all select id from hoshu.allocation union all select id from hoshu.agreement union all select id from hoshu.agreement_entry union all select id from hoshu.contract_amendment) x;
      delete from platform.outbox o where exists (select 1 from unnest(ids) i where position(i in o.payload::text) > 0);
      ${deletes.join('\n      ')}
      return removed;
    end $$`);
  await ownedBy(runner, 'app.wipe_samples()', 'fn_sample', ['r_vendor']);
}
