import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory, writeWhole } from './files.mjs';
import { root } from './root.mjs';

const stamp = path.join(root, 'node_modules/.cache/hoshu-build/stamp');
const outputs = ['apps/api/dist/main.js', 'apps/api/dist/worker.js', 'apps/api/dist/cli/migrate.js', 'apps/api/dist/cli/seed-demo.js', 'apps/mail-catcher/dist/main.js', 'apps/stripe-simulator/dist/main.js', 'apps/portal/dist/index.html', 'libs/domain/dist/index.js', 'libs/contract-text/dist/index.js', 'libs/api-schema/dist/index.js'];
const roots = ['apps', 'libs', 'package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json', 'tsconfig.json'];
const isOutput = new Set(['dist', 'dist-types', 'node_modules', '.swc']);

function states(file) {
  const full = path.join(root, file);
  const { size, mtimeMs } = statSync(full);
  return [`${file} ${size} ${mtimeMs}`];
}

const below = (place) => {
  const full = path.join(root, place);
  if (!statSync(full).isDirectory()) return states(place);
  return readdirSync(full).filter((name) => !isOutput.has(name)).sort().flatMap((name) => below(`${place}/${name}`));
};

/** A fingerprint of every source the build reads. */
export const sourcesNow = () => createHash('sha256').update(roots.flatMap(below).join('\n')).digest('hex');

/** Whether the last build was made of these sources and is still there. */
export const isBuiltFrom = (sources) => outputs.every((file) => existsSync(path.join(root, file))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

export function markBuilt(sources) {
  makeDirectory(path.dirname(stamp));
  writeWhole(stamp, sources);
}
