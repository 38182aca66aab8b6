import { AppError } from '../app-error.js';

export interface CsvText { readonly encoding: 'utf-8' | 'shift_jis'; readonly text: string }
/** One record with the line of the file it begins on, as a spreadsheet counts. */
export interface CsvRecord { readonly line: number; readonly cells: readonly string[] }

/** Bytes as text: UTF-8 with or without its mark, else Shift_JIS as programs in Japan save it; null for bytes that are no text. */
export function decodeText(bytes: Buffer): CsvText | null {
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Files of another kind decode too, but are full of control characters.
      if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return { encoding, text };
    } catch {
      continue;
    }
  }
  return null;
}

/** The text of a table. Throws csv_unreadable. */
export function decodeCsv(bytes: Buffer): CsvText {
  const decoded = decodeText(bytes);
  if (!decoded) throw new AppError('csv_unreadable');
  return decoded;
}

/** Records of a CSV (RFC 4180) or of cells copied from a spreadsheet (tabs). Blank lines are left out. */
export function readCsv(written: string): CsvRecord[] {
  const text = written.replace(/\r\n?/g, '\n');
  const first = text.slice(0, text.search(/\n|$/));
  const separator = first.includes('\t') && !first.includes(',') ? '\t' : ',';
  const records: CsvRecord[] = [];
  let [cells, cell, quoted, line, startLine] = [[] as string[], '', false, 1, 1];
  const endRecord = () => {
    cells.push(cell.trim());
    if (cells.some(Boolean)) records.push({ line: startLine, cells });
    [cells, cell] = [[], ''];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') { cell += '"'; index += 1; } else quoted = false;
    } else if (character === '"' && cell.trim() === '') [cell, quoted] = ['', true];
    else if (character === separator) { cells.push(cell.trim()); cell = ''; } else if (character === '\n') { endRecord(); startLine = line; } else cell += character;
  }
  endRecord();
  return records;
}

// A cell that begins like a formula would be run by a spreadsheet; the mark in front of it is taken off again when the file comes back.
const guarded = (text: string): string => (/^'*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);
const written = (value: string | number): string => {
  const text = typeof value === 'number' ? String(value) : guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV for spreadsheets: UTF-8 with its mark, CRLF, no cell that a spreadsheet would run as a formula. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): Buffer => Buffer.from(`\ufeff${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`, 'utf8');

/** A cell of a file that `writeCsv` made, without the mark that guards against formulas. */
export const unguarded = (text: string): string => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);
