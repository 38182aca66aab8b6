export { createStripe, StripeSettingsRefused, type HoshuMode, type StripeSettings } from './create-stripe.js';
export { StripeGateway, type InvoiceDraft, type InvoiceLine, type NewAccount, type NewCustomer, type OnboardingLink, type OutsidePayment, type PaymentMethod } from './stripe-gateway.js';
export { StripeFailure, type StripeFailureKind } from './stripe-failure.js';
export { WebhookRefused, type ThinEvent, type WebhookRequest } from './construct-event.js';
export type { CapabilityStatus, ConnectStatus, StripeCashTransaction, StripeInvoice, StripeInvoicePayment, StripeInvoiceWithPayments, StripeRefund, TransferAccount } from './stripe-views.js';
