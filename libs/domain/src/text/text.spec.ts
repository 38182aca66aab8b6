import fc from 'fast-check';
import { districtCourt } from '../court/district-court.js';
import { splitAddress } from './address.js';
import { bankKana } from './bank-kana.js';
import { fillCompanyName, splitCompanyName } from './company-name.js';

describe('商号', () => {
  it.each([
    ['株式会社青葉', '青葉', '株式会社', 'before', 'カ'], ['みどり商事株式会社', 'みどり商事', '株式会社', 'after', 'カ'], ['合同会社オフィス', 'オフィス', '合同会社', 'before', 'ド'],
    ['医療法人社団緑会', '社団緑会', '医療法人', 'before', 'イ'], ['㈱青葉', '青葉', '株式会社', 'before', 'カ'], ['青葉（有）', '青葉', '有限会社', 'after', 'ユ'], ['(同)青葉', '青葉', '合同会社', 'before', 'ド'],
    ['地方独立行政法人病院', '病院', '地方独立行政法人', 'before', 'チドク'], ['山田 太郎', '山田 太郎', null, null, null], [' 株式会社 青葉 ', '青葉', '株式会社', 'before', 'カ'],
    ['株式会社', '株式会社', null, null, null], ['株式太郎', '株式太郎', null, null, null],
  ])('%s', (name, base, legalForm, position, bankAbbreviation) => {
    expect(splitCompanyName({ name })).toMatchObject({ base, legalForm, position, bankAbbreviation });
  });

  it('書式の「株式会社●●」を商号全体で置き換える', () => {
    expect(fillCompanyName({ text: '株式会社●●（以下「甲」という。）', name: '医療法人$&会' })).toBe('医療法人$&会（以下「甲」という。）');
    expect(fillCompanyName({ text: '会社名：●●', name: '㈱青葉' })).toBe('会社名：株式会社青葉');
  });
});

describe('振込名義のカナ', () => {
  it.each([
    ['コウショウジ', 'ｺｳｼﾖｳｼﾞ'], ['こうしょうじ', 'ｺｳｼﾖｳｼﾞ'], ['ﾐﾂﾋﾞｼﾕｰｴﾌｼﾞｪｲ', 'ﾐﾂﾋﾞｼﾕ-ｴﾌｼﾞｴｲ'], ['カ）アオバ　ウェブ', 'ｶ)ｱｵﾊﾞ ｳｴﾌﾞ'], ['ＡＢＣ・コーポレーション', 'ABC.ｺ-ﾎﾟﾚ-ｼﾖﾝ'],
    ['ヴァイオリン', 'ｳﾞｱｲｵﾘﾝ'], ['abc 123', 'ABC 123'], ['「ヲ」', '｢ｦ｣'], ['ッ', 'ﾂ'], ['ヵヶヮ', 'ｶｹﾜ'], ['が゛', 'ｶﾞﾞ'], ['a－b−c‐d', 'A-B-C-D'], ['￥1,000', '¥1,000'],
  ])('%s → %s', (text, value) => {
    expect(bankKana({ text })).toEqual({ value, ok: true, invalid: [] });
  });

  it('漢字など使えない文字は、消さずに知らせる', () => {
    expect(bankKana({ text: '青葉カフェ&青' })).toEqual({ value: '青葉ｶﾌｴ&青', ok: false, invalid: ['青', '葉', '&'] });
  });

  it('もう一度かけても変わらない', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'アガパーァッャンヲあがっABcｶﾞﾊﾟ- 　.,（）「」1２'), maxLength: 30 }), (text) => {
      const once = bankKana({ text });
      expect(once.ok).toBe(true);
      expect(bankKana({ text: once.value })).toEqual(once);
    }));
  });
});

describe('第22条 本店所在地の読取り', () => {
  it.each([
    ['〒100-0001 東京都千代田区千代田1-1', '東京都', '千代田区', '東京地方裁判所'], ['北海道上川郡清水町南1条', '北海道', '清水町', '釧路地方裁判所'], ['北海道上川郡上川町1', '北海道', '上川町', '旭川地方裁判所'],
    ['北海道札幌市中央区北1条', '北海道', '札幌市', '札幌地方裁判所'], ['北海道余市郡余市町1', '北海道', '余市町', '札幌地方裁判所'], ['北海道余市郡仁木町1', '北海道', '仁木町', '札幌地方裁判所'],
    ['北海道雨竜郡雨竜町1', '北海道', '雨竜町', '旭川地方裁判所'], ['千葉県市川市1', '千葉県', '市川市', '千葉地方裁判所'], ['三重県四日市市1', '三重県', '四日市市', '津地方裁判所'],
    ['福島県郡山市1', '福島県', '郡山市', '福島地方裁判所'], ['群馬県佐波郡玉村町1', '群馬県', '玉村町', '前橋地方裁判所'], ['京都府京都市中京区1', '京都府', '京都市', '京都地方裁判所'],
    ['奈良県高市郡高取町1', '奈良県', '高取町', '奈良地方裁判所'], ['山形県東村山郡山辺町1', '山形県', '山辺町', '山形地方裁判所'], ['広島県廿日市市1', '広島県', '廿日市市', '広島地方裁判所'],
    ['沖縄県国頭郡恩納村1', '沖縄県', '恩納村', '那覇地方裁判所'], ['埼玉県さいたま市浦和区1', '埼玉県', 'さいたま市', 'さいたま地方裁判所'], ['東京都町田市原町田1', '東京都', '町田市', '東京地方裁判所'],
    ['兵庫県赤穂郡上郡町1', '兵庫県', '上郡町', '神戸地方裁判所'], ['山梨県西八代郡市川三郷町1', '山梨県', '市川三郷町', '甲府地方裁判所'], ['岐阜県郡上市八幡町1', '岐阜県', '郡上市', '岐阜地方裁判所'],
    ['富山県中新川郡上市町1', '富山県', '上市町', '富山地方裁判所'], ['奈良県大和郡山市1', '奈良県', '大和郡山市', '奈良地方裁判所'], ['新潟県村上市1', '新潟県', '村上市', '新潟地方裁判所'],
  ])('%s', (address, prefecture, city, court) => {
    expect(splitAddress({ address })).toMatchObject({ prefecture, city });
    expect(districtCourt({ prefecture, city })).toBe(court);
  });

  it('残りの番地を返し、読めない住所はそのまま返す', () => {
    expect(splitAddress({ address: '東京都千代田区丸の内１−１' }).rest).toBe('丸の内1−1');
    expect(splitAddress({ address: 'Tokyo' })).toEqual({ prefecture: null, city: null, rest: 'Tokyo' });
    expect(splitAddress({ address: '北海道どこか' })).toEqual({ prefecture: '北海道', city: null, rest: 'どこか' });
    expect(splitAddress({ address: '東京都' })).toEqual({ prefecture: '東京都', city: null, rest: '' });
  });
});
