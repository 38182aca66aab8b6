import { signingRoutes } from '../../libs/api-schema/src/index.js';
import type { Page } from '@playwright/test';
import { createClient, createDraft, createSite, fillCompany } from '../../libs/testing/src/builders.js';
import { Person, signUpVendor } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, expectSound, linkFor, sizesOf, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
test.beforeAll(async () => { stage = await openStage(); });
test.afterAll(() => stage.close());

interface Ready { readonly owner: Person; readonly contractId: string; readonly email: string }
/** A draft with everything that sending needs. */
async function readyToSend(key: string): Promise<Ready> {
  const companyName = `株式会社あおば${key}`;
  const owner = await signUpVendor(stage, { companyName, personName: '佐藤 美咲', email: `owner-${key}@aoba.example` });
  await fillCompany(owner, companyName);
  const email = `midori-${key}@client.example`;
  const clientId = await createClient(owner, { companyName: `医療法人社団みどり会${key}`, contactEmail: email });
  const contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: await stage.today() });
  await owner.do(signingRoutes.represent, { params: { contractId }, body: { personName: owner.name, officers: ['佐藤 美咲'], statementVersion: '2026-11', agreed: true } });
  return { owner, contractId, email };
}

async function fillPerson(page: Page, group: string, person: { name: string; email: string }): Promise<void> {
  const fields = page.getByRole('group', { name: group, exact: true });
  await fields.getByRole('textbox', { name: /^氏名/ }).fill(person.name);
  await fields.getByRole('textbox', { name: /^メールアドレス/ }).fill(person.email);
}

