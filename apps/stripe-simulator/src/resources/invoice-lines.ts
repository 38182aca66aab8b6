import type { Call } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import type { Raw } from '../http/form.js';
import { newId } from '../store/store.js';
import { group, mergedMetadata, numeric, text, texts, yen } from './parameters.js';
import type Stripe from 'stripe';

const SERVED = ['amount', 'description', 'metadata', 'period', 'tax_rates'];

/** Tax of one amount in yen. Stripe's rounding of manual rates is not documented; commercial rounding per line is used here. */
function taxYen(amountYen: number, rate: Stripe.TaxRate): number {
  const parts = rate.percentage / (rate.inclusive ? 100 + rate.percentage : 100);
  return Math.sign(amountYen) * Math.round(Math.abs(amountYen) * parts);
}

function taxesOf(amountYen: number, rates: Stripe.TaxRate[]): Stripe.InvoiceLineItem.Tax[] {
  return rates.map((rate) => ({
    amount: taxYen(amountYen, rate),
    tax_behavior: rate.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: rate.id },
    taxability_reason: 'not_available',
    taxable_amount: rate.inclusive ? amountYen - taxYen(amountYen, rate) : amountYen,
    type: 'tax_rate_details',
  }));
}

/** One line as the caller gave it: a whole amount of yen and a text. Throws 400 for lines by price or quantity. */
export function newLine(call: Call, invoice: Stripe.Invoice, given: { value: Raw; param: string }): Stripe.InvoiceLineItem {
  const line = group(given.value);
  const unserved = Object.keys(line).find((name) => !SERVED.includes(name));
  if (unserved) throw invalidRequest(`The simulator does not serve ${unserved} of a line.`, { param: `${given.param}[${unserved}]` });
  const amountYen = yen(line.amount, `${given.param}[amount]`);
  const rates = line.tax_rates === undefined ? invoice.default_tax_rates : texts(line.tax_rates).map((id) => call.need('tax_rate', id, `${given.param}[tax_rates]`));
  const period = group(line.period);
  return {
    id: newId('il'),
    object: 'line_item',
    amount: amountYen,
    currency: 'jpy',
    description: text(line.description) ?? null,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: mergedMetadata({}, line.metadata),
    parent: { type: 'invoice_item_details', invoice_item_details: { invoice_item: newId('ii'), proration: false, proration_details: null, subscription: null }, subscription_item_details: null },
    period: { start: numeric(period.start) ?? call.now, end: numeric(period.end) ?? call.now },
    pretax_credit_amounts: [],
    pricing: null,
    quantity: 1,
    quantity_decimal: null,
    subscription: null,
    subtotal: amountYen,
    taxes: taxesOf(amountYen, rates),
  };
}

/** The invoice with its sums taken anew from its lines. */
export function withSums(invoice: Stripe.Invoice, lines: Stripe.InvoiceLineItem[]): Stripe.Invoice {
  const totals = new Map<string, Stripe.Invoice.TotalTax>();
  for (const tax of lines.flatMap((line) => line.taxes ?? [])) {
    const key = tax.tax_rate_details?.tax_rate ?? '';
    const before = totals.get(key);
    totals.set(key, { ...tax, amount: tax.amount + (before?.amount ?? 0), taxable_amount: (tax.taxable_amount ?? 0) + (before?.taxable_amount ?? 0) });
  }
  const sumOf = (behavior: string): number => [...totals.values()].filter((tax) => tax.tax_behavior === behavior).reduce((sumYen, tax) => sumYen + tax.amount, 0);
  const subtotal = lines.reduce((sumYen, line) => sumYen + line.amount, 0);
  const total = subtotal + sumOf('exclusive');
  const excludingTax = subtotal - sumOf('inclusive');
  return {
    ...invoice,
    amount_due: Math.max(0, total),
    amount_remaining: Math.max(0, total),
    lines: { ...invoice.lines, data: lines },
    subtotal,
    subtotal_excluding_tax: excludingTax,
    total,
    total_excluding_tax: excludingTax,
    total_taxes: [...totals.values()],
  };
}
