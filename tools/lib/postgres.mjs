import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lastLines, makeDirectory } from './files.mjs';
import { endLeftover, openCluster, serverEnvironment, serverPid } from './postgres-cluster.mjs';
import { sleep } from './processes.mjs';
import { StopError } from './stop-error.mjs';

const readyWithinMs = 25_000;
const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB', 'max_connections=300'];
const safeSettings = ['max_connections=120'];

/**
 * Starts the bundled PostgreSQL on 127.0.0.1. `directory` holds the cluster, `logPath` receives its messages, `fast` is for tests.
 * Returns { port, adminUrl(database), pid(), stop() }; `onExit(reason)` is called when the server ends unasked.
 * After an unasked end, `restart()` starts it again on the same port.
 */
export async function startPostgres({ directory, logPath, fast = false, log = () => {}, onExit = () => {} }) {
  const opened = await openCluster({ directory, fast, log });
  makeDirectory(path.dirname(logPath), 0o700);
  let server = await launch(opened, { fast, logPath, onExit });
  return {
    host: '127.0.0.1',
    port: opened.port,
    cluster: opened.cluster,
    adminUrl: (database = 'postgres') => `postgres://postgres:${opened.password}@127.0.0.1:${opened.port}/${database}`,
    pid: () => server.pid,
    restart: async () => {
      await endLeftover(opened.cluster);
      server = await launch(opened, { fast, logPath, onExit });
    },
    stop: () => server.stop(),
  };
}

async function launch(opened, { fast, logPath, onExit }) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC', ...(fast ? fastSettings : safeSettings)];
  const output = openSync(logPath, 'a', 0o600);
  // A group of its own: Ctrl-C in the terminal reaches the supervisor only, which stops the database last.
  const child = spawn(path.join(opened.native, 'bin/postgres'), ['-D', opened.cluster, '-p', String(opened.port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...opened.owner, cwd: '/', env: serverEnvironment(), stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  let stopping = false;
  let ready = false;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const guard = guardAgainstOrphan(opened.cluster);
  let over = null;
  void ended.then((reason) => {
    over = reason;
    if (ready && !stopping) onExit(reason);
    guard.kill('SIGKILL');
  });
  await untilReady(opened.cluster, { pid: child.pid, over: () => over, logPath });
  ready = true;
  return {
    pid: child.pid,
    stop: async () => {
      stopping = true;
      if (over === null) await stopServer(child, ended);
    },
  };
}

// When the supervisor is killed outright nobody else would stop the server: this shell sees its input end.
function guardAgainstOrphan(cluster) {
  const script = 'cat >/dev/null; pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] && kill -INT "$pid" 2>/dev/null';
  const guard = spawn('/bin/sh', ['-c', script, 'hoshu-postgres-guard', cluster], { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  guard.stdin.unref?.();
  return guard;
}

async function untilReady(cluster, { pid, over, logPath }) {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until) {
    if (over() !== null) throw notStarted(logPath);
    // The eighth line of the lock file says "ready" once connections are accepted.
    if (serverPid(cluster) === pid && /^ready/.test(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7] ?? '')) return;
    await sleep(20);
  }
  throw notStarted(logPath);
}

function notStarted(logPath) {
  const lines = lastLines(logPath, 12);
  if (/No space left on device/i.test(lines)) return Object.assign(new Error('no space left on device'), { code: 'ENOSPC', path: logPath });
  return new StopError(`PostgreSQL が起動しませんでした（${logPath}）。 / PostgreSQL did not start (${logPath}).`, lines);
}

async function stopServer(child, ended) {
  for (const [signal, waitMs] of [['SIGINT', 12_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]]) {
    child.kill(signal);
    const isOver = await Promise.race([ended.then(() => true), sleep(waitMs).then(() => false)]);
    if (isOver) return;
  }
}
