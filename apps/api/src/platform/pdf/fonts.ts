import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);

const fontFile = (packageName: string, file: string): string =>
  path.join(path.dirname(require.resolve(`@expo-google-fonts/${packageName}/package.json`)), file);

const GOTHIC = { normal: fontFile('biz-udpgothic', '400Regular/BIZUDPGothic_400Regular.ttf'), bold: fontFile('biz-udpgothic', '700Bold/BIZUDPGothic_700Bold.ttf') };
const MINCHO = { normal: fontFile('biz-udpmincho', '400Regular/BIZUDPMincho_400Regular.ttf'), bold: fontFile('biz-udpmincho', '700Bold/BIZUDPMincho_700Bold.ttf') };
const FALLBACK = { normal: fontFile('noto-sans-jp', '400Regular/NotoSansJP_400Regular.ttf'), bold: fontFile('noto-sans-jp', '700Bold/NotoSansJP_700Bold.ttf') };

/** Families under the names that documents and drawings use. */
const FONT_FILES = { gothic: GOTHIC, mincho: MINCHO, fallback: FALLBACK } as const;
export type FontFamily = keyof typeof FONT_FILES;

const opened = new Map<string, Font>();

/** A font for measuring and for drawing outlines. Opened once per process. */
export function openFont(family: FontFamily, bold = false): Font {
  const file = FONT_FILES[family][bold ? 'bold' : 'normal'];
  const known = opened.get(file);
  if (known) return known;
  const font = create(readFileSync(file));
  // A collection of fonts has no glyphs of its own; the fonts shipped here are single ones.
  if ('fonts' in font) throw new Error(`${file} is a font collection.`);
  opened.set(file, font);
  return font;
}

const covered = new Map<FontFamily, ReadonlySet<number>>();

function coverage(family: FontFamily): ReadonlySet<number> {
  const known = covered.get(family) ?? new Set(openFont(family).characterSet);
  covered.set(family, known);
  return known;
}

/** Drawn for a character that no font has (for example an emoji). */
export const MISSING_CHARACTER = '〓';

export type FontChoice = 'main' | 'fallback' | 'missing';

/**
 * Which font can draw a character. Gothic and Mincho of the main family cover the same characters.
 * @param codePoint Unicode code point
 */
export function fontFor(codePoint: number): FontChoice {
  if (coverage('gothic').has(codePoint)) return 'main';
  return coverage('fallback').has(codePoint) ? 'fallback' : 'missing';
}

/**
 * Width of one line of text.
 * @param sizePt font size in points
 * @returns points
 */
export function textWidth(text: string, sizePt: number, { family, bold = false }: { family: FontFamily; bold?: boolean }): number {
  const font = openFont(family, bold);
  return (font.layout(text).advanceWidth / font.unitsPerEm) * sizePt;
}

const HHEA_ASCENT = 4;
const HHEA_DESCENT = 6;
const HHEA_LINE_GAP = 8;

/** Gives a font the line metrics of the main font, so that one foreign character does not push its line down. */
function withMainMetrics(bytes: Buffer, unitsPerEm: number): Buffer {
  const main = openFont('gothic');
  const scale = unitsPerEm / main.unitsPerEm;
  const copy = Buffer.from(bytes);
  const tables = copy.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (copy.toString('latin1', record, record + 4) !== 'hhea') continue;
    const offset = copy.readUInt32BE(record + 8);
    copy.writeInt16BE(Math.round(main.ascent * scale), offset + HHEA_ASCENT);
    copy.writeInt16BE(Math.round(main.descent * scale), offset + HHEA_DESCENT);
    copy.writeInt16BE(Math.round(main.lineGap * scale), offset + HHEA_LINE_GAP);
  }
  return copy;
}

/** The bytes of a font as they are embedded in documents. */
export function fontBytes(family: FontFamily, bold: boolean): Buffer {
  const bytes = readFileSync(FONT_FILES[family][bold ? 'bold' : 'normal']);
  return family === 'fallback' ? withMainMetrics(bytes, openFont(family, bold).unitsPerEm) : bytes;
}
