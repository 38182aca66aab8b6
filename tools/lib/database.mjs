import { createRequire } from 'node:module';
import path from 'node:path';
import { dataDirectory, root } from './root.mjs';
import { logFile } from './files.mjs';
import { sleep } from './processes.mjs';
import { startPostgres } from './postgres.mjs';
import { StopError } from './stop-error.mjs';

const neededVersion = 180000;

/**
 * The database of a start: the server of DATABASE_URL, or the bundled one.
 * Returns { adminUrl, env, pid(), stop() }; `env` tells the children where it is (their passwords are in the keys file).
 * `onRestart()` is called when the bundled server runs again after an unasked end, with a new pid().
 */
export async function openDatabase({ data = dataDirectory(), log, env = process.env, onRestart = () => {} }) {
  return env.DATABASE_URL ? externalDatabase(env.DATABASE_URL) : bundledDatabase({ data, log, onRestart });
}

async function bundledDatabase({ data, log, onRestart }) {
  let stopping = false;
  const server = await startPostgres({ directory: path.join(data, 'pg'), logPath: logFile(data, 'postgres'), log, onExit: (reason) => void comeBack(reason) });
  async function comeBack(reason) {
    log(`PostgreSQL が終了しました（${reason}）。再起動します。 / PostgreSQL ended (${reason}); restarting.`);
    for (let waitMs = 250; !stopping; waitMs = Math.min(waitMs * 2, 15_000)) {
      await sleep(waitMs);
      if (stopping) return;
      try {
        await server.restart();
        onRestart();
        return;
      } catch (error) {
        log(error.message);
      }
    }
  }
  return {
    adminUrl: server.adminUrl(),
    env: { HOSHU_DB_HOST: server.host, HOSHU_DB_PORT: String(server.port), HOSHU_DB_NAME: 'hoshu', HOSHU_DB_SSL: 'off' },
    pid: server.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}

async function externalDatabase(text) {
  const url = parseUrl(text);
  await requireServer(url.href);
  const name = decodeURIComponent(url.pathname.slice(1));
  const ssl = ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? '');
  return {
    adminUrl: url.href,
    env: { HOSHU_DB_HOST: url.hostname, HOSHU_DB_PORT: url.port || '5432', HOSHU_DB_NAME: name && name !== 'postgres' ? name : 'hoshu', HOSHU_DB_SSL: ssl ? 'on' : 'off' },
    pid: () => null,
    stop: async () => undefined,
  };
}

function parseUrl(text) {
  try {
    const url = new URL(text);
    if (/^postgres(ql)?:$/.test(url.protocol)) return url;
  } catch {
    // Told below, without the text: it may hold a password.
  }
  throw new StopError('DATABASE_URL は postgres://利用者:パスワード@ホスト:5432/データベース の形で指定してください。 / DATABASE_URL must look like postgres://user:password@host:5432/database.');
}

async function requireServer(connectionString) {
  const pg = createRequire(path.join(root, 'apps/api/package.json'))('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StopError('DATABASE_URL のデータベースに接続できません。 / The database of DATABASE_URL cannot be reached.', error.message);
  }
  try {
    const { rows: [found] } = await client.query("select current_setting('server_version_num')::int as version, rolsuper as super, rolcreaterole as roles, rolbypassrls as bypass from pg_roles where rolname = current_user");
    if (found.version < neededVersion) throw new StopError(`PostgreSQL 18 以上が必要です（接続先は ${Math.floor(found.version / 10000)}）。 / PostgreSQL 18 or newer is needed (the server is ${Math.floor(found.version / 10000)}).`);
    if (!found.super && !(found.roles && found.bypass)) throw new StopError('DATABASE_URL の利用者に CREATEROLE と BYPASSRLS が必要です。npm run db:roles で管理者用の SQL を出せます。 / The role of DATABASE_URL needs CREATEROLE and BYPASSRLS; npm run db:roles prints the SQL for an administrator.');
  } finally {
    await client.end();
  }
}
