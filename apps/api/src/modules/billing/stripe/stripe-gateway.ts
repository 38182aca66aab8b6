import type Stripe from 'stripe';
import { constructEvent, constructThinEvent, type ThinEvent, type WebhookRequest } from './construct-event.js';
import { within } from './http-guard.js';
import { endOfDayJst, startOfDayJst } from './japanese-days.js';
import { StripeFailure, toStripeFailure } from './stripe-failure.js';
import {
  asserted, toCashTransaction, toConnectStatus, toInvoice, toInvoiceWithPayments, toRefund, toTransferAccount, wholeYen,
  type ConnectStatus, type StripeCashTransaction, type StripeInvoice, type StripeInvoiceWithPayments, type StripeRefund, type TransferAccount,
} from './stripe-views.js';

export interface NewAccount { tenantId: string; displayName: string; registeredName: string; contactEmail: string; entityType: 'company' | 'individual' }
export interface OnboardingLink { accountId: string; returnUrl: string; refreshUrl: string }
export interface NewCustomer { clientId: string; name: string; email: string | null }
export type PaymentMethod = 'card' | 'customer_balance' | 'konbini';
export interface InvoiceDraft {
  customerId: string;
  /** Our own number: the product alone counts invoices. */
  number: string;
  /** Last day to pay, 'YYYY-MM-DD' in Japan. */
  dueOn: string;
  issuedOn: string;
  paymentMethods: readonly PaymentMethod[];
  footer: string | null;
  /** Ids of ours, to find the invoice again: invoice_id, contract_id, period. */
  metadata: Record<string, string>;
  taxIdIds?: readonly string[];
}
/** `amountYen` with tax, a whole number; the period is half-open. */
export interface InvoiceLine { description: string; amountYen: number; periodStartOn: string; periodEndsBefore: string }
export interface OutsidePayment { invoiceId: string; customerId: string; amountYen: number; receivedAt: Date; reference: string }

const DEADLINE_MS = 60_000;
const MOST_LISTED = 10_000;
const CAPABILITIES = { card_payments: { requested: true }, jcb_payments: { requested: true }, jp_bank_transfer_payments: { requested: true }, konbini_payments: { requested: true } };
const EXPANDED_INVOICE = ['payments', 'amount_paid_off_stripe', 'payments.data.payment.payment_intent'];

/**
 * Every call the product makes to Stripe. Each takes the connected account explicitly: a vendor's clients, invoices
 * and money exist only there (direct charges). Amounts are whole yen in both directions, since JPY has no minor unit.
 * Creating calls take an idempotency key that the caller derives from its own row, so that a crash repeats nothing;
 * Stripe forgets a key after 24 hours, so the caller stores the returned id at once. All throw StripeFailure only.
 */
export class StripeGateway {
  constructor(private readonly stripe: Stripe, private readonly deadlineMs: number = DEADLINE_MS) {}

