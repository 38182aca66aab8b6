import { nameKey, organisationDomain } from './name-key.js';

describe('取引先の名前の照合', () => {
  it.each([
    ['株式会社あおば制作', 'あおば制作'], ['あおば制作株式会社', '㈱あおば制作'], ['医療法人社団 みどり会', '医療法人社団みどり会'], ['ＡＢＣ 株式会社', 'abc'], ['(有)高橋工務店', '有限会社高橋工務店'],
  ])('%s と %s は同じとみなす', (first, second) => expect(nameKey(first)).toBe(nameKey(second)));
  it.each([['株式会社北浜製菓', '株式会社南浜製菓'], ['みどり会', 'みどりの会']])('%s と %s は違う', (first, second) => expect(nameKey(first)).not.toBe(nameKey(second)));
  it('法人の種類だけの名前も空にならない', () => expect(nameKey('株式会社')).not.toBe(''));
  it('だれでも使えるメールの領域は手がかりにしない', () => {
    expect(organisationDomain('a@Midori.example')).toBe('midori.example');
    expect(organisationDomain('a@gmail.com')).toBeNull();
    expect(organisationDomain('なし')).toBeNull();
  });
});
