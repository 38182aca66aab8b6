import type { Explanation as Answered } from '@hoshu/api-schema';
import { explain, type Explanation, type RuleFunctionName, type RuleInput, type RuleOutput, type Step } from '@hoshu/domain';

/** A computed value with its name and the way to it (F185). */
export interface ExplainedValue { readonly key: string; readonly label: { readonly ja: string; readonly en: string }; readonly value: string; readonly explanation: Answered }

/** A rule's explanation as the API answers it: steps, source, the rule with its version, and the facts it was given. */
export const answered = ({ steps, rule, ...rest }: Explanation<unknown>): Answered => ({ ...rest, steps: steps.map(({ ja, en }) => ({ ja, en })), rule: { ...rule } });

/** Runs a rule and answers its result with the steps that led there (F185). Throws what the rule throws. */
export function why<Name extends RuleFunctionName>(name: Name, input: RuleInput<Name>): { result: RuleOutput<Name>; explanation: Answered } {
  const explanation = explain(name, input);
  return { result: explanation.result, explanation: answered(explanation) };
}

/** What a value that no rule of law gives is told with: the product's own sums, and days counted from a setting. */
export interface Stated { readonly result: unknown; readonly steps: readonly Step[]; readonly article: string | null; readonly law?: string; readonly needsReview?: boolean; readonly inputs?: unknown }

/** Tells how the product came to a value by itself (F185). It stands firmly unless the caller says that a person should look (要確認). */
export const stated = ({ result, steps, article, law, needsReview = false, inputs }: Stated): Answered => ({
  result, steps: steps.map(({ ja, en }) => ({ ja, en })), article, law: law ?? null, confidence: needsReview ? 'medium' : 'high', needsReview, rule: null, ...(inputs === undefined ? {} : { inputs }),
});
