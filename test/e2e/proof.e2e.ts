import { approvalRoutes, representationRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { createClient, createDraft, createSite, fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let midori: Person;
let contract: ContractFixture;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社あかし', personName: '明石 一子', email: 'owner@akashi.example' });
  await fillCompany(owner, '株式会社あかし');
  const today = localDate(await stage.today());
  contract = await concludedContract(stage, { owner, concludedOn: addDays(today, -40), lastOn: addDays(today, 324), number: 'HS-AKASHI-1' });
  midori = await clientPerson(stage, contract, { name: '緑川 薫', email: 'midori@akashi.example', role: 'owner' });
});
test.afterAll(() => stage.close());

test.describe('375px', () => {
  test.use({ viewport: { width: 375, height: 812 } });

  test('第20条 F124・F125・F137 甲が電話で表明し、乙が表明と確認を記録し、承認の決まりを作って依頼する', async ({ context, page }) => {
    await sitDown(context, midori);
    await page.goto('/portal');
    await page.getByRole('link', { name: /反社会的勢力でないことの表明/ }).click();
    await page.getByLabel(/^役員等の氏名/).fill('緑川 薫\n緑川 一郎');
    await page.getByRole('checkbox').check();
    await expectSound(page);
    await page.getByRole('button', { name: '表明する' }).click();
    await expect(page.getByText('お客様（甲）が表明しました')).toBeVisible();

    await sitDown(context, owner);
    await page.goto('/app/checks');
    await page.getByLabel(/^役員等の氏名/).fill('明石 一子');
    await page.getByRole('checkbox', { name: '上の内容を表明し、保証します' }).check();
    await page.getByRole('button', { name: '表明する' }).click();
    await expect(page.getByText('いま表明が必要な契約はありません。')).toBeVisible();
    await page.getByRole('checkbox', { name: '有効な確認がないと' }).check();
    await page.getByRole('button', { name: '決まりを保存する' }).click();
    await expect(page.getByText('有効な確認がないお客様には')).toBeVisible();
    await expectSound(page);
    await page.getByRole('link', { name: '医療法人社団みどり会' }).first().click();
    await page.getByLabel(/^ツール・情報源/).fill('記事検索');
    await page.getByLabel(/^検索語/).fill('みどり会 暴力団');
    await page.getByRole('radio', { name: '該当なし' }).check();
    await page.getByRole('button', { name: '記録する', exact: true }).click();
    await expect(page.getByText('確認を記録しました。')).toBeVisible();
    await expectSound(page);
    const { parties } = await midori.do(representationRoutes.get, { params: { contractId: contract.contractId } });
    expect(parties.map(({ state }) => state)).toEqual(['answered', 'answered']);

    const clientId = await createClient(owner, { companyName: '株式会社つぼみ', contactEmail: 'tsubomi@akashi.example' });
    const contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: await stage.today() });
    await page.goto('/app/settings/approval');
    await page.getByRole('button', { name: '段階を加える' }).click();
    await page.getByLabel(/^段階の名前/).fill('代表');
    await page.getByRole('checkbox', { name: '明石 一子' }).check();
    await expectSound(page);
    await page.getByRole('button', { name: '決まりを保存する' }).click();
    await expect(page.getByText('承認の決まりを保存しました。')).toBeVisible();
    await page.goto(`/app/contracts/${contractId}/approval`);
    await page.getByLabel(/^依頼のことば/).fill('新しいお客様です。');
    await page.getByRole('button', { name: '承認を依頼する' }).click();
    await expect(page.getByRole('heading', { name: '明石 一子 さんの依頼' })).toBeVisible();
    await expectSound(page);
    expect((await owner.do(approvalRoutes.get, { params: { contractId } })).state).toBe('waiting');
  });
});
