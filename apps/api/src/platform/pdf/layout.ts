import type { Content, ContentText, CustomTableLayout } from 'pdfmake/interfaces.js';
import type { SealImage } from './seal-image.js';

/** Millimetres to points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const A4_WIDTH = mm(210);
export const A4_HEIGHT = mm(297);

export const COLOR = { ink: '#111111', soft: '#555555', line: '#8a8a8a', faint: '#c8c8c8', fill: '#f0f0f0', red: '#b3261e', green: '#2e6b3a', amber: '#9a6700' } as const;

/** The line height leaves its space below the letters: a little more above brings the text to the middle. */
const padded = (horizontal: number, vertical: number) => ({
  paddingLeft: () => horizontal,
  paddingRight: () => horizontal,
  paddingTop: () => vertical * 1.2,
  paddingBottom: () => vertical * 0.7,
});

/** Named table layouts of the documents. */
export const TABLE_LAYOUTS = {
  /** Ruled on all sides. */
  grid: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => COLOR.line, vLineColor: () => COLOR.line, ...padded(5, 4) },
  /** Ruled on all sides with little room, for long lists. */
  dense: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => COLOR.line, vLineColor: () => COLOR.line, ...padded(5, 1.8) },
  /** A heavy frame, for the amount. */
  frame: { hLineWidth: () => 1.5, vLineWidth: () => 1.5, hLineColor: () => COLOR.ink, vLineColor: () => COLOR.ink, ...padded(12, 8) },
  /** A light frame, for an account or a note. */
  box: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => COLOR.line, vLineColor: () => COLOR.line, ...padded(10, 7) },
  /** No lines, no padding. */
  bare: { hLineWidth: () => 0, vLineWidth: () => 0, hLineColor: () => COLOR.ink, vLineColor: () => COLOR.ink, ...padded(0, 1.2) },
} satisfies Record<string, CustomTableLayout>;

/** A table head cell. */
export const head = (text: string, alignment: 'left' | 'center' | 'right' = 'left'): ContentText => ({
  text, bold: true, fillColor: COLOR.fill, alignment,
});

/** Small heading inside a page. */
export const heading = (text: string, top = 12): ContentText => ({ text, bold: true, fontSize: 10.5, margin: [0, top, 0, 4] });

/** Label and value in two columns without lines. */
export function facts(rows: readonly (readonly [label: string, value: Content])[], labelWidth: number): Content {
  return {
    layout: 'bare',
    table: { widths: [labelWidth, '*'], body: rows.map(([label, value]) => [{ text: label, color: COLOR.soft }, value]) },
  };
}

/** 「1 / 3」 at the foot of the page. */
export const pageNumber = (page: number, pages: number): ContentText => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 8, color: COLOR.soft });

/** Draws a seal with its upper left corner at a place on the page. */
export function sealAt(seal: SealImage, position: { x: number; y: number; size: number }, relative = false): Content {
  const { x, y, size } = position;
  const place = relative ? { relativePosition: { x, y } } : { absolutePosition: { x, y } };
  return 'svg' in seal
    ? { svg: seal.svg, fit: [size, size], ...place }
    : { image: `data:image/png;base64,${Buffer.from(seal.png).toString('base64')}`, fit: [size, size], ...place };
}

/** Marks at the left edge where a sheet for a 長形3号 envelope is folded in three. */
export function foldMarks(): Content {
  const line = (y: number) => ({ type: 'line' as const, x1: mm(4), y1: y, x2: mm(9), y2: y, lineWidth: 0.4, lineColor: COLOR.faint });
  return { canvas: [line(A4_HEIGHT / 3), line((A4_HEIGHT * 2) / 3)], absolutePosition: { x: 0, y: 0 } };
}
