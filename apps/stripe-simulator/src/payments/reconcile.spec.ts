import { reconcile, type OpenItem } from './reconcile.js';

const invoice = (id: string, remainingYen: number): OpenItem => ({ kind: 'invoice', id, remainingYen });
const intent = (id: string, remainingYen: number): OpenItem => ({ kind: 'payment_intent', id, remainingYen });
const spent = (availableYen: number, items: OpenItem[]): string =>
  reconcile(availableYen, items).map(({ id, amountYen }) => `${id} ${amountYen}`).join(', ');

describe('Stripeの自動消込（日本円）', () => {
  it('V1 一致する請求書に充てる', () => expect(spent(55_000, [invoice('a', 55_000), invoice('b', 22_000)])).toBe('a 55000'));
  it('V2 ちょうどの組合せは古い順より優先する', () =>
    expect(spent(77_000, [invoice('a', 55_000), invoice('b', 60_000), invoice('c', 22_000)])).toBe('a 55000, c 22000'));
  it('V3 組合せは小さいほうを選ぶ', () =>
    expect(spent(60_000, [invoice('a', 30_000), invoice('b', 30_000), invoice('c', 60_000)])).toBe('c 60000'));
  it('V4 手数料660円を引かれた入金は請求書に充てられない', () => expect(spent(54_340, [invoice('a', 55_000)])).toBe(''));
  it('V5 過入金は残る', () => expect(spent(60_000, [invoice('a', 55_000)])).toBe('a 55000'));
  it('V6 六件の組合せは見ないが、古い順にすべて払える', () =>
    expect(spent(60_000, ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => invoice(id, 10_000))))
      .toBe('a 10000, b 10000, c 10000, d 10000, e 10000, f 10000'));
  it('V7 PaymentIntentには一部でも充てる', () => expect(spent(10_000, [invoice('i', 55_000), intent('p', 30_000)])).toBe('p 10000'));
  it('V8 同額なら古いほう', () => expect(spent(55_000, [invoice('old', 55_000), invoice('new', 55_000)])).toBe('old 55000'));
  it('同じ大きさの組なら請求書の多いほう', () =>
    expect(spent(30_000, [intent('p', 10_000), intent('q', 20_000), invoice('a', 10_000), invoice('b', 20_000)])).toBe('a 10000, b 20000'));
});