  /** The vendor's connected account: full dashboard, Stripe bears fees and losses (these cannot be changed later). */
  ensureAccount(account: NewAccount, idempotencyKey: string): Promise<ConnectStatus> {
    return this.run(async () => toConnectStatus(await this.stripe.v2.core.accounts.create({
      contact_email: account.contactEmail,
      display_name: account.displayName,
      dashboard: 'full',
      identity: { country: 'jp', entity_type: account.entityType, business_details: { registered_name: account.registeredName } },
      configuration: { merchant: { capabilities: CAPABILITIES }, customer: {} },
      defaults: { currency: 'jpy', locales: ['ja-JP'], responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
      metadata: { tenant_id: account.tenantId },
      include: ['configuration.merchant', 'requirements'],
    }, { idempotencyKey })));
  }

  /** Address of Stripe's hosted onboarding: for one use within minutes, so it is made at each click. */
  createAccountLink(link: OnboardingLink): Promise<{ url: string; expiresAt: Date }> {
    return this.run(async () => {
      const created = asserted(await this.stripe.v2.core.accountLinks.create({
        account: link.accountId,
        use_case: { type: 'account_onboarding', account_onboarding: { refresh_url: link.refreshUrl, return_url: link.returnUrl, collection_options: { fields: 'eventually_due' } } },
      }), 'v2.core.account_link');
      return { url: created.url, expiresAt: new Date(created.expires_at) };
    });
  }

  /** What the account may do now. Coming back from onboarding proves nothing; this does. */
  retrieveAccountStatus(accountId: string): Promise<ConnectStatus> {
    return this.run(async () => toConnectStatus(await this.stripe.v2.core.accounts.retrieve(accountId, { include: ['configuration.merchant', 'requirements'] })));
  }

  /** The client as a customer of the vendor; returns its id. Transfers are matched by Stripe's automatic mode. */
  ensureCustomer(accountId: string, customer: NewCustomer, idempotencyKey: string): Promise<string> {
    return this.run(async () => asserted(await this.stripe.customers.create({
      name: customer.name,
      ...(customer.email === null ? {} : { email: customer.email }),
      preferred_locales: ['ja'],
      cash_balance: { settings: { reconciliation_mode: 'automatic' } },
      metadata: { client_id: customer.clientId },
    }, { stripeAccount: accountId, idempotencyKey }) as Stripe.Customer, 'customer').id);
  }

  /** The client's own account to pay to; the same at every call. Needs the capability for bank transfers. */
  fundingInstructions(accountId: string, customerId: string): Promise<TransferAccount> {
    return this.run(async () => toTransferAccount(await this.stripe.customers.createFundingInstructions(customerId, {
      currency: 'jpy', funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer', requested_address_types: ['zengin'] },
    }, { stripeAccount: accountId })));
  }

  /** The vendor's 登録番号 (T and 13 digits) for Stripe's own papers; returns its id. */
  ensureTaxId(accountId: string, registrationNumber: string, idempotencyKey: string): Promise<string> {
    return this.run(async () => asserted(await this.stripe.taxIds.create(
      { type: 'jp_trn', value: registrationNumber, owner: { type: 'self' } }, { stripeAccount: accountId, idempotencyKey },
    ), 'tax_id').id);
  }

  /** Step 1 of 3: an empty draft. Stripe sends no mail and nothing stray slips in. */
  createInvoice(accountId: string, draft: InvoiceDraft, idempotencyKey: string): Promise<StripeInvoice> {
    return this.run(async () => toInvoice(await this.stripe.invoices.create({
      customer: draft.customerId,
      currency: 'jpy',
      collection_method: 'send_invoice',
      due_date: endOfDayJst(draft.dueOn),
      effective_at: startOfDayJst(draft.issuedOn),
      auto_advance: false,
      pending_invoice_items_behavior: 'exclude',
      number: draft.number,
      ...(draft.taxIdIds ? { account_tax_ids: [...draft.taxIdIds] } : {}),
      ...(draft.footer === null ? {} : { footer: draft.footer }),
      rendering: { amount_tax_display: 'include_inclusive_tax', pdf: { page_size: 'a4' } },
      payment_settings: {
        payment_method_types: [...draft.paymentMethods],
        ...(draft.paymentMethods.includes('customer_balance')
          ? { payment_method_options: { customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } } } } : {}),
      },
      metadata: draft.metadata,
    }, { stripeAccount: accountId, idempotencyKey })));
  }

  /** Step 2 of 3: the lines, all in one request. Check `lineCount` of the draft before repeating this after 24 hours. */
  addLines(accountId: string, invoice: { id: string; lines: readonly InvoiceLine[] }, idempotencyKey: string): Promise<StripeInvoice> {
    return this.run(async () => toInvoice(await this.stripe.invoices.addLines(invoice.id, {
      lines: invoice.lines.map((line) => ({
        description: line.description,
        amount: wholeYen(line.amountYen),
        period: { start: startOfDayJst(line.periodStartOn), end: startOfDayJst(line.periodEndsBefore) },
      })),
    }, { stripeAccount: accountId, idempotencyKey })));
  }

  /** Step 3 of 3: open for payment; money that waits on the client's balance may pay it at once. */
  finalizeInvoice(accountId: string, invoiceId: string, idempotencyKey: string): Promise<StripeInvoice> {
    return this.run(async () => toInvoice(await this.stripe.invoices.finalizeInvoice(invoiceId, { auto_advance: false }, { stripeAccount: accountId, idempotencyKey })));
  }

  /** The invoice with every payment made to it. */
  retrieveInvoice(accountId: string, invoiceId: string): Promise<StripeInvoiceWithPayments> {
    return this.run(async () => toInvoiceWithPayments(await this.stripe.invoices.retrieve(invoiceId, { expand: EXPANDED_INVOICE }, { stripeAccount: accountId })));
  }

  /** The customer's invoice of this number, if any: asked before step 1 is repeated with a key Stripe may have forgotten. */
  findInvoice(accountId: string, customerId: string, number: string): Promise<StripeInvoice | undefined> {
    return this.run(async () => {
      const invoices = await this.stripe.invoices.list({ customer: customerId, limit: 100 }, { stripeAccount: accountId }).autoPagingToArray({ limit: MOST_LISTED });
      const found = invoices.find((invoice) => invoice.number === number);
      return found && toInvoice(found);
    });
  }

  /** Ends an open invoice; one that is void already stays so. Throws `refused` when money came in. */
  voidInvoice(accountId: string, invoiceId: string, idempotencyKey: string): Promise<StripeInvoice> {
    return this.run(async () => {
      const current = toInvoice(await this.stripe.invoices.retrieve(invoiceId, {}, { stripeAccount: accountId }));
      if (current.status === 'void') return current;
      return toInvoice(await this.stripe.invoices.voidInvoice(invoiceId, {}, { stripeAccount: accountId, idempotencyKey }));
    });
  }

  /** Tells Stripe of a transfer to the vendor's own account, in part or in full, so that nobody pays twice. */
  reportOutsidePayment(accountId: string, payment: OutsidePayment, idempotencyKey: string): Promise<StripeInvoiceWithPayments> {
    const receivedAt = Math.floor(payment.receivedAt.getTime() / 1000);
    const options = (step: string): Stripe.RequestOptions => ({ stripeAccount: accountId, idempotencyKey: `${idempotencyKey}:${step}` });
    return this.run(async () => {
      const record = asserted(await this.stripe.paymentRecords.reportPayment({
        amount_requested: { currency: 'jpy', value: wholeYen(payment.amountYen) },
        initiated_at: receivedAt,
        customer_details: { customer: payment.customerId },
        outcome: 'guaranteed',
        guaranteed: { guaranteed_at: receivedAt },
        payment_method_details: { type: 'custom', custom: { display_name: '銀行振込（自社口座）', type: 'furikomi' } },
        processor_details: { type: 'custom', custom: { payment_reference: payment.reference } },
      }, options('record')), 'payment_record');
      await this.stripe.invoices.attachPayment(payment.invoiceId, { payment_record: record.id }, options('attach'));
      return toInvoiceWithPayments(await this.stripe.invoices.retrieve(payment.invoiceId, { expand: EXPANDED_INVOICE }, { stripeAccount: accountId }));
    });
  }

  /**
   * Events of the account (null: of the platform) created at or after `since`, oldest first. Stripe keeps 30 days and
   * may lose one in rare cases. Throws `refused` above 10,000: ask again from a later instant.
   */
  listEventsSince(accountId: string | null, since: Date): Promise<Stripe.Event[]> {
    return this.run(async () => {
      const list = this.stripe.events.list(
        { created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 }, accountId === null ? {} : { stripeAccount: accountId },
      );
      return this.all(await list.autoPagingToArray({ limit: MOST_LISTED }));
    });
  }

  /** Movements of the client's cash balance after the one named (null: all), oldest first. */
  listCashTransactions(accountId: string, customerId: string, afterId: string | null): Promise<StripeCashTransaction[]> {
    return this.run(async () => {
      const cursor = afterId === null ? {} : { ending_before: afterId };
      const list = this.stripe.customers.listCashBalanceTransactions(customerId, { ...cursor, limit: 100 }, { stripeAccount: accountId });
      const listed = await list.autoPagingToArray({ limit: MOST_LISTED });
      // With `ending_before` the SDK pages from the oldest on; without it from the newest.
      return (afterId === null ? this.all(listed) : listed).map(toCashTransaction);
    });
  }

  /** The refunds of one payment, oldest first. */
  listRefunds(accountId: string, paymentIntentId: string): Promise<StripeRefund[]> {
    return this.run(async () => {
      const list = this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }, { stripeAccount: accountId });
      return this.all(await list.autoPagingToArray({ limit: MOST_LISTED })).map(toRefund);
    });
  }

  /** See construct-event.ts. Throws WebhookRefused. */
  constructEvent(request: WebhookRequest): Stripe.Event {
    return constructEvent(this.stripe, request);
  }

  /** See construct-event.ts. Throws WebhookRefused. */
  constructThinEvent(request: WebhookRequest): ThinEvent {
    return constructThinEvent(this.stripe, request);
  }

  /** A list that came newest first, oldest first; refused when it was cut off, for then the oldest are missing. */
  private all<T>(newestFirst: T[]): T[] {
    if (newestFirst.length >= MOST_LISTED) throw new StripeFailure('refused', `More than ${MOST_LISTED} entries`, { code: 'too_many' });
    return newestFirst.reverse();
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await within(this.deadlineMs, work());
    } catch (error) {
      throw error instanceof RangeError ? error : toStripeFailure(error);
    }
  }
}
