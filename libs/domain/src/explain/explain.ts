import { RULE_FUNCTIONS } from './rule-functions.js';
import type { ExplainedFunction } from './rule-functions.js';
import { confidenceOf, RULES_VERSION, ruleOf } from './rules.js';
import type { Confidence, Step } from './step.js';

export type RuleFunctionName = keyof typeof RULE_FUNCTIONS;
export type RuleInput<Name extends RuleFunctionName> = Parameters<(typeof RULE_FUNCTIONS)[Name]['run']>[0];
export type RuleOutput<Name extends RuleFunctionName> = ReturnType<(typeof RULE_FUNCTIONS)[Name]['run']>;

/** A result with the way to it. `needsReview`: shown as 要確認. */
export interface Explanation<Output> {
  readonly result: Output;
  readonly steps: readonly Step[];
  readonly article: string;
  readonly law: string;
  readonly confidence: Confidence;
  readonly needsReview: boolean;
  /** The rule by number and name, in the version of the rules that answered. */
  readonly rule: { readonly id: string; readonly ja: string; readonly en: string; readonly version: string };
  /** The facts as the rule was given them. */
  readonly inputs: unknown;
}

/** True for a name that `explain` and `callRule` know. */
export function isRuleFunctionName(name: string): name is RuleFunctionName {
  return Object.hasOwn(RULE_FUNCTIONS, name);
}

/** Runs a rule's function by name with facts of unknown form. Throws what the function throws. */
export function callRule(name: RuleFunctionName, input: unknown): unknown {
  return (RULE_FUNCTIONS[name] as unknown as ExplainedFunction<unknown, unknown>).run(input);
}

/** Runs a rule's function and shows how: the steps with the dates and amounts of the case, article, law and confidence. */
export function explain<Name extends RuleFunctionName>(name: Name, input: RuleInput<Name>): Explanation<RuleOutput<Name>> {
  const { run, steps } = RULE_FUNCTIONS[name] as unknown as ExplainedFunction<RuleInput<Name>, RuleOutput<Name>>;
  const result = run(input);
  const { article, law, id, titleJa, titleEn } = ruleOf(name);
  const confidence = confidenceOf(name);
  return { result, steps: steps(input, result), article, law, confidence, needsReview: confidence !== 'high', rule: { id, ja: titleJa, en: titleEn, version: RULES_VERSION }, inputs: input };
}
