import type { ApiProblem } from '../api/problem.js';

/** D5: the day on which the last signature would have to stand, with the term that follows from it. */
export interface DateProposal { readonly printedDate: string; readonly contractDate: string; readonly termStartsOn: string; readonly termLastOn: string; readonly steps: readonly { readonly ja: string; readonly en: string }[] }

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const stepsOf = (value: unknown): DateProposal['steps'] =>
  Array.isArray(value) ? value.flatMap((step: unknown) => (typeof step === 'object' && step !== null && 'ja' in step && 'en' in step ? [{ ja: text(step.ja), en: text(step.en) }] : [])) : [];

/** Reads the proposal out of a refused signature; null for any other refusal. */
export function dateProposalOf({ code, data }: ApiProblem): DateProposal | null {
  if (code !== 'signature_date_differs' || !data['contractDate']) return null;
  return { printedDate: text(data['printedDate']), contractDate: text(data['contractDate']), termStartsOn: text(data['termStartsOn']), termLastOn: text(data['termLastOn']), steps: stepsOf(data['steps']) };
}
