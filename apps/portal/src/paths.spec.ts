import { audienceOf, pathTo, safeNext, withSearch } from './paths.js';

describe('アドレスの組み立て', () => {
  it('名前と値から組み立て、値を符号化する', () => {
    expect(pathTo('client.invoice', { invoiceId: 'a/b' })).toBe('/portal/invoices/a%2Fb');
    expect(withSearch(pathTo('public.signIn'), { next: '/app?x=1', empty: '' })).toBe('/signin?next=%2Fapp%3Fx%3D1');
    expect(audienceOf('/portal/invoices')).toBe('client');
    expect(audienceOf('/portals')).toBeNull();
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', null])('戻り先 %s には従わない', (next) => expect(safeNext(next, '/app')).toBe('/app'));
  it('同じサイトの戻り先には従う', () => expect(safeNext('/app/contracts?status=active#top', '/')).toBe('/app/contracts?status=active#top'));
});
