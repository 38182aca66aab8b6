import type { InvoiceRow } from '../../shared/billing/status.js';
import { restYen, sharesOf } from './shares.js';

const invoice = { id: 'a', remainingYen: 55_000 } as InvoiceRow;

describe('入金の充当', () => {
  it('この請求書に充てるときは、届いた分だけ。多い分は前受金に残る', () => {
    expect(sharesOf('this', 54_340, { invoice, chosen: {} })).toEqual([{ invoiceId: 'a', amountYen: 54_340 }]);
    expect(sharesOf('this', 60_000, { invoice, chosen: {} })).toEqual([{ invoiceId: 'a', amountYen: 55_000 }]);
  });

  it('自動のときは何も指定しない。選ぶときは金額のあるものだけ', () => {
    expect(sharesOf('auto', 55_000, { invoice, chosen: { a: 1 } })).toBeUndefined();
    expect(sharesOf('chosen', 55_000, { invoice, chosen: { a: 5_000, b: 0, c: null } })).toEqual([{ invoiceId: 'a', amountYen: 5_000 }]);
  });

  it('残りは入金額から充当額を引いた額。超えると負になる', () => {
    expect(restYen(55_000, { a: 50_000, b: null })).toBe(5_000);
    expect(restYen(null, { a: 1_000 })).toBe(-1_000);
  });
});
