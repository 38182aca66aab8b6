import { fontFor, openFont } from './fonts.js';

/** A seal to print: drawn from a name, or uploaded. */
export type SealImage = { svg: string } | { png: Uint8Array };

export interface SealDrawing {
  companyName: string;
  /** square: 角印 of the company; round: 丸印 of its representative. */
  shape: 'square' | 'round';
}

const SIZE = 100;
const INK = '#c8102e';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function glyphPath(character: string, box: Box, turn = 0): string {
  const choice = fontFor(character.codePointAt(0) ?? 0);
  if (choice === 'missing') return '';
  const font = openFont(choice === 'main' ? 'mincho' : 'fallback', true);
  const { path, bbox } = font.layout(character).glyphs[0] ?? font.getGlyph(0);
  if (!Number.isFinite(bbox.minX) || bbox.maxX === bbox.minX) return '';
  // Seals fill their cell: the glyph is stretched, but a narrow one (一, ー) keeps its proportions.
  const em = font.unitsPerEm * 0.94;
  const width = Math.max(bbox.maxX - bbox.minX, em * 0.55);
  const height = Math.max(bbox.maxY - bbox.minY, em * 0.55);
  const centreX = (bbox.minX + bbox.maxX) / 2;
  const centreY = (bbox.minY + bbox.maxY) / 2;
  const place = `translate(${round(box.x + box.width / 2)} ${round(box.y + box.height / 2)})`;
  const scale = `scale(${round(box.width / width)} ${round(-box.height / height)})`;
  return `<path transform="${place}${turn ? ` rotate(${round(turn)})` : ''} ${scale} translate(${round(-centreX)} ${round(-centreY)})" d="${path.toSVG()}"/>`;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

function sealCharacters(companyName: string): string[] {
  return [...companyName.normalize('NFKC').replace(/[\s()（）・.,]/g, '')];
}

/** Fills up the grid with 印 or 之印, as engravers do. */
function squareCharacters(companyName: string): { characters: string[]; columns: number } {
  const name = sealCharacters(companyName);
  const columns = Math.max(1, Math.round(Math.sqrt(name.length)));
  const empty = (columns - (name.length % columns)) % columns;
  if (empty === 1) return { characters: [...name, '印'], columns };
  return { characters: empty === 2 ? [...name, '之', '印'] : name, columns };
}

/** Columns from right to left; the first ones hold one more when the number does not divide. */
function columnsOf(characters: string[], columns: number): string[][] {
  const base = Math.floor(characters.length / columns);
  const extra = characters.length % columns;
  let start = 0;
  return Array.from({ length: columns }, (_, index) => {
    const end = start + base + (index < extra ? 1 : 0);
    const column = characters.slice(start, end);
    start = end;
    return column;
  });
}

function gridPaths(columns: string[][], area: Box): string {
  const width = area.width / columns.length;
  return columns
    .flatMap((column, index) => {
      const height = area.height / Math.max(1, column.length);
      const x = area.x + area.width - (index + 1) * width;
      return column.map((character, row) =>
        glyphPath(character, { x: x + width * 0.05, y: area.y + row * height + height * 0.05, width: width * 0.9, height: height * 0.9 }),
      );
    })
    .join('');
}

function squareSeal(companyName: string): string {
  const { characters, columns } = squareCharacters(companyName);
  const frame = `<rect x="3" y="3" width="94" height="94" rx="5" fill="none" stroke="${INK}" stroke-width="4"/>`;
  return `${frame}<g fill="${INK}">${gridPaths(columnsOf(characters, columns), { x: 8, y: 8, width: 84, height: 84 })}</g>`;
}

function ringPaths(characters: string[]): string {
  const radius = 37;
  const step = Math.min(360 / Math.max(1, characters.length), 30);
  const size = Math.min(15, (2 * Math.PI * radius * step) / 360 - 1);
  const first = -(step * (characters.length - 1)) / 2;
  return characters
    .map((character, index) => {
      const angle = first + step * index;
      const radians = (angle * Math.PI) / 180;
      const x = 50 + radius * Math.sin(radians) - size / 2;
      const y = 50 - radius * Math.cos(radians) - size / 2;
      return glyphPath(character, { x, y, width: size, height: size }, angle);
    })
    .join('');
}

function roundSeal(companyName: string): string {
  const rings = `<circle cx="50" cy="50" r="47" fill="none" stroke="${INK}" stroke-width="4"/><circle cx="50" cy="50" r="27" fill="none" stroke="${INK}" stroke-width="2"/>`;
  const middle = gridPaths([['代', '表'], ['者', '印']], { x: 32, y: 32, width: 36, height: 36 });
  return `${rings}<g fill="${INK}">${ringPaths(sealCharacters(companyName))}${middle}</g>`;
}

/**
 * Draws a seal from a company name as outlines: it looks the same everywhere and adds no text to a PDF.
 * @returns a square SVG of 100 units
 */
export function sealSvg({ companyName, shape }: SealDrawing): string {
  const body = shape === 'square' ? squareSeal(companyName) : roundSeal(companyName);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img">${body}</svg>`;
}

const MAX_PIXELS = 600;
/** Distances from the paper colour, 0–441: up to the first it is paper, from the second on it is ink. */
const PAPER_DISTANCE = 24;
const INK_DISTANCE = 120;

function paperColour(data: Buffer, width: number, height: number): [number, number, number] {
  const samples: [number[], number[], number[]] = [[], [], []];
  const take = (x: number, y: number): void => {
    const offset = (y * width + x) * 4;
    for (const channel of [0, 1, 2] as const) samples[channel].push(data[offset + channel] ?? 255);
  };
  for (let x = 0; x < width; x += 1) {
    take(x, 0);
    take(x, height - 1);
  }
  for (let y = 0; y < height; y += 1) {
    take(0, y);
    take(width - 1, y);
  }
  return samples.map((values) => values.sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 255) as [number, number, number];
}

function liftPaper(data: Buffer, offset: number, paper: readonly [number, number, number]): void {
  const colour = [0, 1, 2].map((channel) => data[offset + channel] ?? 0);
  const distance = Math.hypot(...colour.map((value, channel) => value - (paper[channel] ?? 255)));
  const alpha = Math.min(1, Math.max(0, (distance - PAPER_DISTANCE) / (INK_DISTANCE - PAPER_DISTANCE)));
  for (const channel of [0, 1, 2]) {
    // The edge of the ink is mixed with paper: take the paper out again.
    const ink = alpha > 0 ? ((colour[channel] ?? 0) - (1 - alpha) * (paper[channel] ?? 255)) / alpha : 0;
    data[offset + channel] = Math.min(255, Math.max(0, Math.round(ink)));
  }
  data[offset + 3] = Math.round(alpha * (data[offset + 3] ?? 255));
}

/**
 * Takes the paper out of a scanned or photographed seal and trims the margin.
 * @param image PNG, JPEG or WebP bytes
 * @returns a PNG with transparency, at most 600 pixels on its longer side, without metadata
 * @throws when the bytes are no image
 */
export async function removeSealBackground(image: Uint8Array): Promise<Uint8Array> {
  // Loaded at its first use: a process that draws nothing stays small.
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(image, { limitInputPixels: 40_000_000 })
    .rotate()
    .resize(MAX_PIXELS, MAX_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const paper = paperColour(data, info.width, info.height);
  for (let offset = 0; offset < data.length; offset += 4) liftPaper(data, offset, paper);
  const lifted = sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
  const trimmed = await lifted.clone().trim({ background: { r: 0, g: 0, b: 0, alpha: 0 }, threshold: 20 }).png().toBuffer();
  return new Uint8Array(trimmed);
}
