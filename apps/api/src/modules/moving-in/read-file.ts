import { AppError } from '../../platform/app-error.js';
import { isZip, readZip, type ZipEntry } from '../../platform/storage/zip.js';
import { decodeCsv, readCsv, unguarded } from '../../platform/tables/csv.js';
import type { TableLine } from './check-rows.js';
import { columnKeys, type Column, type Mapping } from './columns.js';
import { readPaper, type Paper } from './papers.js';

export const mostRows = 2_000;
const firstLine = 2;

/** A table as it stands in a file: its headings and its lines, nothing understood yet. */
export interface Table { readonly encoding: 'utf-8' | 'shift_jis'; readonly headings: string[]; readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[] }
export interface Uploaded { readonly table: { readonly bytes: Buffer; readonly name: string } | null; readonly papers: Paper[] }

/** Throws csv_unreadable, move_empty, move_too_long. */
export function readTable(bytes: Buffer): Table {
  const { encoding, text } = decodeCsv(bytes);
  const [first, ...records] = readCsv(text);
  if (!first || records.length === 0) throw new AppError('move_empty');
  if (records.length > mostRows) throw new AppError('move_too_long');
  const headings = first.cells.map((cell) => cell.slice(0, 100));
  return { encoding, headings, lines: records };
}

/** The lines with their cells under our own columns. */
export function linesOf(table: Table, mapping: Mapping): TableLine[] {
  const places = columnKeys.flatMap((column): [Column, number][] => {
    const at = mapping[column] === undefined ? -1 : table.headings.indexOf(mapping[column]);
    return at < 0 ? [] : [[column, at]];
  });
  return table.lines.map(({ line, cells }) => ({ line, cells: Object.fromEntries(places.map(([column, at]) => [column, unguarded((cells[at] ?? '').slice(0, 2_000))])) }));
}

/** PDFs alone, as a signing service hands them out: one line each with what their bytes say, the rest to be filled in. */
export const linesOfPapers = (papers: readonly Paper[]): TableLine[] =>
  papers.filter((paper) => paper.isPdf).map((paper, index) => ({ line: index + firstLine, cells: { paper: paper.name, method: '電子', ...(paper.signedOn ? { contractDate: paper.signedOn } : {}) } }));

const isTable = ({ name }: ZipEntry): boolean => /\.(csv|tsv|txt)$/i.test(name);

/** The table and the papers of an upload: a CSV, or a ZIP with at most one CSV. Throws what `readZip` throws, move_no_table, move_no_pdf. */
export function readUpload(bytes: Buffer, fileName: string): Uploaded {
  if (!isZip(bytes)) return { table: { bytes, name: fileName }, papers: [] };
  const entries = readZip(bytes);
  const tables = entries.filter(isTable);
  if (tables.length > 1) throw new AppError('move_no_table');
  const papers = entries.filter((entry) => !isTable(entry)).map(readPaper);
  const table = tables[0] ? { bytes: tables[0].read(), name: tables[0].name } : null;
  if (!table && !papers.some((paper) => paper.isPdf)) throw new AppError('move_no_pdf');
  return { table, papers };
}
