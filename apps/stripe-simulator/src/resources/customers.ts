import type { Call, Route } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import type { Raw, RawObject } from '../http/form.js';
import { page } from '../http/list.js';
import { cashBalanceOf, cashOf } from '../payments/cash.js';
import { receiveTransfer, settleAutomatically } from '../payments/settle.js';
import { fundingInstructions, virtualAccountOf } from '../payments/virtual-account.js';
import type { StoredCash } from '../store/kinds.js';
import { newId } from '../store/store.js';
import { needCapability } from './accounts.js';
import { group, mergedMetadata, requireYen, text, texts, yen } from './parameters.js';
import type Stripe from 'stripe';

const changed = (before: string | null | undefined, value: Raw | undefined): string | null => (value === undefined ? before ?? null : text(value) ?? null);

function setMode(call: Call, customerId: string, settings: Raw | undefined): void {
  const mode = text(group(settings).reconciliation_mode) as StoredCash['mode'] | undefined;
  if (mode === undefined) return;
  call.put('cash', { ...cashOf(call, customerId), mode });
  settleAutomatically(call, customerId);
}

const SERVED = ['name', 'email', 'phone', 'description', 'address', 'preferred_locales', 'metadata', 'cash_balance', 'expand', 'tax_exempt', 'invoice_prefix', 'next_invoice_sequence'];

/** What create and update share. Throws for parameters of Stripe that the simulator would silently lose. */
function apply(customer: Stripe.Customer, parameters: RawObject): Stripe.Customer {
  const unserved = Object.keys(parameters).find((name) => !SERVED.includes(name));
  if (unserved) throw invalidRequest(`The simulator does not keep ${unserved} of a customer.`, { param: unserved });
  return {
    ...customer,
    name: changed(customer.name, parameters.name),
    email: changed(customer.email, parameters.email),
    phone: changed(customer.phone, parameters.phone),
    description: changed(customer.description, parameters.description),
    address: parameters.address === undefined ? customer.address ?? null : { ...EMPTY_ADDRESS, ...group(parameters.address) },
    preferred_locales: parameters.preferred_locales === undefined ? customer.preferred_locales ?? [] : texts(parameters.preferred_locales),
    tax_exempt: (text(parameters.tax_exempt) ?? customer.tax_exempt ?? 'none') as Stripe.Customer.TaxExempt,
    invoice_prefix: text(parameters.invoice_prefix) ?? customer.invoice_prefix ?? null,
    metadata: mergedMetadata(customer.metadata, parameters.metadata),
  };
}

const EMPTY_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

const create: Route = (call, parameters) => {
  const id = newId('cus');
  const customer = call.put('customer', apply({
    id,
    object: 'customer',
    balance: 0,
    created: call.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    next_invoice_sequence: 1,
    shipping: null,
    test_clock: null,
  }, parameters));
  setMode(call, id, group(parameters.cash_balance).settings);
  call.emit('customer.created', customer);
  return customer;
};

const update: Route = (call, parameters, [id]) => {
  const customer = call.put('customer', apply(call.need('customer', id!), parameters));
  setMode(call, customer.id, group(parameters.cash_balance).settings);
  call.emit('customer.updated', customer);
  return customer;
};

const createFundingInstructions: Route = (call, parameters, [id]) => {
  call.need('customer', id!);
  requireYen(text(parameters.currency));
  if (text(group(parameters.bank_transfer).type) !== 'jp_bank_transfer') {
    throw invalidRequest('The simulator knows only jp_bank_transfer.', { param: 'bank_transfer[type]' });
  }
  needCapability(call, 'jp_bank_transfer_payments', 'bank_transfer[type]');
  return fundingInstructions(virtualAccountOf(call, id!).zengin);
};

const transactionsOf = (call: Call, customerId: string): Stripe.CustomerCashBalanceTransaction[] =>
  call.list('cash_transaction').filter((transaction) => transaction.customer === customerId);

const fund: Route = (call, parameters, [id]) => {
  call.need('customer', id!);
  requireYen(text(parameters.currency));
  const amountYen = yen(parameters.amount, 'amount');
  if (amountYen < 1) throw invalidRequest('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param: 'amount' });
  return receiveTransfer(call, { customerId: id!, amountYen, senderName: 'ﾃｽﾄ', reference: text(parameters.reference) ?? null }).transaction;
};

export const customerRoutes: Record<string, Route> = {
  'POST /v1/customers': create,
  'POST /v1/customers/{}': update,
  'GET /v1/customers/{}': (call, _parameters, [id]) => call.need('customer', id!),
  'GET /v1/customers': (call, parameters) =>
    page(call.list('customer').filter((customer) => parameters.email === undefined || customer.email === parameters.email), parameters, '/v1/customers'),
  'POST /v1/customers/{}/funding_instructions': createFundingInstructions,
  'GET /v1/customers/{}/cash_balance': (call, _parameters, [id]) => cashBalanceOf(call, call.need('customer', id!).id),
  'POST /v1/customers/{}/cash_balance': (call, parameters, [id]) => {
    setMode(call, call.need('customer', id!).id, parameters.settings);
    return cashBalanceOf(call, id!);
  },
  'GET /v1/customers/{}/cash_balance_transactions': (call, parameters, [id]) =>
    page(transactionsOf(call, call.need('customer', id!).id), parameters, `/v1/customers/${id}/cash_balance_transactions`),
  'GET /v1/customers/{}/cash_balance_transactions/{}': (call, _parameters, [, transactionId]) => call.need('cash_transaction', transactionId!),
  'POST /v1/test_helpers/customers/{}/fund_cash_balance': fund,
};
