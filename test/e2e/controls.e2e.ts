import type { Locator, Page } from '@playwright/test';
import type { World } from '../../libs/testing/src/world.js';
import { expect, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown, visitors, type Visitor } from './support/visitors.js';

let stage: World;
let everyone: Visitor[];
test.beforeAll(async () => {
  stage = await openStage();
  everyone = await visitors(stage, 'みほん');
});
test.afterAll(() => stage.close());

const controls = 'a[href], button:enabled:not([aria-disabled="true"]), summary, select:enabled, textarea:enabled, input:enabled:not([type="hidden"]), [role="tab"]';
const settleMs = 1_500;
/** Rows of a table repeat one control; two of a name on one page stand for the rest. */
const mostAlike = 2;

interface Seen { requests: number; others: number }

/** Counts what a control may cause besides a change of the page itself. */
function watch(page: Page): Seen {
  const seen: Seen = { requests: 0, others: 0 };
  page.on('request', () => { seen.requests += 1; });
  page.on('popup', (popup) => { seen.others += 1; void popup.close().catch(() => undefined); });
  page.on('download', (download) => { seen.others += 1; void download.cancel().catch(() => undefined); });
  page.on('filechooser', () => { seen.others += 1; });
  page.on('dialog', (dialog) => { seen.others += 1; void dialog.dismiss().catch(() => undefined); });
  return seen;
}

const stateOf = (page: Page) => page.evaluate(() => {
  const active = document.activeElement;
  const place = active && active !== document.body ? `${active.tagName}#${active.id}.${[...document.querySelectorAll(active.tagName)].indexOf(active)}` : '';
  const fields = [...document.querySelectorAll('input, select, textarea, details')].map((field) => (field instanceof HTMLInputElement ? `${field.value}${field.checked}` : field instanceof HTMLDetailsElement ? String(field.open) : (field as HTMLSelectElement).value)).join('|');
  return `${location.href}\n${place}\n${fields}\n${document.body.innerHTML.length}\n${document.body.textContent}`;
}).catch(() => 'navigating');

const nameOf = (control: Locator) => control.evaluate((element) => `${element.tagName.toLowerCase()} ${element.getAttribute('type') ?? ''} ${(element.getAttribute('aria-label') ?? element.textContent ?? element.getAttribute('name') ?? '').trim().slice(0, 40)}`);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Uses one control. Returns whether anything came of it. */
async function hasEffect(page: Page, control: Locator, seen: Seen): Promise<boolean> {
  const href = (await control.getAttribute('href')) ?? '';
  if (/^(mailto|tel):./.test(href)) return true;
  const before = await stateOf(page);
  const count = seen.requests + seen.others;
  await control.click({ timeout: 3_000, force: await control.evaluate((element) => element instanceof HTMLInputElement && /radio|checkbox/.test(element.type)) });
  for (const until = Date.now() + settleMs; Date.now() < until;) {
    if (seen.requests + seen.others > count || (await stateOf(page)) !== before) return true;
    await page.waitForTimeout(30);
  }
  return false;
}

/** The controls of a page that are worth a click each, as positions in the page. */
async function planFor(page: Page, area: string): Promise<{ index: number; name: string }[]> {
  const alike = new Map<string, number>();
  const plan: { index: number; name: string }[] = [];
  const all = page.locator(area).locator(controls);
  for (let index = 0; index < (await all.count()); index += 1) {
    const control = all.nth(index);
    if (!(await control.isVisible())) continue;
    const name = await nameOf(control);
    const many = alike.get(name) ?? 0;
    alike.set(name, many + 1);
    if (many < mostAlike) plan.push({ index, name });
  }
  return plan;
}

/** Clicks through one page; a page that a click changed is opened anew. */
async function dead(page: Page, address: string, area: string): Promise<{ clicked: number; dead: string[] }> {
  const seen = watch(page);
  await open(page, address);
  const fresh = await page.locator('body').innerHTML();
  const plan = await planFor(page, area);
  const silent: string[] = [];
  for (const { index, name } of plan) {
    const control = page.locator(area).locator(controls).nth(index);
    const effect = await hasEffect(page, control, seen).catch((error: unknown) => { silent.push(`${name}: ${String(error).slice(0, 120)}`); return true; });
    if (!effect) silent.push(name);
    if ((await page.locator('body').innerHTML().catch(() => '')) !== fresh || page.url() !== new URL(address, page.url()).href) await open(page, address);
  }
  page.removeAllListeners('request');
  return { clicked: plan.length, dead: silent.map((name) => `${address} → ${name}`) };
}

for (const audience of ['vendor', 'client', 'staff'] as const) {
  test(`使えるように見えるものは、どの画面でも押すと何かが起きる（${audience}）`, async ({ page }) => {
    test.setTimeout(420_000);
    const visitor = everyone.find((one) => one.audience === audience);
    if (!visitor) throw new Error(`nobody visits as ${audience}`);
    await sitDown(page.context(), visitor.person);
    const found: string[] = [];
    let clicked = 0;
    for (const address of visitor.addresses) {
      const result = await dead(page, address, 'main');
      clicked += result.clicked;
      found.push(...result.dead);
    }
    const frame = await dead(page, visitor.addresses[0] ?? '/', 'header, nav');
    expect({ found: [...found, ...frame.dead], enough: clicked > visitor.addresses.length }).toEqual({ found: [], enough: true });
    test.info().annotations.push({ type: 'clicked', description: `${visitor.addresses.length} pages, ${clicked + frame.clicked} controls; without data: ${visitor.unfilled.join()}` });
  });
}
