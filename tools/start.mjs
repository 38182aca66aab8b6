import { ensureDeps } from './lib/ensure-deps.mjs';
import { dataDirectory } from './lib/root.mjs';
import { runTool } from './lib/stop-error.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { stopwatch } from './lib/steps.mjs';
import { portsFrom } from './lib/ports.mjs';

/** npm start: everything of a demo on this machine, from nothing installed to a portal that answers. */
await runTool(async () => {
  const lap = stopwatch();
  const ports = portsFrom();
  ensureDeps();
  lap('依存パッケージ / dependencies');
  // Imported only now: what follows may lean on installed packages.
  const { alreadyRunning, bringUp } = await import('./lib/instance.mjs');
  const data = dataDirectory();
  const running = await alreadyRunning(data);
  if (running) {
    process.stdout.write(`すでに起動しています。 / Already running.\n${running}`);
    process.exit(0);
  }
  const signals = stopOnSignals();
  const log = (sentence) => process.stderr.write(`${sentence}\n`);
  const instance = await bringUp({ data, ports, lap, log, options: { onStoppable: signals.use } });
  process.stdout.write(instance.announcement);
});
