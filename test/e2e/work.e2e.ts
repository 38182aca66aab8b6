import http from 'node:http';
import { incidentRoutes, monitoringRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, sizesOf, test } from './support/journey.js';
import { product } from './support/product.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let client: Person;
let contract: ContractFixture;
let site: http.Server;
let isUp = true;

const siteUrl = () => `http://localhost:${product().sitePort}/`;

test.beforeAll(async () => {
  stage = await openStage();
  site = http.createServer((_request, response) => {
    response.writeHead(isUp ? 200 : 503, { 'content-type': 'text/html; charset=utf-8', server: 'local' });
    response.end('<title>みどり会クリニック</title><meta name="generator" content="WordPress 6.9">');
  });
  await new Promise<void>((resolve) => site.listen(product().sitePort, '127.0.0.1', resolve));
  owner = await signUpVendor(stage, { companyName: '株式会社しごと制作', personName: '佐藤 美咲', email: 'owner@shigoto.example' });
  const today = localDate(await stage.today());
  contract = await concludedContract(stage, { owner, clientName: '医療法人社団みどり会', concludedOn: addDays(today, -30), lastOn: addDays(today, 335), number: 'HS-WORK', siteUrl: siteUrl() });
  client = await clientPerson(stage, contract, { name: '緑川 薫', email: 'midori@shigoto-client.example', role: 'owner' });
});
test.afterAll(async () => {
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
  await stage.close();
});

for (const { width } of sizesOf('wide')) {
  test(`F008 取引先を登録し、URLだけを確認してサイトを登録する（${width}px）`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await sitDown(context, owner);
    await page.goto('/app/clients');
    await page.getByRole('link', { name: '取引先を登録' }).first().click();
    await page.getByLabel(/^会社名※/).fill(`株式会社北浜製菓${width}`);
    await page.getByLabel(/お名前/).fill('北浜 一郎');
    await page.getByRole('textbox', { name: /^メールアドレス/ }).fill(`kitahama${width}@client.example`);
    await page.getByRole('button', { name: '取引先を登録' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `株式会社北浜製菓${width}` })).toBeVisible();
    await expectSound(page);
    await page.getByRole('link', { name: 'サイトを登録' }).click();
    await page.getByRole('textbox', { name: /^URL/ }).fill(siteUrl());
    await page.getByRole('button', { name: 'URLを確認' }).click();
    await expect(page.getByText('接続できました')).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^サイト名/ })).toHaveValue('みどり会クリニック');
    await expect(page.getByRole('textbox', { name: /^CMS/ })).toHaveValue('WordPress 6.9');
    await expectSound(page);
    await page.getByRole('button', { name: 'サイトを登録' }).click();
    await expect(page.getByText('監視はまだありません')).toBeVisible();
  });
}

test('F006 CSVの正しい行だけを登録し、間違った行を行番号で知らせる', async ({ page, context }) => {
  await sitDown(context, owner);
  await page.goto('/app/sites/import');
  await page.getByRole('combobox', { name: 'すべての行の取引先' }).selectOption({ label: '医療法人社団みどり会' });
  await page.getByLabel('または、ここに貼り付け').fill('サイト名,URL\n採用サイト,https://saiyou.midori.example/\n名前だけ,');
  await page.getByRole('button', { name: '登録する' }).click();
  await expect(page.getByRole('heading', { name: '登録の結果' })).toBeVisible();
  await expect(page.getByRole('row', { name: /3.*名前だけ.*URL/ })).toBeVisible();
  await expectSound(page);
});

test('第9条 監視が停止を見つけて障害を開き、保守会社が報告し、お客様が読んで異議を述べる', async ({ page, context, browser }) => {
  // The dispatcher's minute passes at once; the first check follows.
  await stage.advanceDays(0);
  await expect.poll(async () => (await owner.do(monitoringRoutes.list, { query: { siteId: contract.siteId } })).items[0]?.state, { timeout: 90_000 }).toBe('up');
  isUp = false;
  const monitorId = (await owner.do(monitoringRoutes.list, { query: { siteId: contract.siteId } })).items[0]?.id ?? '';
  await sitDown(context, owner);
  await page.goto(`/app/sites/${contract.siteId}`);
  await page.getByRole('button', { name: 'いま確認する' }).click();
  await expect(page.getByText('サイトがエラー（503）を返しています').first()).toBeVisible();
  await owner.do(monitoringRoutes.run, { params: { monitorId } });
  await expect.poll(async () => (await owner.do(incidentRoutes.list, { query: { siteId: contract.siteId } })).items.length).toBe(1);
  isUp = true;
  await owner.do(monitoringRoutes.run, { params: { monitorId } });
  await page.goto('/app/incidents');
  await page.getByRole('link', { name: /503/ }).click();
  await expect(page.getByText('自動監視が復旧を確認しました。')).toBeVisible();
  await page.getByRole('button', { name: '原因を区分する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').selectOption('hostingFailure');
  await dialog.getByRole('textbox', { name: /根拠/ }).fill('サーバー会社の障害情報');
  await dialog.getByRole('button', { name: '記録する' }).click();
  await expect(page.getByText('免責（第15条3号）')).toBeVisible();
  await page.getByRole('button', { name: 'お客様へ報告する' }).click();
  await page.getByRole('textbox', { name: /^影響/ }).fill('公式サイトを表示できませんでした。');
  await page.getByRole('textbox', { name: /^原因/ }).fill('サーバー会社の障害です。');
  await page.getByRole('textbox', { name: /^対応/ }).fill('復旧を確認しました。');
  await page.getByRole('button', { name: '内容を確認して送る' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '報告を送る' }).click();
  await expect(page.getByRole('link', { name: '報告書（PDF）を開く' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/相手のメールサーバーが受け付けました/)).toBeVisible();
  await expectSound(page);
  const phone = await browser.newContext({ viewport: { width: 375, height: 740 }, baseURL: product().url, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  await sitDown(phone, client);
  const theirs = await phone.newPage();
  await theirs.goto('/portal/sites');
  await expect(theirs.getByText('正常')).toBeVisible();
  await theirs.goto('/portal/incidents');
  await theirs.getByRole('link', { name: /503/ }).click();
  await expect(theirs.getByText('公式サイトを表示できませんでした。').first()).toBeVisible();
  const address = (await theirs.getByRole('link', { name: '報告書（PDF）を開く' }).getAttribute('href')) ?? '';
  expect((await (await theirs.request.get(address)).body()).subarray(0, 5).toString()).toBe('%PDF-');
  await theirs.getByRole('textbox', { name: /^内容/ }).fill('前日の更新が原因ではないですか。');
  await theirs.getByText('原因の区分に異議があります').click();
  await theirs.getByRole('button', { name: '連絡する' }).click();
  await expect(theirs.getByText('お客様が異議を述べています')).toBeVisible();
  await expectSound(theirs);
  await phone.close();
});
