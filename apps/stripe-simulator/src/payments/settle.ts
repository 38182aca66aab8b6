import type { Call } from '../call.js';
import { newId } from '../store/store.js';
import { cashBalanceOf, cashOf, moveCash } from './cash.js';
import { reconcile, type Allocation, type OpenItem } from './reconcile.js';
import type Stripe from 'stripe';

const OVERDUE_LIMIT_SECONDS = 30 * 86_400;

/** The part of a bank-transfer PaymentIntent that has not arrived, in yen. */
export function outstandingYen(intent: Stripe.PaymentIntent): number {
  if (intent.status === 'succeeded' || intent.status === 'canceled') return 0;
  return intent.next_action?.display_bank_transfer_instructions?.amount_remaining ?? intent.amount;
}

/** The invoice that made this PaymentIntent, if one did. */
export function invoiceOfIntent(call: Call, intentId: string): Stripe.Invoice | undefined {
  const payment = call.list('invoice_payment').find((entry) => entry.is_default && entry.payment.payment_intent === intentId);
  return payment && call.find('invoice', payment.invoice as string);
}

/** Marks the invoice paid as far as `amountYen` goes; the last yen closes it. */
export function creditInvoice(call: Call, invoice: Stripe.Invoice, amountYen: number): Stripe.Invoice {
  const paidYen = Math.min(amountYen, invoice.amount_remaining);
  const remainingYen = invoice.amount_remaining - paidYen;
  const isPaid = remainingYen === 0;
  const updated = call.put('invoice', {
    ...invoice,
    amount_paid: invoice.amount_paid + amountYen,
    amount_overpaid: invoice.amount_overpaid + amountYen - paidYen,
    amount_remaining: remainingYen,
    attempted: true,
    status: isPaid ? 'paid' : invoice.status,
    status_transitions: { ...invoice.status_transitions, paid_at: isPaid ? call.now : null },
  });
  call.emit('invoice.updated', updated);
  if (isPaid) {
    call.emit('invoice.paid', updated);
    call.emit('invoice.payment_succeeded', updated);
  }
  if (updated.amount_overpaid > invoice.amount_overpaid) call.emit('invoice.overpaid', updated);
  return updated;
}

/** Closes every InvoicePayment that waits for this PaymentIntent. */
function closeInvoicePayments(call: Call, intent: Stripe.PaymentIntent): void {
  for (const payment of call.list('invoice_payment')) {
    if (payment.payment.payment_intent !== intent.id || payment.status !== 'open') continue;
    const paid = call.put('invoice_payment', {
      ...payment, amount_paid: intent.amount_received, status: 'paid', status_transitions: { canceled_at: null, paid_at: call.now },
    });
    call.emit('invoice_payment.paid', paid);
    creditInvoice(call, call.need('invoice', payment.invoice as string), intent.amount_received);
  }
}

/** Moves yen from the customer's cash balance to a PaymentIntent, in part or in full. */
export function applyCash(call: Call, intent: Stripe.PaymentIntent, amountYen: number): Stripe.PaymentIntent {
  moveCash(call, { customerId: intent.customer as string, netYen: -amountYen, cause: { type: 'applied_to_payment', applied_to_payment: { payment_intent: intent.id } } });
  const restYen = outstandingYen(intent) - amountYen;
  if (restYen > 0) {
    const instructions = intent.next_action?.display_bank_transfer_instructions;
    const partly = call.put('payment_intent', {
      ...intent,
      status: 'requires_action',
      next_action: { ...intent.next_action, type: 'display_bank_transfer_instructions', display_bank_transfer_instructions: { ...instructions, amount_remaining: restYen } } as Stripe.PaymentIntent.NextAction,
    });
    call.emit('payment_intent.partially_funded', partly);
    return partly;
  }
  const succeeded = call.put('payment_intent', { ...intent, status: 'succeeded', amount_received: intent.amount, next_action: null });
  call.emit('payment_intent.succeeded', succeeded);
  closeInvoicePayments(call, succeeded);
  return succeeded;
}

const awaitsFunds = (call: Call, invoice: Stripe.Invoice): boolean =>
  invoice.status === 'open' && invoice.amount_remaining > 0 && (invoice.due_date === null || call.now - invoice.due_date <= OVERDUE_LIMIT_SECONDS);

type WaitingItem = OpenItem & { since: number; intentId: string };

