import type { Yen } from '../money/yen.js';

/** An invoice of the contract over service up to its end. `remainingYen`: what is still to be paid. */
export interface UnpaidPart { readonly key: string; readonly remainingYen: Yen }
/** Service up to the end that no invoice holds yet; tax included. */
export interface UnbilledPart { readonly key: string; readonly grossYen: Yen }
/** An invoice over service beyond the end: `dueYen` is what that month costs with the end, `paidYen` the money that paid it. */
export interface BeyondPart { readonly key: string; readonly dueYen: Yen; readonly paidYen: Yen }

export interface FinalSettlementInput {
  readonly unpaid: readonly UnpaidPart[];
  readonly unbilled: readonly UnbilledPart[];
  readonly beyond: readonly BeyondPart[];
  /** 前受金 of the client that no invoice holds. */
  readonly creditYen: Yen;
  /** The client has another running contract with the vendor: what is not needed here stays for that one. */
  readonly servesOthers: boolean;
}

/** One line; positive: 甲 pays, negative: 乙 pays back. */
export interface SettlementLine { readonly kind: 'unpaid' | 'unbilled' | 'correction' | 'credit'; readonly key: string; readonly amountYen: number }
export type SettlementDirection = 'client_pays' | 'vendor_pays' | 'none';

export interface FinalSettlement {
  readonly lines: readonly SettlementLine[];
  /** Positive: 甲 pays 乙. Negative: 乙 pays 甲 back. */
  readonly totalYen: number;
  readonly direction: SettlementDirection;
  /** 前受金 that stays with the client's other contracts. */
  readonly keptCreditYen: Yen;
}

/** Who pays whom. */
export const settlementDirection = (totalYen: number): SettlementDirection => (totalYen === 0 ? 'none' : totalYen > 0 ? 'client_pays' : 'vendor_pays');

/**
 * What is left to pay when a contract ends: open invoices, service not billed yet, what was billed beyond the end, and 前受金, in yen with tax.
 * The fee is owed for the service until the end only (第11条1項, 民法648条3項); what was paid beyond it goes back (民法703条).
 */
export function finalSettlement({ unpaid, unbilled, beyond, creditYen, servesOthers }: FinalSettlementInput): FinalSettlement {
  const lines: SettlementLine[] = [
    ...unpaid.map(({ key, remainingYen }) => ({ kind: 'unpaid' as const, key, amountYen: remainingYen })),
    ...unbilled.map(({ key, grossYen }) => ({ kind: 'unbilled' as const, key, amountYen: grossYen })),
    ...beyond.map(({ key, dueYen, paidYen }) => ({ kind: 'correction' as const, key, amountYen: dueYen - paidYen })),
  ];
  const owedYen = lines.reduce((sum, { amountYen }) => sum + amountYen, 0);
  const countedYen = servesOthers ? Math.min(creditYen, Math.max(0, owedYen)) : creditYen;
  if (countedYen > 0) lines.push({ kind: 'credit', key: 'credit', amountYen: -countedYen });
  const totalYen = owedYen - countedYen;
  return { lines, totalYen, direction: settlementDirection(totalYen), keptCreditYen: creditYen - countedYen };
}
