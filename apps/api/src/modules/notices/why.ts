import type { Explanation as WireExplanation } from '@hoshu/api-schema';
import { explain, type RuleFunctionName, type RuleInput, type RuleOutput } from '@hoshu/domain';

export interface ExplainedDate { readonly key: string; readonly label: { readonly ja: string; readonly en: string }; readonly value: string; readonly explanation: WireExplanation }

/** Runs a rule and answers its result with the steps that led there (F185). Throws what the rule throws. */
export function why<Name extends RuleFunctionName>(name: Name, input: RuleInput<Name>): { result: RuleOutput<Name>; explanation: WireExplanation } {
  const { result, steps, article, law, confidence, needsReview } = explain(name, input);
  return { result, explanation: { result, steps: steps.map(({ ja, en }) => ({ ja, en })), article, law, confidence, needsReview } };
}
