import { amendmentRoutes } from '@hoshu/api-schema';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { addDays, addMonths, firstDayOf, localDate, monthOf } from '@hoshu/domain';
import { expect, expectSound, linkFor, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let midori: Person;
let contract: ContractFixture;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社へんこう', personName: '変更 一子', email: 'owner@henko.example' });
  await fillCompany(owner, '株式会社へんこう');
  const today = localDate(await stage.today());
  contract = await concludedContract(stage, { owner, concludedOn: addDays(today, -40), lastOn: addDays(today, 60), number: 'HS-HENKO-1' });
  midori = await clientPerson(stage, contract, { name: '緑川 薫', email: 'midori@henko.example', role: 'owner' });
});
test.afterAll(() => stage.close());

test.describe('375px', () => {
  test.use({ viewport: { width: 375, height: 812 } });

  test('F005 乙が月額の変更を見くらべて署名し、甲が電話で差分を読んで署名すると、変更覚書が成立する', async ({ context, page }) => {
    const effectiveOn = firstDayOf(addMonths(monthOf(localDate(await stage.today())), 1));
    await sitDown(context, owner);
    await page.goto(`/app/contracts/${contract.contractId}`);
    await page.getByRole('link', { name: '契約の変更を提案する' }).click();
    await page.getByRole('textbox', { name: /^発効日/ }).fill(effectiveOn);
    await page.getByRole('textbox', { name: /^月額/ }).fill('66000');
    // 特約: offered, none chosen beforehand (D2).
    const interest = page.getByRole('checkbox', { name: '遅延損害金の利率' });
    await expect(interest).not.toBeChecked();
    await interest.check();
    await page.getByRole('textbox', { name: /^保存期間/ }).fill('90日間');
    await page.getByRole('checkbox', { name: '時間の目標を契約に入れる' }).check();
    await page.getByRole('textbox', { name: /^受付時間/ }).fill('平日 9:00〜18:00');
    await page.getByRole('textbox', { name: /^発見から報告まで/ }).fill('45');
    await expectSound(page);
    await page.getByRole('button', { name: '変更前と変更後を見くらべる' }).click();
    await expect(page.locator('del').filter({ hasText: '55,000' })).toBeVisible();
    for (const text of ['66,000', '14.6', '90', '45']) await expect(page.locator('ins').filter({ hasText: text }).first()).toBeVisible();
    await page.getByRole('radio', { name: '代表者として' }).check();
    await expectSound(page);
    await page.getByRole('button', { name: '署名して送る' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '変更覚書' })).toBeVisible();

    await sitDown(context, midori);
    await page.goto(await linkFor(contract.terms.annex.notices.client.email, '契約の変更'));
    await expect(page.locator('ins').filter({ hasText: '66,000' })).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: '同意して署名する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '代表者として' }).check();
    await dialog.getByRole('checkbox').check();
    await expectSound(page);
    await dialog.getByRole('button', { name: '署名する' }).click();
    await expect(page.getByText('双方が署名しました。')).toBeVisible();
    await expect(page.getByRole('link', { name: '変更覚書（PDF）' })).toBeVisible({ timeout: 60_000 });
    const { versions } = await midori.do(amendmentRoutes.ofContract, { params: { contractId: contract.contractId } });
    expect(versions[0]).toMatchObject({ number: 2, effectiveOn, feeYen: 66_000 });
  });
});

