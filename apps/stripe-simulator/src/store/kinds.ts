import type Stripe from 'stripe';

/** The bank account that transfers of one customer go to. */
export type Zengin = Stripe.FundingInstructions.BankTransfer.FinancialAddress.Zengin;
export type CapabilityStatus = 'active' | 'pending' | 'restricted';

/** A connected account: both API generations are views of it. */
export interface StoredAccount {
  id: string;
  created: number;
  displayName: string;
  contactEmail: string | null;
  dashboard: 'express' | 'full' | 'none';
  identity: { country: string; entityType: string | null; registeredName: string | null };
  /** Requested capabilities only, by their v2 name (jp_bank_transfer_payments …). */
  capabilities: Record<string, CapabilityStatus>;
  defaults: { currency: string; locales: string[]; feesCollector: string; lossesCollector: string };
  metadata: Record<string, string>;
}
export interface StoredAccountLink {
  id: string;
  accountId: string;
  returnUrl: string | null;
  refreshUrl: string;
  expiresAt: number;
  used: boolean;
}
export interface StoredVirtualAccount {
  id: string;
  customerId: string;
  zengin: Zengin;
}
export interface StoredCash {
  id: string;
  balanceYen: number;
  mode: 'automatic' | 'manual' | 'merchant_default';
}
export interface StoredReplay {
  id: string;
  created: number;
  fingerprint: string;
  status: number;
  body: string;
}
export interface StoredEndpoint {
  id: string;
  created: number;
  url: string;
  secret: string;
  scope: 'platform' | 'connect';
  enabledEvents: string[];
  description: string | null;
  metadata: Record<string, string>;
}
/** An event that an endpoint has not accepted yet, or never will; an accepted one is removed. */
export interface StoredDelivery {
  id: string;
  endpointId: string;
  eventId: string;
  eventAccount: string;
  attempts: number;
  status: 'failed' | 'pending';
}
/** A transfer typed in at the bank page, kept to show what became of it. */
export interface StoredTransfer {
  id: string;
  created: number;
  accountId: string;
  customerId: string;
  senderName: string;
  amountYen: number;
  balanceAfterYen: number;
  applied: { kind: 'invoice' | 'payment_intent'; id: string; amountYen: number; paysInFull: boolean }[];
}

/** What the store holds: Stripe's own shapes where Stripe has one. */
export interface Kinds {
  account: StoredAccount;
  account_link: StoredAccountLink;
  cash: StoredCash;
  cash_transaction: Stripe.CustomerCashBalanceTransaction;
  customer: Stripe.Customer;
  delivery: StoredDelivery;
  endpoint: StoredEndpoint;
  event: Stripe.Event;
  invoice: Stripe.Invoice;
  invoice_payment: Stripe.InvoicePayment;
  payment_intent: Stripe.PaymentIntent;
  payment_record: Stripe.PaymentRecord;
  refund: Stripe.Refund;
  replay: StoredReplay;
  tax_id: Stripe.TaxId;
  tax_rate: Stripe.TaxRate;
  transfer: StoredTransfer;
  virtual_account: StoredVirtualAccount;
}
export type Kind = keyof Kinds;

/** The platform itself: requests without a Stripe-Account header, and everything that belongs to no connected account. */
export const PLATFORM = 'acct_simplatform';
