import { sampleTerms, type ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import type { Page } from '@playwright/test';
import { createTransport } from 'nodemailer';
import { clientPerson, concludedContract, staffPerson, type ContractFixture } from '../../libs/testing/src/contract-fixture.js';
import { signUpVendor, type Person } from '../../libs/testing/src/person.js';
import type { World } from '../../libs/testing/src/world.js';
import { outlookFile } from '../api/support/msg.js';
import { longDate } from '../../apps/portal/src/shared/jp/dates.js';
import { expect, expectSound, linkFor, test } from './support/journey.js';
import { product } from './support/product.js';
import { openStage } from './support/stage.js';
import { sitDown } from './support/visitors.js';

let stage: World;
let owner: Person;
let staff: Person;
let today: string;
const key = Date.now();
let serial = 900;
test.beforeAll(async () => {
  stage = await openStage();
  owner = await signUpVendor(stage, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: `owner-${key}@notices.example` });
  staff = await staffPerson(stage, 'support', `desk-${key}@notices.example`);
  today = await stage.today();
});
test.afterAll(() => stage.close());

const later = (days: number) => addDays(localDate(today), days) as string;
const phone = { width: 375, height: 812 };
const desk = { width: 1366, height: 768 };
const slip = { name: '書留の控え.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') };

interface Parties { readonly fixture: ContractFixture; readonly number: string; readonly client: Person; readonly clientEmail: string; readonly vendorEmail: string }
/** A contract whose two notice addresses nobody else has. */
async function parties(name: string): Promise<Parties> {
  const { annex } = sampleTerms();
  const [clientEmail, vendorEmail, number] = [`tsuchi-${name}@midori.example`, `tsuchi-${name}@aoba.example`, `HS-2026-${(serial += 1)}`];
  const terms: Partial<ContractTerms> = { annex: { ...annex, notices: { client: { ...annex.notices.client, email: clientEmail }, vendor: { ...annex.notices.vendor, email: vendorEmail } } } };
  const fixture = await concludedContract(stage, { owner, concludedOn: later(-100), lastOn: later(200), number, terms });
  return { fixture, number, clientEmail, vendorEmail, client: await clientPerson(stage, fixture, { name: '緑川 薫', email: `kou-${name}-${key}@midori.example`, role: 'owner' }) };
}
const reception = ({ fixture }: Parties, side: 'portal' | 'app') => `/${side}/contracts/${fixture.contractId}/notice/register`;

/** What the desk sees of a contract's notice: takes it over and sends a standard answer. */
async function handledByStaff(page: Page, number: string, expected: readonly string[]): Promise<void> {
  await sitDown(page.context(), staff);
  await page.setViewportSize(desk);
  await page.goto('/ops/cases');
  await page.getByRole('row').filter({ hasText: number }).getByRole('link').click();
  for (const text of expected) await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: '引き受ける' }).click();
  await expect(page.getByText('あなたが担当です')).toBeVisible();
  await page.getByLabel('通知した方の権限').check();
  await page.getByRole('button', { name: 'この回答を送る' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'この回答を送る' }).click();
  await expect(page.getByText('標準回答を送りました')).toBeVisible();
}
const send = (mail: { from: string; to: string; subject: string; text: string }) => createTransport({ host: '127.0.0.1', port: product().mailInPort, secure: false, ignoreTLS: true }).sendMail(mail);
/** The worker looks into the listener's folder every two seconds. */
const untilShown = (page: Page, text: string) => expect(async () => {
  await page.reload();
  await expect(page.getByText(text).first()).toBeVisible({ timeout: 1_000 });
}).toPass({ timeout: 20_000 });

test('第18条 契約の通知アドレスへ本物のSMTPで届いたメールは、甲・乙・窓口の画面に現れ、相手方のサーバーの受理が到達になる（D7、F120）', async ({ page, context }) => {
  const it = await parties('mail');
  await page.setViewportSize(phone);
  await sitDown(context, it.client);
  await page.goto(reception(it, 'portal'));
  const address = (await page.getByText(/^[0-9a-z-]+@notice\.hoshu\.example$/).textContent()) ?? '';
  const { response } = await send({ from: it.clientEmail, to: address, subject: '中途解約のご連絡', text: `第18条により解約します。終了日は ${later(60)} を希望します。` });
  expect(response).toMatch(/^250 2\.0\.0 OK kept as /);
  await untilShown(page, '通知として登録');
  await expect(page.getByRole('heading', { name: '中途解約のご連絡' })).toBeVisible();
  await page.getByText('差出人の確認と経路').click();
  await expectSound(page);
  await page.getByRole('link', { name: '登録された通知を見る' }).click();
  await expect(page.getByText(/到達済/).first()).toBeVisible();
  await expect(page.getByText(longDate(later(60))).first()).toBeVisible();
  await expect(page.getByText(/^250 /)).toBeVisible();
  await expectSound(page);
  // The notice itself carries no link (its words are all there); both sides are told of its arrival.
  expect(await linkFor(it.vendorEmail, '通知が到達しました')).toContain(`/app/contracts/${it.fixture.contractId}`);
  expect(await linkFor(it.clientEmail, '通知が到達しました')).toContain(`/portal/contracts/${it.fixture.contractId}`);

  await page.setViewportSize(desk);
  await sitDown(context, owner);
  await page.goto(`/app/contracts/${it.fixture.contractId}`);
  await page.getByRole('link', { name: '途中で解約する通知（第18条）' }).first().click();
  await expect(page.getByText(longDate(later(60))).first()).toBeVisible();
  await handledByStaff(page, it.number, ['電子メール', '契約の通知アドレス']);
  expect(await linkFor(it.clientEmail, '窓口からのご案内')).toContain(`/portal/contracts/${it.fixture.contractId}`);
});