test.describe('甲から、紙から', () => {
  test('F005 甲が電話で変更を始めて署名し、乙が同意する。乙は紙で署名した覚書も、差分を見てから登録する', async ({ context, page }) => {
    const today = localDate(await stage.today());
    const own = await concludedContract(stage, { owner, clientName: '医療法人社団でんわ会', concludedOn: addDays(today, -40), lastOn: addDays(today, 300), number: 'HS-DENWA-1' });
    const client = await clientPerson(stage, own, { name: '電話 薫', email: 'denwa@henko.example', role: 'owner' });
    const compare = async (on: string, fee: string) => {
      await page.getByRole('textbox', { name: /^発効日/ }).fill(on);
      await page.getByRole('textbox', { name: /^月額/ }).fill(fee);
      await expectSound(page);
      await page.getByRole('button', { name: '変更前と変更後を見くらべる' }).click();
    };
    await page.setViewportSize({ width: 375, height: 812 });
    await sitDown(context, client);
    await page.goto(`/portal/contracts/${own.contractId}`);
    await page.getByRole('link', { name: '契約の変更を提案する' }).click();
    await compare(firstDayOf(addMonths(monthOf(today), 1)), '50000');
    await expect(page.locator('ins').filter({ hasText: '50,000' })).toBeVisible();
    await page.getByRole('radio', { name: '代表者として' }).check();
    await expectSound(page);
    await page.getByRole('button', { name: '署名して送る' }).click();
    await expect(page.getByText('保守会社（乙）の返答を待っています。')).toBeVisible();

    await page.setViewportSize({ width: 1366, height: 800 });
    await sitDown(context, owner);
    const [asked] = (await owner.do(amendmentRoutes.ofContract, { params: { contractId: own.contractId } })).items;
    await page.goto(`/app/amendments/${asked?.id}`);
    await expect(page.getByRole('link', { name: '別の案を提案する' })).toBeVisible();
    await expectSound(page);
    await page.getByRole('button', { name: '同意して署名する' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '代表者として' }).check();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '署名する' }).click();
    await expect(page.getByText('双方が署名しました。')).toBeVisible();

    await page.goto(`/app/contracts/${own.contractId}/amendments/new`);
    await page.getByRole('radio', { name: '紙に記名押印する' }).check();
    await compare(firstDayOf(addMonths(monthOf(today), 2)), '52000');
    await expect(page.locator('del').filter({ hasText: '50,000' })).toBeVisible();
    await page.getByRole('button', { name: 'この内容で覚書を用意する' }).click();
    await expect(page.getByRole('link', { name: '署名用の覚書（PDF）' })).toBeVisible();
    await page.locator('input[type=file]').setInputFiles({ name: '覚書.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') });
    for (const [index, name] of ['電話 誠', '変更 一子'].entries()) {
      await page.getByRole('textbox', { name: '署名した方の氏名' }).nth(index).fill(name);
      await page.getByRole('textbox', { name: '肩書' }).nth(index).fill('代表者');
      await page.getByRole('radio', { name: '代表者として' }).nth(index).check();
      await page.getByRole('textbox', { name: /^署名・押印した日/ }).nth(index).fill(today);
    }
    await expectSound(page);
    await page.getByRole('button', { name: '登録して変更覚書を成立させる' }).click();
    await expect(page.getByText('双方が署名しました。')).toBeVisible();

    await page.setViewportSize({ width: 375, height: 812 });
    await sitDown(context, client);
    await page.goto(await linkFor(own.terms.annex.notices.client.email, '変更覚書が登録'));
    await expect(page.getByRole('link', { name: '署名済みの覚書（登録された書面）' })).toBeVisible();
    await expect(page.getByRole('link', { name: '内容について協議を申し入れる（第21条）' })).toBeVisible();
    await expectSound(page);
  });
});

test('F116 乙が料金改定をまとめて始め、甲が希望額で返答し、乙が別の月額で提案し直す', async ({ context, page }) => {
  await page.setViewportSize({ width: 1366, height: 800 });
  const today = localDate(await stage.today());
  const near = await concludedContract(stage, { owner, clientName: '医療法人社団かいてい会', concludedOn: addDays(today, -200), lastOn: addDays(today, 60), number: 'HS-KAITEI-1' });
  const client = await clientPerson(stage, near, { name: '改定 薫', email: 'kaitei@henko.example', role: 'owner' });
  await sitDown(context, owner);
  await page.goto('/app/renewals');
  await page.getByRole('link', { name: '料金改定（まとめて提案）' }).click();
  await page.getByRole('link', { name: '料金改定を始める' }).click();
  await page.getByRole('checkbox', { name: /HS-KAITEI-1/ }).check();
  await page.getByRole('textbox', { name: /^改定率/ }).fill('5');
  await page.getByRole('button', { name: '新しい月額と日付を確認する' }).click();
  await expect(page.getByText('55,000円 × 1.05 = 57,750円 → 57,700円（100円未満切捨て）')).toBeVisible();
  await page.getByRole('textbox', { name: /^改定の名前/ }).fill('来年度の改定');
  await page.getByRole('radio', { name: '代表者として' }).check();
  await expectSound(page);
  await page.getByRole('button', { name: '署名して始める' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '来年度の改定' })).toBeVisible();
  await expect(page.getByText('返答待ち').first()).toBeVisible();
  const [proposal] = (await client.do(amendmentRoutes.ofContract, { params: { contractId: near.contractId } })).items;
  await client.do(amendmentRoutes.decline, { params: { amendmentId: proposal?.id ?? '' }, body: { text: '', counterFeeYen: 56_000, personName: '' } });
  await page.reload();
  await page.getByRole('button', { name: '別の月額で提案する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '代表者として' }).check();
  await expectSound(page);
  await dialog.getByRole('button', { name: '署名して送る' }).click();
  await expect(page.getByText('新しい提案を送りました。')).toBeVisible();
  await expectSound(page);
});
