import { diffContracts, diffWords } from './diff.js';
import { renderContract } from './render.js';
import { sampleTerms } from './sample-terms.js';

describe('条文の差分（F005）', () => {
  it('日本語を語で比べ、数字は一まとまりで入れ替わる', () => {
    expect(diffWords('月額55,000円を25日までに支払う。', '月額66,000円を末日までに支払う。')).toEqual([
      { kind: 'same', text: '月額' }, { kind: 'removed', text: '55,000' }, { kind: 'added', text: '66,000' }, { kind: 'same', text: '円を' }, { kind: 'removed', text: '25日' }, { kind: 'added', text: '末日' }, { kind: 'same', text: 'までに支払う。' },
    ]);
  });

  it('同じ部分と片方の部分をつなぐと、変更前・変更後の文に戻る', () => {
    const [before, after] = ['乙は、毎日バックアップを取得し、30日間保存する。', '乙は、週1回バックアップを別の場所に取得し、90日間保存する。'];
    const of = (side: 'removed' | 'added') => diffWords(before, after).filter(({ kind }) => kind === 'same' || kind === side).map(({ text }) => text).join('');
    expect([of('removed'), of('added')]).toEqual([before, after]);
  });

  it('変わった条と別紙1の節だけを、変わった行だけで示す', () => {
    const [before, after] = [sampleTerms(), sampleTerms()];
    after.noticeDays17 = 60;
    after.annex.works[8] = { number: 9, applies: true, frequency: '月1回' };
    const blocks = diffContracts(renderContract(before), renderContract(after));
    expect(blocks.map(({ title, lines }) => [title, lines.length])).toEqual([['第17条（契約期間）', 1], ['別紙1　業務の頻度（第3条）', 1]]);
    expect(diffContracts(renderContract(before), renderContract(sampleTerms()))).toEqual([]);
  });
});
