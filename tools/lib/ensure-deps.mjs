// Node built-ins only: this runs before node_modules exists.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { StopError } from './stop-error.mjs';
import { root } from './root.mjs';

const stampFile = path.join(root, 'node_modules/.hoshu-lock');

/** Installs the dependencies when package-lock.json has changed since the last install. Throws StopError with a sentence when that fails. */
export function ensureDeps() {
  refuseOldNode();
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  process.stdout.write('依存パッケージを入れています (npm ci) … / Installing dependencies (npm ci) …\n');
  const result = runNpm(['ci', '--loglevel=error']);
  if (result.error || result.status !== 0) {
    throw new StopError('依存パッケージを入れられませんでした。ネットワークと上の npm の出力を確かめて、もう一度実行してください。 / Dependencies could not be installed: check the network and the npm output above, then run the command again.',
      result.error ? `npm: ${result.error.message}` : `npm ci: exit ${result.status ?? result.signal}`);
  }
  writeFileSync(stampFile, wanted);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StopError(`Node ${process.version} は古すぎます。Node 20.19 以上を入れてください。 / Node ${process.version} is too old: install Node 20.19 or newer.`);
}

function runNpm(args) {
  const script = process.env.npm_execpath;
  const [command, before] = script ? [process.execPath, [script]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return spawnSync(command, [...before, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...cacheForUserWithoutHome() } });
}

// Users such as nobody have no home folder, and npm keeps its cache there.
function cacheForUserWithoutHome() {
  if (process.env.npm_config_cache && isWritable(process.env.npm_config_cache)) return {};
  if (isWritable(process.env.HOME || '/nonexistent')) return {};
  return { npm_config_cache: path.join(os.tmpdir(), `hoshu-npm-${process.getuid?.() ?? 'user'}`) };
}

function isWritable(directory) {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
