import type { Locator, Page } from '@playwright/test';
import { contractRoutes, signingRoutes } from '../../libs/api-schema/src/index.js';
import { createClient, createDraft, createSite, fillCompany } from '../../libs/testing/src/builders.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { expect, linkFor, seriousFindings, test } from './support/journey.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
test.beforeAll(async () => { stage = await openStage(); });
test.afterAll(async () => { await stage.close(); });

const mostClicks = 45;
const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first();

/** Counts every click of a journey; what is typed counts as typing. */
function counting() {
  let clicks = 0;
  return { click: async (target: Locator) => { clicks += 1; await target.click(); }, count: () => clicks };
}

let serial = 0;
/** A vendor with company data, a client, a site and a draft that lacks only the fee and 第20条. */
async function vendorWithDraft(): Promise<{ owner: Person; contractId: string; clientEmail: string }> {
  serial += 1;
  const owner = await signUpVendor(stage, { companyName: `株式会社わかば${serial}`, personName: '若葉 みどり', email: `wakaba-${serial}@wakaba.example` });
  await fillCompany(owner, `株式会社わかば${serial}`);
  const clientEmail = `haruno-${serial}@client.example`;
  const clientId = await createClient(owner, { companyName: '有限会社はるの', contactEmail: clientEmail });
  const siteId = await createSite(owner, clientId);
  const contractId = await createDraft(owner, { clientId, siteId, startOn: await stage.today(), overrides: { feeYen: null } });
  return { owner, contractId, clientEmail };
}

type Click = (target: Locator) => Promise<void>;
const menu = (page: Page, name: string) => page.getByRole('navigation', { name: 'メイン' }).getByRole('link', { name });

async function signUp(page: Page, click: Click, email: string): Promise<void> {
  await page.goto('/');
  await click(link(page, '無料で始める'));
  await field(page, '会社名').fill('株式会社ふたば');
  await field(page, 'お名前').fill('双葉 あおい');
  await field(page, 'メールアドレス').fill(email);
  await click(page.getByRole('checkbox').first());
  await click(button(page, '確認メールを送る'));
  await expect(page.getByText(email)).toBeVisible();
  await page.goto(await linkFor(email, '確認'));
  await click(button(page, '登録を完了する'));
  await page.waitForURL('**/app', { timeout: 20_000 });
}

async function fillSettings(page: Page, click: Click, email: string): Promise<void> {
  await click(menu(page, '設定'));
  await click(page.getByRole('heading', { name: '会社情報' }).getByRole('link'));
  await field(page, '郵便番号').fill('530-0001');
  await page.getByLabel(/^都道府県/).selectOption('大阪府');
  await field(page, '市区町村').fill('大阪市');
  await field(page, '町名・番地').fill('北区梅田1-2-3');
  await field(page, '役職').fill('代表取締役');
  await field(page, '代表者名').fill('双葉 あおい');
  await field(page, '通知先のメールアドレス').fill(email);
  await click(button(page, '保存する'));
  await expect(page.getByText('会社情報を保存しました。')).toBeVisible();
  await click(page.getByRole('navigation', { name: 'パンくずリスト' }).getByRole('link', { name: '設定' }));
  await click(page.getByRole('heading', { name: '振込先口座' }).getByRole('link'));
  for (const [label, value] of [['銀行名', '三菱UFJ銀行'], ['銀行コード', '0005'], ['支店名', '梅田支店'], ['支店コード', '123'], ['口座番号', '1234567'], ['口座名義', 'カ）フタバ']] as const) await field(page, label).fill(value);
  await click(button(page, '口座を登録する'));
  await expect(page.getByText('振込先口座を登録しました。')).toBeVisible();
}

async function registerClientAndSite(page: Page, click: Click, clientEmail: string): Promise<void> {
  await click(menu(page, '契約'));
  await click(link(page, '契約を作成'));
  await field(page, '会社名').fill('医療法人社団みどり会');
  await page.getByLabel(/^都道府県/).selectOption('東京都');
  for (const [label, value] of [['市区町村', '千代田区'], ['町名・番地', '丸の内1-1-1'], ['代表者の肩書', '理事長'], ['代表者の氏名', '緑川 薫'], ['担当者の氏名', '緑川 薫'], ['担当者のメールアドレス', clientEmail]] as const) await field(page, label).fill(value);
  await click(button(page, '登録して次へ'));
  await page.waitForURL('**/edit?step=sites');
  // No such host: the look at the site fails, and stands in nobody's way.
  await field(page, 'URL').fill('https://www.midorikai.invalid/');
  await field(page, 'サイト名称').fill('公式サイト');
  await expect(page.getByText('接続できませんでした')).toBeVisible({ timeout: 20_000 });
  await field(page, '管理対象サーバー').fill('さくらのレンタルサーバ');
  await field(page, 'CMS').fill('WordPress 6.9');
  await click(button(page, 'サイトを登録'));
  await expect(page.getByRole('checkbox', { name: '公式サイト' })).toBeChecked();
}

