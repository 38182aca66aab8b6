import { decodeCsv, readCsv } from './csv.js';

describe('CSVの読み取り', () => {
  it('引用符・改行・二重の引用符・空行を読み、行番号は表計算ソフトと同じ', () => {
    expect(readCsv('サイト名,URL\r\n"みどり会\r\n公式","https://a.example/"\r\n\r\n"""北浜""",https://b.example/')).toEqual([
      { line: 1, cells: ['サイト名', 'URL'] }, { line: 2, cells: ['みどり会\n公式', 'https://a.example/'] }, { line: 5, cells: ['"北浜"', 'https://b.example/'] },
    ]);
  });

  it('表計算ソフトから貼り付けたタブ区切りも読める', () => {
    expect(readCsv('サイト名\tURL\n公式\thttps://a.example/?a=1,2').map((record) => record.cells)).toEqual([['サイト名', 'URL'], ['公式', 'https://a.example/?a=1,2']]);
  });

  it('UTF-8（BOM付き）と Shift_JIS を見分け、表でないものは断る', () => {
    expect(decodeCsv(Buffer.from('\ufeffサイト名'))).toEqual({ encoding: 'utf-8', text: 'サイト名' });
    expect(decodeCsv(Buffer.from([0x83, 0x54, 0x83, 0x43, 0x83, 0x67, 0x96, 0xbc]))).toEqual({ encoding: 'shift_jis', text: 'サイト名' });
    expect(() => decodeCsv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0x01]))).toThrow('csv_unreadable');
  });
});
