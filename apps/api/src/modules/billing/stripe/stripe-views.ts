import type Stripe from 'stripe';
import { StripeFailure } from './stripe-failure.js';

export type CapabilityStatus = 'active' | 'pending' | 'restricted' | 'unsupported';

/** What a vendor's connected account may do, asked from Stripe; absent capabilities were never requested. */
export interface ConnectStatus {
  accountId: string;
  bankTransfer: CapabilityStatus | null;
  card: CapabilityStatus | null;
  konbini: CapabilityStatus | null;
  /** Invoices with a virtual account can be issued. */
  canBillByTransfer: boolean;
  openRequirements: number;
}

/** 全銀 record of the account to pay to. */
export interface TransferAccount {
  bankCode: string;
  bankName: string;
  branchCode: string;
  branchName: string;
  accountType: 'futsu' | 'toza';
  accountNumber: string;
  accountHolderName: string;
}

export interface StripeInvoicePayment {
  id: string;
  kind: 'charge' | 'payment_intent' | 'payment_record';
  /** Id of the charge, PaymentIntent or payment record. */
  sourceId: string;
  amountPaidYen: number;
  status: string;
  paidAt: Date | null;
}

/** An invoice as Stripe has it. All amounts are whole yen. */
export interface StripeInvoice {
  id: string;
  customerId: string;
  number: string | null;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  totalYen: number;
  amountPaidYen: number;
  amountRemainingYen: number;
  amountOverpaidYen: number;
  /** Lines the answer shows: Stripe stops at ten. */
  lineCount: number;
  dueAt: Date | null;
  finalizedAt: Date | null;
  paidAt: Date | null;
  hostedUrl: string | null;
  metadata: Record<string, string>;
}
/** With the payments, which Stripe only tells when asked. */
export interface StripeInvoiceWithPayments extends StripeInvoice {
  paidOutsideStripeYen: number;
  payments: StripeInvoicePayment[];
}

/** One movement of a client's cash balance at Stripe; `netYen` is negative when money leaves it. */
export interface StripeCashTransaction {
  id: string;
  kind: string;
  netYen: number;
  balanceAfterYen: number;
  createdAt: Date;
  senderName: string | null;
  senderBank: string | null;
  senderBranch: string | null;
  reference: string | null;
  paymentIntentId: string | null;
}

/** Money of a payment that goes back to the payer. A failed or cancelled one stays with the vendor. */
export interface StripeRefund {
  id: string;
  paymentIntentId: string | null;
  amountYen: number;
  status: string;
  createdAt: Date;
}

const instant = (seconds: number | null | undefined): Date | null => (seconds === null || seconds === undefined ? null : new Date(seconds * 1000));
const idOf = (reference: string | { id: string } | null | undefined): string | null => (typeof reference === 'string' ? reference : reference?.id ?? null);

/** The answer, if it is the kind of object that was asked for: a proxy or a wrong route may answer anything. */
export function asserted<T extends { object: string }>(answer: T, object: T['object']): T {
  if (answer.object === object) return answer;
  throw new StripeFailure('unreachable', `Stripe answered ${String(answer.object)} instead of ${object}`, { code: 'unexpected_object' });
}

/** A whole, safe number of yen; anything else in an answer is not to be booked. */
export function wholeYen(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new StripeFailure('unreachable', `Not a whole amount of yen: ${String(value)}`, { code: 'unexpected_amount' });
}

const STATUSES = ['draft', 'open', 'paid', 'uncollectible', 'void'] as const;

export function toInvoice(invoice: Stripe.Invoice): StripeInvoice {
  asserted(invoice, 'invoice');
  const status = STATUSES.find((known) => known === invoice.status);
  const customerId = idOf(invoice.customer);
  if (!status || customerId === null || invoice.currency !== 'jpy') {
    throw new StripeFailure('unreachable', `Invoice ${invoice.id} is not one of ours: ${String(invoice.status)} ${invoice.currency}`, { code: 'unexpected_object' });
  }
  return {
    id: invoice.id,
    customerId,
    number: invoice.number,
    status,
    totalYen: wholeYen(invoice.total),
    amountPaidYen: wholeYen(invoice.amount_paid),
    amountRemainingYen: wholeYen(invoice.amount_remaining),
    amountOverpaidYen: wholeYen(invoice.amount_overpaid),
    lineCount: invoice.lines.data.length,
    dueAt: instant(invoice.due_date),
    finalizedAt: instant(invoice.status_transitions.finalized_at),
    paidAt: instant(invoice.status_transitions.paid_at),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    metadata: invoice.metadata ?? {},
  };
}

