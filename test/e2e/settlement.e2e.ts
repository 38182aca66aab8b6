import { noticeRoutes, offboardingRoutes } from '@hoshu/api-schema';
import { addDays, addMonths, localDate, monthOf } from '@hoshu/domain';
import { fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
test.beforeAll(async () => { stage = await openStage(); });
test.afterAll(() => stage.close());

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

test('契約を終える：三つの終わり方を比べ、終わった契約を精算し、引渡しを双方が確認する（F118・F119）', async ({ page, context }) => {
  const owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${Date.now()}@settlement.example` });
  await fillCompany(owner);
  const today = localDate(await stage.today());
  const concludedOn = `${addMonths(monthOf(today), -3)}-01`;
  const fixture = await concludedContract(stage, { owner, clientName: '医療法人社団みどり会', concludedOn, lastOn: addDays(localDate(concludedOn), 364), terms: { feeYen: 55_000, dueDay: 31, dueConvention: 'none' } });
  const params = { contractId: fixture.contractId };
  const client = await clientPerson(stage, fixture, { name: '緑川 薫', email: `kou-${Date.now()}@settlement.example`, role: 'owner' });

  await page.setViewportSize({ width: 1366, height: 768 });
  await sitDown(context, owner);
  await page.goto(`/app/contracts/${fixture.contractId}/ending`);
  await expect(page.getByRole('heading', { name: '更新しない（第17条）' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '事由があって解除する（第19条）' })).toBeVisible();
  await page.getByRole('textbox', { name: /^終わりの日/ }).fill(addDays(today, 40));
  await page.getByRole('button', { name: '計算する' }).click();
  await expect(page.getByText(/お客様（甲）から保守会社（乙）へ/).first()).toBeVisible();
  await expect(page.getByText('最後の月の数え方')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: '解約の通知に進む' }).click();
  await expect(page).toHaveURL(/\/notice$/);

  // A letter that was delivered 31 days ago: the contract ended yesterday (30 days after arrival).
  const { fileId } = await owner.do(noticeRoutes.uploadScan, { params, upload: { bytes: pdf, name: '通知書.pdf', type: 'application/pdf' } });
  await owner.do(noticeRoutes.registerPaper, { params, body: { noticeId: null, giverParty: 'client', giverName: '緑川 薫', article: 18, requestedEnd: null, text: '', postedOn: null, deliveredOn: addDays(today, -31), refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, scanFileId: fileId } });
  await page.goto(`/app/contracts/${fixture.contractId}/ending`);
  await page.getByRole('button', { name: '最終精算書を発行する' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '発行する' }).click();
  await expect(page.getByRole('link', { name: '最終精算書（PDF）' })).toBeVisible();
  await page.getByRole('button', { name: '新しい記録を一覧に加える' }).click();
  await expect(page.getByText('ドメインとDNSの管理の引継ぎ：www.midori.example')).toBeVisible();
  await page.getByRole('button', { name: '項目を加える' }).click();
  await page.getByRole('dialog').getByLabel(/^引き渡すもの/).fill('フォントのライセンス');
  await page.getByRole('dialog').getByRole('button', { name: '加える' }).click();
  await page.getByRole('button', { name: '省略する：フォントのライセンス' }).click();
  await page.getByRole('dialog').getByLabel(/^省略の理由/).fill('甲の名義で購入済みのため');
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
  await expect(page.getByText('甲の名義で購入済みのため')).toBeVisible();
  // The rest of the list in one go; what its record decides is waived.
  for (const { id, state, isAutomatic } of (await owner.do(offboardingRoutes.get, { params })).items) {
    if (state === 'open') await owner.do(offboardingRoutes.mark, { params: { offboardingItemId: id }, body: isAutomatic ? { kind: 'waived', text: '期日に支払うため' } : { kind: 'done', text: '' } });
  }
  await page.reload();
  await expectSound(page);
  await page.getByRole('button', { name: '引渡しを確認する' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: '確認する' });
  await confirm.click();
  // The worker may have put something on record since the list was made: it is in the list now, and whoever reads it confirms again.
  const changed = page.getByRole('dialog').getByText('表示されていた一覧と内容が違います');
  const waiting = page.getByText('お客様（甲）の確認を待っています。');
  await expect(changed.or(waiting)).toBeVisible();
  if (await changed.isVisible()) await confirm.click();
  await expect(waiting).toBeVisible();

  await page.setViewportSize({ width: 375, height: 812 });
  await sitDown(context, client);
  await page.goto(`/portal/contracts/${fixture.contractId}/ending`);
  await expect(page.getByRole('link', { name: '最終精算書（PDF）' })).toBeVisible();
  await expect(page.getByRole('button', { name: '最終精算書を発行する' })).toHaveCount(0);
  await expectSound(page);
  await page.getByRole('button', { name: '引渡しを確認する' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '確認する' }).click();
  await expect(page.getByRole('link', { name: '引渡確認書（PDF）' })).toBeVisible();
  await expectSound(page);
});
