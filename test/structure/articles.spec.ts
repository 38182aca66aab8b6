import { productFiles, read, readJson } from './support/repository.js';
import { allTestNames } from './support/test-names.js';

const open = readJson<Record<string, string>>('test/structure/articles-open.json');
const articles = Array.from({ length: 22 }, (_, index) => `第${index + 1}条`);
const names = (text: string, article: string) => new RegExp(`${article}(?!の)`).test(text);

// The text of the form names every article; what counts is code that acts on one.
const acting = productFiles().filter((file) => /^(apps\/api\/src\/(modules|platform)|libs\/domain\/src)\//.test(file));
const codeOf = (article: string) => acting.filter((file) => names(read(file), article));
const tests = allTestNames();
const testsOf = (article: string) => [...tests].filter(([, list]) => list.some((name) => names(name, article))).map(([file]) => file);

describe('22の条文', () => {
  it.each(articles)('%s: コードとテストの両方が名前を挙げる。まだなら理由が articles-open.json にある', (article) => {
    const state = { article, code: codeOf(article).length > 0, test: testsOf(article).length > 0 };
    // Both directions: a covered article must leave the list, which may only shrink.
    if (article in open) expect(state).not.toEqual({ article, code: true, test: true });
    else expect(state).toEqual({ article, code: true, test: true });
  });

  it('未完の一覧は、条文と理由だけでできている', () => {
    expect(Object.keys(open).filter((article) => !articles.includes(article))).toEqual([]);
    for (const [article, reason] of Object.entries(open)) expect([article, reason.length > 20]).toEqual([article, true]);
  });

  it('docs/articles.md: 22条すべての行があり、挙げたファイルはどれも存在する', () => {
    const text = read('docs/articles.md');
    for (const [index, article] of articles.entries()) expect([article, new RegExp(`^\\| ${index + 1} `, 'm').test(text)]).toEqual([article, true]);
    const rows = text.split('\n').filter((line) => /^\| \d+ /.test(line));
    expect(rows).toHaveLength(22);
    for (const article of Object.keys(open)) expect([article, rows[articles.indexOf(article)]]).toEqual([article, expect.stringContaining('まだ')]);
  });
});
