import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { isBuiltFrom, markBuilt, sourcesNow } from './build-stamp.mjs';
import { StopError } from './stop-error.mjs';

/** Prints how long each step took: lap('built') after it. */
export function stopwatch(write = (line) => process.stdout.write(`${line}\n`)) {
  let last = Date.now();
  return (name) => {
    const now = Date.now();
    write(`  ${((now - last) / 1000).toFixed(1)} s  ${name}`);
    last = now;
  };
}

/** Builds every app and library that changed. Throws StopError with the compiler's output when one does not compile. */
export function build() {
  const sources = sourcesNow();
  if (isBuiltFrom(sources)) return;
  const nx = path.join(root, 'node_modules/nx/dist/bin/nx.js');
  const result = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--output-style=static'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' } });
  if (result.status === 0) return markBuilt(sources);
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim() || String(result.error ?? '');
  if (/ENOSPC|no space left/i.test(output)) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', path: root });
  throw new StopError('ビルドできませんでした。 / The build failed.', output);
}

/** Runs a built command of the API to its end. Throws StopError with its output when it fails; `optional`: absent is fine. Returns its output. */
export function runBuilt(script, { env, optional = false, failure }) {
  const file = path.join(root, script);
  if (!existsSync(file)) {
    if (optional) return null;
    throw new StopError(`${script} がありません。npm run build を実行してください。 / ${script} is missing: run npm run build.`);
  }
  const result = spawnSync(process.execPath, ['--enable-source-maps', file], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  if (result.status !== 0) throw new StopError(failure, output || `exit ${result.status ?? result.signal}`);
  return output;
}

/** Applies the migrations. `adminUrl`: a role that may create roles. */
export function migrate({ adminUrl, env }) {
  return runBuilt('apps/api/dist/cli/migrate.js', { env: { ...env, HOSHU_ADMIN_DATABASE_URL: adminUrl }, failure: 'データベースを準備できませんでした。 / The database could not be prepared.' });
}
