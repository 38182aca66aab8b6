import sharp from 'sharp';
import { fallbackPieces } from './fallback.js';
import { removeSealBackground, sealSvg } from './seal-image.js';

describe('印影（F135）', () => {
  it('角印は外字を含む社名から輪郭だけで描く', () => {
    const svg = sealSvg({ companyName: '株式会社髙﨑𠮷制作', shape: 'square' });
    // 9 characters fill a grid of 3 × 3.
    expect(svg.match(/<path/g)).toHaveLength(9);
    expect(svg).not.toContain('<text');
  });

  it('升目が余ると「印」「之印」で埋める', () => {
    // 8 characters + 印 = 3 × 3; 10 characters + 之印 = 3 × 4.
    expect(sealSvg({ companyName: '株式会社あおば舎', shape: 'square' }).match(/<path/g)).toHaveLength(9);
    expect(sealSvg({ companyName: '医療法人社団みどり会', shape: 'square' }).match(/<path/g)).toHaveLength(12);
  });

  it('丸印は社名を外周に、代表者印を中央に描く', () => {
    expect(sealSvg({ companyName: '株式会社あおば', shape: 'round' }).match(/<path/g)).toHaveLength(7 + 4);
  });

  it('長い社名や記号だけの社名でも落ちない', () => {
    expect(sealSvg({ companyName: 'A'.repeat(60), shape: 'square' })).toContain('</svg>');
    expect(sealSvg({ companyName: '（）', shape: 'round' })).toContain('</svg>');
    expect(sealSvg({ companyName: '🏢', shape: 'square' })).toContain('</svg>');
  });

  it('画像の紙の色を透明にし、余白を切る', async () => {
    const ink = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#c8102e' } }).png().toBuffer();
    const paper = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#f4f0e6' } })
      .composite([{ input: ink, left: 80, top: 60 }]).jpeg({ quality: 95 }).toBuffer();
    const { data, info } = await sharp(await removeSealBackground(paper)).raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect(info.width).toBeGreaterThanOrEqual(38);
    expect(info.width).toBeLessThanOrEqual(46);
    const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 4;
    expect(data[middle + 3]).toBe(255);
    expect(data[middle] ?? 0).toBeGreaterThan(180);
  });

  it('画像でないものは受け付けない', async () => {
    await expect(removeSealBackground(new TextEncoder().encode('<svg/>not an image'))).rejects.toThrow();
  });
});

describe('文字の代替', () => {
  it('BIZ UDにない字だけを別の書体で描く', () => {
    expect(fallbackPieces('髙﨑𠮷㈱半角ｶﾅ')).toEqual([{ text: '髙﨑' }, { text: '𠮷', font: 'fallback' }, { text: '㈱半角ｶﾅ' }]);
  });

  it('どの書体にもない字は〓、異体字セレクタは取り除く', () => {
    expect(fallbackPieces('社🏢')).toEqual([{ text: '社〓' }]);
    expect(fallbackPieces('葛\u{e0100}城')).toEqual([{ text: '葛城' }]);
  });

  it('濁点の分かれた仮名は合成し、互換漢字は変えない', () => {
    expect(fallbackPieces('か\u3099')).toEqual([{ text: 'が' }]);
    expect(fallbackPieces('\ufa19').map((piece) => piece.text).join('')).toBe('\ufa19');
  });

  it('長い英数字は途中で折り返せる', () => {
    const url = `https://example.jp/${'a'.repeat(40)}`;
    expect(fallbackPieces(`URL：${url}`)).toEqual([{ text: 'URL：' }, { text: url, wordBreak: 'break-all' }]);
  });
});
