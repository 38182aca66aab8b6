import { expect } from './support/journey.js';
import { isAmongFirst, Presser } from './support/presses.js';
import { load, prepareWalk, seated, test } from './support/walk.js';

test.describe.configure({ mode: 'parallel' });

const isLong = process.env['HOSHU_TEST_SIZE'] === 'long';
/** In the normal size a control that bears one name on many pages is pressed on the first of them. */
const firstOfName = () => {
  const met = new Set<string>();
  return (key: string) => {
    if (!isAmongFirst(key)) return false;
    if (isLong) return true;
    const isNew = !met.has(key);
    met.add(key);
    return isNew;
  };
};

const walks = [
  { audience: 'vendor', part: 0, of: 2, home: '/app' },
  { audience: 'vendor', part: 1, of: 2, home: '/app' },
  { audience: 'client', part: 0, of: 1, home: '/portal' },
  { audience: 'staff', part: 0, of: 1, home: '/ops' },
  { audience: 'public', part: 0, of: 1, home: null },
] as const;

for (const { audience, part, of, home } of walks) {
  test(`使えるように見えるものは、どの画面でも押すと何かが起きる（${audience}${of > 1 ? ` ${part + 1}/${of}` : ''}）`, async ({ page, visitors }) => {
    test.setTimeout(isLong ? 900_000 : 300_000);
    await prepareWalk(page, true);
    const { addresses } = await seated(page, visitors, audience);
    const presser = new Presser(page, home !== null);
    const isWanted = firstOfName();
    const found: string[] = [];
    let pressed = 0;
    const add = (result: { pressed: number; dead: string[] }) => { pressed += result.pressed; found.push(...result.dead); };
    if (home) {
      await load(page, home);
      if (part === 0) add(await presser.pressAll(home, 'header.h-header, nav.h-menu', isWanted));
    }
    const mine = addresses.filter((_, index) => index % of === part);
    for (const address of mine) add(await presser.pressAll(address, 'main', isWanted));
    expect({ found, enough: pressed > mine.length }).toEqual({ found: [], enough: true });
    test.info().annotations.push({ type: 'pressed', description: `${mine.length} pages, ${pressed} controls` });
  });
}

test('何も起きないボタンは見つかる', async ({ page, visitors }) => {
  await prepareWalk(page, true);
  await seated(page, visitors, 'client');
  await load(page, '/portal');
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = '飾り';
    document.querySelector('.h-page-head')?.append(button);
  });
  const spot = await page.evaluate(() => window.probe.aim('main', 'button  飾り 0'));
  if (typeof spot === 'string') throw new Error(spot);
  await page.mouse.move(spot.x, spot.y);
  await page.evaluate(() => window.probe.remember());
  await page.mouse.click(spot.x, spot.y);
  expect(await page.evaluate(() => window.probe.effect())).toBeNull();
});
