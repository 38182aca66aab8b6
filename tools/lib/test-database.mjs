import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { demoKeys } from './keys.mjs';
import { startPostgres } from './postgres.mjs';
import { migrate } from './steps.mjs';

export const template = 'hoshu_template';

/**
 * A throw-away PostgreSQL without fsync, with one migrated template database that every suite copies.
 * Returns { env, close() }; `env` is what Jest and Playwright need to reach it. close() also removes its files.
 */
export async function openTestDatabase(log) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-test-'));
  chmodSync(directory, 0o711);
  const remove = () => rmSync(directory, { recursive: true, force: true });
  let server = null;
  const close = async () => {
    await server?.stop();
    remove();
  };
  try {
    server = await startPostgres({ directory: path.join(directory, 'pg'), logPath: path.join(directory, 'logs/postgres.log'), fast: true, log });
    const keysFile = path.join(directory, 'keys.json');
    await demoKeys(keysFile);
    const env = {
      HOSHU_MODE: 'test',
      HOSHU_DATA: path.join(directory, 'data'),
      HOSHU_KEYS_FILE: keysFile,
      HOSHU_TEST_PG: JSON.stringify({ host: server.host, port: server.port, adminUrl: server.adminUrl(), template }),
    };
    migrate({ adminUrl: server.adminUrl(), env: { ...env, HOSHU_DB_HOST: server.host, HOSHU_DB_PORT: String(server.port), HOSHU_DB_NAME: template } });
    return { env, directory, close };
  } catch (error) {
    await close();
    throw error;
  }
}
