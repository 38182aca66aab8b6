import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesBelow, root } from './support/repository.js';

interface Cruise { readonly summary: { readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[]; readonly totalCruised: number } }

function cruise(directory: string, folders: readonly string[]): Cruise['summary'] {
  const script = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const result = spawnSync(process.execPath, [script, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (!result.stdout) throw new Error(result.stderr);
  return (JSON.parse(result.stdout) as Cruise).summary;
}

const sentences = (summary: Cruise['summary']) => summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

jest.setTimeout(240_000);

describe('依存の境界', () => {
  it('domain・契約書の文・経路・API・画面は、許された相手だけを知っている', () => {
    const summary = cruise(root, ['apps', 'libs', 'test']);
    expect(summary.totalCruised).toBeGreaterThan(filesBelow('apps', /\.tsx?$/).length);
    expect(sentences(summary)).toEqual([]);
  });

  it('わざと破った境界を、それぞれ見つける', () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-boundaries-'));
    const plant = (file: string, text: string) => {
      mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(directory, file), text);
    };
    cpSync(path.join(root, '.dependency-cruiser.cjs'), path.join(directory, '.dependency-cruiser.cjs'));
    symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
    plant('package.json', '{ "type": "module", "dependencies": { "zod": "4.6.7" } }');
    plant('libs/domain/src/rule.ts', `import { z } from 'zod';\nexport const rule = z;\n`);
    plant('apps/api/src/platform/glue.ts', `import { inner } from '../modules/one/inner.js';\nexport const glue = inner;\n`);
    plant('apps/api/src/modules/one/inner.ts', 'export const inner = 1;\n');
    plant('apps/api/src/modules/two/use.ts', `import { inner } from '../one/inner.js';\nimport { again } from './again.js';\nexport const use = inner + again;\n`);
    plant('apps/api/src/modules/two/again.ts', `import { use } from './use.js';\nexport const again: number = use;\n`);
    plant('apps/portal/src/vendor/page.ts', `import { other } from '../client/page.js';\nexport const page = other;\n`);
    plant('apps/portal/src/client/page.ts', `import { glue } from '../../../api/src/platform/glue.js';\nexport const other = glue;\n`);
    try {
      const names = new Set(cruise(directory, ['apps', 'libs']).violations.map(({ rule }) => rule.name));
      expect([...names].sort()).toEqual(expect.arrayContaining(['audiences-apart', 'domain-alone', 'no-cycle', 'platform-without-business', 'portal-on-libs', 'slices-by-index']));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
