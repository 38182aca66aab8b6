import { explain, type FeeDueDateInput } from '@hoshu/domain';
import type { Explanation } from '@hoshu/api-schema';
import { answerable } from './answerable.js';

/**
 * Why an invoice is due on `dueOn`: the contract's own day, and where that day had passed when the invoice was issued (the
 * vendor was late, or a backlog was caught up), the contract's next one.
 */
export function dueExplanation(input: FeeDueDateInput, invoice: { readonly issuedOn: string; readonly dueOn: string }): Explanation {
  const due = answerable(explain('feeDueDate', input));
  const agreed = String(due.result);
  if (agreed === invoice.dueOn) return due;
  const moved = {
    ja: `請求書の発行日 ${invoice.issuedOn} には ${agreed} を過ぎているため、契約の次の支払日 ${invoice.dueOn} とする`,
    en: `${agreed} has passed when the invoice is issued on ${invoice.issuedOn}, so it is due on the contract's next day: ${invoice.dueOn}`,
  };
  return { ...due, result: invoice.dueOn, steps: [...due.steps, moved] };
}
