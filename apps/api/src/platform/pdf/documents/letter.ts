import type { Content } from 'pdfmake/interfaces.js';
import { A4_WIDTH, facts, foldMarks, mm } from '../layout.js';
import { addressBlock, issuerBlock, type Issuer, type Recipient } from './parties.js';

/** Window of a 長形3号 envelope on an A4 sheet folded in three: 22 mm from the left, 17 mm from the top. */
const WINDOW_LEFT = mm(22);
const WINDOW_TOP = mm(17);
const WINDOW_WIDTH = mm(78);
const RIGHT_WIDTH = mm(74);
/** Where the page goes on below the window. */
const BELOW_WINDOW = mm(60);

export const LETTER_MARGINS: [number, number, number, number] = [mm(20), mm(15), mm(18), mm(16)];

export interface LetterHead {
  title: string;
  recipient: Recipient;
  issuer: Issuer;
  /** Number, dates and the like, at the right under the title. */
  meta: readonly (readonly [label: string, value: string])[];
  sealed: boolean;
}

function titleAndMeta(letter: LetterHead): Content[] {
  const rows = letter.meta.map(([label, value]) => [label, { text: value, alignment: 'right' as const }] as const);
  return [
    { text: letter.title, fontSize: 19, bold: true, characterSpacing: letter.title.length > 4 ? 1 : 8, noWrap: true, alignment: 'right', margin: [0, 0, 0, 2] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: RIGHT_WIDTH, y2: 0, lineWidth: 1.2 }], margin: [0, 0, 0, 5] },
    { fontSize: 9, stack: [facts(rows, mm(26))] },
  ];
}

/**
 * The upper third of a letter: address in the window, title and data at the right, issuer with seal, fold marks.
 * @returns content to put at the very beginning of a document with LETTER_MARGINS
 */
export function letterHead(letter: LetterHead): Content[] {
  const [left, top] = LETTER_MARGINS;
  const { seal, ...issuer } = letter.issuer;
  const right = A4_WIDTH - LETTER_MARGINS[2] - RIGHT_WIDTH;
  return [
    foldMarks(),
    {
      relativePosition: { x: WINDOW_LEFT - left, y: WINDOW_TOP - top },
      layout: 'bare',
      table: { widths: [WINDOW_WIDTH], body: [[addressBlock(letter.recipient)]] },
    },
    {
      relativePosition: { x: right - left, y: 0 },
      layout: 'bare',
      table: { widths: [RIGHT_WIDTH], body: [[{ stack: titleAndMeta(letter) }]] },
    },
    {
      relativePosition: { x: right - left, y: BELOW_WINDOW - top },
      layout: 'bare',
      table: { widths: [RIGHT_WIDTH], body: [[issuerBlock(letter.sealed && seal ? { ...issuer, seal } : issuer, RIGHT_WIDTH)]] },
    },
  ];
}
