import { ARTICLES } from './articles.js';
import { FORM_TEXT } from './form.js';
import { formText, parseForm } from './parse-form.js';
import { asForm, type ArticleTemplate } from './template.js';

const printed = (articles: readonly ArticleTemplate[]) =>
  articles.map((article) => ({
    number: article.number,
    heading: article.heading,
    paragraphs: article.paragraphs.map((paragraph) => ({
      text: asForm(paragraph.text),
      unnumbered: paragraph.unnumbered ?? false,
      items: (paragraph.items ?? []).filter((item) => typeof item === 'string').map((item) => asForm(item)),
      proviso: paragraph.proviso ?? null,
    })),
  }));

describe('ひな形の読み込み（F004）', () => {
  const form = parseForm(FORM_TEXT);

  it('22条に分かれ、内蔵の条文と同じになる', () => {
    expect(form.articles).toHaveLength(22);
    expect(printed(form.articles)).toEqual(printed(ARTICLES));
  });

  it('17か所の●が13の項目に対応する', () => {
    expect(form.blanks.reduce((sum, blank) => sum + blank.runs, 0)).toBe(17);
    expect(new Set(form.blanks.map((blank) => blank.field)).size).toBe(13);
    expect(form.blanks.find((blank) => blank.field === 'contractDate')).toEqual({ field: 'contractDate', place: '日付', runs: 3 });
    expect(form.unmapped).toEqual([]);
  });

  it('文字へ戻すと、空の6号のほかは1文字も違わない', () => {
    expect(formText(form)).toBe(FORM_TEXT.replace(/^6\. $/m, ''));
  });

  it('[bookmark: …]、BOM、CRLFがあっても同じ結果になる', () => {
    const marked = `\uFEFF${FORM_TEXT.replace(/^第(\d+)条/gm, '[bookmark: _Toc$1]第$1条').replace(/\n/g, '\r\n')}[bookmark: end]`;
    expect(parseForm(marked)).toEqual(form);
  });

  it('対応の分からない●は一覧に残る', () => {
    expect(parseForm(FORM_TEXT.replace('善良な管理者', '善良な●●')).unmapped).toEqual(['乙は善良な●●の注意をもって本業務を遂行するものとする。']);
  });

  it('会社名が記入済みのひな形でも落ちない', () => {
    const named = parseForm(FORM_TEXT.replace('株式会社●●（以下「乙」', '株式会社あおば制作（以下「乙」').replace(/会社名：●●/g, '会社名：株式会社あおば制作'));
    expect(named.articles).toHaveLength(22);
    expect(named.signatures[1]?.lines[1]).toEqual({ label: '会社名', text: '株式会社あおば制作' });
  });
});
