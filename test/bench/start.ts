import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Result } from './result.js';

const root = path.resolve(import.meta.dirname, '../..');
const idleMs = 20_000;
const port = 5680;

interface Started { readonly seconds: number; readonly steps: string; readonly stop: () => Promise<void> }

/** One `npm start` until it prints its addresses. */
async function start(data: string): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'tools/start.mjs')], { cwd: root, env: { ...process.env, HOSHU_DATA: data, PORT: String(port), DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const seconds = await new Promise<number>((resolve, reject) => {
    const hear = (bytes: Buffer) => {
      output += bytes.toString('utf8');
      if (output.includes('終了は Ctrl-C')) resolve((performance.now() - began) / 1000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}\n${output}`)));
  });
  const stop = () => new Promise<void>((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
  return { seconds, steps: [...output.matchAll(/([\d.]+) s {2}(.+)/g)].map(([, time, name]) => `${name?.split(' / ').at(-1)} ${time}`).join(', '), stop };
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** B9: the second start of a data folder, and what API and worker hold when nobody asks anything. */
export async function benchStart(): Promise<Result[]> {
  const data = path.join(mkdtempSync(path.join(os.tmpdir(), 'hoshu-bench-')), 'data');
  try {
    const cold = await start(data);
    await cold.stop();
    const warm = await start(data);
    try {
      await new Promise((resolve) => setTimeout(resolve, idleMs));
      const { children } = JSON.parse(readFileSync(path.join(data, 'run.json'), 'utf8')) as { children: { api: number; worker: number } };
      const [api, worker] = [residentMb(children.api), residentMb(children.worker)];
      return [
        { id: 'B9', what: 'npm start, warm, to ready', value: Number(warm.seconds.toFixed(1)), goal: 10, better: 'less', unit: 's', detail: `first start ${cold.seconds.toFixed(1)} s; ${warm.steps}` },
        { id: 'B9', what: 'idle memory of API and worker (RSS)', value: Math.round(api + worker), goal: 350, better: 'less', unit: 'MB', detail: `API ${Math.round(api)}, worker ${Math.round(worker)}` },
      ];
    } finally {
      await warm.stop();
    }
  } finally {
    rmSync(path.dirname(data), { recursive: true, force: true });
  }
}
