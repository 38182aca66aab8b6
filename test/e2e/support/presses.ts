import type { Page } from '@playwright/test';
import { goOn, load } from './walk.js';

/** What the probe answers for a control that the page does not have. */
const gone = 'is not there any more';

/** Presses every control of an area of one page, one after the other. */
export class Presser {
  /** With `isOneTree` pages are come to as by a link; without it each is loaded. */
  constructor(readonly page: Page, readonly isOneTree: boolean) {}

  private async open(address: string): Promise<void> {
    if (!this.isOneTree) return load(this.page, address);
    await goOn(this.page, address);
  }

  /** Back to the page, with nothing lying over it. What a press opened within the page stays: a control that is gone for it is looked for on a fresh page. */
  private async tidy(address: string, began: string): Promise<void> {
    const { href, isCovered } = await this.page.evaluate(() => window.probe.stand());
    if (isCovered) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(60);
    }
    if (href !== began) await this.open(address);
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
    const { href: began } = await this.page.evaluate(() => window.probe.stand());
    const keys = (await this.page.evaluate((wanted) => window.probe.controls(wanted), area)).filter(isWanted);
    const dead: string[] = [];
    let pressed = 0;
    for (const key of keys) {
      let trouble = await this.press(area, key);
      if (trouble) {
        // What an earlier press left behind may lie over it or have done it already: once more on a page that has just been loaded.
        await load(this.page, address);
        trouble = await this.press(area, key);
      }
      // Offered by what stood open before, not by the page itself.
      if (trouble === gone) continue;
      pressed += 1;
      if (trouble) dead.push(`${address}: ${key} ${trouble}`);
      await this.tidy(address, began);
    }
    return { pressed, dead };
  }
}

/** Rows of a list repeat one control: so many of a name on one page stand for the rest. */
export const mostAlike = 2;
export const isAmongFirst = (key: string): boolean => Number(/ (\d+)$/.exec(key)?.[1] ?? 0) < mostAlike;
