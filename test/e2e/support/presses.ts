import type { Page } from '@playwright/test';
import { goOn, load } from './walk.js';

/** Presses every control of an area of one page after the other, each time on the page as it was. */
export class Presser {
  /** `neutral` is another page of the same tree: going there and back makes a page new without loading the portal again. Without it each page is loaded. */
  constructor(readonly page: Page, readonly neutral: string | null) {}

  private readonly shape = (area: string) => this.page.evaluate((wanted) => window.probe.shape(wanted), area);

  private async open(address: string): Promise<void> {
    if (this.neutral === null) return load(this.page, address);
    await goOn(this.page, address);
  }

  /** Back to the page as it was before the press: closing what opened, else coming anew, else loading. */
  private async restore(address: string, area: string, fresh: string): Promise<void> {
    if ((await this.shape(area)) === fresh) return;
    await this.page.keyboard.press('Escape');
    await this.page.waitForTimeout(60);
    if ((await this.shape(area)) === fresh) return;
    if (this.neutral && this.neutral !== address) {
      await goOn(this.page, this.neutral);
      await goOn(this.page, address);
      if ((await this.shape(area)) === fresh) return;
    }
    await load(this.page, address);
  }

  private async press(area: string, key: string): Promise<string | null> {
    const spot = await this.page.evaluate(([wanted, control]) => window.probe.aim(wanted, control), [area, key] as const);
    if (typeof spot === 'string') return spot;
    await this.page.mouse.move(spot.x, spot.y);
    await this.page.evaluate(() => window.probe.remember());
    await this.page.mouse.down();
    await this.page.mouse.up();
    const effect = await this.page.evaluate(() => window.probe.effect()).catch(async (error: unknown) => {
      if (!String(error).includes('context was destroyed')) throw error;
      await this.page.waitForLoadState('domcontentloaded');
      return 'left';
    });
    // A list of choices lies over the page until it is closed.
    if (key.startsWith('select')) await this.page.keyboard.press('Escape');
    return effect ? null : 'does nothing';
  }

  /** The controls of a page's area that do nothing or cannot be pressed, and how many were pressed. `isWanted` leaves out what another page stands for. */
  async pressAll(address: string, area: string, isWanted: (key: string) => boolean = () => true): Promise<{ pressed: number; dead: string[] }> {
    await this.open(address);
    const fresh = await this.shape(area);
    const keys = (await this.page.evaluate((wanted) => window.probe.controls(wanted), area)).filter(isWanted);
    const dead: string[] = [];
    for (const key of keys) {
      let trouble = await this.press(area, key);
      if (trouble && trouble !== 'does nothing') {
        // What an earlier press left behind may lie over it: once more on a page that has just been loaded.
        await load(this.page, address);
        trouble = await this.press(area, key);
      }
      if (trouble) dead.push(`${address}: ${key} ${trouble}`);
      await this.restore(address, area, fresh);
    }
    return { pressed: keys.length, dead };
  }
}

/** Rows of a list repeat one control: so many of a name on one page stand for the rest. */
export const mostAlike = 2;
export const isAmongFirst = (key: string): boolean => Number(/ (\d+)$/.exec(key)?.[1] ?? 0) < mostAlike;
