import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDeps } from './lib/ensure-deps.mjs';
import { portsFrom } from './lib/ports.mjs';
import { root, dataDirectory } from './lib/root.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { stopwatch } from './lib/steps.mjs';
import { runTool } from './lib/stop-error.mjs';

const apiPortOffset = 10;
// Sources run as they are and again after each change; types are the editor's and npm test's matter.
const watching = ['--watch', '--watch-preserve-output', '--conditions=@hoshu/source', '--import', '@swc-node/register/esm-register'];

/** npm run dev: the same addresses as npm start, with Vite in front and the API ten ports higher, both following the sources. */
await runTool(async () => {
  const lap = stopwatch();
  const ports = portsFrom();
  ensureDeps();
  lap('依存パッケージ / dependencies');
  const { alreadyRunning, bringUp } = await import('./lib/instance.mjs');
  const data = dataDirectory();
  const running = await alreadyRunning(data);
  if (running) {
    process.stdout.write(`すでに起動しています。 / Already running.\n${running}`);
    process.exit(0);
  }
  const signals = stopOnSignals();
  const apiPort = ports.portal + apiPortOffset;
  const instance = await bringUp({
    data, ports, lap, log: (sentence) => process.stderr.write(`${sentence}\n`),
    options: { onStoppable: signals.use, command: 'npm run dev', apiPort, apiNodeOptions: watching, apiEnv: { SWC_NODE_PROJECT: path.join(root, 'apps/api/tsconfig.json') }, apiScripts: { api: 'apps/api/src/main.ts', worker: 'apps/api/src/worker.ts' } },
  });
  const vite = startVite(ports.portal, apiPort);
  signals.use(async () => {
    vite.kill('SIGTERM');
    await instance.stop();
  });
  process.stdout.write(instance.announcement);
});

function startVite(port, apiPort) {
  const script = path.join(root, 'node_modules/vite/bin/vite.js');
  return spawn(process.execPath, [script, '--host', '127.0.0.1', '--port', String(port), '--strictPort'], {
    cwd: path.join(root, 'apps/portal'), stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, HOSHU_API_ORIGIN: `http://127.0.0.1:${apiPort}` },
  });
}