function toPayment(payment: Stripe.InvoicePayment): StripeInvoicePayment {
  const { charge, payment_intent: intent, payment_record: record } = payment.payment;
  return {
    id: payment.id,
    kind: record === undefined ? (intent === undefined ? 'charge' : 'payment_intent') : 'payment_record',
    sourceId: idOf(record ?? intent ?? charge) ?? '',
    amountPaidYen: wholeYen(payment.amount_paid ?? 0),
    status: payment.status,
    paidAt: instant(payment.status_transitions.paid_at),
  };
}

export function toInvoiceWithPayments(invoice: Stripe.Invoice): StripeInvoiceWithPayments {
  return {
    ...toInvoice(invoice),
    paidOutsideStripeYen: wholeYen(invoice.amount_paid_off_stripe ?? 0),
    payments: (invoice.payments?.data ?? []).map(toPayment),
  };
}

export function toCashTransaction(transaction: Stripe.CustomerCashBalanceTransaction): StripeCashTransaction {
  const transfer = asserted(transaction, 'customer_cash_balance_transaction').funded?.bank_transfer;
  return {
    id: transaction.id,
    kind: transaction.type,
    netYen: wholeYen(transaction.net_amount),
    balanceAfterYen: wholeYen(transaction.ending_balance),
    createdAt: new Date(transaction.created * 1000),
    senderName: transfer?.jp_bank_transfer?.sender_name ?? null,
    senderBank: transfer?.jp_bank_transfer?.sender_bank ?? null,
    senderBranch: transfer?.jp_bank_transfer?.sender_branch ?? null,
    reference: transfer?.reference ?? null,
    paymentIntentId: idOf(transaction.applied_to_payment?.payment_intent ?? transaction.unapplied_from_payment?.payment_intent),
  };
}

export function toRefund(refund: Stripe.Refund): StripeRefund {
  asserted(refund, 'refund');
  return { id: refund.id, paymentIntentId: idOf(refund.payment_intent), amountYen: wholeYen(refund.amount), status: refund.status ?? 'pending', createdAt: new Date(refund.created * 1000) };
}

/** Throws when Stripe leaves out what a payer must write on the transfer form. */
export function toTransferAccount(instructions: Stripe.FundingInstructions): TransferAccount {
  asserted(instructions, 'funding_instructions');
  const zengin = instructions.bank_transfer.financial_addresses.find((address) => address.type === 'zengin')?.zengin;
  const need = (value: string | null | undefined, name: string): string => {
    if (value) return value;
    throw new StripeFailure('unreachable', `Stripe gave no ${name} of the account to pay to`, { code: 'unexpected_object' });
  };
  return {
    bankCode: need(zengin?.bank_code, 'bank code'),
    bankName: need(zengin?.bank_name, 'bank name'),
    branchCode: need(zengin?.branch_code, 'branch code'),
    branchName: need(zengin?.branch_name, 'branch name'),
    accountType: zengin?.account_type === 'toza' ? 'toza' : 'futsu',
    accountNumber: need(zengin?.account_number, 'account number'),
    accountHolderName: need(zengin?.account_holder_name, 'account holder'),
  };
}

type CapabilityMap = Record<string, { status: string } | undefined>;

export function toConnectStatus(account: Stripe.V2.Core.Account): ConnectStatus {
  asserted(account, 'v2.core.account');
  const capabilities = (account.configuration?.merchant?.capabilities ?? {}) as CapabilityMap;
  const statusOf = (name: string): CapabilityStatus | null => (capabilities[name]?.status as CapabilityStatus | undefined) ?? null;
  const bankTransfer = statusOf('jp_bank_transfer_payments');
  return {
    accountId: account.id,
    bankTransfer,
    card: statusOf('card_payments'),
    konbini: statusOf('konbini_payments'),
    canBillByTransfer: bankTransfer === 'active' && account.closed !== true,
    openRequirements: account.requirements?.entries?.length ?? 0,
  };
}
