export { BillingModule } from './billing.module.js';
export { BillPast } from './bill-past.js';
export { Forecasts } from './forecasts.js';
export { Invoices, type OpenInvoiceRow } from './invoices.js';
export { HeldInvoices, type HeldInvoice } from './held-invoices.js';
export { OpeningMoney, type OpeningInvoice } from './opening-money.js';
export { Payments } from './payments.js';
export { plannedTerm, plannedUntil, type PlannedCharge, type PlanSettings } from './invoice-plan.js';
export { feeLedgerOf, type FeeLedger } from './fee-payments.js';
