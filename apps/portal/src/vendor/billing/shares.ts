import type { InvoiceRow } from '../../shared/billing/status.js';

export interface Share { readonly invoiceId: string; readonly amountYen: number }
export type ShareMode = 'this' | 'auto' | 'chosen';
export type Chosen = Readonly<Record<string, number | null>>;

/** What is left of the payment after the chosen shares; negative when too much is given away. */
export const restYen = (amountYen: number | null, chosen: Chosen): number => (amountYen ?? 0) - Object.values(chosen).reduce<number>((sum, part) => sum + (part ?? 0), 0);

/** What to send: nothing for `auto`, the one invoice as far as the money reaches, or the chosen parts. */
export function sharesOf(mode: ShareMode, amountYen: number, { invoice, chosen }: { readonly invoice: InvoiceRow | undefined; readonly chosen: Chosen }): readonly Share[] | undefined {
  if (mode === 'auto') return undefined;
  if (mode === 'this') return invoice ? [{ invoiceId: invoice.id, amountYen: Math.min(amountYen, invoice.remainingYen) }] : undefined;
  return Object.entries(chosen).flatMap(([invoiceId, part]) => (part ? [{ invoiceId, amountYen: part }] : []));
}
