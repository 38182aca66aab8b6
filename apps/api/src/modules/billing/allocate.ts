import type { Yen } from '@hoshu/domain';

/** An invoice with something left to pay; lists are ordered by due date, oldest first. */
export interface OpenInvoice {
  readonly id: string;
  readonly remainingYen: Yen;
}

export interface Share {
  readonly invoiceId: string;
  readonly amountYen: Yen;
}

/**
 * Which invoices an amount pays when the payer names none: one invoice of exactly this amount (指定充当を推認, 民法488条1項), else the
 * oldest due first, the last of them in part (民法488条4項3号). What is left over stays with the client as 前受金.
 */
export function allocateYen(amountYen: Yen, open: readonly OpenInvoice[]): Share[] {
  const exact = open.find((invoice) => invoice.remainingYen === amountYen);
  if (exact) return [{ invoiceId: exact.id, amountYen }];
  const shares: Share[] = [];
  let left = amountYen;
  for (const invoice of open) {
    const part = Math.min(left, invoice.remainingYen);
    if (part > 0) shares.push({ invoiceId: invoice.id, amountYen: part });
    left -= part;
  }
  return shares;
}
