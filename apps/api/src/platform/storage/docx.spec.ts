import { AppError } from '../app-error.js';
import { documentLines } from './docx.js';

const documentOf = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;
const p = (text: string): string => `<w:p w:rsidR="00"><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const linesOf = (body: string): string[] => documentLines(documentOf(body));
const cell = (...texts: string[]): string => `<w:tc>${texts.map(p).join('')}</w:tc>`;

describe('Word文書の文字の読み取り（F004）', () => {
  it('段落が一行になり、切れた文字はつながり、空の段落と改行・タブは行と空白になる', () => {
    expect(linesOf(`${p('第1条（目的）')}<w:p/>${p('')}<w:p><w:r><w:t>乙は</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>善良な</w:t></w:r></w:p>`)).toEqual(['第1条（目的）', '乙は善良な']);
    expect(linesOf('<w:p><w:r><w:t>（1）</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>')).toEqual(['（1）\t甲', '乙']);
  });

  it('表は、見出しと値の二つの欄なら一行に、そのほかは欄ごとに行になる', () => {
    expect(linesOf(`<w:tbl><w:tr>${cell('サイト名称')}${cell('公式サイト')}</w:tr><w:tr>${cell('【甲】', '住所：東京都')}${cell('【乙】', '住所：大阪府')}</w:tr></w:tbl>${p('後')}`)).toEqual(['サイト名称：公式サイト', '【甲】', '住所：東京都', '【乙】', '住所：大阪府', '後']);
    expect(linesOf(`<w:tbl><w:tr>${cell('外')}<w:tc><w:tbl><w:tr>${cell('内')}${cell('値')}</w:tr></w:tbl>${p('下')}</w:tc></w:tr></w:tbl>`)).toEqual(['外', '内：値', '下']);
  });

  it('消した文字、移した元の文字、図形の控えの文字は読まない', () => {
    expect(linesOf('<w:p><w:del w:id="1"><w:r><w:delText>30日</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>90日</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>元</w:t></w:r></w:moveFrom></w:p>')).toEqual(['90日']);
    expect(linesOf(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p('枠の中')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('枠の中')}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>`)).toEqual(['枠の中', '外']);
    expect(linesOf('<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>前</w:t><!-- <w:t>注</w:t> > --></w:r></w:p>')).toEqual(['前']);
  });

  it('五つの文字参照と番号だけを文字にし、宣言のある文書は断る', () => {
    expect(linesOf(p('A&amp;B &lt;甲&gt; &#12398;&#x4E59; &xxe; &#0;&#xD800;'))).toEqual(['A&B <甲> の乙  ']);
    for (const xml of ['<!DOCTYPE w:document [<!ENTITY a "b">]><w:document/>', '<?xml version="1.0"?><!doctype x SYSTEM "http://example.com/x"><w:document></w:document>', '<html></html>', '<w:document><w:p']) {
      expect(() => documentLines(xml)).toThrow(AppError);
    }
  });

  it('閉じない・余る印があっても落ちない', () => {
    expect(linesOf('</w:p></w:tc></w:tr><w:tr><w:p><w:r><w:t>甲</w:t></w:r></w:p>')).toEqual(['甲']);
    expect(linesOf('<mc:Fallback>')).toEqual([]);
  });
});
