import type { Call } from './call.js';
import { invalidRequest, missing } from './http/errors.js';
import { cashOf } from './payments/cash.js';
import { receiveTransfer } from './payments/settle.js';
import { PLATFORM, type StoredTransfer, type StoredVirtualAccount } from './store/kinds.js';
import { newId, type Store } from './store/store.js';

export interface BankAccountView {
  accountId: string;
  customerId: string;
  vendorName: string;
  customerName: string;
  zengin: StoredVirtualAccount['zengin'];
  balanceYen: number;
  openInvoices: { id: string; number: string; remainingYen: number; dueAt: number | null }[];
}

/** Every virtual account with who pays into it and what is open; for the bank page and for tests. */
export function bankAccounts(call: Call): BankAccountView[] {
  const { store } = call;
  return store.accountsWith('virtual_account').flatMap((accountId) => store.list('virtual_account', accountId).map(({ customerId, zengin }) => ({
    accountId,
    customerId,
    vendorName: store.get('account', PLATFORM, accountId)?.displayName ?? 'プラットフォーム',
    customerName: store.get('customer', accountId, customerId)?.name ?? customerId,
    zengin,
    balanceYen: cashOf(call.as(accountId), customerId).balanceYen,
    openInvoices: store.list('invoice', accountId)
      .filter((invoice) => invoice.customer === customerId && invoice.status === 'open')
      .map((invoice) => ({ id: invoice.id, number: invoice.number ?? '', remainingYen: invoice.amount_remaining, dueAt: invoice.due_date })),
  })));
}

/** The account and customer behind a branch and an account number. */
export function findBankAccount(store: Store, branchCode: string, accountNumber: string): { accountId: string; customerId: string } | undefined {
  for (const accountId of store.accountsWith('virtual_account')) {
    const found = store.list('virtual_account', accountId).find(({ zengin }) => zengin.branch_code === branchCode && zengin.account_number === accountNumber);
    if (found) return { accountId, customerId: found.customerId };
  }
  return undefined;
}

export interface Transfer { accountId: string; customerId: string; amountYen: number; senderName: string }

const LARGEST_TRANSFER_YEN = 9_999_999_999;
const LONGEST_NAME = 48;

/** A 振込 of any amount (whole yen, 1 or more) under any name. Throws ApiError when there is no such account or the amount is none. */
export function sendTransfer(platform: Call, transfer: Transfer): StoredTransfer {
  const call = platform.as(transfer.accountId);
  if (!call.find('virtual_account', transfer.customerId)) throw missing('virtual account', transfer.customerId);
  if (!Number.isSafeInteger(transfer.amountYen) || transfer.amountYen < 1 || transfer.amountYen > LARGEST_TRANSFER_YEN) {
    throw invalidRequest('振込金額は1円以上の整数で入力してください。', { param: 'amount' });
  }
  const senderName = transfer.senderName.trim().slice(0, LONGEST_NAME);
  const { applied } = receiveTransfer(call, { customerId: transfer.customerId, amountYen: transfer.amountYen, senderName: senderName === '' ? null : senderName, reference: null });
  return platform.put('transfer', {
    id: newId('furikomi'),
    created: call.now,
    ...transfer,
    senderName,
    balanceAfterYen: cashOf(call, transfer.customerId).balanceYen,
    applied: applied.map((allocation) => ({
      ...allocation,
      paysInFull: allocation.kind === 'invoice' || call.need('payment_intent', allocation.id).status === 'succeeded',
    })),
  });
}
