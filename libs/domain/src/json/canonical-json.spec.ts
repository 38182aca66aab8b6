import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('正規化したJSON（RFC 8785）', () => {
  it('鍵を符号単位の順に並べ、空白を入れない', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: 'あ"\\\n\u0001', 10: 1, 9: 2, '€': 1, '\r': 2, '😀': 3, '\ufb33': 4 }))
      .toBe('{"\\r":2,"10":1,"9":2,"a":"あ\\"\\\\\\n\\u0001","b":[1,{"c":true,"d":null}],"€":1,"😀":3,"\ufb33":4}');
    expect([canonicalJson(-0), canonicalJson(9007199254740991), canonicalJson([]), canonicalJson({})]).toEqual(['0', '9007199254740991', '[]', '{}']);
  });

  it('二つの書き手で違う文字列になりうる値を断る', () => {
    const bad: unknown[] = [undefined, Number.NaN, Infinity, '\ud800', '\udc00x', { '\ud800': 1 }, [undefined], 1n, Symbol('x'), () => 1, new Date(0), new Map(), { a: new Date(0) }, [, 1]];
    for (const value of bad) expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
  });

  it('読み直して書いても変わらず、鍵の順番によらない', () => {
    fc.assert(fc.property(fc.jsonValue({ depthSize: 'medium', stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
    }));
  });
});
