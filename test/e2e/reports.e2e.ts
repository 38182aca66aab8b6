import { reportRoutes } from '@hoshu/api-schema';
import { addDays, addMonths, firstDayOf, localDate, monthOf, nextBankBusinessDay } from '@hoshu/domain';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, linkFor, seriousFindings, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let contract: ContractFixture;
let month: string;

test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社はるか', personName: '春香 一子', email: 'owner@haruka.example' });
  await fillCompany(owner, '株式会社はるか');
  const today = localDate(await stage.today());
  const first = firstDayOf(addMonths(monthOf(today), -1));
  month = first.slice(0, 7);
  contract = await concludedContract(stage, { owner, concludedOn: addDays(first, -40), lastOn: addDays(first, 320), number: 'HS-REP-1', clientName: '株式会社みなも' });
  // The due task makes the draft once the first bank business day of this month has come.
  const due = nextBankBusinessDay(firstDayOf(monthOf(today)));
  const days = Math.max(1, Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000));
  await stage.advanceDays(days);
  await stage.sql('update hoshu.monitor set begins_on = $2::date, version = version + 1 where contract_id = $1', [contract.contractId, first]);
  // Seen by the next day's look: until now the record may have begun today, whenever the monitor was made.
  await stage.advanceDays(1);
  await expect.poll(async () => (await owner.do(reportRoutes.list, { query: { contractId: contract.contractId } })).items.map((item) => item.month), { timeout: 60_000 }).toContain(month);
});
test.afterAll(() => stage.close());

test('第3条 F024 記録からできた下書きに、保守会社（乙）がコメントを書いて送る', async ({ context, page }) => {
  await sitDown(context, owner);
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

test.describe('375px', () => {
  test.use({ viewport: { width: 375, height: 812 } });

  test('第3条 F024 お客様（甲）がメールの報告書を電話で読み、質問し、確認する', async ({ context, page }) => {
    const client = await clientPerson(stage, contract, { name: '水面 静', email: 'minamo@client.example', role: 'owner' });
    // Whether or not the journey before this one has sent it.
    const { id: reportId } = (await owner.do(reportRoutes.list, { query: { contractId: contract.contractId } })).items.find((item) => item.month === month) ?? { id: '' };
    const params = { reportId };
    const { state, version } = await owner.do(reportRoutes.get, { params });
    if (state === 'draft') await owner.do(reportRoutes.send, { params, ifMatch: version });
    await sitDown(context, client);
    await page.goto(await linkFor((await owner.do(reportRoutes.get, { params })).sentTo ?? '', '報告書'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/の保守報告書$/);
    await expectSound(page);
    await page.getByLabel(/^質問の内容/).fill('次の点検はいつですか。');
    await page.getByRole('button', { name: '質問を送る' }).click();
    await expect(page.getByText('次の点検はいつですか。').first()).toBeVisible();
    await page.getByRole('button', { name: '確認しました' }).click();
    await expect(page.getByText('水面 静さんが確認しました。')).toBeVisible();
    await expectSound(page);
    const seen = await owner.do(reportRoutes.get, { params });
    expect(seen).toMatchObject({ state: 'acknowledged', acknowledgedBy: '水面 静', questions: [{ text: '次の点検はいつですか。' }] });
  });
});
