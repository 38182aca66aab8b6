import os from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { root } from './lib/root.mjs';
import { StopError, runTool } from './lib/stop-error.mjs';

// The cache stands outside the checkout: a clean checkout is linted as fast as a used one.
const cacheLocation = path.join(os.tmpdir(), `hoshu-lint-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);

/** npm run lint: ESLint over everything; `--fix` repairs what it can, `--no-cache` reads every file again. */
await runTool(async () => {
  ensureDeps();
  const { ESLint } = await import('eslint');
  const fix = process.argv.includes('--fix');
  const eslint = new ESLint({ cwd: root, fix, cache: !process.argv.includes('--no-cache'), cacheLocation, cacheStrategy: 'content' });
  const results = await eslint.lintFiles(['apps', 'libs', 'test', 'tools', '*.mjs', '*.ts']);
  if (fix) await ESLint.outputFixes(results);
  const found = results.reduce((sum, result) => sum + result.errorCount + result.warningCount, 0);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results));
  if (found > 0) throw new StopError(`lint: ${found} findings in ${results.length} files`);
  process.stdout.write(`lint: ${results.length} files, no findings\n`);
});
