import type { Call } from '../call.js';
import type { StoredCash } from '../store/kinds.js';
import { newId } from '../store/store.js';
import type Stripe from 'stripe';

/** The stored balance of a customer in yen; a customer who never had money has an empty one. */
export function cashOf(call: Call, customerId: string): StoredCash {
  return call.find('cash', customerId) ?? { id: customerId, balanceYen: 0, mode: 'merchant_default' };
}

/** Stripe's CashBalance object. The account's default mode is `automatic`. */
export function cashBalanceOf(call: Call, customerId: string): Stripe.CashBalance {
  const cash = cashOf(call, customerId);
  return {
    object: 'cash_balance',
    available: cash.balanceYen === 0 ? null : { jpy: cash.balanceYen },
    customer: customerId,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: cash.mode === 'manual' ? 'manual' : 'automatic', using_merchant_default: cash.mode === 'merchant_default' },
  };
}

/** What kind of movement it is, with the property of that kind. */
type Cause = Pick<Stripe.CustomerCashBalanceTransaction, 'applied_to_payment' | 'funded' | 'type' | 'unapplied_from_payment'>;

/** Books one movement of yen (negative: out of the balance) and tells it by event. */
export function moveCash(call: Call, movement: { customerId: string; netYen: number; cause: Cause }): Stripe.CustomerCashBalanceTransaction {
  const cash = cashOf(call, movement.customerId);
  const balanceYen = cash.balanceYen + movement.netYen;
  if (balanceYen < 0) throw new Error('A cash balance cannot fall below zero');
  call.put('cash', { ...cash, balanceYen });
  const transaction = call.put('cash_transaction', {
    id: newId('ccsbtxn'),
    object: 'customer_cash_balance_transaction',
    created: call.now,
    currency: 'jpy',
    customer: movement.customerId,
    customer_account: null,
    ending_balance: balanceYen,
    livemode: false,
    net_amount: movement.netYen,
    ...movement.cause,
  });
  call.emit('customer_cash_balance_transaction.created', transaction);
  return transaction;
}