test('F163 登録から「契約を送信」まで45クリック以内で、お客様（甲）に署名のお願いが届く', async ({ page }) => {
  const { click, count } = counting();
  const email = 'owner@futaba.example';
  const clientEmail = 'midorikawa@client.example';
  await signUp(page, click, email);
  await fillSettings(page, click, email);
  await registerClientAndSite(page, click, clientEmail);
  await click(button(page, '次へ'));
  await expect(page.getByRole('heading', { name: '業務の内容（第3条）' })).toBeVisible();
  await click(button(page, '次へ'));
  await page.getByRole('textbox', { name: '月額' }).fill('5万5000');
  await expect(page.getByRole('region', { name: '契約書の文面' }).getByText('55,000円')).toBeVisible();
  await expect(page.getByRole('table', { name: '最初の契約期間の請求' }).getByRole('row')).not.toHaveCount(0);
  await click(button(page, '次へ'));
  await expect(page.getByText('満了日', { exact: true })).toBeVisible();
  await click(button(page, '次へ'));
  for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  await click(button(page, '次へ'));
  await field(page, '役員').fill('双葉 あおい\n双葉 そら');
  await click(page.getByRole('checkbox').last());
  await click(page.getByRole('button', { name: '表明する' }));
  await expect(page.getByText('すべてそろっています。')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await click(button(page, '契約を送信'));
  await click(page.getByRole('dialog').getByRole('button', { name: '契約を送信' }));
  await expect(page.getByRole('heading', { name: '署名の状況' })).toBeVisible();
  await expect(page.getByText('まだ開いていません')).toBeVisible();
  expect(await linkFor(clientEmail, '署名')).toContain('/sign/');
  expect(count()).toBeLessThanOrEqual(mostClicks);
});

test('書いている途中で離れても、戻れば続きから書ける。空欄は確認のステップから入力欄へ移れる', async ({ page }) => {
  const { owner, contractId } = await vendorWithDraft();
  await sitDown(page.context(), owner);
  await page.goto(`/app/contracts/${contractId}/edit?step=works`);
  await page.getByRole('textbox', { name: '月あたりの件数' }).fill('５');
  await page.getByRole('link', { name: '保存して戻る' }).click();
  await expect(page.getByRole('heading', { name: '署名の状況' })).toBeVisible();
  await page.getByRole('link', { name: '下書きを続ける' }).click();
  await page.getByRole('button', { name: '業務と枠' }).click();
  await expect(page.getByRole('textbox', { name: '月あたりの件数' })).toHaveValue('5');
  await page.getByRole('button', { name: '確認', exact: true }).click();
  await page.getByRole('button', { name: '月額の保守管理費' }).click();
  await expect(page.getByRole('textbox', { name: '月額' })).toBeFocused();
});

test('二つの画面で同じ下書きを直すと、あとの画面は誰が何を変えたかを知り、どちらを残すか選べる', async ({ page, context }) => {
  const { owner, contractId } = await vendorWithDraft();
  await sitDown(page.context(), owner);
  const other = await context.newPage();
  await other.goto(`/app/contracts/${contractId}/edit?step=works`);
  await page.goto(`/app/contracts/${contractId}/edit?step=money`);
  await other.getByRole('textbox', { name: '月あたりの件数' }).waitFor();
  await page.getByRole('textbox', { name: '月額' }).fill('60000');
  await expect.poll(async () => (await owner.do(contractRoutes.get, { params: { contractId } })).feeYen).toBe(60_000);
  await other.getByRole('textbox', { name: '月あたりの件数' }).fill('9');
  const alert = other.getByRole('alert');
  await expect(alert).toContainText('ほかの人が先に保存しました');
  await expect(alert).toContainText('若葉 みどりさん');
  await expect(alert).toContainText('お金');
  await alert.getByRole('button', { name: '先に保存された内容を読み込む' }).click();
  await expect(alert).toHaveCount(0);
  await expect(other.getByRole('textbox', { name: '月あたりの件数' })).toHaveValue('3');
  await other.close();
});

test('送信したあと、取り消して直し、紙で締結した契約として登録できる（第17条1項・第20条）', async ({ page }) => {
  const { owner, contractId, clientEmail } = await vendorWithDraft();
  const params = { contractId };
  const view = await owner.do(contractRoutes.get, { params });
  if (!view.terms) throw new Error('the draft has terms');
  await owner.do(contractRoutes.updateDraft, { params, ifMatch: view.draftVersion ?? 0, body: { siteIds: view.sites.map((site) => site.id), terms: { ...view.terms, feeYen: 55_000 } } });
  const { statement } = await owner.do(signingRoutes.gates, { params });
  await owner.do(signingRoutes.represent, { params, body: { personName: owner.name, officers: [owner.name], statementVersion: statement.version, agreed: true } });
  await owner.do(signingRoutes.send, { params, body: { form: 'electronic', contractDate: await stage.today(), recipient: { personName: '春野 花', email: clientEmail, title: '' }, message: '' } });
  await sitDown(page.context(), owner);
  await page.goto(`/app/contracts/${contractId}`);
  await button(page, '署名のお願いを再送する').click();
  await expect(page.getByText('署名のお願いを再送しました。')).toBeVisible();
  await button(page, '依頼を取り消す').click();
  await page.getByRole('dialog').getByRole('button', { name: '依頼を取り消す' }).click();
  await expect(page.getByText('署名の依頼を取り消しました。')).toBeVisible();
  await link(page, '締結した契約を登録').click();
  await page.locator('input[type=file]').setInputFiles({ name: '契約書スキャン.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n') });
  for (const side of [0, 1]) {
    await page.getByRole('textbox', { name: '署名する方の氏名' }).nth(side).fill(side === 0 ? '春野 花' : owner.name);
    await page.getByRole('textbox', { name: /^肩書/ }).nth(side).fill('代表取締役');
    await page.getByRole('textbox', { name: '第20条の表明をした方' }).nth(side).fill(side === 0 ? '春野 花' : owner.name);
    await page.getByRole('textbox', { name: '役員の一覧' }).nth(side).fill('春野 花');
  }
  await page.getByRole('checkbox', { name: /第20条の表明が、この書面/ }).check();
  await button(page, '登録する').click();
  await expect(page.getByText('締結した契約を登録しました。')).toBeVisible();
  await expect(page.getByRole('heading', { name: '契約書の原本' }).or(page.getByText('締結済み')).first()).toBeVisible();
});
