import type { Page } from '@playwright/test';
import { test as base } from './journey.js';
import { probeParts } from './probe.js';
import { openStage } from './stage.js';
import { makeVisitors, sitDown, type Visitor } from './visitors.js';

/** Puts the probe into every page that this tab loads. `holds` answers every act by a refusal, so that data stays as it is. */
export const prepareWalk = async (page: Page, holds: boolean): Promise<void> => {
  for (const part of probeParts) await page.addInitScript(part as (holds: boolean) => void, holds);
};

async function comeToRest(page: Page, address: string | null): Promise<void> {
  // A page that leads on, such as one for signed-in people alone, is waited for where it leads.
  const settled = async (more: number): Promise<string | null> => {
    try {
      return await page.evaluate((wanted) => window.probe.settled(wanted), address);
    } catch (error) {
      if (more === 0 || !/context was destroyed|reading 'settled'/.test(String(error))) throw error;
      await page.waitForTimeout(200);
      return settled(more - 1);
    }
  };
  const reason = await settled(5);
  if (reason) throw new Error(`${address ?? page.url()} ${reason}`);
}

/** Loads a page anew and waits until it has come to rest. */
export async function load(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await comeToRest(page, null);
}

/** Goes to another page of the same tree as a link does, without loading the portal again. */
export async function goOn(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => window.__TSR_ROUTER__?.history.push(href), address);
  await comeToRest(page, address);
}

/** The journeys that look at every page: each worker makes its visitors once. */
export const test = base.extend<object, { visitors: Visitor[] }>({
  visitors: [async ({ running: _running }, use) => {
    const stage = await openStage();
    const everyone = await makeVisitors(stage, 'みほん');
    await stage.close();
    await use(everyone);
  }, { scope: 'worker', timeout: 120_000 }],
});

/** The visitor of an audience, seated in the browser. */
export async function seated(page: Page, visitors: readonly Visitor[], audience: Visitor['audience']): Promise<Visitor> {
  const visitor = visitors.find((one) => one.audience === audience);
  if (!visitor) throw new Error(`nobody visits as ${audience}`);
  if (visitor.person) await sitDown(page.context(), visitor.person);
  return visitor;
}

/** Visits every page in turn and gathers what each look finds; a page that does not come to rest is a finding too. Public pages lead away when they want to, so each is loaded anew. */
export async function visitAll(page: Page, { audience, addresses, query = '' }: Pick<Visitor, 'audience' | 'addresses'> & { readonly query?: string }, look: (address: string, index: number) => Promise<readonly string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const [index, address] of addresses.entries()) {
    const come = index === 0 || audience === 'public' ? load(page, `${address}${query}`) : goOn(page, address);
    found.push(...await come.then(() => look(address, index), (error: unknown) => [String(error)]));
  }
  return found;
}
