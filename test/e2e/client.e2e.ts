import { billingRoutes, clientRoutes, contractRoutes, signingRoutes } from '@hoshu/api-schema';
import type { Page } from '@playwright/test';
import { createClient, createDraft, createSite, fillCompany } from '../../libs/testing/src/builders.js';
import { clientPerson, concludedContract } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, linkFor, sizesOf, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

const officers = ['緑川 薫', '監査 花子'];
let stage: World;
test.beforeAll(async () => { stage = await openStage(); });
test.afterAll(() => stage.close());

/** Presses a control as a person without a mouse does. */
async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press('Enter');
}

async function vendorOf(key: string): Promise<Person> {
  const companyName = `株式会社あおば${key}`;
  const owner = await signUpVendor(stage, { companyName, personName: '佐藤 美咲', email: `owner-${key}@aoba.example` });
  await fillCompany(owner, companyName);
  return owner;
}

async function sentContract(key: string): Promise<{ owner: Person; contractId: string; email: string }> {
  const owner = await vendorOf(key);
  const email = `midori-${key}@client.example`;
  const clientId = await createClient(owner, { companyName: `医療法人社団みどり会${key}`, contactEmail: email });
  const contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: await stage.today() });
  const params = { contractId };
  await owner.do(signingRoutes.represent, { params, body: { personName: owner.name, officers: ['佐藤 美咲'], statementVersion: '2026-11', agreed: true } });
  await owner.do(signingRoutes.send, { params, body: { form: 'electronic', contractDate: await stage.today(), recipient: { personName: '緑川 薫', email, title: '理事長' }, message: 'よろしくお願いします。' } });
  return { owner, contractId, email };
}

/** 甲's owner invites somebody, takes the invitation back, and gives a colleague another role; the last owner stays one (F138). */
async function managePeople(page: Page, owner: Person, width: number): Promise<void> {
  const invited = `shin-${width}@client.example`;
  await owner.do(clientRoutes.inviteMine, { body: { email: invited, role: 'accounting', noticeAuthority: false } });
  await page.reload();
  await page.getByRole('button', { name: `${owner.name} 様の役割を変更` }).click();
  await expect(page.getByRole('dialog').getByText('最後の管理者のため、役割を変更できません')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^経理担当/ })).toBeDisabled();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'キャンセル' }).click();
  await page.getByRole('button', { name: '経理 花子 様の役割を変更' }).click();
  await page.getByRole('radio', { name: /^承認者/ }).check();
  await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
  await expect(page.getByText('役割を変更しました。次の操作から有効です。')).toBeVisible();
  expect((await owner.do(clientRoutes.myMembers)).items.find((member) => member.name === '経理 花子')?.role).toBe('approver');
  await page.getByRole('button', { name: `${invited} への招待を取り消す` }).click();
  await page.getByRole('dialog').getByRole('button', { name: '招待を取り消す' }).click();
  await expect(page.getByText('招待を取り消しました。')).toBeVisible();
  await expect(page.getByText(invited)).toHaveCount(0);
  await expectSound(page);
}