test('D8 宛先の分からないメールは窓口に届き、契約に割り当てると双方の記録になる（F120）', async ({ page, context }) => {
  const it = await parties('lost');
  await send({ from: it.clientEmail, to: 'info@notice.hoshu.example', subject: `解約通知（${it.number}）`, text: `契約番号 ${it.number} を解約します。` });
  await sitDown(context, staff);
  await page.setViewportSize(desk);
  await page.goto('/ops/cases');
  await untilShown(page, `解約通知（${it.number}）`);
  await page.getByRole('link', { name: `解約通知（${it.number}）` }).click();
  await expect(page.getByText(`文面にある番号：${it.number}`)).toBeVisible();
  await page.getByLabel('契約番号').fill(it.number);
  await page.getByRole('button', { name: '探す' }).click();
  await page.getByLabel(`${it.number}　株式会社あおば制作`).check();
  await expectSound(page);
  await page.getByRole('button', { name: '契約に割り当てる' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '契約に割り当てる' }).click();
  await expect(page.getByText('契約に割り当てました。').first()).toBeVisible();
  await stage.drain();
  await page.setViewportSize(phone);
  await sitDown(context, it.client);
  await page.goto(reception(it, 'portal'));
  await expect(page.getByText('通知として登録').first()).toBeVisible();
});

test('第18条 自分のメールソフトの .eml を甲が、.msg を乙が持ち込み、元の受信時刻の日が到達日になる（R05）', async ({ page, context }) => {
  const it = await parties('file');
  const received = (on: string) => `Received: from mx.aoba.example by mx.midori.example with ESMTPS id 1; ${new Date(`${on}T01:30:00Z`).toUTCString()}\r\n`;
  const eml = Buffer.from(`${received(later(-10))}From: ${it.vendorEmail}\r\nTo: ${it.clientEmail}\r\nSubject: =?UTF-8?B?${Buffer.from('契約終了のご連絡').toString('base64')}?=\r\nMessage-ID: <a${key}@aoba.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n第18条により解約いたします。\r\n`);
  await page.setViewportSize(phone);
  await sitDown(context, it.client);
  await page.goto(reception(it, 'portal'));
  await page.locator('#mailroom-upload').setInputFiles({ name: '契約終了のご連絡.eml', mimeType: 'message/rfc822', buffer: eml });
  await expect(page.getByText('登録待ち')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: '通知として登録する' }).click();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: '通知として登録する' }).click();
  await page.getByRole('link', { name: '登録された通知を見る' }).click();
  // Arrived ten days ago: the contract ends 30 days after that day.
  await expect(async () => { await page.reload(); await expect(page.getByText(longDate(later(20))).first()).toBeVisible({ timeout: 1_000 }); }).toPass({ timeout: 20_000 });
  await expect(page.getByText(/到達済/).first()).toBeVisible();

  const msg = outlookFile({ subject: '保守契約の解約', senderName: '緑川 薫', senderAddress: it.clientEmail, recipient: it.vendorEmail, headers: `${received(later(-4))}From: <${it.clientEmail}>\r\nMessage-ID: <b${key}@midori.example>\r\n\r\n`, body: '第18条により解約します。' });
  await page.setViewportSize(desk);
  await sitDown(context, owner);
  await page.goto(reception(it, 'app'));
  await page.locator('#mailroom-upload').setInputFiles({ name: '保守契約の解約.msg', mimeType: 'application/vnd.ms-outlook', buffer: msg });
  await expect(page.getByRole('heading', { name: '保守契約の解約' })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: '通知として登録する' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '通知として登録する' }).click();
  await expect(page.getByRole('link', { name: '登録された通知を見る' })).toHaveCount(2);
  await stage.drain();
  await sitDown(context, staff);
  await page.goto('/ops/cases');
  await expect(page.getByRole('row').filter({ hasText: it.number })).toHaveCount(2);
  await page.getByRole('row').filter({ hasText: it.number }).filter({ hasText: '保守会社（乙）' }).getByRole('link').click();
  await expect(page.getByText('お客様（甲）が登録')).toBeVisible();
  await page.getByRole('button', { name: '引き受ける' }).click();
  await expect(page.getByText('あなたが担当です')).toBeVisible();
});

