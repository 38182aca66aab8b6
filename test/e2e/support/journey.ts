import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import { product } from './product.js';
import startProduct from './start-product.js';

interface Violation { readonly id: string; readonly impact: string | null; readonly nodes: readonly { readonly html: string }[] }
interface Mail { readonly id: string; readonly subject: string; readonly to: readonly string[] | string; readonly text?: string }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe { readonly run: (root: Document, options: unknown) => Promise<{ violations: Violation[] }> }

const isLong = process.env['HOSHU_TEST_SIZE'] === 'long';
const sizes = { wide: { width: 1366, height: 768 }, narrow: { width: 375, height: 812 } } as const;

/** The sizes in which a journey is walked: the long run takes both, the normal one the size that its people have; every page is seen in both by pages.e2e.ts (D28). */
export const sizesOf = (own: keyof typeof sizes): readonly { readonly width: number; readonly height: number }[] => (isLong ? [sizes[own], sizes[own === 'wide' ? 'narrow' : 'wide']] : [sizes[own]]);

/** axe in this page, in the theme and size it has; serious and critical findings as readable lines. */
export async function seriousFindings(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
  return violations.filter((entry) => entry.impact === 'serious' || entry.impact === 'critical').map((entry) => `${entry.id}: ${entry.nodes[0]?.html.slice(0, 160) ?? ''}`);
}

/** By how many pixels the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const schemes = ['dark', 'light'] as const;
let looks = 0;
/** No serious finding in either scheme (the normal run takes them by turns), and nothing that scrolls sideways. Leaves the page in the light one. */
export async function expectSound(page: Page): Promise<void> {
  looks += 1;
  for (const colorScheme of isLong ? schemes : [schemes[looks % 2] ?? 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect([page.url(), colorScheme, await seriousFindings(page)]).toEqual([page.url(), colorScheme, []]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await overflow(page)).toBe(0);
}

/** The path of the link in the newest mail to an address; waits for the worker to send it. */
export async function linkFor(email: string, subjectPart: string): Promise<string> {
  const { mailUrl } = product();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const list = (await (await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`)).json()) as Mail[] | { messages: Mail[] };
    const mail = (Array.isArray(list) ? list : list.messages).find((entry) => entry.subject.includes(subjectPart));
    if (mail) {
      const whole = (await (await fetch(`${mailUrl}/api/messages/${mail.id}`)).json()) as { text: string };
      const match = /https?:\/\/[^\s/]+(\/[^\s]+)/.exec(whole.text);
      if (match?.[1]) return match[1];
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no mail to ${email} about ${subjectPart}`);
}

/** Every worker has a product of its own: one journey moves the clock, and that is not the others' day. Every page keeps its console clean: a policy violation or an exception fails the journey. */
export const test = base.extend<{ quiet: void }, { running: void }>({
  running: [async ({}, use) => {
    const stop = await startProduct();
    await use();
    await stop();
  }, { scope: 'worker', auto: true, timeout: 90_000 }],
  baseURL: async ({}, use) => { await use(product().url); },
  quiet: [async ({ page }, use) => {
    const noise: string[] = [];
    page.on('pageerror', (error) => noise.push(`${page.url()}: ${error.message || error.name} ${error.stack ?? ''}`));
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) noise.push(message.text()); });
    await use();
    expect(noise).toEqual([]);
  }, { auto: true }],
});
export { expect };
