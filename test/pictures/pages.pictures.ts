import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { seated, test } from '../e2e/support/walk.js';

interface Sharp { png(options: object): { toFile(file: string): Promise<unknown> } }
const root = path.resolve(import.meta.dirname, '../..');
const sharp = createRequire(path.join(root, 'apps/api/package.json'))('sharp') as (bytes: Buffer) => Sharp;
const directory = path.resolve(root, process.env['SCREENS_TO'] ?? 'docs/screens');
const prefixes = { client: 'portal', vendor: 'app', staff: 'ops', public: 'public' } as const;
const sizes = [{ width: 1366, height: 768 }, { width: 375, height: 812 }];

/** What the demo (tools/screens.mjs) has nothing to show for: its people have not done these things yet. */
const pages: Readonly<Record<keyof typeof prefixes, readonly string[]>> = {
  vendor: ['campaigns', 'campaignNew', 'campaign', 'representations', 'bundle', 'approvals', 'approval', 'approvalPolicy', 'checks', 'checkImport', 'clientChecks', 'templateImport', 'template', 'declare', 'declaration', 'movingIn', 'held', 'moveRun', 'amendment', 'amendmentNew', 'signingSettings'],
  client: ['representations', 'bundle', 'noticeRegister', 'declare', 'declaration', 'amendment', 'amendmentNew'],
  staff: ['mail'],
  public: ['check', 'confirm'],
};

for (const audience of ['vendor', 'client', 'staff', 'public'] as const) {
  test(audience, async ({ page, visitors }) => {
    test.setTimeout(300_000);
    mkdirSync(directory, { recursive: true });
    const { named } = await seated(page, visitors, audience);
    for (const short of pages[audience]) {
      const address = [...named].find(([name]) => name === `${audience}.${short}`)?.[1];
      if (!address) throw new Error(`${audience}.${short} has no address`);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.goto(address, { waitUntil: 'networkidle' });
        await page.waitForTimeout(300);
        const slug = short.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        await sharp(await page.screenshot({ fullPage: true })).png({ palette: true, quality: 90, compressionLevel: 9 }).toFile(path.join(directory, `${prefixes[audience]}-${slug}-${size.width}.png`));
      }
    }
  });
}
