import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';
import { yenEn, yenJa } from '../money/yen.js';
import type { Yen } from '../money/yen.js';

/** 消費税法施行令70条の9第3項2号: below this tax-included amount no credit note is needed. */
export const CREDIT_NOTE_THRESHOLD_YEN = 10_000;

/** R14: whether a refund or discount needs a 適格返還請求書. 消費税法57条の4第3項. */
export function creditNoteRequired({ amountTaxIncluded }: { readonly amountTaxIncluded: Yen }): boolean {
  return amountTaxIncluded >= CREDIT_NOTE_THRESHOLD_YEN;
}

/** The steps of `creditNoteRequired`. */
export function creditNoteRequiredSteps({ amountTaxIncluded }: { readonly amountTaxIncluded: Yen }, required: boolean): readonly Step[] {
  const threshold = CREDIT_NOTE_THRESHOLD_YEN;
  return [required
    ? step(`税込 ${yenJa(amountTaxIncluded)} は ${yenJa(threshold)} 以上のため、適格返還請求書が必要です`, `${yenEn(amountTaxIncluded)} incl. tax is ${yenEn(threshold)} or more: a credit note is required`)
    : step(`税込 ${yenJa(amountTaxIncluded)} は ${yenJa(threshold)} 未満のため、適格返還請求書は不要です`, `${yenEn(amountTaxIncluded)} incl. tax is below ${yenEn(threshold)}: no credit note is required`)];
}
