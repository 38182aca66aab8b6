import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './root.mjs';

const running = new Set();

/** Runs a Node program of the checkout with its output shown. Returns its exit code; a signal counts as 1. */
export function runProgram(script, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    running.add(child);
    const finish = (code) => {
      running.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', () => finish(1));
    child.once('exit', finish);
  });
}

/** Ends the programs that still run. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
}
