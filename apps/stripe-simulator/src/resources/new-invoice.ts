import type { Call } from '../call.js';
import { invalidRequest } from '../http/errors.js';
import type { Raw, RawObject } from '../http/form.js';
import { newId } from '../store/store.js';
import { needCapability } from './accounts.js';
import { flag, group, mergedMetadata, numeric, requireYen, text, texts } from './parameters.js';
import type Stripe from 'stripe';

const DAY_SECONDS = 86_400;
const UNSERVED = ['automatic_tax', 'application_fee_amount', 'default_payment_method', 'default_source', 'discounts', 'from_invoice', 'issuer',
  'on_behalf_of', 'shipping_cost', 'shipping_details', 'subscription', 'transfer_data', 'customer_account', 'automatically_finalizes_at'];

/** Throws when another invoice of the account bears the number. */
function requireFreeNumber(call: Call, number: string | undefined, invoiceId?: string): void {
  if (number !== undefined && call.list('invoice').some((invoice) => invoice.number === number && invoice.id !== invoiceId)) {
    throw invalidRequest(`An invoice with the number ${number} exists already.`, { code: 'resource_already_exists', param: 'number' });
  }
}

function paymentSettings(call: Call, value: Raw | undefined, before: Stripe.Invoice.PaymentSettings): Stripe.Invoice.PaymentSettings {
  if (value === undefined) return before;
  const settings = group(value);
  const types = settings.payment_method_types === undefined ? before.payment_method_types : texts(settings.payment_method_types);
  if (types?.includes('customer_balance')) needCapability(call, 'jp_bank_transfer_payments', 'payment_settings[payment_method_types]');
  return {
    default_mandate: null,
    payment_method_options: (settings.payment_method_options ?? before.payment_method_options) as unknown as Stripe.Invoice.PaymentSettings.PaymentMethodOptions | null,
    payment_method_types: types as Stripe.Invoice.PaymentSettings.PaymentMethodType[] | null,
  };
}

function dueDate(parameters: RawObject, before: Stripe.Invoice): number | null {
  const date = numeric(parameters.due_date);
  if (date !== undefined) return date;
  const days = numeric(parameters.days_until_due);
  return days === undefined ? before.due_date : before.created + days * DAY_SECONDS;
}

function rendering(value: Raw | undefined, before: Stripe.Invoice.Rendering | null): Stripe.Invoice.Rendering | null {
  if (value === undefined) return before;
  const size = text(group(group(value).pdf).page_size);
  return {
    amount_tax_display: text(group(value).amount_tax_display) ?? null,
    pdf: size === undefined ? null : { page_size: size as Stripe.Invoice.Rendering.Pdf.PageSize },
    template: null,
    template_version: null,
  };
}

/** The draft with the given parameters on it; create and update share this. Throws 400 for what cannot be. */
export function withParameters(call: Call, invoice: Stripe.Invoice, parameters: RawObject): Stripe.Invoice {
  const unserved = UNSERVED.find((name) => parameters[name] !== undefined);
  if (unserved) throw invalidRequest(`The simulator does not serve ${unserved} of an invoice.`, { param: unserved });
  requireFreeNumber(call, text(parameters.number), invoice.id);
  const rateIds = parameters.default_tax_rates === undefined ? undefined : texts(parameters.default_tax_rates);
  texts(parameters.account_tax_ids).forEach((id) => call.need('tax_id', id, 'account_tax_ids'));
  const string = (name: string, before: string | null): string | null => (parameters[name] === undefined ? before : text(parameters[name]) ?? null);
  return {
    ...invoice,
    account_tax_ids: parameters.account_tax_ids === undefined ? invoice.account_tax_ids : texts(parameters.account_tax_ids),
    auto_advance: flag(parameters.auto_advance) ?? invoice.auto_advance ?? false,
    collection_method: (text(parameters.collection_method) ?? invoice.collection_method) as Stripe.Invoice.CollectionMethod,
    custom_fields: parameters.custom_fields === undefined ? invoice.custom_fields : parameters.custom_fields as unknown as Stripe.Invoice.CustomField[],
    default_tax_rates: rateIds ? rateIds.map((id) => call.need('tax_rate', id, 'default_tax_rates')) : invoice.default_tax_rates,
    description: string('description', invoice.description),
    due_date: dueDate(parameters, invoice),
    effective_at: numeric(parameters.effective_at) ?? invoice.effective_at,
    footer: string('footer', invoice.footer),
    metadata: mergedMetadata(invoice.metadata ?? {}, parameters.metadata),
    number: string('number', invoice.number),
    payment_settings: paymentSettings(call, parameters.payment_settings, invoice.payment_settings),
    rendering: rendering(parameters.rendering, invoice.rendering),
    statement_descriptor: string('statement_descriptor', invoice.statement_descriptor),
  };
}

