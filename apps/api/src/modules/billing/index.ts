export { BillingModule } from './billing.module.js';
export { BillPast } from './bill-past.js';
export { Forecasts } from './forecasts.js';
export { Invoices, type OpenInvoiceRow } from './invoices.js';
export { Payments } from './payments.js';
export { plannedTerm, plannedUntil, type PlannedCharge, type PlanSettings } from './invoice-plan.js';
export { answerable } from './answerable.js';
export { feeLedgerOf, type FeeLedger } from './fee-payments.js';
