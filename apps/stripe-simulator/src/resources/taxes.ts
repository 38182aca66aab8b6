import type { Route } from '../call.js';
import { page } from '../http/list.js';
import { newId } from '../store/store.js';
import { flag, group, mergedMetadata, numeric, text } from './parameters.js';
import type Stripe from 'stripe';

const createTaxId: Route = (call, parameters) => {
  const owner = group(parameters.owner);
  const customer = text(owner.customer) ?? null;
  if (customer !== null) call.need('customer', customer, 'owner[customer]');
  return call.put('tax_id', {
    id: newId('txi'),
    object: 'tax_id',
    country: 'JP',
    created: call.now,
    customer,
    customer_account: null,
    livemode: false,
    owner: { type: (text(owner.type) ?? 'self') as Stripe.TaxId.Owner.Type, customer_account: null, ...(customer === null ? {} : { customer }) },
    type: text(parameters.type) as Stripe.TaxId.Type,
    value: text(parameters.value)!,
    verification: null,
  });
};

const createTaxRate: Route = (call, parameters) => {
  const taxRate = call.put('tax_rate', {
    id: newId('txr'),
    object: 'tax_rate',
    active: flag(parameters.active) ?? true,
    country: text(parameters.country) ?? null,
    created: call.now,
    description: text(parameters.description) ?? null,
    display_name: text(parameters.display_name)!,
    effective_percentage: null,
    flat_amount: null,
    inclusive: flag(parameters.inclusive)!,
    jurisdiction: text(parameters.jurisdiction) ?? null,
    jurisdiction_level: null,
    livemode: false,
    metadata: mergedMetadata({}, parameters.metadata),
    percentage: numeric(parameters.percentage)!,
    rate_type: 'percentage',
    state: null,
    tax_type: (text(parameters.tax_type) ?? null) as Stripe.TaxRate.TaxType | null,
  });
  call.emit('tax_rate.created', taxRate);
  return taxRate;
};

export const taxRoutes: Record<string, Route> = {
  'POST /v1/tax_ids': createTaxId,
  'GET /v1/tax_ids': (call, parameters) => page(call.list('tax_id'), parameters, '/v1/tax_ids'),
  'GET /v1/tax_ids/{}': (call, _parameters, [id]) => call.need('tax_id', id!),
  'POST /v1/tax_rates': createTaxRate,
  'GET /v1/tax_rates': (call, parameters) => page(call.list('tax_rate'), parameters, '/v1/tax_rates'),
  'GET /v1/tax_rates/{}': (call, _parameters, [id]) => call.need('tax_rate', id!),
};
