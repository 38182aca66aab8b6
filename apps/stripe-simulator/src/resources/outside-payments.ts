import type { Call, Route } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import { cancelIntentOf, creditInvoice } from '../payments/settle.js';
import { newId } from '../store/store.js';
import { group, mergedMetadata, numeric, requireYen, text, yen } from './parameters.js';
import type { RawObject } from '../http/form.js';
import type Stripe from 'stripe';

const NOTHING = { currency: 'jpy', value: 0 };

const report: Route = (call, parameters) => {
  const requested = group(parameters.amount_requested);
  requireYen(text(requested.currency));
  const amount = { currency: 'jpy', value: yen(requested.value, 'amount_requested[value]') };
  const outcome = text(parameters.outcome);
  const customer = group(parameters.customer_details);
  const custom = group(group(parameters.payment_method_details).custom);
  return call.put('payment_record', {
    id: newId('pr'),
    object: 'payment_record',
    amount,
    amount_authorized: outcome === 'guaranteed' ? amount : NOTHING,
    amount_canceled: outcome === 'canceled' ? amount : NOTHING,
    amount_failed: outcome === 'failed' ? amount : NOTHING,
    amount_guaranteed: outcome === 'guaranteed' ? amount : NOTHING,
    amount_refunded: NOTHING,
    amount_requested: amount,
    application: null,
    created: numeric(parameters.initiated_at) ?? call.now,
    customer_details: { customer: text(customer.customer) ?? null, email: text(customer.email) ?? null, name: text(customer.name) ?? null, phone: null },
    customer_presence: null,
    description: text(parameters.description) ?? null,
    latest_payment_attempt_record: newId('par'),
    livemode: false,
    metadata: mergedMetadata({}, parameters.metadata),
    payment_method_details: { type: 'custom', billing_details: null, payment_method: newId('pm'), custom: { display_name: text(custom.display_name) ?? '', type: text(custom.type) ?? null } },
    processor_details: { type: 'custom', custom: { payment_reference: text(group(group(parameters.processor_details).custom).payment_reference) ?? null } },
    reported_by: 'self',
    shipping_details: null,
  });
};

/** What may still come by transfer falls by what was paid elsewhere. */
function lowerIntent(call: Call, invoice: Stripe.Invoice): void {
  if (invoice.status === 'paid') {
    cancelIntentOf(call, invoice);
    return;
  }
  const payment = call.list('invoice_payment').find((entry) => entry.invoice === invoice.id && entry.is_default);
  if (!payment) return;
  call.put('invoice_payment', { ...payment, amount_requested: invoice.amount_remaining });
  call.put('payment_intent', { ...call.need('payment_intent', payment.payment.payment_intent as string), amount: invoice.amount_remaining });
}

/** The sum and the reference of the payment to attach. Throws 404 or 400. */
function paymentToAttach(call: Call, parameters: RawObject): { paidYen: number; payment: Stripe.InvoicePayment.Payment } {
  const recordId = text(parameters.payment_record);
  if (recordId !== undefined) {
    const record = call.need('payment_record', recordId, 'payment_record');
    return { paidYen: record.amount_guaranteed.value, payment: { type: 'payment_record', payment_record: record.id } };
  }
  const intentId = text(parameters.payment_intent);
  if (intentId === undefined) throw invalidRequest('Give payment_intent or payment_record.', { code: 'parameter_missing', param: 'payment_intent' });
  const intent = call.need('payment_intent', intentId, 'payment_intent');
  return { paidYen: intent.amount_received, payment: { type: 'payment_intent', payment_intent: intent.id } };
}

const attach: Route = (call, parameters, [id]) => {
  const invoice = call.need('invoice', id!);
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalidRequest(`You can only attach payments to an open invoice; this one is ${invoice.status}.`, { code: 'status_transition_invalid' });
  }
  const { paidYen, payment } = paymentToAttach(call, parameters);
  const attachedId = payment.payment_record ?? payment.payment_intent;
  if (call.list('invoice_payment').some((entry) => (entry.payment.payment_record ?? entry.payment.payment_intent) === attachedId)) {
    throw invalidRequest('This payment is attached to an invoice already.', { code: 'resource_already_exists' });
  }
  const attached = call.put('invoice_payment', {
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: paidYen === 0 ? null : paidYen,
    amount_requested: paidYen === 0 ? invoice.amount_remaining : paidYen,
    created: call.now,
    currency: 'jpy',
    invoice: invoice.id,
    is_default: false,
    livemode: false,
    payment,
    status: paidYen === 0 ? 'open' : 'paid',
    status_transitions: { canceled_at: null, paid_at: paidYen === 0 ? null : call.now },
  });
  if (paidYen === 0) return invoice;
  call.emit('invoice_payment.paid', attached);
  const credited = creditInvoice(call, invoice, paidYen);
  lowerIntent(call, credited);
  return credited;
};

export const outsidePaymentRoutes: Record<string, Route> = {
  'POST /v1/payment_records/report_payment': report,
  'GET /v1/payment_records/{}': (call, _parameters, [id]) => call.need('payment_record', id!),
  'POST /v1/invoices/{}/attach_payment': attach,
};
