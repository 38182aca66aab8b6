/** Something of one customer that waits for money; lists of these are ordered oldest first. */
export interface OpenItem {
  kind: 'invoice' | 'payment_intent';
  id: string;
  remainingYen: number;
}
export interface Allocation {
  kind: OpenItem['kind'];
  id: string;
  amountYen: number;
}

const LARGEST_GROUP = 5;

interface Group { indexes: number[]; invoices: number }

/** Every group of exactly `size` items whose sum is the amount, in order of age. */
function exactGroups(items: readonly OpenItem[], size: number, amountYen: number): Group[] {
  const groups: Group[] = [];
  const visit = (from: number, indexes: number[], restYen: number): void => {
    if (indexes.length === size) {
      if (restYen === 0) groups.push({ indexes, invoices: indexes.filter((index) => items[index]!.kind === 'invoice').length });
      return;
    }
    for (let index = from; index < items.length; index += 1) {
      if (items[index]!.remainingYen <= restYen) visit(index + 1, [...indexes, index], restYen - items[index]!.remainingYen);
    }
  };
  visit(0, [], amountYen);
  return groups;
}

/** The group Stripe would pick: the most invoices, then the oldest PaymentIntents, then the oldest items. */
function preferred(items: readonly OpenItem[], groups: Group[]): Group {
  const intents = (group: Group): number[] => group.indexes.filter((index) => items[index]!.kind === 'payment_intent');
  const byAge = (a: number[], b: number[]): number => a.map((index, at) => index - b[at]!).find((difference) => difference !== 0) ?? 0;
  return [...groups].sort((a, b) => b.invoices - a.invoices || byAge(intents(a), intents(b)) || byAge(a.indexes, b.indexes))[0]!;
}

/**
 * How Stripe's automatic mode spends a JPY cash balance (docs.stripe.com/payments/customer-balance/reconciliation, JPY).
 * 1. one to five items that sum to exactly the balance: the smallest group, then the most invoices, then the oldest PaymentIntents;
 * 2. else as many invoices in full as fit, oldest finalized first (an invoice is never paid in part);
 * 3. what is left to incomplete PaymentIntents, oldest first, in part if need be.
 * `items`: oldest first. Takes and returns yen. No reference or invoice number is looked at for JPY.
 */
export function reconcile(availableYen: number, items: readonly OpenItem[]): Allocation[] {
  for (let size = 1; size <= Math.min(LARGEST_GROUP, items.length); size += 1) {
    const groups = exactGroups(items, size, availableYen);
    if (groups.length > 0) {
      return preferred(items, groups).indexes.map((index) => ({ kind: items[index]!.kind, id: items[index]!.id, amountYen: items[index]!.remainingYen }));
    }
  }
  let restYen = availableYen;
  const allocations: Allocation[] = [];
  for (const { kind, id, remainingYen } of items) {
    if (kind !== 'invoice' || remainingYen > restYen) continue;
    allocations.push({ kind, id, amountYen: remainingYen });
    restYen -= remainingYen;
  }
  for (const { kind, id, remainingYen } of items) {
    if (kind !== 'payment_intent' || restYen === 0) continue;
    const amountYen = Math.min(remainingYen, restYen);
    allocations.push({ kind, id, amountYen });
    restYen -= amountYen;
  }
  return allocations;
}
