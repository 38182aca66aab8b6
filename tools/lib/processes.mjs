import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether a process runs; a zombie (dead, not yet reaped) does not. */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The command line of a process, '' when it cannot be known. */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.status === 0 ? listed.stdout.trim() : '';
}

/** Waits until a process is gone. Returns false when it still runs after the wait. */
export async function waitForEnd(pid, milliseconds) {
  const until = Date.now() + milliseconds;
  while (isRunning(pid)) {
    if (Date.now() >= until) return false;
    await sleep(50);
  }
  return true;
}

/**
 * Ends a process politely, then by force. `commandPart`: text its command line must hold, because process
 * numbers are used again by the system and a stranger must never be ended. Returns whether it is gone.
 */
export async function endProcess(pid, { commandPart, graceMs = 10_000, signals = ['SIGTERM', 'SIGKILL'] }) {
  for (const signal of signals) {
    if (!isRunning(pid) || !commandOf(pid).includes(commandPart)) return true;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') return false;
    }
    if (await waitForEnd(pid, graceMs)) return true;
  }
  return !isRunning(pid);
}
