import { FORM_TEXT } from './form.js';
import { readWritten } from './read-written.js';
import { renderContract } from './render.js';
import { sampleTerms } from './sample-terms.js';
import { contractText } from './text.js';

const filled = contractText(renderContract({ ...sampleTerms(), signingForm: 'paper' }));
const statesOf = (text: string) => readWritten(text).articles.filter(({ state }) => state !== 'same').map(({ number, state, writtenNumber }) => [number, state, writtenNumber]);
const valueOf = (text: string, field: string) => readWritten(text).values.filter((value) => value.field === field).map(({ text: found, state, place }) => [found, state, place]);

describe('ひな形で作った契約書の読み取り（F004）', () => {
  it('空のひな形は22条とも一字一句同じで、●は値にならない', () => {
    const reading = readWritten(FORM_TEXT);
    expect([reading.articles.length, statesOf(FORM_TEXT), reading.found, reading.unplaced]).toEqual([22, [], reading.of, []]);
    expect(reading.values.map(({ field }) => field).sort()).toEqual(['capWindowMonths', 'court', 'noticeDays17', 'noticeDays18', 'survivalYears', 'taxMode', 'term.months', 'term.renewalMonths', 'transferFeeBearer']);
  });

  it('記入した契約書は、書いた値がそのまま戻る', () => {
    const reading = readWritten(filled);
    const wanted = sampleTerms();
    expect(statesOf(filled)).toEqual([]);
    expect(reading.values.filter(({ state }) => state !== 'read')).toEqual([]);
    expect([reading.terms.parties, reading.terms.feeYen, reading.terms.dueDay, reading.terms.contractDate, { ...reading.terms.sites[0], others: [] }]).toEqual([wanted.parties, wanted.feeYen, wanted.dueDay, wanted.contractDate, { ...wanted.sites[0], others: [] }]);
  });

  it('全角・半角、空白、番号の付け方、漢数字の条番号は違いにならない', () => {
    const other = filled.replace(/^第1条（目的）$/m, '第一条　（目的）').replace(/^第22条（合意管轄）$/m, '第二十二条(合意管轄)').replace(/^（(\d)）/gm, '($1) ').replace(/^([23])　/gm, '$1. ').replace(/Webサイト/g, 'Ｗｅｂサイト').replace(/30日/g, '３０日');
    expect(statesOf(other)).toEqual([]);
  });

  it.each([
    ['18条の日数', (text: string) => text.replace('対して30日前', '対して90日前'), 'noticeDays18', [['90日', 'read', '第18条']], []],
    ['年の代わりに月', (text: string) => text.replace('契約締結日から1年間', '契約締結日から6か月間'), 'term.months', [['6か月間', 'read', '第17条']], []],
    ['分からない値は条文の違いとして残る', (text: string) => text.replace('対して30日前', '対して相当期間前'), 'noticeDays18', [['相当期間', 'unclear', '第18条']], [[18, 'differs', 18]]],
    ['言い回しが違っても、支払期日は読める', (text: string) => text.replace(/支払期日：毎月.+/, '支払期日：当月分を翌月10日までに支払う'), 'dueDay', [['翌月10日', 'read', '第11条']], [[11, 'differs', 11]]],
    ['乙の本店', (text: string) => text.replace('甲の本店所在地', '乙の本店所在地'), 'court', [['乙の本店所在地を管轄する地方裁判所', 'read', '第22条']], []],
  ])('%s', (_, change, field, values, states) => {
    expect([valueOf(change(filled), field), statesOf(change(filled))]).toEqual([values, states]);
  });

  it('足した条、抜いた条、ずれた番号を見分ける', () => {
    const without = filled.replace(/第14条（個人情報の取扱い）\n[\s\S]*?\n\n/, '');
    const more = without.replace('第5条（乙の義務）', '第5条（素材の提供）\n甲は素材を提供する。\n\n第6条（乙の義務）').replace('第6条（甲の協力義務）', '第7条（甲の協力義務）');
    expect(statesOf(more)).toEqual([[14, 'missing', null], [5, 'added', 5]]);
    expect(readWritten(more).articles.find(({ heading }) => heading === '甲の協力義務')?.writtenNumber).toBe(7);
  });

  it('外した業務は行わないものになり、条文の違いとして示す', () => {
    const reading = readWritten(filled.replace('（8）アクセス解析データの確認及び報告\n', ''));
    expect([reading.terms.annex.works[7]?.applies, reading.articles[2]?.lines]).toEqual([false, [{ parts: [{ kind: 'removed', text: 'アクセス解析データの確認及び報告' }] }]]);
  });

  it('前文と署名欄の会社名が違えば、両方を示す', () => {
    const { companyName } = sampleTerms().parties.vendor;
    const text = filled.replace(new RegExp(`会社名：${companyName}`), '会社名：株式会社べつ');
    expect(valueOf(text, 'parties.vendor.companyName')).toEqual([[companyName, 'read', '前文'], ['株式会社べつ', 'contradicts', '署名欄']]);
  });

  it('目次と、条文を引く文は、条の見出しにならない', () => {
    expect(statesOf(filled.replace('第1条（目的）', '第1条（目的）……1\n第2条（対象サイト）……1\n第1条（目的）'))).toEqual([]);
    expect(statesOf(filled.replace('乙は善良な', '第3条（保守管理業務の内容）に定めるところにより、乙は善良な'))).toEqual([[5, 'differs', 5]]);
  });

  it('何が来ても落ちず、関係のない文書ではひな形の行が見つからない', () => {
    for (const text of ['', '第条（）', '●'.repeat(5_000), '第1条（目的）\n'.repeat(500), `${'あ'.repeat(4_000)}\n`.repeat(40), `第11条（報酬）\n${`甲は乙に対し、本業務の対価として月額${' '.repeat(3_900)}\n`.repeat(40)}`]) expect(readWritten(text).found).toBeLessThan(readWritten(text).of / 3);
  });
});
