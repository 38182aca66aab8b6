import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { migrateDatabase } from '../../apps/api/src/cli/migrate-database.js';
import { migrations } from '../../apps/api/src/migrations/index.js';
import { loadConfig } from '../../apps/api/src/platform/config.js';

const { adminUrl, host, port } = JSON.parse(process.env['HOSHU_TEST_PG'] ?? '{}') as { adminUrl: string; host: string; port: number };
const name = `hoshu_migrations_${randomUUID().slice(0, 8)}`;
const product = `('hoshu', 'identity', 'audit', 'vault', 'support', 'sec', 'platform', 'app')`;

// Everything a migration can leave behind, each as one line that two schemas can be compared by.
const lines: Readonly<Record<string, string>> = {
  schemas: `select nspname || ' ' || coalesce(nspacl::text, '') from pg_namespace where nspname in ${product}`,
  columns: `select c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where n.nspname in ${product} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')`,
  tables: `select c.oid::regclass || ' ' || c.relkind::text || c.relrowsecurity || c.relforcerowsecurity || ' ' || pg_get_userbyid(c.relowner) || ' ' || coalesce((select string_agg(entry::text, ',' order by entry::text) from unnest(c.relacl) entry), '') from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${product}`,
  constraints: `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname in ${product}`,
  indexes: `select indexdef from pg_indexes where schemaname in ${product}`,
  policies: `select schemaname || '.' || tablename || ' ' || policyname || ' ' || roles::text || cmd || coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname in ${product}`,
  functions: `select pg_get_functiondef(p.oid) || pg_get_userbyid(p.proowner) || coalesce(p.proacl::text, '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${product} and p.prokind in ('f', 'p')`,
  triggers: `select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${product} and not t.tgisinternal`,
};

let source: DataSource;
const config = () => ({ ...loadConfig(), database: { host, port, name, ssl: false } });

async function schema(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [kind, sql] of Object.entries(lines)) found[kind] = ((await source.query(`select line from (${sql}) as answer(line) order by 1`)) as { line: string }[]).map(({ line }) => line);
  return found;
}

async function asOwner(step: (runner: QueryRunner) => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('set local role hoshu_owner');
    await step(runner);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

beforeAll(async () => {
  await migrateDatabase(adminUrl, config());
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  source = await new DataSource({ type: 'postgres', url: url.href, synchronize: false }).initialize();
});

afterAll(async () => {
  await source.destroy();
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
});

describe('移行（migration）', () => {
  it('すべて上げ、すべて下げ、すべて上げると、同じ形になる', async () => {
    const first = await schema();
    expect(first['tables']?.length).toBeGreaterThan(50);
    for (const Migration of [...migrations].reverse()) await asOwner((runner) => new Migration().down(runner));
    const empty = await schema();
    expect([empty['tables'], empty['functions'], empty['policies']]).toEqual([[], [], []]);
    for (const Migration of migrations) await asOwner((runner) => new Migration().up(runner));
    expect(await schema()).toEqual(first);
  });

  it('名前は順番どおりの数で終わり、二つとない', () => {
    const numbers = migrations.map((Migration) => Number(/\d{13}$/.exec(Migration.name)?.[0]));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });
});
