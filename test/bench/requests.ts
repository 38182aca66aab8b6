import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createClient, createDraft, createSite, fillCompany } from '../../libs/testing/src/builders.js';
import { signUpVendor } from '../../libs/testing/src/person.js';
import { openStage } from '../e2e/support/stage.js';
import { product } from '../e2e/support/product.js';
import { median, requestsPerSecond } from './load.js';
import type { Result } from './result.js';

const rounds = 5;
const measure = { seconds: 4, connections: 12 };

async function startBare(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-nest.mjs')], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PORT: String(port), BENCH_DATABASE_URL: product().adminUrl } });
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if ((await fetch(`http://127.0.0.1:${port}/one`).catch(() => null))?.ok) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('the bare route did not answer');
}

/** B3: one contract's page, signed in, against a route that asks `select 1`; in turns, so that a slow moment hits both. */
export async function benchRequests(): Promise<Result[]> {
  const stage = await openStage();
  const owner = await signUpVendor(stage, { companyName: '株式会社ベンチ', personName: '測 太郎', email: 'bench@vendor.example' });
  await fillCompany(owner, '株式会社ベンチ');
  const clientId = await createClient(owner, { companyName: '医療法人社団みどり会', contactEmail: 'bench@client.example' });
  const contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: await stage.today() });
  const port = Number(new URL(product().url).port);
  const bare = await startBare(port + 7);
  const page = { ...measure, url: `http://127.0.0.1:${port}/api/v1/contracts/${contractId}`, headers: { cookie: owner.cookie } };
  const list = { ...page, url: `http://127.0.0.1:${port}/api/v1/contracts` };
  const one = { ...measure, url: `http://127.0.0.1:${port + 7}/one`, headers: {} };
  const rates: { page: number; list: number; one: number }[] = [];
  try {
    for (const warm of [one, page, list]) await requestsPerSecond({ ...warm, seconds: 2 });
    for (let round = 0; round < rounds; round += 1) rates.push({ one: await requestsPerSecond(one), page: await requestsPerSecond(page), list: await requestsPerSecond(list) });
  } finally {
    bare.kill();
    await stage.close();
  }
  const [oneRate, pageRate, listRate] = [median(rates.map(({ one: rate }) => rate)), median(rates.map(({ page: rate }) => rate)), median(rates.map(({ list: rate }) => rate))];
  const ofBare = (rate: number) => Number((rate / oneRate).toFixed(3));
  return [
    { id: 'B3', what: 'contract page, requests/s ÷ bare SELECT 1', value: ofBare(pageRate), goal: 0.5, better: 'more', unit: '×', detail: `${pageRate.toFixed(0)}/s ÷ ${oneRate.toFixed(0)}/s` },
    { id: 'B3', what: 'contract list, requests/s ÷ bare SELECT 1', value: ofBare(listRate), goal: null, better: 'more', unit: '×', detail: `${listRate.toFixed(0)}/s ÷ ${oneRate.toFixed(0)}/s` },
  ];
}
