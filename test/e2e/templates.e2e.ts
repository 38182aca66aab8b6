import { fillCompany } from '../../libs/testing/src/builders.js';
import { concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { docxOf, filledForm } from '../api/support/form-files.js';
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

    test('手元の契約書（Word）を読み取り、違う条を確かめてからひな形にし、二つの版を比べる（F004）', async ({ page, context }) => {
      const name = `みどり会の契約書${width}`;
      const text = filledForm({ fee: '66,000', days18: 90 }).replace('乙は善良な管理者の注意をもって', '乙は最善を尽くして');
      await sitDown(context, owner);
      await page.goto('/app/templates');
      await page.getByRole('link', { name: '契約書から作る' }).click();
      await page.getByLabel('契約書のファイル').setInputFiles({ name: '別の文書.txt', mimeType: 'text/plain', buffer: Buffer.from('議事録') });
      await expect(page.getByText('ひな形で作られた文書ではないため')).toBeVisible();
      await page.getByLabel('契約書のファイル').setInputFiles({ name: `${name}.docx`, mimeType: 'application/octet-stream', buffer: docxOf(text) });
      await expect(page.getByRole('heading', { name: '読み取った結果' })).toBeVisible();
      await expect(page.getByText('66,000円')).toBeVisible();
      await expect(page.locator('.h-diff del')).toContainText('善良な管理者');
      await expect(page.getByLabel('特約として入れる：第5条')).toBeChecked();
      await expectSound(page);
      await page.getByRole('button', { name: 'この内容でひな形を作る' }).click();
      await expect(page.getByLabel(/^ひな形の名前/)).toHaveValue(name);
      await expect(page.getByLabel(/^中途解約の予告/)).toHaveValue('90');
      await page.getByRole('button', { name: 'ひな形を保存' }).click();
      await page.getByRole('link', { name }).click();
      await page.getByLabel(/^中途解約の予告/).fill('60');
      await page.getByRole('button', { name: 'ひな形を保存' }).click();
      await page.getByRole('link', { name }).click();
      await page.getByText('版を比べる').click();
      await expect(page.locator('.h-diff').filter({ hasText: '第18条' }).locator('ins')).toContainText('60');
      await expectSound(page);
    });
  });
}
