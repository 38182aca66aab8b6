import type { Call } from '../call.js';
import type { Kind } from '../store/kinds.js';
import { cashBalanceOf } from '../payments/cash.js';
import { invalidRequest } from './errors.js';
import type Stripe from 'stripe';

type Json = { [name: string]: unknown };

const LINES_SHOWN = 10;
const KIND_OF_PREFIX: Record<string, Kind> = {
  cus: 'customer', in: 'invoice', inpay: 'invoice_payment', pi: 'payment_intent', ccsbtxn: 'cash_transaction',
  txi: 'tax_id', txr: 'tax_rate', re: 'refund', pr: 'payment_record',
};

/** What the answer shows without any `expand`: an invoice's lines stop at ten, everything else stands as stored. */
export function render(_call: Call, object: { object: string }): Json {
  const copy = structuredClone(object) as unknown as Json;
  if (object.object !== 'invoice') return copy;
  const lines = (object as Stripe.Invoice).lines;
  copy.lines = { ...lines, data: structuredClone(lines.data.slice(0, LINES_SHOWN)), has_more: lines.data.length > LINES_SHOWN };
  return copy;
}

const listOf = (data: unknown[], url: string): Json => ({ object: 'list', data, has_more: false, url });

/** Properties that exist only when asked for. */
function hiddenProperty(call: Call, object: Json, name: string): unknown {
  const id = String(object.id);
  if (object.object === 'invoice' && name === 'payments') {
    return listOf(call.list('invoice_payment').filter((payment) => payment.invoice === id).map((payment) => render(call, payment)), `/v1/invoice_payments?invoice=${id}`);
  }
  if (object.object === 'invoice' && name === 'amount_paid_off_stripe') {
    return call.list('invoice_payment')
      .filter((payment) => payment.invoice === id && payment.payment.type === 'payment_record')
      .reduce((sumYen, payment) => sumYen + (payment.amount_paid ?? 0), 0);
  }
  if (object.object === 'customer' && name === 'cash_balance') return cashBalanceOf(call, id);
  if (object.object === 'customer' && name === 'tax_ids') {
    return listOf(call.list('tax_id').filter((taxId) => taxId.customer === id), `/v1/customers/${id}/tax_ids`);
  }
  return undefined;
}

function expandProperty(call: Call, object: Json, { name, path }: { name: string; path: string }): unknown {
  const value = object[name];
  if (typeof value === 'string') {
    const kind = KIND_OF_PREFIX[value.split('_')[0]!];
    const found = kind && call.find(kind, value);
    if (found) return render(call, found as unknown as { object: string });
  }
  if (value !== null && typeof value === 'object') return value;
  const hidden = hiddenProperty(call, object, name);
  if (hidden !== undefined) return hidden;
  if (value === null) return null;
  throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
}

/** `steps`: what is left of the `path` that was asked for. */
function expandInto(call: Call, target: unknown, { steps, path }: { steps: string[]; path: string }): void {
  const [name, ...rest] = steps;
  if (name === undefined || target === null || typeof target !== 'object') return;
  if (Array.isArray(target)) {
    target.forEach((entry) => expandInto(call, entry, { steps, path }));
    return;
  }
  const object = target as Json;
  if (!(object.object === 'list' && name === 'data')) {
    // An InvoicePayment names only one of charge, payment_intent and payment_record.
    if (object[name] === undefined && typeof object.type === 'string' && object.object === undefined) return;
    object[name] = expandProperty(call, object, { name, path });
  }
  expandInto(call, object[name], { steps: rest, path });
}

/** The answer with the properties named in `expand` filled in. Throws 400 for a name that cannot be expanded. */
export function expanded(call: Call, object: { object: string }, expand: string[]): Json {
  const answer = render(call, object);
  if (object.object === 'list') answer.data = (object as unknown as { data: { object: string }[] }).data.map((entry) => render(call, entry));
  for (const path of expand) expandInto(call, answer, { steps: path.split('.'), path });
  return answer;
}
