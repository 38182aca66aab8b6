import { ownTermText, variableFaults, variablesIn } from './own-terms.js';

const variable = (name: string, value = '') => ({ name, hint: '', example: '', value });

describe('自社の特約の変数（F164）', () => {
  it('文中の変数を順に、一度ずつ挙げる', () => expect(variablesIn('{{期間}}以内に、{{ 方法 }}で返す。{{期間}}を過ぎたら')).toEqual(['期間', '方法']));
  it('定義のない変数、使われない変数、重なる変数を指摘する', () => {
    expect(variableFaults({ text: '{{期間}}以内', variables: [variable('方法'), variable('方法')] })).toEqual([
      { at: 'text', code: 'variable_unknown', name: '期間' }, { at: 0, code: 'variable_unused', name: '方法' }, { at: 1, code: 'variable_twice', name: '方法' },
    ]);
    expect(variableFaults({ text: '{{期間}}以内', variables: [variable('期間')] })).toEqual([]);
  });
  it('値を入れ、ないものは空欄のままにする', () => expect(ownTermText({ text: '{{期間}}以内に{{方法}}で', variables: [variable('期間', '30日'), variable('方法')] }, '●●')).toBe('30日以内に●●で'));
});
