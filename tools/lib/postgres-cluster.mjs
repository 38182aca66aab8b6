import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory, readJson, writeWhole } from './files.mjs';
import { freePort, isTaken } from './ports.mjs';
import { canReach, outsideFolder, postgresBinaries, postgresUser } from './postgres-binaries.mjs';
import { commandOf, isRunning, waitForEnd } from './processes.mjs';
import { StopError } from './stop-error.mjs';

const neededMajor = 18;

/**
 * Finds or makes the database cluster below `directory` and makes sure that no server of an earlier start runs on it.
 * `fast`: throw-away cluster for tests. Returns what is needed to start a server on it; the port is kept over starts.
 */
export async function openCluster({ directory, fast = false, log = () => {} }) {
  const user = postgresUser(path.join(directory, 'cluster'));
  const place = reachablePlace(directory, user, log);
  const cluster = path.join(place, 'cluster');
  const owner = postgresUser(cluster);
  const native = postgresBinaries(owner, log);
  makeDirectory(place);
  const settingsFile = path.join(place, 'server.json');
  if (!existsSync(path.join(cluster, 'PG_VERSION')) || !readJson(settingsFile)) await createCluster({ place, cluster, owner, native, fast, settingsFile });
  requireVersion(cluster);
  await endLeftover(cluster);
  const settings = readJson(settingsFile);
  if (await isTaken(settings.port)) {
    settings.port = await freePort();
    writeWhole(settingsFile, JSON.stringify(settings));
  }
  return { cluster, native, owner, ...settings };
}

function reachablePlace(directory, user, log) {
  makeDirectory(path.dirname(directory));
  if (canReach(path.dirname(directory), user)) return directory;
  const place = path.join(outsideFolder(directory), 'pg');
  log(`データベースの置き場所 / database directory: ${place}`);
  return place;
}

async function createCluster({ place, cluster, owner, native, fast, settingsFile }) {
  if (existsSync(path.join(cluster, 'PG_VERSION')) && existsSync(path.join(cluster, 'global/pg_control'))) {
    throw new StopError(`${settingsFile} がないため、データベースを開けません。 / The database cannot be opened without ${settingsFile}.`);
  }
  rmSync(cluster, { recursive: true, force: true });
  makeDirectory(cluster, 0o700);
  if (owner.uid !== undefined) chownSync(cluster, owner.uid, owner.gid);
  const password = randomBytes(24).toString('base64url');
  const passwordFile = path.join(place, 'first-password');
  writeWhole(passwordFile, password);
  if (owner.uid !== undefined) chownSync(passwordFile, owner.uid, owner.gid);
  // Japanese is ordered by COLLATE "ja-x-icu" where people read it; the built-in order never changes with the system.
  const characters = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const made = spawnSync(path.join(native, 'bin/initdb'), ['-D', cluster, '-U', 'postgres', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8',
    '--no-locale', `--lc-ctype=${characters}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8', fast ? '--no-sync' : '--data-checksums'],
  { ...owner, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(cluster, { recursive: true, force: true });
    throw new StopError(sentenceForInitdb(made.stderr ?? ''), made.stderr || String(made.error ?? ''));
  }
  writeWhole(settingsFile, JSON.stringify({ password, port: await freePort() }));
}

function sentenceForInitdb(output) {
  if (/No space left on device/i.test(output)) return 'ディスクの空き容量がありません。空きを作ってから、もう一度実行してください。 / The disk is full: free some space and run the command again.';
  if (/user does not exist/.test(output)) return 'この利用者は /etc/passwd にないため、PostgreSQL を動かせません。登録された利用者で実行するか、DATABASE_URL を指定してください。 / PostgreSQL cannot run as a user missing from /etc/passwd: use a registered user or DATABASE_URL.';
  return 'データベースを作れませんでした。 / The database could not be created.';
}

/** Environment of the server and its tools: nothing of the caller's locale or PG* settings. */
export const serverEnvironment = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8', TZ: 'UTC', ...(process.env.TMPDIR ? { TMPDIR: process.env.TMPDIR } : {}) });

function requireVersion(cluster) {
  const major = Number(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'));
  if (major >= neededMajor) return;
  throw new StopError(`${cluster} は PostgreSQL ${major} のデータです。PostgreSQL ${neededMajor} 以上が必要です。 / ${cluster} holds data of PostgreSQL ${major}: version ${neededMajor} or newer is needed.`);
}

/** The server process that the cluster's own lock file names, or null. */
export function serverPid(cluster) {
  try {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/**
 * Ends a server that an earlier start left behind (its supervisor was killed) and removes the lock file of a dead one.
 * A zombie counts as dead: the system may take seconds to reap it, and PostgreSQL itself would refuse to start.
 */
export async function endLeftover(cluster) {
  const pid = serverPid(cluster);
  if (pid !== null && isServerOf(pid, cluster)) {
    // Fast shutdown, then immediate (recovered from the log at the next start), then by force.
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
      if (!isServerOf(pid, cluster)) break;
      trySignal(pid, signal);
      if (await waitForEnd(pid, 6_000)) break;
    }
    if (isServerOf(pid, cluster)) throw new StopError(`前の PostgreSQL（PID ${pid}）を止められません。 / The earlier PostgreSQL (PID ${pid}) cannot be stopped.`);
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}

const isServerOf = (pid, cluster) => isRunning(pid) && (commandOf(pid).includes(cluster) || commandOf(pid) === '');

function trySignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw new StopError(`前の PostgreSQL（PID ${pid}）を止める権限がありません。 / No permission to stop the earlier PostgreSQL (PID ${pid}).`);
  }
}
