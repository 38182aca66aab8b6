import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { chromium, type Browser } from '@playwright/test';
import { concludedContract, clientPerson } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor } from '../../libs/testing/src/person.js';
import { product } from '../e2e/support/product.js';
import { openStage } from '../e2e/support/stage.js';
import { median } from './load.js';
import type { Result } from './result.js';

const root = path.resolve(import.meta.dirname, '../..');
const runs = 5;
// What measuring tools call "slow 4G", on a processor four times slower.
const slow4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const settleMs = 4_000;

interface Visit { readonly url: string; readonly cookie?: string }

async function largestPaintMs(browser: Browser, { url, cookie }: Visit): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, locale: 'ja-JP' });
  if (cookie) await context.addCookies([{ name: cookie.split('=')[0] ?? '', value: cookie.slice(cookie.indexOf('=') + 1), url }]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForTimeout(settleMs);
  const last = await page.evaluate(() => new Promise<number>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true });
  }));
  await context.close();
  return last;
}

/** A page of the same framework that shows one heading and nothing else, built by the same tool. */
async function blankPage(): Promise<{ url: string; close: () => void }> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-blank-'));
  writeFileSync(path.join(directory, 'index.html'), '<!doctype html><html lang="ja"><meta name="viewport" content="width=device-width"><div id="root"></div><script type="module" src="/main.js"></script></html>');
  writeFileSync(path.join(directory, 'main.js'), `import { createElement } from 'react';\nimport { createRoot } from 'react-dom/client';\ncreateRoot(document.getElementById('root')).render(createElement('h1', null, '保守'));\n`);
  symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  const built = spawnSync(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: directory, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const server = express().use(express.static(path.join(directory, 'dist'))).listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => { server.close(); rmSync(directory, { recursive: true, force: true }); } };
}

function sizes(): Result[] {
  const { stdout } = spawnSync(process.execPath, [path.join(root, 'apps/portal/build/budget.mjs')], { cwd: root, encoding: 'utf8' });
  const goals: Record<string, number> = { '/portal': 110, '/app': 160 };
  return [...stdout.matchAll(/^\S+\s+(\/\w+)\s+([\d.]+) KB of (\d+) \((.*)\)$/gm)].map(([, url = '', size, gate, detail = '']) => ({ id: 'B8', what: `${url}: JS and CSS before the first screen (gzip)`, value: Number(size), goal: goals[url] ?? Number(gate), better: 'less' as const, unit: 'KB', detail: `gate ${gate}; ${detail}` }));
}

/** B8: weight of the first screens, and how late their largest part is painted on a slow phone. */
export async function benchScreens(): Promise<Result[]> {
  const stage = await openStage();
  const owner = await signUpVendor(stage, { companyName: '株式会社画面', personName: '画 面子', email: 'screens@vendor.example' });
  const fixture = await concludedContract(stage, { owner, concludedOn: '2026-10-01', lastOn: '2027-09-30' });
  const client = await clientPerson(stage, fixture, { name: '緑川 薫', email: 'screens@client.example', role: 'owner' });
  const blank = await blankPage();
  const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  const paints: { blank: number; portal: number; app: number }[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      paints.push({ blank: await largestPaintMs(browser, { url: blank.url }), portal: await largestPaintMs(browser, { url: `${product().url}/portal`, cookie: client.cookie }), app: await largestPaintMs(browser, { url: `${product().url}/app`, cookie: owner.cookie }) });
    }
  } finally {
    await browser.close();
    blank.close();
    await stage.close();
  }
  const seconds = (name: 'blank' | 'portal' | 'app') => Number((median(paints.map((entry) => entry[name])) / 1000).toFixed(2));
  const all = (name: 'portal' | 'app') => `blank page ${seconds('blank')} s; all: ${paints.map((entry) => (entry[name] / 1000).toFixed(1)).join(' ')}`;
  return [
    ...sizes(),
    { id: 'B8', what: '/portal: largest paint, slow 4G, 4× CPU', value: seconds('portal'), goal: 2.5, better: 'less', unit: 's', detail: all('portal') },
    { id: 'B8', what: '/app: largest paint, slow 4G, 4× CPU', value: seconds('app'), goal: 3, better: 'less', unit: 's', detail: all('app') },
  ];
}
