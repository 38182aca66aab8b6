import { spawn } from 'node:child_process';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { StopError, runTool } from './lib/stop-error.mjs';

/** node tools/test-shell.mjs COMMAND [ARGUMENTS]: runs one command (npx jest …) with a throw-away test database beside it. */
await runTool(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!command) throw new StopError('使い方: node tools/test-shell.mjs npx jest --selectProjects api / Usage: node tools/test-shell.mjs npx jest --selectProjects api');
  ensureDeps();
  const { openTestDatabase } = await import('./lib/test-database.mjs');
  const database = await openTestDatabase((sentence) => process.stderr.write(`${sentence}\n`));
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...database.env } });
  // The command hears Ctrl-C itself; this process waits for it and then removes the database.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const exitCode = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  await database.close();
  process.exitCode = exitCode;
});
