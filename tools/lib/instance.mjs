import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { announcement } from './announce.mjs';
import { openDatabase } from './database.mjs';
import { startChildren } from './demo-children.mjs';
import { makeDirectory, readJson } from './files.mjs';
import { demoKeys } from './keys.mjs';
import { requireFreePorts } from './ports.mjs';
import { removeRun, runningInstance, writeRun } from './run-file.mjs';
import { childEnvironment, publicUrlOf } from './settings.mjs';
import { build, migrate, runBuilt } from './steps.mjs';
import { Supervisor, isBuilt } from './supervisor.mjs';
import { waitReady } from './wait-ready.mjs';

const seedScript = 'apps/api/dist/cli/seed-demo.js';

/** The folders of an instance: passable for PostgreSQL's own user, the rest for the owner only. */
export function prepareData(data) {
  makeDirectory(data, 0o711);
  for (const name of ['files', 'mail', 'inbox', 'logs']) makeDirectory(path.join(data, name), 0o700);
}

/** The addresses of the start that already runs on this data folder, or null. */
export async function alreadyRunning(data) {
  const run = await runningInstance(data);
  if (!run) return null;
  const base = run.publicPort ?? run.port;
  const ports = { portal: base, mailPage: base + 1, smtp: base + 2, simulator: base + 3, mailIn: base + 4 };
  return announcement({ ports, publicUrl: run.publicUrl ?? publicUrlOf(ports), password: readJson(path.join(data, 'keys.json'))?.demoPassword, isSeeded: isBuilt(seedScript) });
}

/**
 * Brings a demo instance up: database, build, migrations, demo data, processes, until it answers.
 * `options` (development): apiPort, apiScripts, apiNodeOptions, apiEnv, command. Returns { announcement, stop() }.
 * On any failure everything started so far is stopped before the error is thrown on.
 */
export async function bringUp({ data, ports, lap, log, options = {} }) {
  const instanceId = randomUUID();
  const startedAt = new Date().toISOString();
  const publicUrl = publicUrlOf(ports);
  const apiPort = options.apiPort ?? ports.portal;
  await requireFreePorts({ ...ports, ...(apiPort === ports.portal ? {} : { api: apiPort }) }, options.command);
  prepareData(data);
  const run = { pid: process.pid, startedAt, port: apiPort, publicPort: ports.portal, publicUrl, instanceId };
  writeRun(data, run);
  const parts = { supervisor: null, database: null };
  const stop = () => takeDown({ parts, data, instanceId });
  options.onStoppable?.(stop);
  try {
    const note = () => writeRun(data, { ...run, children: { ...parts.supervisor?.pids(), postgres: parts.database.pid() } });
    parts.database = await openDatabase({ data, log, onRestart: note });
    lap('PostgreSQL');
    build();
    lap('ビルド / build');
    const keysFile = path.join(data, 'keys.json');
    const keys = await demoKeys(keysFile);
    const env = childEnvironment({ data, keysFile, ports, database: parts.database.env, instanceId, apiPort, publicUrl });
    migrate({ adminUrl: parts.database.adminUrl, env });
    lap('データベース / database');
    const isSeeded = runBuilt(seedScript, { env: { ...env, HOSHU_ADMIN_DATABASE_URL: parts.database.adminUrl }, optional: true, failure: 'お試しデータを作れませんでした。 / The demo data could not be made.' }) !== null;
    if (isSeeded) lap('お試しデータ / demo data');
    parts.supervisor = new Supervisor({ data, log, onChange: note });
    startChildren(parts.supervisor, { env, keys, ports, adminUrl: parts.database.adminUrl, ...options });
    await waitReady({ port: apiPort, instanceId, data, pages: { 'mail-catcher': `http://127.0.0.1:${ports.mailPage}/`, simulator: `http://127.0.0.1:${ports.simulator}/` } });
    lap('起動 / ready');
    return { announcement: announcement({ ports, publicUrl, password: keys.demoPassword, isSeeded }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function takeDown({ parts, data, instanceId }) {
  await parts.supervisor?.stop();
  await parts.database?.stop();
  removeRun(data, instanceId);
}