/** Everything of the customer that automatic reconciliation may pay, oldest first. */
function openItems(call: Call, customerId: string): WaitingItem[] {
  const invoiceIntents = new Map(call.list('invoice_payment').filter((payment) => payment.is_default)
    .map((payment) => [payment.payment.payment_intent as string, payment.invoice as string]));
  return call.list('payment_intent').filter((intent) => intent.customer === customerId && outstandingYen(intent) > 0).flatMap((intent): WaitingItem[] => {
    const invoiceId = invoiceIntents.get(intent.id);
    if (invoiceId === undefined) {
      if (intent.status !== 'requires_action') return [];
      return [{ kind: 'payment_intent', id: intent.id, intentId: intent.id, remainingYen: outstandingYen(intent), since: intent.created }];
    }
    const invoice = call.need('invoice', invoiceId);
    if (!awaitsFunds(call, invoice)) return [];
    return [{ kind: 'invoice', id: invoice.id, intentId: intent.id, remainingYen: invoice.amount_remaining, since: invoice.status_transitions.finalized_at ?? invoice.created }];
  }).sort((a, b) => a.since - b.since);
}

/** Spends the customer's cash balance as automatic mode does; in manual mode nothing happens. Returns what was paid. */
export function settleAutomatically(call: Call, customerId: string): Allocation[] {
  const cash = cashOf(call, customerId);
  if (cash.mode === 'manual' || cash.balanceYen === 0) return [];
  const items = openItems(call, customerId);
  const allocations = reconcile(cash.balanceYen, items);
  for (const { id, amountYen } of allocations) {
    applyCash(call, call.need('payment_intent', items.find((item) => item.id === id)!.intentId), amountYen);
  }
  return allocations;
}

export interface Arrival { customerId: string; amountYen: number; senderName: string | null; reference: string | null }

/** A bank transfer arrives: it is booked, reconciled, and what stays over is told by `cash_balance.funds_available`. */
export function receiveTransfer(call: Call, arrival: Arrival): { transaction: Stripe.CustomerCashBalanceTransaction; applied: Allocation[] } {
  const transaction = moveCash(call, {
    customerId: arrival.customerId,
    netYen: arrival.amountYen,
    cause: {
      type: 'funded',
      funded: {
        bank_transfer: {
          type: 'jp_bank_transfer',
          reference: arrival.reference,
          jp_bank_transfer: { sender_bank: '模擬銀行', sender_branch: '本店', sender_name: arrival.senderName },
        },
      },
    },
  });
  const applied = settleAutomatically(call, arrival.customerId);
  if (cashOf(call, arrival.customerId).balanceYen > 0) call.emit('cash_balance.funds_available', cashBalanceOf(call, arrival.customerId));
  return { transaction, applied };
}

/** Cancels the PaymentIntent of an invoice that needs it no more (void, paid elsewhere). */
export function cancelIntentOf(call: Call, invoice: Stripe.Invoice): void {
  for (const payment of call.list('invoice_payment')) {
    if (payment.invoice !== invoice.id || payment.status !== 'open') continue;
    call.put('invoice_payment', { ...payment, status: 'canceled', status_transitions: { canceled_at: call.now, paid_at: null } });
    const intent = payment.payment.payment_intent === undefined ? undefined : call.find('payment_intent', payment.payment.payment_intent as string);
    if (!intent || !payment.is_default) continue;
    returnPartialFunds(call, intent);
    const canceled = call.put('payment_intent', { ...intent, status: 'canceled', canceled_at: call.now, cancellation_reason: 'void_invoice', next_action: null });
    call.emit('payment_intent.canceled', canceled);
  }
}

/** Money already moved to a PaymentIntent that ends goes back to the cash balance. */
export function returnPartialFunds(call: Call, intent: Stripe.PaymentIntent): void {
  const fundedYen = intent.amount - outstandingYen(intent);
  if (fundedYen <= 0) return;
  moveCash(call, { customerId: intent.customer as string, netYen: fundedYen, cause: { type: 'unapplied_from_payment', unapplied_from_payment: { payment_intent: intent.id } } });
}

/** The PaymentIntent of an invoice for `amountYen`, with the InvoicePayment that ties them. */
export function openInvoicePayment(call: Call, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent): void {
  call.put('invoice_payment', {
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_remaining,
    created: call.now,
    currency: 'jpy',
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { type: 'payment_intent', payment_intent: intent.id },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
}
