import type { ContractPreview, Explanation } from '@hoshu/api-schema';

type PlainWords = ContractPreview['plainWords'];

/** What an article says in plain words, as the reason of a value that the contract itself fixes (a fee, a period of notice). */
export function articleExplanation(words: PlainWords, article: number): Explanation | null {
  const found = words.find((entry) => entry.article === article);
  return found ? { result: null, steps: [{ ja: found.ja, en: found.en }], article: `第${article}条`, law: null, confidence: 'high', needsReview: false } : null;
}
