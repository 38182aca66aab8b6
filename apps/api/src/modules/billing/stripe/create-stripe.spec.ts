import { createStripe, StripeSettingsRefused, type StripeSettings } from './create-stripe.js';
import { endOfDayJst, startOfDayJst } from './japanese-days.js';

const simulator = { secretKey: 'sk_test_sim_x', baseUrl: 'http://127.0.0.1:4003', timeoutMs: 1_000 };
const settings: [string, StripeSettings][] = [
  ['本番での模擬環境', { ...simulator, mode: 'production' }],
  ['本番での模擬環境の鍵', { secretKey: 'sk_test_sim_x', timeoutMs: 1_000, mode: 'production' }],
  ['模擬環境への本番の鍵', { ...simulator, secretKey: 'sk_live_abc', mode: 'demo' }],
  ['模擬環境への制限付き本番の鍵', { ...simulator, secretKey: 'rk_live_abc', mode: 'demo' }],
  ['模擬環境への本物のテスト鍵', { ...simulator, secretKey: 'sk_test_abc', mode: 'demo' }],
  ['Stripeへの模擬環境の鍵', { secretKey: 'sk_test_sim_x', timeoutMs: 1_000, mode: 'demo' }],
  ['デモでの本番の鍵', { secretKey: 'sk_live_abc', timeoutMs: 1_000, mode: 'demo' }],
  ['鍵でないもの', { secretKey: 'pk_live_abc', timeoutMs: 1_000, mode: 'production' }],
  ['アドレスでないもの', { ...simulator, baseUrl: 'ftp://example', mode: 'demo' }],
];

describe('Stripeの設定', () => {
  it.each(settings)('%sは断る', (_name, given) => expect(() => createStripe(given)).toThrow(StripeSettingsRefused));

  it.each<StripeSettings>([
    { ...simulator, mode: 'demo' },
    { ...simulator, baseUrl: 'http://[::1]:4003', mode: 'test' },
    { secretKey: 'sk_live_abc', timeoutMs: 1_000, mode: 'production' },
    { secretKey: 'sk_test_abc', timeoutMs: 1_000, mode: 'demo' },
  ])('整合する設定は受け入れる %#', (given) => expect(() => createStripe(given)).not.toThrow());
});

describe('第11条 支払期限は日本時間のその日の終わりまで', () => {
  it('2026-12-31の終わり', () => expect(endOfDayJst('2026-12-31')).toBe(1_798_729_199));
  it('2027-02-28の終わりは14:59:59（協定世界時）', () => expect(endOfDayJst('2027-02-28')).toBe(Date.UTC(2027, 1, 28, 14, 59, 59) / 1000));
  it('始まりは前日15時（協定世界時）', () => expect(startOfDayJst('2026-11-01')).toBe(Date.UTC(2026, 9, 31, 15) / 1000));
  it.each(['2026-02-30', '2026-13-01', '2026/01/01', ''])('日付でない %s は断る', (on) => expect(() => startOfDayJst(on)).toThrow(RangeError));
});
