// Reads the tables that people write (paths*.ts, pages.ts) without running them: the build needs to know which
// modules a URL will load before the browser has run a line.
import fs from 'node:fs';
import path from 'node:path';
import { partsBelow } from './early.mjs';

/** All `pages.ts` below `folder`. */
function pageTables(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return pageTables(full);
    return entry.name === 'pages.ts' ? [full] : [];
  });
}

/** Turns `/portal/invoices/$invoiceId` into an anchored regular expression source. */
const expression = (pattern) => `^${pattern.replace(/\$[A-Za-z]+/g, '[^/]+').replace(/\/$/, '')}/?$`;

const texts = (source, slices) => slices.map((slice) => path.join(source, 'shared/i18n/ja', `${slice}.ts`));
const slicesOf = (text) => [...text.matchAll(/'([\w-]+)'/g)].map((match) => match[1]);

/** The catalogues of the frame around an audience's pages, as its tree names them. */
function frameSlices(tree) {
  return slicesOf(/messages: readonly Slice\[\] = \[([^\]]*)\]/.exec(fs.readFileSync(tree, 'utf8'))?.[1] ?? '');
}

/** Every page of the portal: { pattern, expression, modules } with absolute source files, tree and first texts included. */
export function readPages(source) {
  const tables = ['paths.ts', 'paths-vendor.ts', 'paths-staff.ts'].map((name) => fs.readFileSync(path.join(source, name), 'utf8')).join('\n');
  const frames = Object.fromEntries(['client', 'vendor', 'staff', 'public'].map((audience) => [audience, frameSlices(path.join(source, audience, 'tree.tsx'))]));
  const patterns = new Map([...tables.matchAll(/'([\w.]+)':\s*'(\/[^']*)'/g)].map(([, name, pattern]) => [name, pattern]));
  return pageTables(source).flatMap((table) => {
    const text = fs.readFileSync(table, 'utf8');
    return text.split(/(?=definePage\()/).filter((part) => part.startsWith('definePage(')).map((part) => {
      const name = /name:\s*'([\w.]+)'/.exec(part)?.[1] ?? '';
      const module = /import\('([^']+)'\)/.exec(part)?.[1] ?? '';
      const messages = slicesOf(/messages:\s*\[([^\]]*)\]/.exec(part)?.[1] ?? '');
      const isPlain = /\bplain:\s*true/.test(part);
      const pattern = patterns.get(name);
      if (!pattern || !module) throw new Error(`${table}: page "${name}" has no path in paths.ts or no import`);
      const audience = name.split('.')[0];
      const tree = path.join(source, audience, 'tree.tsx');
      const page = path.resolve(path.dirname(table), module).replace(/\.js$/, '.tsx');
      const parts = [...(isPlain ? [] : ['shared/Kit.tsx']), ...(partsBelow[name] ?? [])].map((file) => path.join(source, file));
      return { name, pattern, expression: expression(pattern), modules: [tree, page, ...texts(source, ['shell', ...frames[audience], ...messages]), ...parts] };
    });
  });
}
