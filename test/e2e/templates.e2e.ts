import { fillCompany } from '../../libs/testing/src/builders.js';
import { concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${Date.now()}@templates.example` });
  await fillCompany(owner);
  await concludedContract(stage, { owner, clientName: '医療法人社団みどり会', concludedOn: '2026-04-01', lastOn: '2027-03-31' });
});
test.afterAll(() => stage.close());

for (const { width, height } of sizesOf('wide')) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('標準のひな形から自社のひな形を作り、本文がすぐ変わり、契約で選べる（F164）', async ({ page, context }) => {
      const name = `標準（90日前予告）${width}`;
      await sitDown(context, owner);
      await page.goto('/app/templates');
      await expect(page.getByRole('heading', { name: '標準のひな形' })).toBeVisible();
      await expectSound(page);
      await page.getByRole('link', { name: 'ひな形を作る' }).first().click();
      await page.getByLabel(/^ひな形の名前/).fill(name);
      await page.getByLabel(/^更新しない通知の期限/).fill('90');
      await page.getByRole('button', { name: '特約を加える：終了時の返還' }).click();
      await page.getByLabel(/^「返還の期間」の値/).fill('45日');
      if (width < 1000) await page.getByRole('button', { name: '契約書の文面を見る' }).click();
      await expect(page.locator('.h-paper')).toContainText('期間満了日の90日前');
      await expectSound(page);
      await page.getByRole('button', { name: 'ひな形を保存' }).click();
      await page.getByRole('link', { name }).click();
      await expect(page).toHaveURL(/\/app\/templates\/[0-9a-f-]{36}$/);
      await expect(page.getByText('第1版').first()).toBeVisible();
      await expectSound(page);

      await page.goto('/app/contracts/new');
      await page.getByLabel('この契約に使うひな形').selectOption({ label: name });
      await page.getByRole('button', { name: /みどり会/ }).first().click();
      await expect(page).toHaveURL(/edit\?step=sites/);
      await page.goto(page.url().replace('step=sites', 'step=special'));
      await expect(page.getByLabel(/^「返還の期間」の値/)).toHaveValue('45日');
      await expectSound(page);
    });
  });
}
