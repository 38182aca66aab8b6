import { movingInRoutes } from '@hoshu/api-schema';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let sample: Buffer;

test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社引越制作', personName: '佐藤 美咲', email: 'owner@hikkoshi.example' });
  await fillCompany(owner, '株式会社引越制作');
  sample = (await owner.try(movingInRoutes.sample)).bytes;
});
test.afterAll(() => stage.close());

for (const { width } of sizesOf('wide')) {
  test(`F165 契約の一覧を読み、直すところを見て、登録し、丸ごと取り消す（${width}px）`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await sitDown(context, owner);
    await page.goto('/app/contracts');
    await page.getByRole('link', { name: 'ほかから引き継ぐ' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'ほかからの引っ越し' })).toBeVisible();
    await expectSound(page);
    // A second row without its fee and with a day that does not exist.
    const [headings, line] = sample.toString('utf8').split('\r\n') as [string, string];
    const wrong = line.replace('A-001', `B-${width}`).replace('2024-04-01', '2024-02-31').replace('"55,000"', '');
    await page.getByLabel('CSV または ZIP').setInputFiles({ name: '契約一覧.csv', mimeType: 'text/csv', buffer: Buffer.from(`${headings}\r\n${line.replace('A-001', `A-${width}`)}\r\n${wrong}`) });
    await page.getByRole('button', { name: '読み取って確かめる' }).click();
    await expect(page.getByText('暦にない日付です。').first()).toBeVisible();
    await expect(page.getByText('確認中（未登録）')).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: '1件を登録する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '1件を登録する' }).click();
    await expect(page.getByText('登録済み', { exact: true }).first()).toBeVisible();
    await page.goto('/app/moving-in/held');
    await expect(page.getByRole('heading', { level: 1, name: '止めているもの' })).toBeVisible();
    await expectSound(page);
    await page.goBack();
    await page.getByRole('button', { name: '丸ごと取り消す' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '丸ごと取り消す' }).click();
    await expect(page.getByText('取り消し済み')).toBeVisible();
  });
}
