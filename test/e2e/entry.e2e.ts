import { expect, linkFor, seriousFindings, sizesOf, test } from './support/journey.js';

for (const { width, height } of sizesOf('wide')) {
  test.describe(`${width}px`, () => {
    test.use({ viewport: { width, height } });

    test('保守会社（乙）が登録し、メールを確認して、最初の画面に着く', async ({ page }) => {
      const email = `owner-${width}@tsubasa.example`;
      await page.goto('/signup');
      await page.getByLabel(/^会社名/).fill('株式会社つばさ');
      await page.getByLabel(/^お名前/).fill('翼 あゆみ');
      await page.getByLabel(/^メールアドレス/).fill(email);
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: '確認メールを送る' }).click();
      await expect(page.getByText(email)).toBeVisible();
      await page.goto(await linkFor(email, '確認'));
      await page.getByRole('button', { name: '登録を完了する' }).click();
      await page.waitForURL('**/app', { timeout: 20_000 });
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('ダッシュボード');
      expect(await seriousFindings(page)).toEqual([]);
      await page.goto('/app/contracts');
      await expect(page.getByText('契約はまだありません')).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
    });

    test('間違った入力は、項目ごとに日本語で説明され、要約から項目へ移れる', async ({ page }) => {
      await page.goto('/signup');
      await page.getByRole('button', { name: '確認メールを送る' }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
}
