import type { Call, Route } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import { page } from '../http/list.js';
import { cashOf } from '../payments/cash.js';
import { applyCash, invoiceOfIntent, outstandingYen, returnPartialFunds, settleAutomatically } from '../payments/settle.js';
import { virtualAccountOf } from '../payments/virtual-account.js';
import { newId } from '../store/store.js';
import { needCapability } from './accounts.js';
import { flag, group, mergedMetadata, numeric, requireYen, text, yen } from './parameters.js';
import type Stripe from 'stripe';

/** The bank-transfer instructions of a PaymentIntent that waits for `amountYen`. */
function instructions(call: Call, customerId: string, amountYen: number): Stripe.PaymentIntent.NextAction {
  return {
    type: 'display_bank_transfer_instructions',
    display_bank_transfer_instructions: {
      amount_remaining: amountYen,
      currency: 'jpy',
      financial_addresses: [{ type: 'zengin', supported_networks: ['zengin'], zengin: virtualAccountOf(call, customerId).zengin }],
      hosted_instructions_url: null,
      reference: null,
      type: 'jp_bank_transfer',
    },
  } as Stripe.PaymentIntent.NextAction;
}

export interface NewIntent { customerId: string; amountYen: number; metadata?: Record<string, string>; isConfirmed: boolean }

/** A PaymentIntent that is paid by transfer to the customer's virtual account. */
export function newIntent(call: Call, intent: NewIntent): Stripe.PaymentIntent {
  const created = call.put('payment_intent', {
    id: newId('pi'), object: 'payment_intent', allowed_payment_method_types: null, amount: intent.amountYen, amount_capturable: 0, amount_received: 0,
    application: null, application_fee_amount: null, automatic_payment_methods: null, canceled_at: null, cancellation_reason: null,
    capture_method: 'automatic', client_secret: null, confirmation_method: 'automatic', created: call.now, currency: 'jpy', customer: intent.customerId,
    customer_account: null, description: null, excluded_payment_method_types: null, last_payment_error: null, latest_charge: null, livemode: false,
    managed_payments: null, metadata: intent.metadata ?? {}, next_action: intent.isConfirmed ? instructions(call, intent.customerId, intent.amountYen) : null,
    on_behalf_of: null, payment_method: null, payment_method_configuration_details: null, payment_method_options: null,
    payment_method_types: ['customer_balance'], payment_record: null, processing: null, receipt_email: null, review: null, setup_future_usage: null,
    shipping: null, source: null, statement_descriptor: null, statement_descriptor_suffix: null,
    status: intent.isConfirmed ? 'requires_action' : 'requires_payment_method', transfer_data: null, transfer_group: null,
  } as Stripe.PaymentIntent);
  call.emit('payment_intent.created', created);
  return created;
}

const create: Route = (call, parameters) => {
  const customerId = text(parameters.customer);
  if (customerId === undefined) throw invalidRequest('A bank transfer needs a customer.', { code: 'parameter_missing', param: 'customer' });
  call.need('customer', customerId, 'customer');
  requireYen(text(parameters.currency));
  if (text(group(parameters.payment_method_data).type) !== 'customer_balance') {
    throw invalidRequest('The simulator knows only customer_balance.', { param: 'payment_method_data[type]' });
  }
  needCapability(call, 'jp_bank_transfer_payments', 'payment_method_data[type]');
  const intent = newIntent(call, { customerId, amountYen: yen(parameters.amount, 'amount'), metadata: mergedMetadata({}, parameters.metadata), isConfirmed: flag(parameters.confirm) ?? false });
  if (intent.status === 'requires_action') settleAutomatically(call, customerId);
  return call.need('payment_intent', intent.id);
};

const applyBalance: Route = (call, parameters, [id]) => {
  const intent = call.need('payment_intent', id!);
  const openYen = outstandingYen(intent);
  if (openYen === 0) throw invalidRequest('This PaymentIntent is not waiting for funds.', { code: 'payment_intent_unexpected_state' });
  const availableYen = cashOf(call, intent.customer as string).balanceYen;
  // Of an invoice the whole is taken, whatever `amount` says.
  const wantedYen = invoiceOfIntent(call, intent.id) ? openYen : Math.min(numeric(parameters.amount) ?? Math.min(availableYen, openYen), openYen);
  if (wantedYen < 1 || wantedYen > availableYen) {
    throw invalidRequest('The customer has not enough cash balance.', { code: 'balance_insufficient', param: 'amount' });
  }
  return applyCash(call, intent, wantedYen);
};

const cancel: Route = (call, parameters, [id]) => {
  const intent = call.need('payment_intent', id!);
  if (outstandingYen(intent) === 0) throw invalidRequest(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`, { code: 'payment_intent_unexpected_state' });
  if (invoiceOfIntent(call, intent.id)) throw invalidRequest('A PaymentIntent of an invoice is canceled by voiding the invoice.', { code: 'payment_intent_unexpected_state' });
  returnPartialFunds(call, intent);
  const canceled = call.put('payment_intent', {
    ...intent, status: 'canceled', canceled_at: call.now, next_action: null,
    cancellation_reason: (text(parameters.cancellation_reason) ?? null) as Stripe.PaymentIntent.CancellationReason | null,
  });
  call.emit('payment_intent.canceled', canceled);
  return canceled;
};

export const paymentIntentRoutes: Record<string, Route> = {
  'POST /v1/payment_intents': create,
  'GET /v1/payment_intents': (call, parameters) =>
    page(call.list('payment_intent').filter((intent) => parameters.customer === undefined || intent.customer === parameters.customer), parameters, '/v1/payment_intents'),
  'GET /v1/payment_intents/{}': (call, _parameters, [id]) => call.need('payment_intent', id!),
  'POST /v1/payment_intents/{}/cancel': cancel,
  'POST /v1/payment_intents/{}/apply_customer_balance': applyBalance,
};