for (const [width, height] of [[375, 812], [1366, 768]] as const) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('F168・F131 はじめての方が、メールのリンクから契約書を読み、キーボードだけで表明と署名をする（第17条・第20条）', async ({ page }) => {
      const { owner, contractId, email } = await sentContract(`s${width}`);
      const link = await linkFor(email, '署名');
      await page.goto(link);
      await press(page, 'button', '契約書を読む');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('契約書の確認と署名');
      await expect(page.getByText('55,000円').first()).toBeVisible();
      await expect(page.getByRole('heading', { level: 3, name: /^第\d+条/ })).toHaveCount(22);
      await expect(page.getByRole('heading', { name: /別紙1/ }).first()).toBeVisible();
      await expectSound(page);
      await press(page, 'button', '手続きに進む');
      await page.getByLabel(/役員の氏名/).focus();
      await page.keyboard.insertText(officers.join('\n'));
      await page.getByRole('checkbox', { name: /表明します/ }).focus();
      await page.keyboard.press('Space');
      await press(page, 'button', '表明する');
      await page.getByLabel(/^肩書/).focus();
      await page.keyboard.insertText('理事長');
      await page.getByRole('radio', { name: /代表者として/ }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('checkbox', { name: /同意します/ }).focus();
      await page.keyboard.press('Space');
      await expectSound(page);
      await press(page, 'button', '同意して署名する');
      await expect(page.getByText('相手方の署名を待っています')).toBeVisible();
      const { bodyHash } = await owner.do(signingRoutes.read, { params: { contractId } });
      await owner.do(signingRoutes.sign, { params: { contractId }, body: { personName: '佐藤 美咲', title: '代表取締役', authority: 'representative', authorityNote: '', bodyHash, agreed: true } });
      expect((await owner.do(contractRoutes.get, { params: { contractId } })).concludedOn).toBe(await stage.today());
      await page.goto(link);
      await press(page, 'button', '内容を確認する');
      await expect(page.getByText('契約が成立しました')).toBeVisible();
      await expect(page.getByRole('link', { name: /ダウンロード/ })).toHaveCount(3, { timeout: 30_000 });
      await expectSound(page);
    });

    // The signing of 甲 is walked in both sizes always, the rest as elsewhere.
    if (!sizesOf('narrow').some((size) => size.width === width)) return;

    test('F131 転送と差し戻し：担当でない方は転送でき、リンクは次の方だけのものになる', async ({ page }) => {
      const { email } = await sentContract(`f${width}`);
      const link = await linkFor(email, '署名');
      await page.goto(link);
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await page.getByRole('button', { name: '転送する' }).click();
      await page.getByLabel(/転送先の方のお名前/).fill('決裁 太郎');
      await page.getByLabel(/転送先のメールアドレス/).fill(`kessai-${width}@client.example`);
      await page.getByRole('dialog').getByRole('button', { name: '転送する' }).click();
      await expect(page.getByRole('heading', { name: '転送しました' })).toBeVisible();
      await page.goto(link);
      await expect(page.getByRole('heading', { name: 'このリンクは使えません' })).toBeVisible();
      await page.goto(await linkFor(`kessai-${width}@client.example`, '署名'));
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await page.getByRole('button', { name: '差し戻す' }).click();
      await page.getByLabel(/差し戻す理由/).fill('月額が見積りと異なります。');
      await page.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click();
      await expect(page.getByRole('heading', { name: '差し戻しました' })).toBeVisible();
    });

    test('F117・F142・第18条 お客様（甲）がホームで支払いを見つけ、契約の日付の理由を読み、解約を通知して到達を確かめる', async ({ page }) => {
      const owner = await vendorOf(`n${width}`);
      const today = await stage.today();
      const day = (offset: number) => new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);
      const fixture = await concludedContract(stage, { owner, concludedOn: day(-100), lastOn: day(264) });
      await owner.do(billingRoutes.run, { body: {} });
      await stage.drain();
      const person = await clientPerson(stage, fixture, { name: '緑川 薫', email: `midori-n${width}@client.example`, role: 'owner' });
      await clientPerson(stage, fixture, { name: '経理 花子', email: `keiri-n${width}@client.example`, role: 'accounting' });
      await sitDown(page.context(), person);
      await page.goto('/portal');
      await expect(page.getByRole('link', { name: 'お振込先を見る' }).first()).toBeVisible();
      await expect(page.getByText('06-1234-5678')).toBeVisible();
      await page.goto('/portal/company');
      await expect(page.getByRole('cell', { name: person.email })).toBeVisible();
      await managePeople(page, person, width);
      await page.goto(`/portal/contracts/${fixture.contractId}`);
      await expect(page.getByRole('heading', { name: '大切な日付' })).toBeVisible();
      await expect(page.getByRole('heading', { level: 3, name: /^第\d+条/ })).toHaveCount(22);
      await press(page, 'button', '満了日の計算の理由');
      await expect(page.getByRole('dialog').getByText(/第17条/)).toBeVisible();
      await page.keyboard.press('Escape');
      await press(page, 'link', '更新しない・解約する');
      await expect(page.getByRole('heading', { name: '途中で解約する通知（第18条）' })).toBeVisible();
      await press(page, 'button', '途中で解約する');
      await expect(page.getByText('この通知で起きること')).toBeVisible();
      await expectSound(page);
      await press(page, 'button', '確認へ進む');
      await page.getByLabel(/確認のため/).focus();
      await page.keyboard.insertText(fixture.terms.parties.vendor.companyName);
      await expectSound(page);
      await press(page, 'button', '通知を送る');
      await expect(page.getByText('到達済み', { exact: true })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/^250/)).toBeVisible();
      await expect(page.getByRole('link', { name: '通知の記録（PDF）' })).toBeVisible();
      await expectSound(page);
    });
  });
}
