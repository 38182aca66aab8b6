import { accountToPay } from './account.js';
import type { TransferAccount } from './status.js';

const account = (accountNumber: string): TransferAccount => ({ bankCode: '0005', bankName: '三菱UFJ銀行', branchCode: '123', branchName: '梅田支店', accountType: 'futsu', accountNumber, holderKana: 'カ）アオバ' });
const own = { own: account('1234567'), virtual: null, ownSinceOn: '2026-01-01', ownBefore: null };

describe('お振込先', () => {
  it('専用口座があれば専用口座、なければ自社口座', () => {
    expect(accountToPay({ ...own, virtual: account('7777777') }, '2026-11-22')).toEqual({ account: account('7777777'), isVirtual: true, changed: false });
    expect(accountToPay(own, '2026-11-22')).toEqual({ account: account('1234567'), isVirtual: false, changed: false });
  });

  it('請求書に印字された口座と違えば、変わったと伝える', () => {
    expect(accountToPay(own, '2026-11-22', account('1234567')).changed).toBe(false);
    expect(accountToPay(own, '2026-11-22', account('9999999')).changed).toBe(true);
  });

  it('変更から60日は、請求書に関わらず伝える。同じ口座の登録し直しは変更ではない', () => {
    const moved = { ...own, ownBefore: account('9999999'), ownSinceOn: '2026-11-01' };
    expect(accountToPay(moved, '2026-11-22').changed).toBe(true);
    expect(accountToPay(moved, '2027-03-01').changed).toBe(false);
    expect(accountToPay({ ...moved, ownBefore: account('1234567') }, '2026-11-22').changed).toBe(false);
  });
});
