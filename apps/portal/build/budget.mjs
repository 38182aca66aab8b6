// Fails when the first screen of an audience weighs more than its budget (gzip, JavaScript and CSS).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const portal = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(portal, 'dist');
const manifest = JSON.parse(fs.readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'));

const texts = (...slices) => ['shell', 'nav', ...slices].map((slice) => `src/shared/i18n/ja/${slice}.ts`);
const entries = [
  { url: '/portal', limitKb: 140, modules: ['index.html', 'src/client/tree.tsx', 'src/client/home/HomePage.tsx', ...texts('clientHome')] },
  { url: '/app', limitKb: 180, modules: ['index.html', 'src/vendor/tree.tsx', 'src/vendor/home/HomePage.tsx', ...texts('home')] },
  { url: '/ops', limitKb: 180, modules: ['index.html', 'src/staff/tree.tsx', 'src/staff/home/HomePage.tsx', ...texts('home')] },
];

function collect(key, found) {
  const item = manifest[key];
  if (!item) throw new Error(`${key} is not in the manifest`);
  if (found.has(item.file)) return found;
  found.add(item.file);
  item.css?.forEach((file) => found.add(file));
  item.imports?.forEach((name) => collect(name, found));
  return found;
}

const sizeKb = (file) => gzipSync(fs.readFileSync(path.join(dist, file)), { level: 9 }).length / 1024;
let failed = false;
for (const { url, limitKb, modules } of entries) {
  const files = [...modules.reduce((found, key) => collect(key, found), new Set())];
  const total = (ending) => files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + sizeKb(file), 0);
  const [js, css] = [total('.js'), total('.css')];
  const over = js + css > limitKb;
  failed ||= over;
  process.stdout.write(`${over ? 'OVER' : 'ok  '} ${url.padEnd(8)} ${(js + css).toFixed(1)} KB of ${limitKb} (JS ${js.toFixed(1)}, CSS ${css.toFixed(1)}, ${files.length} files)\n`);
  if (process.argv.includes('--list')) for (const file of files) process.stdout.write(`       ${sizeKb(file).toFixed(1).padStart(6)}  ${file}\n`);
}
process.exit(failed ? 1 : 0);
