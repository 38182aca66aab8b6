import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './lib/browser.mjs';
import { root } from './lib/root.mjs';
import { runTool } from './lib/stop-error.mjs';

// Usage: node tools/screens.mjs [--dark] [FILTER]: pictures of every page of a running demo, for docs/screens and for a pair of eyes.
const base = process.env.SCREENS_URL ?? `http://localhost:${process.env.PORT ?? 4000}`;
const isDark = process.argv.includes('--dark');
const filter = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';
const directory = path.resolve(root, process.env.SCREENS_TO ?? 'docs/screens');
const widths = [1366, 375];
const people = { client: 'midori', vendor: 'owner', staff: 'support', operator: 'operator' };
const prefixes = { client: 'portal', vendor: 'app', staff: 'ops', operator: 'ops', public: 'public' };
const sharp = createRequire(path.join(root, 'apps/api/package.json'))('sharp');
// The desk sees no tenants, the operator no cases: each is shown to the one who may read it.
const audienceOf = (name, audience) => (/^staff\.(health|tenants)$/.test(name) ? 'operator' : audience);

/** Every address of the portal, read from its tables. */
function patterns() {
  const source = ['paths.ts', 'paths-vendor.ts', 'paths-staff.ts'].map((name) => readFileSync(path.join(root, 'apps/portal/src', name), 'utf8')).join('\n');
  return [...source.matchAll(/'((public|client|vendor|staff)\.(\w+))': '([^']+)'/g)].map(([, name, audience, short, pattern]) => ({ name, audience: audienceOf(name, audience), short, pattern }));
}

/** The first thing of each kind that this person may read: fills the parameters of the addresses. */
async function parametersOf(request, audience) {
  const first = async (route, key = 'id') => {
    const answer = await request.get(`${base}/api/v1/${route}`);
    return answer.ok() ? ((await answer.json()).items?.[0]?.[key] ?? null) : null;
  };
  const mine = audience === 'client' ? 'client/reports' : 'reports';
  const contractId = await first('contracts?limit=50&status=in_force') ?? await first('contracts?limit=1');
  const noticedId = await first('contracts?limit=1&status=ending') ?? contractId;
  return {
    contractId, claimId: await first(`contracts/${contractId}/claims`), declarationId: await first(`contracts/${contractId}/declarations`), noticeId: await first(`contracts/${noticedId}/notices`), invoiceId: await first('invoices?limit=1'), incidentId: await first('incidents?limit=1'), reportId: await first(`${mine}?limit=1`),
    siteId: await first('sites?limit=1'), clientId: await first('clients?limit=1'), paymentId: await first('payments?limit=1'), monitorId: await first('monitors?limit=1'), caseId: await first('support/notices'), agreementId: await first('agreements?limit=1'), person: 'owner',
  };
}

/** The token of the newest mail with a link of this kind (`/sign/…`): a link is shown as the person who got it sees it. */
async function tokenOf(request, pattern) {
  const mailbox = base.replace(/\d+$/, (port) => String(Number(port) + 1));
  const prefix = pattern.slice(0, pattern.indexOf('$token'));
  const { messages } = await (await request.get(`${mailbox}/api/messages`)).json();
  for (const { id } of messages) {
    const { text } = await (await request.get(`${mailbox}/api/messages/${id}`)).json();
    const token = text.split(`${prefix}`)[1]?.match(/^[\w.~-]+/)?.[0];
    if (token) return token;
  }
  return null;
}

async function photograph(page, { name, audience, short, url }, width) {
  await page.setViewportSize({ width, height: width === 375 ? 812 : 768 });
  await page.goto(`${base}${url}`, { waitUntil: 'networkidle' }).catch(() => undefined);
  await page.waitForTimeout(250);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const slug = short.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const file = path.join(directory, `${prefixes[audience]}${short === 'home' ? '' : `-${slug}`}-${width}.png`);
  // A palette keeps 130 pictures of flat colours small enough for the repository.
  await sharp(await page.screenshot({ fullPage: true })).png({ palette: true, quality: 90, compressionLevel: 9 }).toFile(file);
  process.stdout.write(`${overflow > 0 ? `横にはみ出し ${overflow}px ` : ''}${name} ${width} ${url}\n`);
}

await runTool(async () => {
  mkdirSync(directory, { recursive: true });
  const { executablePath } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'] });
  for (const audience of Object.keys(prefixes)) {
    const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', colorScheme: isDark ? 'dark' : 'light' });
    const person = people[audience];
    if (person) await context.request.post(`${base}/api/v1/demo/entrance`, { data: { person }, headers: { 'X-Hoshu': '1' } });
    const parameters = await parametersOf(context.request, audience);
    const page = await context.newPage();
    page.on('pageerror', (error) => process.stdout.write(`  ! ${error.message}\n`));
    for (const entry of patterns().filter((one) => one.audience === audience && one.name.includes(filter))) {
      if (entry.pattern.includes('$token')) parameters.token = await tokenOf(context.request, entry.pattern);
      const missing = [...entry.pattern.matchAll(/\$(\w+)/g)].map(([, key]) => key).filter((key) => !parameters[key]);
      if (missing.length > 0) { process.stdout.write(`- ${entry.name}: ${missing.join()}\n`); continue; }
      const url = entry.pattern.replace(/\$(\w+)/g, (_, key) => parameters[key]);
      for (const width of widths) await photograph(page, { ...entry, url }, width);
    }
    await context.close();
  }
  await browser.close();
});
