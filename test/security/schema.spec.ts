import { startWorld, type World } from '@hoshu/testing';
import { tablesOf } from './support/catalog.js';
import { schemaRules } from './support/schema-rules.js';
import exceptionFile from './schema-exceptions.json';

const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = exceptionFile;
let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const findingsOf = async (sql: string): Promise<string[]> => (await world.sql<{ finding: string }>(sql)).map((row) => row.finding).sort();

describe('T5 スキーマの規則（17件、F153）', () => {
  it.each(schemaRules.map((rule) => [rule.id, rule] as const))('%s', async (id, rule) => {
    const allowed = exceptions[id] ?? {};
    // Both directions: nothing new, and no exception that nobody needs any more.
    expect({ rule: rule.reason, findings: await findingsOf(rule.sql) }).toEqual({ rule: rule.reason, findings: Object.keys(allowed).sort() });
    for (const [finding, reason] of Object.entries(allowed)) expect([finding, reason.length > 20]).toEqual([finding, true]);
  });

  it('規則は17件あり、例外はどれも存在する規則のもの', () => {
    expect(schemaRules).toHaveLength(17);
    expect(Object.keys(exceptions).filter((id) => !schemaRules.some((rule) => rule.id === id))).toEqual([]);
  });

  it('スキーマ hoshu の表はすべて、テナント列・強制RLS・方針をもち、主キーが tenant_id で始まる', async () => {
    const rows = await world.sql<{ name: string; policies: string; key: string | null }>(
      `select c.relname as name, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as key
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'hoshu' and c.relkind in ('r', 'p') order by 1`);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => Number(row.policies) === 0 || row.key !== 'tenant_id')).toEqual([]);
  });

  it('金額は整数、実数の列はない', async () => {
    const wrong = (await tablesOf(world, ['hoshu'])).flatMap((table) => table.columns.filter((column) => (/_yen$/.test(column.name) && !/^(bigint|integer)$/.test(column.type)) || /^(real|double precision|money)$/.test(column.type)).map((column) => `${table.name}.${column.name} ${column.type}`));
    expect(wrong).toEqual([]);
  });

  // 契約日 and the period of a charge keep the names that the contract text and the design give them.
  it('日は *_on、時刻は *_at（型と名前が一致する）', async () => {
    const dated = /(_on|contract_date|period_start|period_end)$/;
    const timed = /(^at|_at|_until|_since|not_before|valid_to)$/;
    const fits = (column: { name: string; type: string }) => (column.type === 'date') === dated.test(column.name) && (column.type === 'timestamp with time zone') === timed.test(column.name) && column.type !== 'timestamp without time zone';
    const wrong = (await tablesOf(world, ['hoshu'])).flatMap((table) => table.columns.filter((column) => !fits(column)).map((column) => `${table.name}.${column.name} ${column.type}`));
    expect(wrong).toEqual([]);
  });
});

describe('検査そのものの検査', () => {
  it('わざと作った欠陥を、それぞれの規則が見つける', async () => {
    const planted: readonly (readonly [string, string])[] = [
      ['01-rls-on', 'create table hoshu.planted (tenant_id uuid not null, id uuid, primary key (tenant_id, id))'], ['02-rls-forced', 'alter table hoshu.planted enable row level security'], ['03-tenant-id', 'alter table hoshu.planted alter tenant_id drop not null'],
      ['04-unique-begins-with-tenant', 'alter table hoshu.planted add unique (id)'], ['05-composite-foreign-key', 'create table hoshu.child (tenant_id uuid not null, planted_id uuid references hoshu.planted (id), primary key (tenant_id))'], ['06-view-security-invoker', 'create view hoshu.planted_view as select 1 as one'],
      ['07-no-materialized-view', 'create materialized view hoshu.planted_copy as select 1 as one'], ['08-definer-confined', 'create function hoshu.planted() returns int language sql security definer as $$ select 1 $$'],
      ['09-context-in-subselect', `create policy planted on hoshu.planted for select to r_vendor using (tenant_id = app.ctx_tenant('vendor'))`], ['10-no-open-policy', 'create policy open on hoshu.planted for select to r_vendor using (true)'], ['11-with-check', `create policy writable on hoshu.planted for all to r_vendor using (tenant_id = (select app.ctx_tenant('vendor')))`],
      ['15-no-wide-grant', 'grant truncate on hoshu.planted to r_vendor'], ['16-nothing-to-public', 'grant select on hoshu.planted to public'],
    ];
    const missed: string[] = [];
    for (const [id, sql] of planted) {
      if (id === '03-tenant-id') await world.sql('alter table hoshu.planted drop constraint planted_pkey');
      await world.sql(sql);
      const rule = schemaRules.find((entry) => entry.id === id);
      const found = await findingsOf(rule?.sql ?? '');
      if (!found.some((finding) => finding.includes('planted'))) missed.push(id);
    }
    for (const id of ['12-one-policy-per-role', '17-foreign-key-indexed']) {
      const found = await findingsOf(schemaRules.find((entry) => entry.id === id)?.sql ?? '');
      if (!found.some((finding) => finding.includes('planted'))) missed.push(id);
    }
    expect(missed).toEqual([]);
  });
});
