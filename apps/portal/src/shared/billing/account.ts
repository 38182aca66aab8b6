import type { Translate } from '../i18n/translate.js';
import type { Accounts, TransferAccount } from './status.js';

export interface AccountLine { readonly label: string; readonly value: string; readonly copyText?: string }

/** The rows of an account to pay to, as a banking page asks for them. */
export const accountLines = (account: TransferAccount, t: Translate): AccountLine[] => [
  { label: t('billing.account.bank'), value: `${account.bankName}（${account.bankCode}）`, copyText: account.bankName },
  { label: t('billing.account.branch'), value: `${account.branchName}（${account.branchCode}）`, copyText: account.branchName },
  { label: t('billing.account.number'), value: `${t(account.accountType === 'toza' ? 'billing.account.toza' : 'billing.account.futsu')} ${account.accountNumber}`, copyText: account.accountNumber },
  { label: t('billing.account.holder'), value: account.holderKana },
];

export const sameAccount = (a: TransferAccount | null, b: TransferAccount | null): boolean =>
  a !== null && b !== null && a.bankCode === b.bankCode && a.branchCode === b.branchCode && a.accountType === b.accountType && a.accountNumber === b.accountNumber;

/** D16: a change is told on the pay box for this long. */
const tellDays = 60;

/** Where to pay now: the client's own virtual account where it has one, else the vendor's account. `changed`: it differs from what `printed` says, or changed lately. */
export function accountToPay(accounts: Accounts, today: string, printed: TransferAccount | null = null): { account: TransferAccount | null; isVirtual: boolean; changed: boolean } {
  if (accounts.virtual) return { account: accounts.virtual, isVirtual: true, changed: false };
  const differs = accounts.own !== null && printed !== null && !sameAccount(accounts.own, printed);
  const lately = accounts.ownBefore !== null && !sameAccount(accounts.own, accounts.ownBefore) && accounts.ownSinceOn !== null && Date.parse(today) - Date.parse(accounts.ownSinceOn) <= tellDays * 86_400_000;
  return { account: accounts.own, isVirtual: false, changed: differs || lately };
}
