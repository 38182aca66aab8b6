import { rmSync } from 'node:fs';
import path from 'node:path';
import { readJson, writeWhole } from './files.mjs';
import { commandOf, endProcess, isRunning, sleep } from './processes.mjs';
import { root } from './root.mjs';

const runFile = (data) => path.join(data, 'run.json');

/** Notes who runs on this data folder: { pid, startedAt, port, instanceId, children: { name: pid } }. */
export function writeRun(data, run) {
  writeWhole(runFile(data), `${JSON.stringify(run)}\n`);
}

export const readRun = (data) => readJson(runFile(data));

export function removeRun(data, instanceId) {
  if (readRun(data)?.instanceId === instanceId) rmSync(runFile(data), { force: true });
}

/** What GET /api/health answers on a port, or null when nothing (or something else) answers within the time. */
export async function health(port, timeoutMs = 2_000) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

const isSupervisor = (pid) => isRunning(pid) && /tools\/(start|dev)\.mjs/.test(commandOf(pid) || 'tools/start.mjs');

/**
 * The start that runs on this data folder and answers, or null. A supervisor that is still starting is waited for.
 * Leftovers of one that was killed are ended and its run.json removed.
 */
export async function runningInstance(data, waitMs = 60_000) {
  const run = readRun(data);
  if (!run) return null;
  const until = Date.now() + waitMs;
  do {
    const answer = await health(run.port);
    if (answer?.instanceId && answer.instanceId === run.instanceId && isSupervisor(run.pid)) return run;
    if (!isSupervisor(run.pid)) break;
    await sleep(250);
  } while (Date.now() < until);
  if (isSupervisor(run.pid)) await endProcess(run.pid, { commandPart: 'tools/', graceMs: 30_000 });
  await endLeftovers(run);
  rmSync(runFile(data), { force: true });
  return null;
}

// Children end by themselves when their supervisor is gone; one that hangs would keep the port.
async function endLeftovers(run) {
  const pids = Object.values(run.children ?? {}).filter(Number.isInteger);
  await Promise.all(pids.map((pid) => endProcess(pid, { commandPart: root, graceMs: 4_000 })));
}
