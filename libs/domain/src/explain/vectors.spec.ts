import law from '../../vectors/law.json' with { type: 'json' };
import parameters from '../../vectors/parameters.json' with { type: 'json' };
import { callRule, explain, isRuleFunctionName } from './explain.js';
import type { Explanation, RuleFunctionName } from './explain.js';
import { RULE_FUNCTIONS } from './rule-functions.js';
import { confidenceOf, RULES, ruleOf } from './rules.js';

interface Vector {
  readonly id: string;
  readonly rule: string;
  readonly fn: string;
  readonly in: unknown;
  readonly out: unknown;
}

const vectors = [...(law as unknown as Vector[]), ...(parameters as unknown as Vector[])];
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const explainAny = explain as (name: RuleFunctionName, input: unknown) => Explanation<unknown>;

function functionOf(vector: Vector): RuleFunctionName {
  if (!isRuleFunctionName(vector.fn)) throw new Error(`no function ${vector.fn}`);
  return vector.fn;
}

describe('検算例（法令の例と契約の数値を変えた例）', () => {
  it.each(vectors.map((vector) => [vector.id, vector.fn, vector] as const))('%s %s', (_id, _fn, vector) => {
    expect(asJson(callRule(functionOf(vector), vector.in))).toEqual(vector.out);
    expect(ruleOf(vector.fn).id).toBe(vector.rule);
  });

  it('すべてのルールと関数に検算例がある', () => {
    expect(law).toHaveLength(240);
    const covered = new Set(vectors.map(({ fn }) => fn));
    expect(Object.keys(RULE_FUNCTIONS).filter((name) => !covered.has(name))).toEqual([]);
  });
});

describe('根拠の表示', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s の計算の道筋を両言語で示す', (_id, vector) => {
    const explanation = explainAny(functionOf(vector), vector.in);
    expect(asJson(explanation.result)).toEqual(vector.out);
    expect(explanation.steps.length).toBeGreaterThan(0);
    const texts = explanation.steps.flatMap(({ ja, en }) => [ja, en]);
    for (const text of texts) {
      expect(text).not.toMatch(/undefined|NaN|null|\[object/);
      expect(text.trim()).not.toBe('');
    }
    for (const { ja, en } of explanation.steps) {
      expect(ja).toMatch(/[ぁ-んァ-ン一-龠]/u);
      expect(en).toMatch(/[A-Za-z]/);
    }
  });

  it.each(vectors.filter(({ out }) => typeof out === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(out)).map((vector) => [vector.id, vector] as const))(
    '%s の日付が道筋に現れる', (_id, vector) => {
      const { steps } = explainAny(functionOf(vector), vector.in);
      expect(steps.some(({ ja }) => ja.includes(vector.out as string))).toBe(true);
      expect(steps.some(({ en }) => en.includes(vector.out as string))).toBe(true);
    });

  it('第18条の例は到達日・日数・終了日を示す', () => {
    const { steps, article, law: source, needsReview } = explainAny('terminationEffective', { arrivedOn: '2026-11-22' });
    expect(steps).toEqual([{
      ja: '2026-11-22 に到達。初日不算入（民法140条）で 30日 → 2026-12-22 の終わり',
      en: 'Arrived on 2026-11-22; the first day is not counted (Civil Code art. 140): 30 days → end of 2026-12-22',
    }]);
    expect({ article, source, needsReview }).toEqual({ article: '第18条', source: '民法140条・141条', needsReview: false });
  });

  it('支払実績のない上限は0円の保護として示さない', () => {
    const { steps, needsReview } = explainAny('liabilityCap', { baseDate: '2026-11-22', payments: [] });
    expect(steps.at(-1)?.ja).toBe('支払実績がまだないため算定できません（要確認）');
    expect(needsReview).toBe(true);
  });
});

describe('ルールの一覧', () => {
  it('R01からR33まで欠けなく並ぶ', () => {
    expect(RULES.map(({ id }) => id)).toEqual(Array.from({ length: 33 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`));
  });

  it('関数と一対一に対応し、名称・条文・法令が入っている', () => {
    expect(RULES.flatMap(({ fnNames }) => fnNames).sort()).toEqual(Object.keys(RULE_FUNCTIONS).sort());
    for (const rule of RULES) {
      expect([rule.titleJa, rule.titleEn, rule.article, rule.law].every((text) => text.length > 1)).toBe(true);
      expect(Object.keys(rule.confidenceByFn ?? {}).every((name) => rule.fnNames.includes(name))).toBe(true);
    }
  });

  it('要確認は中・低の確度のルールだけに付く', () => {
    expect(RULES.filter(({ confidence }) => confidence !== 'high').map(({ id }) => id))
      .toEqual(['R03', 'R05', 'R06', 'R10', 'R15', 'R16', 'R18', 'R19', 'R21', 'R27', 'R28', 'R29', 'R31', 'R32', 'R33']);
    expect([confidenceOf('dueDate'), confidenceOf('feeDueDate'), confidenceOf('settlementFlow')]).toEqual(['high', 'medium', 'low']);
    expect(explainAny('feeDueDate', { serviceMonth: '2026-11', dueDay: 25 }).needsReview).toBe(true);
  });

  it('知らない関数名を断る', () => {
    expect(isRuleFunctionName('toString')).toBe(false);
    expect(() => ruleOf('toString')).toThrow(RangeError);
  });
});
