import { billingRoutes, liabilityRoutes } from '@hoshu/api-schema';
import { addMonths, localDate, monthOf } from '@hoshu/domain';
import { clientPerson, concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${Date.now()}@liability.example` });
  await fillCompany(owner);
});
test.afterAll(() => stage.close());

for (const { width, height } of sizesOf('wide')) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('第16条2項：乙が利用開始前の入金を登録すると上限が決まり、甲も同じ額・内訳・計算書を読む（F106、F107、F108）', async ({ page, context }) => {
      const today = await stage.today();
      const concludedOn = `${addMonths(monthOf(localDate(today)), -3)}-01`;
      const fixture = await concludedContract(stage, { owner, clientName: `医療法人社団みどり会${width}`, concludedOn, lastOn: `${addMonths(monthOf(localDate(concludedOn)), 11)}-28`, terms: { feeYen: 55_000, dueDay: 31, dueConvention: 'none' } });
      const client = await clientPerson(stage, fixture, { name: '緑川 薫', email: `owner-${width}@liability-client.example`, role: 'owner' });
      const paidOn = `${addMonths(monthOf(localDate(today)), -1)}-10`;

      await sitDown(context, owner);
      await page.goto(`/app/contracts/${fixture.contractId}`);
      await expect(page.getByText('支払実績がまだないため算定できません（要確認）').first()).toBeVisible();
      await page.getByRole('link', { name: 'ほかの日・内訳・請求を見る' }).click();
      await expect(page.getByRole('heading', { level: 1, name: '責任の上限' })).toBeVisible();
      await expect(page.getByText('期間内に算入できる入金はありません。')).toBeVisible();
      await expectSound(page);

      await page.getByRole('button', { name: '入金を登録' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^入金日/ }).fill(paidOn);
      await dialog.getByLabel(/^金額/).fill('５５，０００');
      await dialog.getByLabel(/^メモ/).fill('通帳で確認');
      await expectSound(page);
      await dialog.getByRole('button', { name: '登録する' }).click();
      await expect(page.getByText('利用開始前の入金を登録しました。')).toBeVisible();
      await expect(page.locator('.h-cap').getByText('55,000円')).toBeVisible();
      await expect(page.getByRole('table', { name: '算入した入金' }).getByText('通帳で確認')).toBeVisible();
      // The day of the payment itself is outside of the window that ends the day before.
      await page.getByLabel('基準日', { exact: true }).fill(paidOn);
      await expect(page).toHaveURL(new RegExp(`asOf=${paidOn}`));
      await expect(page.getByRole('table', { name: '算入しないもの' }).getByText('基準日以後の入金')).toBeVisible();
      await page.getByLabel('損害の原因').selectOption({ label: '故意又は重過失' });
      await expect(page.locator('.h-cap').getByText('上限がありません')).toBeVisible();
      await expectSound(page);

      await sitDown(context, client);
      await page.goto(`/portal/contracts/${fixture.contractId}`);
      await page.getByRole('link', { name: 'ほかの日・内訳・請求を見る' }).click();
      await expect(page.getByRole('heading', { level: 1, name: '保守会社の責任の上限' })).toBeVisible();
      await expect(page.locator('.h-cap').getByText('55,000円')).toBeVisible();
      await expect(page.getByRole('button', { name: '入金を登録' })).toHaveCount(0);
      await expectSound(page);
      const statement = await page.request.get((await page.getByRole('link', { name: '計算書（PDF）' }).getAttribute('href')) ?? '');
      expect([statement.status(), statement.headers()['content-type']]).toEqual([200, 'application/pdf']);

      // A posted payment moves the figure of a day after it at once.
      await owner.do(billingRoutes.run, { body: {} });
      const [invoice] = (await owner.do(billingRoutes.invoices, { query: { contractId: fixture.contractId } })).items;
      await owner.do(billingRoutes.recordPayment, { body: { clientId: fixture.clientId, paidOn: `${addMonths(monthOf(localDate(today)), -1)}-11`, amountYen: 54_340, payerName: '', note: '', allocations: [{ invoiceId: invoice?.id ?? '', amountYen: 54_340 }] } });
      await page.reload();
      await expect(page.locator('.h-cap').getByText('109,340円')).toBeVisible();

      await sitDown(context, owner);
      await page.goto(`/app/contracts/${fixture.contractId}/liability`);
      await page.getByRole('button', { name: /55,000円を取り消す$/ }).click();
      await page.getByRole('dialog').getByLabel(/^取り消す理由/).fill('別の会社の入金だった');
      await page.getByRole('dialog').getByRole('button', { name: '取り消す' }).click();
      await expect(page.locator('.h-cap').getByText('54,340円')).toBeVisible();
      await expect(page.getByText('取消し済み')).toBeVisible();
    });
  });
}

test.describe('375px 甲の携帯電話', () => {
  test.use({ viewport: { width: 375, height: 812 } });

  test('第16条：甲が携帯電話で損害を請求し、乙が調べて合意の案を出し、甲が確認すると確定する（F109、F105）', async ({ page, context }) => {
    const today = await stage.today();
    const concludedOn = `${addMonths(monthOf(localDate(today)), -3)}-01`;
    const fixture = await concludedContract(stage, { owner, clientName: '請求する会', concludedOn, lastOn: `${addMonths(monthOf(localDate(concludedOn)), 11)}-28`, terms: { feeYen: 55_000, dueDay: 31, dueConvention: 'none' } });
    const client = await clientPerson(stage, fixture, { name: '緑川 薫', email: 'riji@claims-client.example', role: 'owner' });
    await owner.do(liabilityRoutes.enterOpeningPayment, { params: { contractId: fixture.contractId }, body: { paidOn: `${addMonths(monthOf(localDate(today)), -1)}-01`, amountYen: 55_000, kind: 'fee', note: '' } });

    await sitDown(context, client);
    await page.goto(`/portal/contracts/${fixture.contractId}/liability`);
    await page.getByRole('button', { name: '損害賠償を請求' }).click();
    await page.getByRole('button', { name: '請求を送信する' }).click();
    await expect(page.getByText('入力してください。').first()).toBeVisible();
    await page.getByLabel(/^件名/).fill('更新作業の誤りによる停止');
    await page.getByRole('textbox', { name: /^損害の原因が起きた日/ }).fill(today);
    await page.getByLabel(/^契約違反の内容/).fill('更新のあと、表示されませんでした。');
    await page.getByLabel(/^損害の内容/).fill('復旧を他社に頼んだ費用');
    await page.getByLabel(/^金額/).fill('15万');
    await page.getByLabel('直接の損害である').check();
    await page.getByLabel('通常の損害である').check();
    await page.getByRole('button', { name: '損害を追加' }).click();
    await expectSound(page);
    await page.getByRole('button', { name: '損害 2 を外す' }).click();
    await page.getByRole('button', { name: '請求を送信する' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '第1号 更新作業の誤りによる停止' })).toBeVisible();
    await expect(page.getByText('認められた場合の賠償額（最大）')).toBeVisible();
    await expect(page.getByRole('button', { name: '調査を始める' })).toHaveCount(0);
    await expectSound(page);
    const address = page.url().replace('/portal/', '/app/');

    await sitDown(context, owner);
    await page.goto(address);
    await expect(page.getByText('記録がありません').first()).toBeVisible();
    await page.getByRole('button', { name: '調査を始める' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '記録して伝える' }).click();
    await expect(page.getByText('調査を開始')).toBeVisible();
    await page.getByRole('button', { name: '合意の案を出す' }).click();
    await expect(page.getByRole('dialog').getByLabel(/^合意する金額/)).toHaveValue('55,000');
    await expectSound(page);
    await page.getByRole('dialog').getByRole('button', { name: '案を送信する' }).click();
    await expect(page.getByText('相手方の確認待ち')).toBeVisible();
    await expect(page.getByRole('button', { name: 'この案で合意する' })).toHaveCount(0);
    await expectSound(page);

    await sitDown(context, client);
    await page.goto(address.replace('/app/', '/portal/'));
    await page.getByRole('button', { name: 'この案で合意する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '合意する', exact: true }).click();
    await expect(page.getByText('双方が確認済み（確定）')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'いまできること' })).toHaveCount(0);
    await page.goto(`/portal/contracts/${fixture.contractId}/liability`);
    await expect(page.getByText(/合意済み 55,000円/)).toBeVisible();
    await expectSound(page);
  });
});
