import type { Route } from '../call.js';
import { accountRoutes } from './accounts.js';
import { customerRoutes } from './customers.js';
import { eventRoutes } from './events.js';
import { invoiceRoutes } from './invoices.js';
import { outsidePaymentRoutes } from './outside-payments.js';
import { paymentIntentRoutes } from './payment-intents.js';
import { refundRoutes } from './refunds.js';
import { taxRoutes } from './taxes.js';
import { webhookEndpointRoutes } from './webhook-endpoints.js';

/** Every route the simulator serves, by the SDK's own spelling with ids as {}. */
export const routes: Record<string, Route> = {
  ...accountRoutes, ...customerRoutes, ...eventRoutes, ...invoiceRoutes, ...outsidePaymentRoutes,
  ...paymentIntentRoutes, ...refundRoutes, ...taxRoutes, ...webhookEndpointRoutes,
};
