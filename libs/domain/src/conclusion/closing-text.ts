import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** The form of signing and the text of the contract. */
export interface ClosingTextInput {
  readonly form: 'paper' | 'electronic';
  readonly text: string;
}

const PAPER_FORMULA = '本書2通を作成し、甲乙記名押印のうえ、各1通を保有する';
const ELECTRONIC_FORMULA = '本契約の電磁的記録を作成し、甲乙がそれぞれ電子署名を施したうえ、各自その電磁的記録を保管する';

/** R33: the closing formula for the form of signing; a text without the formula stays as it is. 後文, 民法522条2項. */
export function closingText({ form, text }: ClosingTextInput): string {
  return form === 'electronic' ? text.replaceAll(PAPER_FORMULA, ELECTRONIC_FORMULA) : text;
}

/** The steps of `closingText`. */
export function closingTextSteps({ form, text }: ClosingTextInput): readonly Step[] {
  if (form === 'paper') return [step('紙の契約のため、書式の後文をそのまま使います', 'A paper contract keeps the closing formula of the form')];
  return [text.includes(PAPER_FORMULA)
    ? step(`電子契約のため、「${PAPER_FORMULA}」を「${ELECTRONIC_FORMULA}」に替えます`, 'An electronic contract: the formula about two sealed originals is replaced by one about electronic records and signatures')
    : step('後文の定型句を含まないため、変更しません', 'The text does not contain the closing formula and stays unchanged')];
}
