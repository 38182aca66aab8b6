import { needTexts, startTexts, switchLocale, translate } from './translate.js';

describe('辞書の読み込み（F180）', () => {
  it('先に読み始めた画面を待っている間に開いた画面も、文がそろうまで待つ', async () => {
    await startTexts('ja', ['shell']);
    const pointedAt = needTexts(['agreements']);
    await needTexts(['agreements']);
    expect(translate('agreements.counter')).not.toBe('agreements.counter');
    await pointedAt;
  });

  it('同時に読み始めた二つの画面は、互いの文を消さない', async () => {
    await Promise.all([needTexts(['claims']), needTexts(['board', 'bundles'])]);
    for (const id of ['claims.title', 'board.title', 'bundles.title'] as const) expect(translate(id)).not.toBe(id);
  });

  it('言語の切り替え中に開いた画面は、切り替えたあとの言語で出る', async () => {
    const switching = switchLocale('en');
    await needTexts(['checks']);
    await switching;
    expect(translate('checks.title')).toMatch(/^[ -~]+$/);
  });
});