/** An empty draft. Throws 404 for an unknown customer, 400 without a due date. */
export function newInvoice(call: Call, parameters: RawObject): Stripe.Invoice {
  const customerId = text(parameters.customer);
  if (customerId === undefined) throw invalidRequest('You must specify a customer.', { code: 'parameter_missing', param: 'customer' });
  const customer = call.need('customer', customerId, 'customer');
  requireYen(text(parameters.currency));
  if (text(parameters.collection_method) !== 'send_invoice') {
    throw invalidRequest('The simulator knows only invoices that are sent.', { param: 'collection_method' });
  }
  if (numeric(parameters.due_date) === undefined && numeric(parameters.days_until_due) === undefined) {
    throw invalidRequest("If collection_method is 'send_invoice', you must specify due_date or days_until_due.", { code: 'parameter_missing', param: 'due_date' });
  }
  if (parameters.due_date !== undefined && (numeric(parameters.due_date) ?? 0) <= call.now) {
    throw invalidRequest('due_date must be in the future.', { param: 'due_date' });
  }
  return withParameters(call, { ...emptyInvoice(call.now), customer: customer.id, customer_email: customer.email, customer_name: customer.name ?? null, customer_address: customer.address ?? null }, parameters);
}

function emptyInvoice(now: number): Stripe.Invoice {
  const id = newId('in');
  return {
    id, object: 'invoice', account_country: 'JP', account_name: null, account_tax_ids: null, amount_due: 0, amount_overpaid: 0, amount_paid: 0,
    amount_remaining: 0, amount_shipping: 0, application: null, attempt_count: 0, attempted: false, auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null }, automatically_finalizes_at: null,
    billing_reason: 'manual', collection_method: 'send_invoice', created: now, currency: 'jpy', custom_fields: null, customer: null,
    customer_account: null, customer_address: null, customer_email: null, customer_name: null, customer_phone: null, customer_shipping: null,
    customer_tax_exempt: 'none', customer_tax_ids: [], default_payment_method: null, default_source: null, default_tax_rates: [], description: null,
    discounts: [], due_date: null, effective_at: null, ending_balance: null, footer: null, from_invoice: null, hosted_invoice_url: null,
    invoice_pdf: null, issuer: { type: 'self' }, last_finalization_error: null, latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${id}/lines` }, livemode: false, metadata: {},
    next_payment_attempt: null, number: null, on_behalf_of: null, parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null }, period_end: now, period_start: now,
    post_payment_credit_notes_amount: 0, pre_payment_credit_notes_amount: 0, receipt_number: null, rendering: null, shipping_cost: null,
    shipping_details: null, starting_balance: 0, statement_descriptor: null, status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null }, subtotal: 0,
    subtotal_excluding_tax: 0, test_clock: null, total: 0, total_discount_amounts: [], total_excluding_tax: 0, total_pretax_credit_amounts: [],
    total_taxes: [], webhooks_delivered_at: null,
  };
}
