import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import type { Config } from '../platform/config.js';
import { hmacPads } from '../platform/db/context.js';
import { loginNames, rolesSql } from '../platform/db/roles.js';
import { prepareQueueSchema } from '../platform/queue/bullmq.js';

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

/**
 * Brings a database to this version: roles, database, schema, queue schema, keys' verifiers. Safe to run again.
 * `adminUrl` names a role with CREATEROLE and BYPASSRLS. Returns the names of the migrations applied.
 * Throws when the database belongs to another mode (D32) or the server is older than PostgreSQL 18.
 */
export async function migrateDatabase(adminUrl: string, config: Config): Promise<string[]> {
  await prepareServer(adminUrl, config);
  const url = withDatabase(adminUrl, config.database.name);
  const source = await new DataSource({ type: 'postgres', url, synchronize: false }).initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query(`grant create on database "${config.database.name}" to hoshu_owner`);
    await runner.query('revoke temporary on database "' + config.database.name + '" from public');
    await runner.query(`grant connect on database "${config.database.name}" to ${loginNames.join(', ')}`);
    await runner.query('grant usage, create on schema public to hoshu_owner');
    await runner.release();
    const applied = await applyAll(source);
    await claimInstance(source, config);
    await prepareQueueSchema(url);
    return applied;
  } finally {
    await source.destroy();
  }
}

async function applyAll(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('create table if not exists public.hoshu_migration (id serial primary key, "timestamp" bigint not null, name varchar not null)');
    await runner.query("set lock_timeout = '2s'");
    const done = new Set(((await runner.query('select name from public.hoshu_migration')) as { name: string }[]).map((row) => row.name));
    const applied: string[] = [];
    for (const Migration of migrations) {
      const migration = new Migration();
      const name = migration.name ?? Migration.name;
      if (done.has(name)) continue;
      await runner.startTransaction();
      try {
        await runner.query('set local role hoshu_owner');
        await migration.up(runner);
        await runner.query('reset role');
        await runner.query('insert into public.hoshu_migration ("timestamp", name) values ($1, $2)', [Number(name.slice(-13)), name]);
        await runner.commitTransaction();
      } catch (error) {
        await runner.rollbackTransaction();
        throw new Error(`migration ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      applied.push(name);
    }
    return applied;
  } finally {
    await runner.release();
  }
}

async function prepareServer(adminUrl: string, config: Config): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rows: [server] } = await client.query<{ number: number }>("select current_setting('server_version_num')::int as number");
    if (!server || server.number < 180000) throw new Error('PostgreSQL 18 or newer is needed');
    await client.query('select pg_advisory_lock(727463)'); // roles are shared by every database of the server
    for (const statement of rolesSql(config.keys.databasePasswords)) await client.query(statement);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [config.database.name]);
    if (!rowCount) await client.query(`create database "${config.database.name}"`);
  } finally {
    await client.end();
  }
}

// D32: the mode is written at the first migration; another mode refuses the database, without override.
async function claimInstance(source: DataSource, config: Config): Promise<void> {
  const ids = { context: config.keys.context.kid, links: config.keys.links.kid, kek: config.keys.kek.kid };
  await source.query('insert into platform.instance (mode, key_ids) values ($1, $2) on conflict do nothing', [config.mode, JSON.stringify(ids)]);
  const [row] = (await source.query('select mode, key_ids from platform.instance')) as { mode: string; key_ids: Record<string, string> }[];
  if (row?.mode !== config.mode) throw new Error(`this database belongs to mode ${row?.mode}, not ${config.mode}`);
  for (const [name, kid] of Object.entries(ids)) if (row.key_ids[name] !== kid) throw new Error(`keys file has ${name} key ${kid}, the database knows ${row.key_ids[name]}`);
  const { ipad, opad } = hmacPads(config.keys.context.key);
  await source.query('insert into sec.k (kid, ipad, opad) values ($1, $2, $3) on conflict (kid) do nothing', [config.keys.context.kid, ipad, opad]);
}
