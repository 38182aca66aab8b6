import { computedValues, kindOf, reads } from './support/computed-values.js';

const all = reads();
const told = all.flatMap((read) => read.paths.map((path) => ({ key: `${read.route.id} ${path}`, leaf: path.replaceAll('[]', '').split('.').at(-1) ?? '', kind: kindOf(read, path) })));

describe('計算した日と額（F185）', () => {
  it('APIの答えにある日・額・率は、どれも、入力か、その答えの中の理由か、理由のある読み取りか、並んでいる内訳で説明できる', () => {
    expect(told.length).toBeGreaterThan(200);
    expect(told.filter(({ kind }) => kind === null).map(({ key }) => key)).toEqual([]);
  });

  it('一覧に、もうない値や、理由を答えない読み取りはない', () => {
    const keys = new Set(told.map(({ key }) => key));
    const leaves = new Set(told.map(({ leaf }) => leaf));
    const stale = [...Object.keys(computedValues.given).filter((key) => !keys.has(key) && !leaves.has(key)), ...[...Object.keys(computedValues.elsewhere), ...Object.keys(computedValues.parts)].filter((key) => !keys.has(key))];
    expect(stale).toEqual([]);
    const explaining = new Set(all.filter(({ explains }) => explains).map(({ route }) => route.id));
    expect(Object.values(computedValues.elsewhere).filter((id) => !explaining.has(id))).toEqual([]);
  });
});