for (const { width, height } of sizesOf('narrow')) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('F130 承認者と写しの受け手を決めて送り、承認者がリンクから読んで承認すると、署名する方に届く', async ({ page }) => {
      const { owner, contractId, email } = await readyToSend(`r${width}`);
      const [approver, copy] = [`shonin-${width}@client.example`, `utsushi-${width}@client.example`];
      await sitDown(page.context(), owner);
      await page.goto(`/app/contracts/${contractId}/edit?step=review`);
      await page.getByText('承認者・写しの受け手・署名の順番').click();
      await page.getByRole('button', { name: '承認者を追加' }).click();
      await page.getByRole('button', { name: '契約を送信' }).click();
      await expect(page.getByRole('alert').getByText(/必須|入力/).first()).toBeVisible();
      await fillPerson(page, '承認者1', { name: '承認 太郎', email: approver });
      await page.getByRole('button', { name: '写しの受け手を追加' }).click();
      await fillPerson(page, '写しの受け手1', { name: '写し 次郎', email: copy });
      await page.getByRole('radio', { name: /^保守会社（乙）が先/ }).check();
      await page.getByRole('radio', { name: /^決めない/ }).check();
      await expectSound(page);
      await page.getByRole('button', { name: '契約を送信' }).click();
      await expect(page.getByRole('dialog').getByText(`承認 太郎（${approver}）`)).toBeVisible();
      await page.getByRole('dialog').getByRole('button', { name: '契約を送信' }).click();
      await expect(page.getByRole('heading', { name: 'お客様（甲）の承認者' })).toBeVisible();
      await expect(page.getByText('承認待ち')).toBeVisible();
      await expectSound(page);

      await page.goto(await linkFor(approver, '承認のお願い'));
      await expect(page.getByRole('heading', { name: '契約書の承認のお願いです' })).toBeVisible();
      await expectSound(page);
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('契約書の確認と承認');
      await expect(page.getByRole('heading', { level: 3, name: /^第\d+条/ })).toHaveCount(22);
      await expect(page.getByRole('button', { name: '転送する' })).toHaveCount(0);
      await page.getByRole('button', { name: '手続きに進む' }).click();
      await page.getByRole('button', { name: '承認する' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await page.getByRole('checkbox', { name: /承認します/ }).check();
      await expectSound(page);
      await page.getByRole('button', { name: '承認する' }).click();
      await expect(page.getByRole('heading', { name: '承認しました' })).toBeVisible();
      await expect(page.getByText('緑川 薫 様の署名')).toBeVisible();
      await expectSound(page);
      expect(await linkFor(email, '署名のお願い')).toContain('/sign/');

      await page.goto(await linkFor(copy, '写しのお知らせ'));
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await expect(page.getByRole('heading', { name: '写しの受け手として届いています' })).toBeVisible();
      await expect(page.getByRole('button', { name: /署名する|承認する|差し戻す|転送する/ })).toHaveCount(0);
      await expectSound(page);
    });

    test('F130 承認者は理由を伝えて差し戻せ、順番を決めた契約では番が来るまで待つ', async ({ page }) => {
      const { owner, contractId, email } = await readyToSend(`b${width}`);
      const approver = `modosu-${width}@client.example`;
      const params = { contractId };
      await owner.do(signingRoutes.send, {
        params, body: { form: 'electronic', contractDate: await stage.today(), recipient: { personName: '緑川 薫', email, title: '理事長' }, message: '', approvers: [{ personName: '承認 太郎', email: approver, title: '' }], order: 'client_first' },
      });
      await sitDown(page.context(), owner);
      await page.goto(`/app/contracts/${contractId}`);
      await expect(page.getByText('お客様（甲）が先に署名し、そのあと保守会社（乙）が署名します。')).toBeVisible();
      await expect(page.getByText('承認 太郎 様の承認')).toBeVisible();
      await expect(page.getByRole('heading', { name: '自社の手続き' })).toHaveCount(0);
      await page.goto(await linkFor(approver, '承認のお願い'));
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await page.getByRole('button', { name: '差し戻す' }).click();
      await page.getByLabel(/差し戻す理由/).fill('支払日を月末に直してください。');
      await expectSound(page);
      await page.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click();
      await expect(page.getByRole('heading', { name: '差し戻しました' })).toBeVisible();
      await page.goto(await linkFor(email, '差し戻されました'));
      await page.getByRole('button', { name: '内容を確認する' }).click();
      await expect(page.getByText('支払日を月末に直してください。')).toBeVisible();
      await expectSound(page);
    });

    test('F131・F133 電話で聞いたアクセスコードで契約書を開き、締結した原本を検証ページで確かめる', async ({ page }) => {
      const { owner, contractId, email } = await readyToSend(`v${width}`);
      const params = { contractId };
      await owner.do(signingRoutes.send, { params, body: { form: 'electronic', contractDate: await stage.today(), recipient: { personName: '緑川 薫', email, title: '理事長' }, message: '', accessCode: 'MDR-4271' } });
      const link = await linkFor(email, '署名のお願い');
      await page.goto(link);
      await page.getByRole('textbox', { name: 'アクセスコード' }).fill('WRONG-1');
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await expect(page.getByText('アクセスコードが違います')).toBeVisible();
      await expectSound(page);
      await page.getByRole('textbox', { name: 'アクセスコード' }).fill('mdr 4271');
      await page.getByRole('button', { name: '契約書を読む' }).click();
      await expect(page.getByRole('heading', { name: '契約書の確認と署名' })).toBeVisible();

      const signer = new Person(stage, '緑川 薫', email);
      await signer.do(signingRoutes.enter, { body: { token: link.split('/').at(-1) ?? '', accessCode: 'MDR-4271' } });
      await signer.do(signingRoutes.represent, { params, body: { personName: signer.name, officers: [signer.name], statementVersion: '2026-11', agreed: true } });
      const { bodyHash } = await signer.do(signingRoutes.read, { params });
      for (const person of [signer, owner]) await person.do(signingRoutes.sign, { params, body: { personName: person.name, title: '代表者', authority: 'representative', authorityNote: '', bodyHash, agreed: true } });
      const original = () => owner.try(signingRoutes.document, { params: { contractId, kind: 'original_client' } });
      await expect.poll(async () => (await original()).status, { timeout: 30_000 }).toBe(200);

      await page.goto('/verify');
      await page.getByLabel('確かめるPDF').setInputFiles({ name: '契約書.pdf', mimeType: 'application/pdf', buffer: (await original()).bytes });
      await expect(page.getByText('署名されたときのままです')).toBeVisible();
      await expect(page.getByText('契約書（甲保有分）')).toBeVisible();
      await expect(page.getByText('PAdES B-LTA', { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'ファイル全体のタイムスタンプ' })).toBeVisible();
      await expectSound(page);
    });
  });
}
