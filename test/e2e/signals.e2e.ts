import { addMonths, localDate, monthOf } from '@hoshu/domain';
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
  owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${Date.now()}@signals.example` });
  await fillCompany(owner);
});
test.afterAll(() => stage.close());

const pdf = { name: '官報.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') };

for (const { width, height } of sizesOf('wide')) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('官報で知った申立てを記録すると契約の一覧と詳細が要確認になり、証拠を添えて解除の準備へ進める（F123）', async ({ page, context }) => {
      const concludedOn = `${addMonths(monthOf(localDate(await stage.today())), -2)}-01`;
      const { contractId } = await concludedContract(stage, { owner, clientName: `有限会社あかつき${width}`, concludedOn, lastOn: `${addMonths(monthOf(localDate(concludedOn)), 11)}-28`, number: `AK-${width}` });
      await sitDown(context, owner);
      await page.goto(`/app/contracts/${contractId}/ending`);
      await expect(page.getByText('確認が必要な兆候はありません。')).toBeVisible();
      await page.getByRole('button', { name: '事実を記録する' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: '破産手続開始の申立て' }).check();
      await dialog.getByLabel(/^出所/).first().fill('官報 第1234号 12頁');
      await dialog.locator('input[type=file]').setInputFiles(pdf);
      await expectSound(page);
      await dialog.getByRole('button', { name: '記録する' }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText('官報 第1234号 12頁')).toBeVisible();
      await expectSound(page);

      await page.goto('/app/contracts');
      await expect(page.getByText(/^破産手続開始の申立て（/).first()).toBeVisible();
      await page.goto(`/app/contracts/${contractId}`);
      await page.getByRole('link', { name: /確認が必要な事実があります/ }).click();
      await page.getByRole('link', { name: /^解除の準備$/ }).click();
      await expect(page.getByRole('radio', { name: '破産手続開始の申立て' })).toBeChecked();
      await page.getByLabel(/^解除の理由となる事実/).fill('官報により、破産手続開始の申立てを確認しました。');
      await expectSound(page);
      await page.getByRole('button', { name: '準備を始める' }).click();
      await expect(page.getByRole('link', { name: '官報.pdf' })).toBeVisible();

      await page.goto('/app/signals');
      await expectSound(page);
      await page.getByRole('button', { name: /^対象から外す：破産.*官報 第1234号/ }).first().click();
      await page.getByRole('dialog').getByLabel(/^理由/).fill('同名の別の会社でした。');
      await page.getByRole('dialog').getByRole('button', { name: '対象から外す' }).click();
      await expect(page.getByText(/対象から外したもの/)).toBeVisible();
      await expectSound(page);
    });
  });
}
