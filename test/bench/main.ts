import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import startProduct from '../e2e/support/start-product.js';
import { benchDeadlines } from './deadlines.js';
import { benchRequests } from './requests.js';
import { isMet, row, type Result } from './result.js';
import { benchScreens } from './screens.js';
import { benchStart } from './start.js';

const root = path.resolve(import.meta.dirname, '../..');
const wanted = process.argv.slice(2);
const isWanted = (id: string) => wanted.length === 0 || wanted.includes(id);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Every figure asked for; a started product is stopped again whatever happens. */
async function measure(): Promise<Result[]> {
  const results: Result[] = [];
  if (isWanted('B3') || isWanted('B8')) {
    const stop = await startProduct();
    try {
      if (isWanted('B3')) results.push(...(await benchRequests()));
      if (isWanted('B8')) results.push(...(await benchScreens()));
    } finally {
      await stop();
    }
  }
  results.push(...(await benchDeadlines(isWanted)));
  if (isWanted('B9')) results.push(...(await benchStart()));
  return results;
}

const load = { before: os.loadavg()[0], processors: os.cpus().length };
const results = await measure();
for (const result of results) say(row(result));
say(`machine: ${load.processors} processors, load ${load.before?.toFixed(1)} before, ${os.loadavg()[0]?.toFixed(1)} after${(load.before ?? 0) > load.processors ? ' (busy: times are too high)' : ''}`);
mkdirSync(path.join(root, 'bench'), { recursive: true });
writeFileSync(path.join(root, 'bench/results.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, load, results: results.map((result) => ({ ...result, met: isMet(result) })) }, null, 2)}\n`);
// What the connections of the load left open must not keep the process.
process.exit(0);
