import type { Call, Route } from '../call.js';
import { ApiError, invalidRequest } from '../http/errors.js';
import { page } from '../http/list.js';
import { cashOf } from '../payments/cash.js';
import { applyCash, cancelIntentOf, creditInvoice, openInvoicePayment, settleAutomatically } from '../payments/settle.js';
import { newLine, withSums } from './invoice-lines.js';
import { newInvoice, withParameters } from './new-invoice.js';
import { newIntent } from './payment-intents.js';
import { flag, mergedMetadata, text } from './parameters.js';
import type Stripe from 'stripe';

/** draft → open → paid | void | uncollectible (uncollectible may still be paid or voided). Throws 400 elsewhere. */
function needStatus(invoice: Stripe.Invoice, allowed: string[], act: string): void {
  if (allowed.includes(invoice.status ?? '')) return;
  throw invalidRequest(`You can only ${act} an invoice that is ${allowed.join(' or ')}; this one is ${invoice.status}.`, { code: 'status_transition_invalid' });
}

function needDraft(invoice: Stripe.Invoice): void {
  if (invoice.status === 'draft') return;
  throw invalidRequest("Finalized invoices can't be updated in this way.", { code: 'invoice_not_editable' });
}

const create: Route = (call, parameters) => {
  const invoice = call.put('invoice', newInvoice(call, parameters));
  call.emit('invoice.created', invoice);
  return invoice;
};

const update: Route = (call, parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  const { metadata, expand: _expand, ...others } = parameters;
  if (Object.keys(others).length > 0) needDraft(invoice);
  const changed = withParameters(call, invoice, others);
  const updated = call.put('invoice', { ...changed, metadata: mergedMetadata(invoice.metadata ?? {}, metadata) });
  call.emit('invoice.updated', updated);
  return updated;
};

const addLines: Route = (call, parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  needDraft(invoice);
  const lines = Array.isArray(parameters.lines) ? parameters.lines : [];
  const added = lines.map((value, index) => newLine(call, invoice, { value, param: `lines[${index}]` }));
  const updated = call.put('invoice', withSums(invoice, [...invoice.lines.data, ...added]));
  call.emit('invoice.updated', updated);
  return updated;
};

/** The next number of the customer when the caller set none: PREFIX-0001. */
function numberFor(call: Call, invoice: Stripe.Invoice): string {
  if (invoice.number !== null) return invoice.number;
  const customer = call.need('customer', invoice.customer as string);
  const sequence = customer.next_invoice_sequence ?? 1;
  call.put('customer', { ...customer, next_invoice_sequence: sequence + 1 });
  return `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`;
}

/** Draft to open; with nothing to pay straight to paid. Cash that waits on the customer's balance is applied at once. */
function finalize(call: Call, invoice: Stripe.Invoice): Stripe.Invoice {
  needStatus(invoice, ['draft'], 'finalize');
  const open = call.put('invoice', {
    ...invoice,
    effective_at: invoice.effective_at ?? call.now,
    ending_balance: 0,
    hosted_invoice_url: `${call.pagesUrl}/bank?invoice=${invoice.id}`,
    number: numberFor(call, invoice),
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: call.now },
  });
  call.emit('invoice.finalized', open);
  if (open.amount_remaining === 0) return creditInvoice(call, open, 0);
  const intent = newIntent(call, { customerId: open.customer as string, amountYen: open.amount_remaining, isConfirmed: false });
  openInvoicePayment(call, open, intent);
  settleAutomatically(call, open.customer as string);
  return call.need('invoice', open.id);
}

const voidInvoice: Route = (call, _parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  needStatus(invoice, ['open', 'uncollectible'], 'void');
  if (invoice.amount_paid > 0) throw invalidRequest('An invoice that is paid in part cannot be voided.', { code: 'status_transition_invalid' });
  cancelIntentOf(call, invoice);
  const voided = call.put('invoice', { ...invoice, status: 'void', status_transitions: { ...invoice.status_transitions, voided_at: call.now } });
  call.emit('invoice.voided', voided);
  return voided;
};

const markUncollectible: Route = (call, _parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  needStatus(invoice, ['open'], 'write off');
  const marked = call.put('invoice', { ...invoice, status: 'uncollectible', status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: call.now } });
  call.emit('invoice.marked_uncollectible', marked);
  return marked;
};

const pay: Route = (call, parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  needStatus(invoice, ['open', 'uncollectible'], 'pay');
  if (flag(parameters.paid_out_of_band)) {
    cancelIntentOf(call, invoice);
    return creditInvoice(call, invoice, invoice.amount_remaining);
  }
  const payment = call.list('invoice_payment').find((entry) => entry.invoice === invoice.id && entry.is_default);
  if (!payment || cashOf(call, invoice.customer as string).balanceYen < invoice.amount_remaining) {
    throw new ApiError(402, { type: 'card_error', code: 'invoice_payment_intent_requires_action', message: 'This payment requires additional user action before it can be completed successfully.' });
  }
  applyCash(call, call.need('payment_intent', payment.payment.payment_intent as string), invoice.amount_remaining);
  return call.need('invoice', invoice.id);
};

const send: Route = (call, _parameters, [id]) => {
  const stored = call.need('invoice', id!);
  const invoice = stored.status === 'draft' ? finalize(call, stored) : stored;
  needStatus(invoice, ['open', 'paid', 'uncollectible'], 'send');
  call.emit('invoice.sent', invoice);
  return invoice;
};

const list: Route = (call, parameters) => page(call.list('invoice').filter((invoice) =>
  ['customer', 'status', 'collection_method'].every((name) => parameters[name] === undefined || parameters[name] === invoice[name as 'customer' | 'status' | 'collection_method'])),
parameters, '/v1/invoices');

const listPayments: Route = (call, parameters) => page(call.list('invoice_payment').filter((payment) =>
  (parameters.invoice === undefined || payment.invoice === parameters.invoice) && (parameters.status === undefined || payment.status === text(parameters.status))),
parameters, '/v1/invoice_payments');

export const invoiceRoutes: Record<string, Route> = {
  'POST /v1/invoices': create,
  'GET /v1/invoices': list,
  'POST /v1/invoices/{}': update,
  'GET /v1/invoices/{}': (call, _parameters, [id]) => call.need('invoice', id!),
  'POST /v1/invoices/{}/add_lines': addLines,
  'GET /v1/invoices/{}/lines': (call, parameters, [id]) => {
    // Lines are listed in the order of the invoice, and they carry no time of their own.
    const invoice = call.need('invoice', id!);
    return page(invoice.lines.data.map((line) => ({ ...line, created: invoice.created })).reverse(), parameters, `/v1/invoices/${id}/lines`);
  },
  'POST /v1/invoices/{}/finalize': (call, parameters, [id]) => {
    const invoice = call.need('invoice', id!);
    return finalize(call, { ...invoice, auto_advance: flag(parameters.auto_advance) ?? invoice.auto_advance ?? false });
  },
  'POST /v1/invoices/{}/void': voidInvoice,
  'POST /v1/invoices/{}/pay': pay,
  'POST /v1/invoices/{}/mark_uncollectible': markUncollectible,
  'POST /v1/invoices/{}/send': send,
  'GET /v1/invoice_payments': listPayments,
  'GET /v1/invoice_payments/{}': (call, _parameters, [id]) => call.need('invoice_payment', id!),
};