test('第17条2項 書面：乙が写しと追跡番号を登録し、窓口に届いた書面は写しをつけて相手方へ転送される（F115、F120）', async ({ page, context }) => {
  const it = await parties('paper');
  await page.setViewportSize(desk);
  await sitDown(context, owner);
  await page.goto(reception(it, 'app'));
  await page.getByRole('radio', { name: 'お客様（甲）' }).check();
  await page.getByLabel(/^通知した方の氏名/).fill('緑川 薫');
  await page.getByRole('radio', { name: /更新しない通知/ }).check();
  await page.locator('#main input[type=file]').last().setInputFiles(slip);
  await page.getByRole('combobox', { name: /^送り方/ }).selectOption({ label: '内容証明郵便' });
  await page.getByLabel(/^追跡番号/).fill('123-45-67890-1');
  await page.getByLabel(/^配達された日/).first().fill(today.replaceAll('-', '/'));
  await expectSound(page);
  await page.getByRole('button', { name: '登録する', exact: true }).click();
  await page.waitForURL(/\/notices\//);
  await expect(page.getByText('123-45-67890-1')).toBeVisible();
  await expect(page.getByText(longDate(later(200))).first()).toBeVisible();
  await expectSound(page);
  await page.setViewportSize(phone);
  await sitDown(context, it.client);
  await page.goto(`/portal/contracts/${it.fixture.contractId}`);
  await page.getByRole('link', { name: /更新しない通知/ }).first().click();
  await expect(page.getByText('内容証明郵便')).toBeVisible();
  await expectSound(page);

  await handledByStaff(page, it.number, ['書面', '保守会社（乙）']);
});

test('第18条 電話：乙と窓口の代理入力は、本人が通知先のリンクで確認して初めて通知になる（F141、D8）', async ({ page, context }) => {
  const it = await parties('call');
  await page.setViewportSize(desk);
  await sitDown(context, owner);
  await page.goto(reception(it, 'app'));
  await page.getByRole('button', { name: '電話の内容を代理入力する' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^電話をかけた方の氏名/).fill('緑川 薫');
  await dialog.getByRole('radio', { name: /途中で解約/ }).check();
  await dialog.getByLabel(/^話した内容/).fill('来月で終えたいとのこと');
  await expectSound(page);
  await dialog.getByRole('button', { name: '入力して確認を求める' }).click();
  await expect(page.getByText('本人の確認待ち（まだ通知ではありません）')).toBeVisible();
  await expectSound(page);
  const confirm = async () => {
    await context.clearCookies();
    await page.setViewportSize(phone);
    await page.goto(await linkFor(it.clientEmail, '【確認のお願い】'));
    await page.getByLabel(/^確認する方の氏名/).fill('緑川 薫');
    await page.getByRole('checkbox').check();
    await expectSound(page);
    await page.getByRole('button', { name: '私の通知として確認する' }).click();
    await expect(page.getByText('確認しました').first()).toBeVisible();
  };
  await confirm();
  await expectSound(page);
  expect(await linkFor(it.vendorEmail, '通知が到達しました')).toContain('/app/contracts/');
  await handledByStaff(page, it.number, ['電話（本人が確認）']);

  const second = await parties('desk');
  await page.goto('/ops/cases/new');
  await page.getByLabel('契約番号').fill(second.number);
  await page.getByRole('button', { name: '探す' }).click();
  await page.getByLabel(`${second.number}　株式会社あおば制作`).check();
  await page.getByRole('radio', { name: '電話' }).check();
  await page.getByRole('radio', { name: '保守会社（乙）' }).check();
  await page.getByRole('radio', { name: /中途解約/ }).check();
  await page.getByLabel(/^通知した方/).fill('佐藤 美咲');
  await expectSound(page);
  await page.getByRole('button', { name: '代理入力して確認を求める' }).click();
  await page.waitForURL('**/ops/cases');
  await context.clearCookies();
  await page.goto(await linkFor(second.vendorEmail, '【確認のお願い】'));
  await expect(page.getByText(/Hoshu 窓口/)).toBeVisible();
  await page.getByLabel(/^確認する方の氏名/).fill('佐藤 美咲');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '私の通知として確認する' }).click();
  await expect(page.getByText('確認しました').first()).toBeVisible();
  await page.setViewportSize(phone);
  await sitDown(context, second.client);
  await expect(async () => { await page.goto(`/portal/contracts/${second.fixture.contractId}`); await expect(page.getByRole('link', { name: /途中で解約する通知/ }).first()).toBeVisible({ timeout: 2_000 }); }).toPass({ timeout: 20_000 });
  await page.getByRole('link', { name: /途中で解約する通知/ }).first().click();
  await expect(page.getByText('お電話の内容を本人が確認して、通知になりました（代理入力）。')).toBeVisible();
});
