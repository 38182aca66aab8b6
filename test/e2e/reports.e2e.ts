import type { BrowserContext, Page } from '@playwright/test';
import { reportRoutes } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, lastDayOf, localDate, monthOf, nextBankBusinessDay } from '@hoshu/domain';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, seriousFindings, test } from './support/journey.js';
import { product } from './support/product.js';
import { openStage } from './support/stage.js';

let stage: World;
let owner: Person;
let client: Person;
let contract: ContractFixture;
let month: string;

const enter = (context: BrowserContext, person: Person) => {
  const [name = '', value = ''] = person.cookie.split('=');
  return context.addCookies([{ name, value, url: product().url }]);
};
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社はるか', personName: '春香 一子', email: 'owner@haruka.example' });
  await fillCompany(owner, '株式会社はるか');
  const today = localDate(await stage.today());
  const first = firstDayOf(addMonths(monthOf(today), -1));
  month = first.slice(0, 7);
  contract = await concludedContract(stage, { owner, concludedOn: addDays(first, -40), lastOn: addDays(first, 320), number: 'HS-REP-1', clientName: '株式会社みなも' });
  client = await clientPerson(stage, contract, { name: '水面 薫', email: 'minamo@client.example', role: 'owner' });
  // The due task makes the draft once the first bank business day of this month has come.
  const due = nextBankBusinessDay(firstDayOf(monthOf(today)));
  const days = Math.max(1, Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000));
  await stage.advanceDays(days);
  const monitors = await stage.sql<{ id: string }>('select id from hoshu.monitor where contract_id = $1', [contract.contractId]);
  await stage.sql('update hoshu.monitor set begins_on = $2::date, version = version + 1 where contract_id = $1', [contract.contractId, first]);
  // Seen by the next day's look: until now the record may have begun today, whenever the monitor was made.
  await stage.advanceDays(1);
  await expect.poll(async () => (await owner.do(reportRoutes.list, { query: { contractId: contract.contractId } })).items.map((item) => item.month), { timeout: 60_000 }).toContain(month);
  await stage.sql(
    `insert into hoshu.monitor_check (tenant_id, client_id, monitor_id, checked_at, business_at, outcome, http_status, tls_valid_to, tls_fingerprint)
     select m.tenant_id, m.client_id, m.id, t, t, case when to_char(t at time zone 'Asia/Tokyo', 'DD HH24:MI') in ('10 12:00', '10 12:05') then 'down' else 'up' end, 200, ($3::date + 60)::timestamptz, 'AA:BB'
     from hoshu.monitor m, generate_series($2::timestamp at time zone 'Asia/Tokyo', ($3::date + 1)::timestamp at time zone 'Asia/Tokyo' - interval '5 minutes', interval '5 minutes') as t where m.id = any($1)`,
    [monitors.map((row) => row.id), first, lastDayOf(monthOf(first))]);
});
test.afterAll(() => stage.close());

test('第3条 F024 記録からできた下書きに、保守会社（乙）がコメントを書いて送る', async ({ context, page }) => {
  await enter(context, owner);
  await page.goto('/app/reports');
  await page.getByRole('link', { name: /年\d+月分/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/の保守報告書$/);
  await expect(page.getByRole('button', { name: 'お客様へ送る' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel(/^担当者から/).fill('10日の停止はサーバー会社の障害でした。');
  await page.getByRole('button', { name: 'お客様へ送る' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送る', exact: true }).click();
  await expect(page.getByText('送信とお客様のご確認')).toBeVisible();
  await expect(page.getByText('10日の停止はサーバー会社の障害でした。')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

for (const [width, height] of [[375, 812], [1366, 768]] as const) {
  test(`第3条 お客様（甲）が開き、読み、PDFを受け取れる（${width}px）`, async ({ context, page }) => {
    await enter(context, client);
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/portal/reports');
      await page.getByRole('link', { name: /年\d+月分/ }).click();
      await expect(page.getByText('99.97%（停止 10分）').first()).toBeVisible();
      await expect(page.getByRole('img', { name: /稼働率 99\.97%/ })).toBeVisible();
      await expect(page.getByText('SSL証明書（第3条7号）')).toBeVisible();
      expect([colorScheme, await seriousFindings(page), await overflow(page)]).toEqual([colorScheme, [], 0]);
    }
    await stage.drain();
    await page.reload();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDFを保存' }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$|^pdf$/);
  });
}

test('第3条 お客様（甲）が質問し、［確認しました］を押すと、両方の記録に残る', async ({ context, page }) => {
  await enter(context, client);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto('/portal/reports');
  await page.getByRole('link', { name: /年\d+月分/ }).click();
  await page.getByLabel(/^質問の内容/).fill('停止の影響を教えてください。');
  await page.getByRole('button', { name: '質問を送る' }).click();
  await expect(page.getByText('質問を送りました。')).toBeVisible();
  await page.getByRole('button', { name: '確認しました' }).click();
  await expect(page.getByText('水面 薫さんが確認しました。')).toBeVisible();
  await page.goto(`/portal/contracts/${contract.contractId}/audit?type=report`);
  await expect(page.getByText(/月次報告書が確認されました。/)).toBeVisible();
  await page.getByText('詳しく見る').first().click();
  await expect(page.getByText('直前の記録のハッシュ').first()).toBeVisible();
  expect([await seriousFindings(page), await overflow(page)]).toEqual([[], 0]);
  const report = (await owner.do(reportRoutes.list, { query: { contractId: contract.contractId } })).items.find((item) => item.month === month);
  expect(report?.state).toBe('acknowledged');
});

test('監査証跡は、保守会社（乙）の画面で検算できる', async ({ context, page }) => {
  await enter(context, owner);
  for (const [width, colorScheme] of [[1366, 'light'], [375, 'dark']] as const) {
    await page.setViewportSize({ width, height: 812 });
    await page.emulateMedia({ colorScheme });
    await page.goto(`/app/contracts/${contract.contractId}/audit`);
    await page.getByRole('button', { name: '連鎖を検算する' }).click();
    await expect(page.getByText(/件すべての記録がつながっています/)).toBeVisible();
    expect([width, await seriousFindings(page), await overflow(page)]).toEqual([width, [], 0]);
    await page.goto('/app/settings/audit?type=member');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('監査証跡');
    expect([width, await seriousFindings(page), await overflow(page)]).toEqual([width, [], 0]);
  }
});
