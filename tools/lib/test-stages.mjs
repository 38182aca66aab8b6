import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';
import { explain } from './stop-error.mjs';
import { jestCounts, playwrightCounts } from './test-counts.mjs';

/** The checks that need no database: each name of one that failed, [] when all are green. The first compiles what the others read. */
export async function checkSources({ lap, full }) {
  const failed = [];
  const check = async (name, [script, ...args], options) => {
    if ((await runProgram(script, args, options)) !== 0) failed.push(name);
  };
  await check('tsc -b', ['node_modules/typescript-7/bin/tsc', '-b']);
  lap('tsc -b');
  await Promise.all([
    check('lint', ['tools/lint.mjs']),
    (async () => {
      await check('tsc (tests)', ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.tests.json', '--noEmit']);
      if (full) await check('vite build', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { cwd: path.join(root, 'apps/portal') });
    })(),
  ]);
  lap(`lint, tsc (tests)${full ? ', vite build' : ''}`);
  return failed;
}

/** Runs Jest and returns its counts under `name`. */
export async function runJest({ database, args, name = 'Jest' }) {
  const file = path.join(database.directory, `jest-${randomUUID()}.json`);
  const exitCode = await runProgram('node_modules/jest/bin/jest.js', ['--json', `--outputFile=${file}`, ...args], { env: database.env });
  return { name, ...jestCounts(file, exitCode) };
}

/** Runs the browser journeys and returns their counts. No browser at all is a failure, never a skip. */
export async function runPlaywright({ database, lap }) {
  let browser;
  try {
    browser = await findBrowser();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return { name: 'Playwright', passed: 0, failed: 1, note: 'no browser' };
  }
  const file = path.join(database.directory, 'playwright.json');
  const env = { ...database.env, ...browser.env, CHROME_PATH: browser.executablePath, PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const exitCode = await runProgram('node_modules/@playwright/test/cli.js', ['test', '--reporter=line,json'], { env });
  lap('Playwright');
  return { name: 'Playwright', ...playwrightCounts(file, exitCode) };
}
