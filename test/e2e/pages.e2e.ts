import { expect, overflow, seriousFindings } from './support/journey.js';
import { load, prepareWalk, seated, test, visitAll } from './support/walk.js';

test.describe.configure({ mode: 'parallel' });

const isLong = process.env['HOSHU_TEST_SIZE'] === 'long';
const sizes = { narrow: { width: 375, height: 812 }, wide: { width: 1366, height: 768 } } as const;
const views = [['narrow', 'light'], ['wide', 'dark'], ['narrow', 'dark'], ['wide', 'light']] as const;
/** The views in which axe looks at a page: the first page, whose frame all share, and in the long size every page, in each; the others in one of them, by turns. */
const isLookedAt = (index: number, view: number) => index === 0 || isLong || index % views.length === view;
const pseudo = '?locale=pseudo';
const walks = [['vendor', 0, 2], ['vendor', 1, 2], ['client', 0, 1], ['staff', 0, 1], ['public', 0, 1]] as const;

for (const [audience, part, of] of walks) {
  const name = of > 1 ? `${audience} ${part + 1}/${of}` : audience;
  test(`F182 どの画面にも、両方の配色とどちらの幅でも重い問題がなく、横にはみ出さない（${name}）`, async ({ page, visitors }) => {
    test.setTimeout(isLong ? 600_000 : 300_000);
    await prepareWalk(page, false);
    const { addresses, unfilled } = await seated(page, visitors, audience);
    const mine = addresses.filter((_, index) => index % of === part);
    const found = await visitAll(page, { audience, addresses: mine }, async (address, index) => {
      const here: string[] = [];
      for (const [view, [size, colorScheme]] of views.entries()) {
        // The scheme changes no width: the first two views have both sizes.
        if (view > 1 && !isLookedAt(index, view)) continue;
        await page.setViewportSize(sizes[size]);
        await page.emulateMedia({ colorScheme });
        const wider = await overflow(page);
        const where = `${address} ${size} ${colorScheme}`;
        here.push(...(wider > 0 ? [`${where}: wider by ${wider} px`] : []), ...(isLookedAt(index, view) ? await seriousFindings(page) : []).map((finding) => `${where}: ${finding}`));
      }
      return here;
    });
    expect({ found, unfilled }).toEqual({ found: [], unfilled: [] });
  });
}

for (const audience of ['vendor', 'client', 'staff', 'public'] as const) {
  test(`F180 辞書を通らない文が、どの画面にもない（${audience}）`, async ({ page, visitors }) => {
    test.setTimeout(180_000);
    await prepareWalk(page, false);
    const visitor = await seated(page, visitors, audience);
    const found = await visitAll(page, { ...visitor, query: pseudo }, async (address) => {
      // Whoever was led on has left the pseudo-locale behind.
      if (audience === 'public' && !page.url().includes(pseudo)) return [];
      return (await page.evaluate(() => window.probe.strays())).map((stray) => `${address}: ${stray}`);
    });
    expect(found).toEqual([]);
  });
}

for (const [audience, home] of [['vendor', '/app'], ['client', '/portal']] as const) {
  test(`D27 最初の画面の読み取りは画面の先頭で始まり、どれも使われ、二度は読まない（${audience}）`, async ({ page, visitors }) => {
    await prepareWalk(page, false);
    await seated(page, visitors, audience);
    const asked: string[] = [];
    page.on('request', (request) => { if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname + new URL(request.url()).search); });
    await load(page, home);
    const left = await page.evaluate(() => Object.keys((window as unknown as { hoshuEarly: { answers: object } }).hoshuEarly.answers));
    expect({ left, twice: asked.filter((address, index) => asked.indexOf(address) !== index), session: asked[0] }).toEqual({ left: [], twice: [], session: '/api/v1/session' });
  });
}

test('F180 辞書を通らない文は見つかる', async ({ page, visitors }) => {
  await prepareWalk(page, false);
  const visitor = await seated(page, visitors, 'client');
  const found = await visitAll(page, { audience: visitor.audience, addresses: visitor.addresses.slice(0, 1), query: pseudo }, async () => {
    await page.evaluate(() => document.querySelector('main')?.append('直書きの文'));
    return page.evaluate(() => window.probe.strays());
  });
  expect(found).toEqual(['直書きの文']);
});
