import { agreementRoutes } from '@hoshu/api-schema';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { addDays, localDate } from '@hoshu/domain';
import { expect, expectSound, linkFor, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let midori: Person;
let contract: ContractFixture;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社ごうい', personName: '合意 一子', email: 'owner@goui.example' });
  await fillCompany(owner, '株式会社ごうい');
  const today = localDate(await stage.today());
  contract = await concludedContract(stage, { owner, concludedOn: addDays(today, -40), lastOn: addDays(today, 324), number: 'HS-GOUI-1' });
  midori = await clientPerson(stage, contract, { name: '緑川 薫', email: 'midori@goui.example', role: 'owner' });
});
test.afterAll(() => stage.close());

test.describe('375px', () => {
  test.use({ viewport: { width: 375, height: 812 } });

  test('第2条5号・第21条 F007・F126 乙が関連システムの追加を提案し、甲が電話で読んで別の案を出し、乙が同意して合意書ができる', async ({ context, page }) => {
    await sitDown(context, owner);
    await page.goto(`/app/contracts/${contract.contractId}`);
    await expect(page.getByRole('heading', { name: '別途定める事項と協議' })).toBeVisible();
    await page.getByRole('link', { name: '協議を始める' }).click();
    await page.getByRole('radio', { name: /^関連システムの追加/ }).check();
    await page.getByLabel(/^件名/).fill('予約システムの追加');
    await page.getByLabel(/^意見/).fill('予約システムも一緒に見る形にしませんか。');
    await page.getByRole('button', { name: '協議を始める' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('予約システムの追加');
    await page.getByRole('button', { name: '案を出す' }).click();
    const proposal = page.getByRole('dialog');
    await proposal.getByLabel(/^システムの名前/).fill('予約システム');
    await proposal.getByLabel(/^合意する文/).fill('予約システムを対象サイトに関連するシステムに加える。');
    await expectSound(page);
    await proposal.getByRole('button', { name: 'この案を送る' }).click();
    await expect(page.getByText('相手方の返答を待っています。')).toBeVisible();
    await expectSound(page);

    await sitDown(context, midori);
    await page.goto('/portal');
    await expect(page.getByRole('link', { name: '案を確認する' })).toBeVisible();
    await page.goto(await linkFor(contract.terms.annex.notices.client.email, '合意の案'));
    await expect(page.getByText('あなたの側の返答待ち').first()).toBeVisible();
    await expect(page.getByText('予約システムを対象サイトに関連するシステムに加える。').first()).toBeVisible();
    await page.getByRole('button', { name: '別の案を出す' }).click();
    await page.getByRole('dialog').getByLabel(/^システムの名前/).fill('予約システム（画面のみ）');
    await page.getByRole('dialog').getByRole('button', { name: 'この案を送る' }).click();
    await expect(page.getByText('相手方の返答を待っています。')).toBeVisible();

    await sitDown(context, owner);
    await page.goto('/app/agreements');
    await page.getByRole('link', { name: '予約システムの追加' }).click();
    await page.getByRole('button', { name: '同意する', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').check();
    await page.getByRole('dialog').getByRole('button', { name: '同意する', exact: true }).click();
    await expect(page.getByRole('heading', { name: '合意した内容' })).toBeVisible();
    await expect(page.getByRole('link', { name: '合意書（PDF）' })).toBeVisible({ timeout: 60_000 });
    await expectSound(page);
    const { items } = await midori.do(agreementRoutes.openPoints, { params: { contractId: contract.contractId } });
    expect(items.find((item) => item.kind === 'related_system')).toMatchObject({ state: 'agreed', items: [{ text: { ja: 'システム：予約システム（画面のみ）' } }] });
  });

  test('第4条2項 甲が保守の対象外の業務を頼み、乙が報酬と納期を示し、甲が読んで同意して別途契約書ができる', async ({ context, page }) => {
    await sitDown(context, midori);
    await page.goto(`/portal/contracts/${contract.contractId}`);
    await page.getByRole('link', { name: '別途契約を始める' }).click();
    await expect(page.getByRole('radio', { name: /^保守の対象外の業務/ })).toBeChecked();
    await page.getByLabel(/^件名/).fill('採用ページの制作');
    await page.getByLabel(/^意見/).fill('採用ページを作ってほしいです。');
    await page.getByRole('button', { name: '協議を始める' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('採用ページの制作');
    const address = page.url().replace('/portal/', '/app/');

    await sitDown(context, owner);
    await page.goto(address);
    await page.getByRole('button', { name: '案を出す' }).click();
    const proposal = page.getByRole('dialog');
    await proposal.getByLabel(/^業務内容/).fill('採用ページを3枚作る。');
    await proposal.getByLabel(/^報酬/).fill('220000');
    const today = localDate(await stage.today());
    await proposal.getByRole('textbox', { name: /^納期/ }).fill(addDays(today, 30));
    await proposal.getByRole('textbox', { name: /^支払期限/ }).fill(addDays(today, 60));
    await proposal.getByLabel(/^検収の期間/).fill('10');
    await proposal.getByLabel(/^合意する文/).fill('採用ページの制作を、次のとおり行う。');
    await expectSound(page);
    await proposal.getByRole('button', { name: 'この案を送る' }).click();
    await expect(page.getByText('220,000円（税込。うち消費税10% 20,000円').first()).toBeVisible();

    await sitDown(context, midori);
    await page.goto(address.replace('/app/', '/portal/'));
    await page.getByRole('button', { name: '同意する', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').check();
    await page.getByRole('dialog').getByRole('button', { name: '同意する', exact: true }).click();
    await expect(page.getByRole('link', { name: '別途契約書（PDF）' })).toBeVisible({ timeout: 60_000 });
    await expectSound(page);
    await page.goto(`/portal/contracts/${contract.contractId}`);
    await expect(page.getByRole('link', { name: '採用ページの制作' })).toBeVisible();

    await sitDown(context, owner);
    await page.goto(address);
    await page.getByRole('button', { name: '引渡しを記録する' }).click();
    await page.getByRole('dialog').getByLabel(/^引き渡したもの/).fill('採用ページ3枚を公開しました。');
    await page.getByRole('dialog').getByRole('button', { name: '記録する' }).click();
    await expect(page.getByText('検収待ち').first()).toBeVisible();

    await sitDown(context, midori);
    await page.goto(await linkFor(contract.terms.annex.notices.client.email, '別途契約の引渡し'));
    await expectSound(page);
    await page.getByRole('button', { name: '検収する（問題なし）' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '検収する（問題なし）' }).click();
    await expect(page.getByText('検収済み').first()).toBeVisible();
    await stage.drain();
    await page.reload();
    await expect(page.getByText(/220,000円 は、.+発行の毎月の請求書に載る予定です/)).toBeVisible();
    await expect(page.getByText('220,000円（うち消費税10% 20,000円）')).toBeVisible();
    await expectSound(page);

    await sitDown(context, owner);
    await page.goto(address);
    await page.getByRole('button', { name: '単独の請求書で今すぐ請求する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '請求書を発行する' }).click();
    await stage.drain();
    await page.reload();
    await page.getByRole('link', { name: /^INV-/ }).click();
    await page.getByRole('button', { name: '支払期限の計算の理由' }).click();
    await expect(page.getByText('別途契約で合意した支払期限')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: '別途契約（第4条2項）を見る' })).toBeVisible();
    await expectSound(page);
  });
});
