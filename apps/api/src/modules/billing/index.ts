export { BillingModule } from './billing.module.js';
export { Forecasts } from './forecasts.js';
export { Invoices, type OpenInvoiceRow } from './invoices.js';
export { plannedTerm, plannedUntil, type PlannedCharge, type PlanSettings } from './invoice-plan.js';
