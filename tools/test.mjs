import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { root } from './lib/root.mjs';
import { endPrograms } from './lib/run-program.mjs';
import { explain } from './lib/stop-error.mjs';
import { stopwatch } from './lib/steps.mjs';

// The rules, the repository's own rules, and one round through the API.
const fastTests = ['--selectProjects', 'domain', 'contract-text', 'api-schema', 'structure', 'api', '--testPathPatterns', 'libs/(domain|contract-text|api-schema)/', 'test/structure/', 'test/api/identity'];
// One more than processors: a suite that waits for the database leaves a third of a processor free.
const workers = 3;
const quickProjects = ['domain', 'contract-text', 'api-schema', 'api-unit', 'simulator', 'mail', 'portal', 'structure'];
const own = ['--fast', '--long', '--'];
const size = process.argv.includes('--fast') ? 'fast' : process.argv.includes('--long') ? 'long' : 'normal';
const jestArguments = process.argv.slice(2).filter((argument) => !own.includes(argument));

let database = null;
let isClosing = false;

async function close() {
  if (isClosing) return;
  isClosing = true;
  await database?.close();
}

/** Says what did not count as a test but failed all the same, then the counts alone on the last line. */
function finish(counts, problems) {
  for (const { name, passed, failed, note } of counts) process.stdout.write(`  ${name}: ${passed} passed, ${failed} failed${note ? `, ${note}` : ''}\n`);
  for (const problem of problems) process.stdout.write(`  ${problem}\n`);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0) + problems.length;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

/** Every stage in order. A failed stage does not hide the results of the others. */
async function main(counts, problems) {
  const lap = stopwatch();
  ensureDeps();
  lap('dependencies');
  const { checkSources, runJest, runPlaywright } = await import('./lib/test-stages.mjs');
  const { openTestDatabase } = await import('./lib/test-database.mjs');
  const isWhole = jestArguments.length === 0;
  problems.push(...(await checkSources({ lap, full: isWhole && size !== 'fast' })).map((name) => `failed: ${name}`));
  database = await openTestDatabase((sentence) => process.stdout.write(`${sentence}\n`));
  database.env.HOSHU_TEST_SIZE = size;
  lap('test database');
  if (isWhole && size !== 'fast') {
    const { default: jest } = await import('../jest.config.mjs');
    const others = jest.projects.map((project) => project.displayName).filter((name) => name !== 'start' && !quickProjects.includes(name));
    const run = (name, projects, ...args) => runJest({ database, args: [...args, '--selectProjects', ...projects], name });
    // Whole products are killed and started here within a limit of seconds: beside them only one worker runs, without a database.
    counts.push(...(await Promise.all([run('Jest (start)', ['start'], '--runInBand'), run('Jest (without a database)', quickProjects, '--maxWorkers=1')])));
    lap('Jest (start, without a database)');
    counts.push(await run('Jest', others, `--maxWorkers=${workers}`));
    lap('Jest');
  } else {
    counts.push(await runJest({ database, args: [`--maxWorkers=${workers}`, ...(size === 'fast' ? fastTests : []), ...jestArguments] }));
    lap('Jest');
  }
  if (!isWhole || size === 'fast') process.stdout.write('  Playwright: not part of this selection\n');
  else if (existsSync(path.join(root, 'playwright.config.ts'))) counts.push(await runPlaywright({ database, lap }));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endPrograms();
    void close().finally(() => process.exit(1));
  });
}

const counts = [];
const problems = [];
try {
  await main(counts, problems);
} catch (error) {
  problems.push(explain(error));
} finally {
  await close();
}
finish(counts, problems);
