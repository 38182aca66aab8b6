import { renewalRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { product } from './support/product.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let contracts: ContractFixture[];

test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社期限制作', personName: '佐藤 美咲', email: 'owner@kigen.example' });
  const today = localDate(await stage.today());
  // The deadline lies 30 days (第17条2項) before the last day: 10, 20, 30 and 40 days from now.
  contracts = [];
  for (const days of [10, 20, 30, 40]) contracts.push(await concludedContract(stage, { owner, clientName: `医療法人社団第${days}会`, concludedOn: addDays(today, -200), lastOn: addDays(today, days + 30), number: `HS-KIGEN-${days}` }));
});
test.afterAll(() => stage.close());

for (const { width } of sizesOf('wide')) {
  test(`F113 期限から更新判断へ進み、キーとクリックで決める。終了は通知の画面へ続く（${width}px）`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await sitDown(context, owner);
    await page.goto('/app');
    await page.getByRole('link', { name: /更新判断（未決定）/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: '更新判断' })).toBeVisible();
    await page.getByRole('button', { name: '条件をクリア' }).click();
    await expect(page.getByRole('row')).toHaveCount(5);
    await expectSound(page);
    // Two steps down from the nearest deadline; E opens the row under the keys.
    const start = width === 1366 ? 0 : 2;
    for (let step = 0; step <= start; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: `契約 HS-KIGEN-${[10, 30][start / 2]} の更新判断` })).toBeVisible();
    await dialog.getByRole('radio', { name: /^保留/ }).check();
    await dialog.getByRole('textbox', { name: /^保留する日/ }).fill(addDays(localDate(await stage.today()), 5));
    await dialog.getByRole('textbox', { name: /^メモ/ }).fill('次の打合せで確認する');
    await dialog.getByRole('button', { name: 'この判断にする' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row').nth(start + 1)).toContainText('次の打合せで確認する');
    await page.getByRole('button', { name: `契約 HS-KIGEN-${[20, 40][start / 2]} の更新を決める` }).click();
    await dialog.getByRole('radio', { name: /^終了/ }).check();
    // A colleague was faster: both decisions are shown, and mine goes over it.
    const params = { contractId: contracts[start + 1]?.contractId ?? '' };
    await owner.do(renewalRoutes.decide, { params, ifMatch: 0, body: { termNumber: 1, state: 'renew', snoozedUntil: null, ownerId: null, note: '先に決めた' } });
    await dialog.getByRole('button', { name: 'この判断にする' }).click();
    await expect(dialog.getByRole('alert')).toContainText('先に決めた');
    await expectSound(page);
    await dialog.getByRole('alert').getByRole('button').first().click();
    await expect(dialog).toBeHidden();
    await page.getByRole('row').nth(start + 2).getByRole('link', { name: '終了通知をする' }).click();
    await expect(page).toHaveURL(/\/app\/contracts\/[0-9a-f-]+\/notice$/);
  });
}

for (const { width } of sizesOf('wide')) {
  test(`F112 契約のページでお知らせの記録を見て、お客様（甲）への回数を選ぶ（${width}px）`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await sitDown(context, owner);
    await page.goto(`/app/contracts/${contracts[0]?.contractId ?? ''}`);
    const section = page.getByRole('region', { name: 'お知らせの記録' });
    const choice = section.getByLabel('この契約のお客様（甲）へのお知らせ');
    await expect(choice).toBeVisible();
    await choice.selectOption({ label: width === 1366 ? '自社と同じ回数（最大6回）' : '1回だけ' });
    await expect(page.getByText('お知らせの設定を保存しました。')).toBeVisible();
    await page.reload();
    await expect(choice).toHaveValue(width === 1366 ? 'ladder' : 'once');
    await expectSound(page);
  });
}

for (const { width } of sizesOf('wide')) {
  test(`F172 プロフィールでカレンダーのURLを作り、読み、無効にする（${width}px）`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await sitDown(context, owner);
    await page.goto('/app/profile');
    const section = page.getByRole('region', { name: 'カレンダー' });
    await section.getByRole('textbox', { name: /^名前/ }).fill(`電話${width}`);
    await section.getByRole('checkbox', { name: /予定ありのみ/ }).check();
    await section.getByRole('button', { name: 'URLを作る' }).click();
    const address = (await section.getByText(/\/api\/v1\/calendars\//).textContent()) ?? '';
    const calendar = await context.request.get(new URL(new URL(address).pathname, product().url).href);
    expect([calendar.status(), (await calendar.text()).includes('SUMMARY')]).toEqual([200, false]);
    await expectSound(page);
    await section.getByRole('button', { name: `「電話${width}」を無効にする` }).click();
    await page.getByRole('dialog').getByRole('button', { name: '無効にする' }).click();
    await expect(page.getByText('カレンダーのURLを無効にしました。')).toBeVisible();
    await expect(section.getByText(`電話${width}`)).toBeHidden();
    expect((await context.request.get(new URL(new URL(address).pathname, product().url).href)).status()).toBe(404);
  });
}
