import { noticeRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { clientPerson, concludedContract, staffPerson, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, linkFor, overflow, seriousFindings, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let staff: Person;
let operator: Person;
let contract: ContractFixture;

test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社まどぐち', personName: '窓口 一子', email: 'owner@madoguchi.example' });
  const today = localDate(await stage.today());
  contract = await concludedContract(stage, { owner, concludedOn: addDays(today, -100), lastOn: addDays(today, 200), number: 'HS-DESK-E2E', clientName: '株式会社おわり' });
  const client = await clientPerson(stage, contract, { name: '終里 薫', email: 'owari@client.example', role: 'owner' });
  await client.do(noticeRoutes.give, { params: contract, body: { article: 17, channel: 'letter', requestedEnd: null, text: '社外秘の事情', confirmName: '株式会社あおば制作' } });
  await client.do(noticeRoutes.give, { params: contract, body: { article: 18, channel: 'portal', requestedEnd: addDays(today, 90), text: '社外秘の事情', confirmName: '株式会社あおば制作' } });
  staff = await staffPerson(stage, 'support', 'desk@hoshu.example');
  operator = await staffPerson(stage, 'operator', 'platform@hoshu.example');
  await stage.drain();
});
test.afterAll(() => stage.close());

test('第17条・第18条 F120 通知が期限順に並び、要件は規則つきで、契約の中身は見えない', async ({ context, page }) => {
  await sitDown(context, staff);
  await page.goto('/ops');
  await expect(page.getByText('対応中の案件')).toBeVisible();
  await page.goto('/ops/cases');
  const rows = page.getByRole('row').filter({ hasText: 'HS-DESK-E2E' });
  // 第17条 has not arrived and stands first; the e-mail of 第18条 has.
  await expect(rows).toHaveText([/満了時の終了（第17条）[\s\S]*未到達/, /中途解約（第18条）/]);
  await rows.first().getByRole('link').click();
  await expect(page.getByText('窓口は通知を受領・承認する立場になく')).toBeVisible();
  await expect(page.getByText('通知は相手方に到達した時に効力が生じます')).toBeVisible();
  await expect(page.getByText('社外秘')).toHaveCount(0);
});

test('F120 窓口の担当者が引き受け、標準回答を送る。双方の監査証跡に残る', async ({ context, page }) => {
  await sitDown(context, staff);
  await page.goto('/ops/cases');
  await page.getByRole('row').filter({ hasText: '満了時の終了' }).filter({ hasText: 'HS-DESK-E2E' }).getByRole('link').click();
  await page.getByRole('button', { name: '引き受ける' }).click();
  await expect(page.getByText('あなたが担当です')).toBeVisible();
  await page.getByLabel('書面が必要（第17条2項）').check();
  await page.getByRole('button', { name: 'この回答を送る' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'この回答を送る' }).click();
  await expect(page.getByText('標準回答を送りました')).toBeVisible();
  expect(await linkFor(contract.terms.annex.notices.client.email, '窓口からのご案内')).toContain('/portal');
  await sitDown(context, owner);
  await page.goto(`/app/contracts/${contract.contractId}/audit?type=support`);
  await expect(page.getByText('運営の窓口が標準の案内を送りました。')).toBeVisible();
});

test('第18条 紙で届いた通知を番号から探して登録し、写しを付け、相手方の通知先へ一度だけ転送する', async ({ context, page }) => {
  await sitDown(context, staff);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto('/ops/cases/new');
  await page.getByLabel('契約番号').fill('ＨＳ-DESK-E2E');
  await page.getByRole('button', { name: '探す' }).click();
  await page.getByLabel(/HS-DESK-E2E　株式会社まどぐち/).check();
  await page.getByRole('radio', { name: 'お客様（甲）' }).check();
  await page.getByRole('radio', { name: '中途解約の通知（第18条）' }).check();
  await page.getByRole('button', { name: '登録する' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel(/^通知した方/).fill('終里 一郎');
  await page.getByLabel(/^追跡番号/).fill('111-2222-3333');
  expect([await seriousFindings(page), await overflow(page)]).toEqual([[], 0]);
  await page.getByRole('button', { name: '登録する' }).click();
  await page.waitForURL(/\/ops\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByText('111-2222-3333')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: '届いた手紙.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') });
  await page.getByRole('button', { name: '写しを保存する' }).click();
  await expect(page.getByText('写しを保存しました').first()).toBeVisible();
  await page.getByRole('button', { name: '転送する' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '転送する' }).click();
  await expect(page.getByText(/に転送しました。/)).toBeVisible();
  await expect(page.getByRole('button', { name: '転送する' })).toHaveCount(0);
  await stage.drain();
  await page.reload();
  await expect(page.getByText('未到達')).toHaveCount(0);
});

test('運営担当は件数だけを見る。窓口の案件も契約も開けない', async ({ context, page }) => {
  await sitDown(context, operator);
  for (const [width, colorScheme] of [[1366, 'light'], [375, 'dark']] as const) {
    await page.setViewportSize({ width, height: 812 });
    await page.emulateMedia({ colorScheme });
    for (const path of ['/ops', '/ops/health', '/ops/tenants']) {
      await page.goto(path);
      await expect(page.getByText(path === '/ops/tenants' ? '株式会社まどぐち' : '処理待ちのジョブ')).toBeVisible();
      expect([path, await seriousFindings(page), await overflow(page)]).toEqual([path, [], 0]);
    }
  }
  await page.goto('/ops/cases');
  await expect(page.getByText('この操作を行う権限がありません。').first()).toBeVisible();
});
