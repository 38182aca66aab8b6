import path from 'node:path';
import { spawn } from 'node:child_process';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { root } from './lib/root.mjs';
import { runTool } from './lib/stop-error.mjs';

const loader = ['--conditions=@hoshu/source', '--import', '@swc-node/register/esm-register'];

/** npm run bench -- [B3] [B8] [B9]: measures against its own baselines, prints a table, writes bench/results.json. */
await runTool(async () => {
  ensureDeps();
  const { build } = await import('./lib/steps.mjs');
  const { findBrowser } = await import('./lib/browser.mjs');
  const { openTestDatabase } = await import('./lib/test-database.mjs');
  build();
  const database = await openTestDatabase((sentence) => process.stdout.write(`${sentence}\n`));
  const browser = await findBrowser();
  const child = spawn(process.execPath, [...loader, path.join(root, 'test/bench/main.ts'), ...process.argv.slice(2)], {
    cwd: root, stdio: 'inherit', env: { ...process.env, ...database.env, ...browser.env, CHROME_PATH: browser.executablePath, SWC_NODE_PROJECT: path.join(root, 'apps/api/tsconfig.json') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  await database.close();
  process.exitCode = code;
});
