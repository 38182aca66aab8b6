import type { Explanation } from '@hoshu/api-schema';
import type { FeeDueDateInput } from '@hoshu/domain';
import { why } from '../../platform/explain/index.js';

/** What decides whether the agreed day can stand: the invoice's day of issue and due date, and the first day of the contract. */
interface DueFacts { readonly issuedOn: string; readonly dueOn: string; readonly startsOn: string }

/**
 * Why an invoice is due on `dueOn`: the contract's own day; the contract's next one where that day lies before the contract's
 * first day, or had passed when the invoice was issued (the vendor was late, or a backlog was caught up).
 */
export function dueExplanation(input: FeeDueDateInput, { issuedOn, dueOn, startsOn }: DueFacts): Explanation {
  const { result: agreed, explanation } = why('feeDueDate', input);
  if (agreed === dueOn) return explanation;
  const moved = agreed < startsOn
    ? { ja: `契約の初日 ${startsOn} より前の ${agreed} は支払期日にならないため、契約の次の支払日 ${dueOn} とする`, en: `${agreed} lies before the contract's first day ${startsOn}, so it is due on the contract's next day: ${dueOn}` }
    : { ja: `請求書の発行日 ${issuedOn} には ${agreed} を過ぎているため、契約の次の支払日 ${dueOn} とする`, en: `${agreed} has passed when the invoice is issued on ${issuedOn}, so it is due on the contract's next day: ${dueOn}` };
  return { ...explanation, result: dueOn, steps: [...explanation.steps, moved] };
}
