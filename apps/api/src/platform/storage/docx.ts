import { AppError } from '../app-error.js';
import { readZip, type ZipEntry } from './zip.js';

const largestPart = 8 * 1024 * 1024;
const mainPart = 'word/document.xml';
/** Content that is no text of the document: the spare copy of a text box, text that was moved away or struck out. */
const leftOut = new Set(['mc:Fallback', 'w:moveFrom', 'w:del']);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const longestLabel = 12;

// The five entities of XML and characters by number. Others could only come from a declaration, and a document with one is refused.
const decoded = (text: string): string => text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|\w{1,8});/gi, (_, name: string) => {
  if (!name.startsWith('#')) return named[name] ?? '';
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
});

/** Follows the tags of `word/document.xml` without building a tree: paragraphs are lines, cells of a table too. */
class DocumentReader {
  private readonly lines: string[] = [];
  private readonly paragraphs: string[] = [];
  private readonly rows: string[][][] = [];
  private readonly skipped: string[] = [];
  private isText = false;

  text(raw: string): void {
    if (this.isText && this.skipped.length === 0) this.append(decoded(raw));
  }

  private append(text: string): void {
    const at = this.paragraphs.length - 1;
    if (at >= 0) this.paragraphs[at] += text;
  }

  open(name: string, isEmpty: boolean): void {
    if (leftOut.has(name) && !isEmpty) this.skipped.push(name);
    if (this.skipped.length > 0) return;
    if (name === 'w:t') this.isText = !isEmpty;
    else if (name === 'w:tab' || name === 'w:ptab') this.append('\t');
    else if (name === 'w:br' || name === 'w:cr') this.append('\n');
    else if (isEmpty) return;
    else if (name === 'w:p') this.paragraphs.push('');
    else if (name === 'w:tr') this.rows.push([]);
    else if (name === 'w:tc') this.rows.at(-1)?.push([]);
  }

  close(name: string): void {
    if (this.skipped.at(-1) === name) { this.skipped.pop(); return; }
    if (this.skipped.length > 0) return;
    if (name === 'w:t') this.isText = false;
    else if (name === 'w:p') this.put([this.paragraphs.pop() ?? '']);
    else if (name === 'w:tr') this.endRow();
  }

  private endRow(): void {
    this.put(rowLines(this.rows.pop() ?? []));
  }

  /** What stands in rows that were never closed still counts. */
  end(): string[] {
    while (this.rows.length > 0) this.endRow();
    return this.lines;
  }

  // What a row holds is known when it ends; a table in a cell belongs to that cell.
  private put(lines: readonly string[]): void {
    const full = lines.filter((line) => line.trim() !== '');
    (this.rows.at(-1)?.at(-1) ?? this.lines).push(...full);
  }
}

// 「サイト名称」｜「公式サイト」 is a label and its value; every other cell is lines of its own.
function rowLines(cells: readonly string[][]): string[] {
  const [label, value] = cells;
  const isPair = cells.length === 2 && label?.length === 1 && value?.length === 1 && (label[0] ?? '').length <= longestLabel && !/[。：:]/.test(label[0] ?? '');
  return isPair ? [`${label[0]?.trim() ?? ''}：${value[0] ?? ''}`] : cells.flat();
}

/** The text of the main part of a Word document (OOXML), line by line. Throws form_file_unreadable for one with a DOCTYPE. */
export function documentLines(xml: string): string[] {
  // Word writes no DOCTYPE; entities and references to elsewhere are neither declared nor followed.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || !xml.includes('<w:document')) throw new AppError('form_file_unreadable');
  const reader = new DocumentReader();
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    if (start < 0) break;
    reader.text(xml.slice(at, start));
    const isComment = xml.startsWith('<!--', start);
    const end = xml.indexOf(isComment ? '-->' : '>', start);
    if (end < 0) throw new AppError('form_file_unreadable');
    const [, slash, name] = /^<(\/?)([\w:.-]+)/.exec(xml.slice(start, start + 100)) ?? [];
    if (name && slash) reader.close(name);
    else if (name) reader.open(name, xml[end - 1] === '/');
    at = end + (isComment ? 3 : 1);
  }
  return reader.end().flatMap((line) => line.split('\n'));
}

function entriesOf(bytes: Buffer): ZipEntry[] {
  try {
    return readZip(bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code === 'archive_encrypted' ? 'form_file_encrypted' : error.code === 'archive_too_large' ? 'form_file_too_large' : 'form_file_unreadable');
  }
}

/** The text of a .docx, line by line; nothing but `word/document.xml` is unpacked. Throws form_file_unreadable, form_file_encrypted, form_file_too_large. */
export function readDocx(bytes: Buffer): string[] {
  const main = entriesOf(bytes).filter(({ path }) => path === mainPart);
  const [part] = main;
  if (!part || main.length > 1) throw new AppError('form_file_unreadable');
  if (part.byteCount > largestPart) throw new AppError('form_file_too_large');
  let xml: string;
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(part.read());
  } catch {
    throw new AppError('form_file_unreadable');
  }
  return documentLines(xml);
}

// A Word file with a password is a compound file that holds the encrypted package.
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const packageName = Buffer.from('EncryptedPackage', 'utf16le');

/** Whether bytes are a Word file that a password protects. */
export const isEncryptedDocx = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(compound) && bytes.includes(packageName);
