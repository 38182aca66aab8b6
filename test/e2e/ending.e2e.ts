import { addMonths, localDate, monthOf } from '@hoshu/domain';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, steppedUp, vendorPerson } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${Date.now()}@ending.example` });
  await fillCompany(owner);
});
test.afterAll(() => stage.close());

const pdf = { name: '官報.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') };

for (const { width, height } of [{ width: 1366, height: 768 }, { width: 375, height: 812 }]) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('第19条：支払の遅れは催告へ導かれ、破産の申立ては証拠と二人の確認を経て、到達の日に契約が終わる（F121）', async ({ page, context }) => {
      const today = await stage.today();
      const concludedOn = `${addMonths(monthOf(localDate(today)), -3)}-01`;
      const fixture = await concludedContract(stage, { owner, clientName: `医療法人社団みどり会${width}`, concludedOn, lastOn: `${addMonths(monthOf(localDate(concludedOn)), 11)}-28` });
      const manager = await vendorPerson(stage, fixture.tenantId, { name: '高橋 直人', email: `manager-${width}-${Date.now()}@ending.example`, role: 'manager' });
      const client = await clientPerson(stage, fixture, { name: '緑川 薫', email: `kou-${width}-${Date.now()}@ending-client.example`, role: 'owner' });

      await sitDown(context, owner);
      await page.goto(`/app/contracts/${fixture.contractId}`);
      await page.getByRole('link', { name: '契約の終わり' }).click();
      await expect(page.getByText('解除・催告はありません。')).toBeVisible();
      await expectSound(page);
      await page.getByRole('link', { name: '解除する' }).click();
      await page.getByRole('radio', { name: '支払の遅れ' }).check();
      await page.getByRole('button', { name: '催告に進む' }).click();
      await expect(page.getByRole('heading', { level: 1, name: '催告する' })).toBeVisible();
      await expectSound(page);

      await page.goto(`/app/contracts/${fixture.contractId}/ending/declare?kind=rescission`);
      await page.getByRole('radio', { name: '破産手続開始の申立て' }).check();
      await expect(page.getByText('第19条3号：次の資料と説明が必要です')).toBeVisible();
      await page.getByLabel(/^解除の理由となる事実/).fill('官報により、破産手続開始の申立てを確認しました。');
      await expectSound(page);
      await page.getByRole('button', { name: '準備を始める' }).click();
      await expect(page.getByRole('heading', { level: 1, name: '解除（破産手続開始の申立て）' })).toBeVisible();
      await expect(page.getByRole('button', { name: '解除を決定する' })).toHaveCount(0);
      await page.getByRole('button', { name: /^加える：申立てを示す資料/ }).click();
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles(pdf);
      await expectSound(page);
      await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.getByRole('button', { name: /^加える：裁判所/ }).click();
      await page.getByRole('dialog').getByLabel(/^説明/).fill('東京地方裁判所 令和8年（フ）第12345号');
      await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
      const decide = async (person: Person) => {
        await steppedUp(stage, person);
        await sitDown(context, person);
        await page.reload();
        await page.getByRole('button', { name: '解除を決定する' }).click();
        await page.getByRole('dialog').getByRole('button', { name: '確認する' }).click();
        await expect(page.getByText('確認を記録しました。')).toBeVisible();
      };
      await expect(page.getByRole('button', { name: '解除を決定する' })).toBeVisible();
      await decide(owner);
      await expect(page.getByText(/もう一人の方.*の確認を待っています/)).toBeVisible();
      await decide(manager);
      await expect(page.getByRole('radio', { name: 'ポータルから電子メールで送る' })).toBeDisabled();
      await expectSound(page);
      await page.getByLabel(/^相手方の会社名/).fill((await page.getByText(/確認のため「/).textContent())?.match(/「(.+)」/)?.[1] ?? '');
      await page.getByRole('button', { name: '通知書を確定する' }).click();
      await page.getByRole('textbox', { name: /^配達/ }).fill(today);
      await page.getByLabel(/^追跡番号/).fill('1234-5678-9012');
      await expectSound(page);
      await page.getByRole('button', { name: '登録する' }).click();
      await stage.drain();
      await expect(page.getByText('契約の新しい版').or(page.getByText('障害の新しい登録'))).toBeVisible();
      await expectSound(page);

      await sitDown(context, client);
      await page.goto(page.url().replace('/app/', '/portal/'));
      await expect(page.getByText(/到達の時に終了しました/)).toBeVisible();
      await expect(page.getByRole('heading', { name: '必要な資料と説明' })).toHaveCount(0);
      await expectSound(page);
    });
  });
}
