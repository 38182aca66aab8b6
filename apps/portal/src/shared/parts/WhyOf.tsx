import type { Explanation } from '@hoshu/api-schema';
import { textLanguage } from '../i18n/translate.js';
import { WhyPopover } from './WhyPopover.js';

interface Explained { readonly key: string; readonly label: { readonly ja: string; readonly en: string }; readonly explanation: Explanation }

/** なぜ？ of one value of an answer, by its key; nothing where the answer came without reasons. */
export function WhyOf({ values, of }: { readonly values: readonly Explained[] | undefined; readonly of: string }) {
  const found = values?.find(({ key }) => key === of);
  return found ? <WhyPopover explanation={found.explanation} subject={found.label[textLanguage()]} /> : null;
}

/** The reason that a rule gave, among several. */
export const ofRule = (explanations: readonly Explanation[] | undefined, id: string): Explanation | undefined => explanations?.find(({ rule }) => rule?.id === id);
