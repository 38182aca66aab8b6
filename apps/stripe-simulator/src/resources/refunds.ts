import type { Call, Route } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import { page } from '../http/list.js';
import { cashOf, moveCash } from '../payments/cash.js';
import { newId } from '../store/store.js';
import { mergedMetadata, numeric, requireYen, text } from './parameters.js';
import type { RawObject } from '../http/form.js';
import type Stripe from 'stripe';

const EMAIL_LIFE_SECONDS = 45 * 86_400;

interface RefundOrder { amountYen: number; customerId: string; intentId: string | null; email: string | null }

function returnOfBalance(call: Call, parameters: RawObject): RefundOrder {
  requireYen(text(parameters.currency));
  const customer = call.need('customer', text(parameters.customer) ?? '', 'customer');
  const amountYen = numeric(parameters.amount) ?? cashOf(call, customer.id).balanceYen;
  if (amountYen < 1 || amountYen > cashOf(call, customer.id).balanceYen) throw invalidRequest('The customer has not enough cash balance.', { code: 'balance_insufficient', param: 'amount' });
  moveCash(call, { customerId: customer.id, netYen: -amountYen, cause: { type: 'return_initiated' } });
  return { amountYen, customerId: customer.id, intentId: null, email: text(parameters.instructions_email) ?? customer.email };
}

function refundOfPayment(call: Call, parameters: RawObject): RefundOrder {
  const intent = call.need('payment_intent', text(parameters.payment_intent) ?? '', 'payment_intent');
  if (intent.status !== 'succeeded') throw invalidRequest('This PaymentIntent does not have a successful charge to refund.', { code: 'payment_intent_unexpected_state' });
  const refundedYen = call.list('refund').filter((refund) => refund.payment_intent === intent.id && refund.status !== 'canceled').reduce((sumYen, refund) => sumYen + refund.amount, 0);
  const amountYen = numeric(parameters.amount) ?? intent.amount_received - refundedYen;
  if (amountYen < 1 || refundedYen + amountYen > intent.amount_received) {
    throw invalidRequest(`Refund amount (¥${amountYen}) is greater than unrefunded amount (¥${intent.amount_received - refundedYen})`, { code: 'charge_already_refunded', param: 'amount' });
  }
  const customer = call.need('customer', intent.customer as string);
  return { amountYen, customerId: customer.id, intentId: intent.id, email: text(parameters.instructions_email) ?? customer.email };
}

/** A refund to the payer's bank: Stripe asks the payer by e-mail where to send it, so it starts as requires_action. */
const create: Route = (call, parameters) => {
  const order = parameters.origin === 'customer_balance' ? returnOfBalance(call, parameters) : refundOfPayment(call, parameters);
  if (order.email === null) throw invalidRequest('Set an email of the customer or instructions_email.', { code: 'parameter_missing', param: 'instructions_email' });
  const refund = call.put('refund', {
    id: newId('re'),
    object: 'refund',
    amount: order.amountYen,
    balance_transaction: null,
    charge: null,
    created: call.now,
    currency: 'jpy',
    customer: order.customerId,
    customer_account: null,
    instructions_email: order.email,
    metadata: mergedMetadata({}, parameters.metadata),
    next_action: { type: 'display_details', display_details: { email_sent: { email_sent_at: call.now, email_sent_to: order.email }, expires_at: call.now + EMAIL_LIFE_SECONDS } },
    payment_intent: order.intentId,
    payment_method: null,
    reason: (text(parameters.reason) ?? null) as Stripe.Refund.Reason | null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'requires_action',
    transfer_reversal: null,
  });
  call.emit('refund.created', refund);
  return refund;
};

/** Only a refund that still waits for the payer's account can be cancelled; the money stays with the merchant. */
const cancel: Route = (call, _parameters, [id]) => {
  const refund = call.need('refund', id!);
  if (refund.status !== 'requires_action') throw invalidRequest('This refund can no longer be canceled.', { code: 'refund_not_cancelable' });
  const canceled = call.put('refund', { ...refund, status: 'canceled', next_action: undefined });
  call.emit('refund.updated', canceled);
  return canceled;
};

export const refundRoutes: Record<string, Route> = {
  'POST /v1/refunds': create,
  'GET /v1/refunds': (call, parameters) =>
    page(call.list('refund').filter((refund) => parameters.payment_intent === undefined || refund.payment_intent === parameters.payment_intent), parameters, '/v1/refunds'),
  'GET /v1/refunds/{}': (call, _parameters, [id]) => call.need('refund', id!),
  'POST /v1/refunds/{}/cancel': cancel,
};
