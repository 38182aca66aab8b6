import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, read, root } from './support/repository.js';

const source = path.join(root, 'apps/portal/src');
const withSource = (file: string): string | null => [file.replace(/\.js$/, '.tsx'), file.replace(/\.js$/, '.ts')].find((name) => existsSync(name)) ?? null;

/** The way from a page to a module that needs the kit's provider, through static imports; null when there is none. */
function wayToKit(file: string, seen = new Set<string>()): string[] | null {
  if (seen.has(file)) return null;
  seen.add(file);
  const text = read(path.relative(root, file));
  const name = path.relative(source, file);
  if (/^import (?!type)[^;]*from '@mantine\//m.test(text)) return [name];
  for (const [, specifier = ''] of text.matchAll(/^import (?!type)[^;]*?from '(\.[^']+\.js)'/gm)) {
    const next = withSource(path.resolve(path.dirname(file), specifier));
    const way = next && wayToKit(next, seen);
    if (way) return [name, ...way];
  }
  return null;
}

const plain = filesBelow('apps/portal/src', /\/pages\.ts$/).flatMap((file) => [...read(file).matchAll(/definePage\(\{ name: '([\w.]+)'[^}]*?plain: true[^}]*?import\('([^']+)'\)/g)].map(([, name = '', module = '']) => ({ name, page: path.resolve(root, path.dirname(file), module) })));

describe('軽い画面（plain）', () => {
  it('読み取れている', () => expect(plain.length).toBeGreaterThan(5));
  it.each(plain.map((one) => [one.name, one.page] as const))('%s は、部品集（@mantine）を使わない', (name, page) => {
    const file = withSource(page);
    expect([name, file && wayToKit(file)]).toEqual([name, null]);
  });
});
