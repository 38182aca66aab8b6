/**
 * Reads and appends revisions of the files this product sealed: plain cross-reference tables and objects of generation 0.
 * No PDF parser: what is read here may come from anybody, so everything is bounded and anything unusual throws.
 */
export interface NewObject { readonly number: number; readonly body: Buffer | string }

/** The end of a file, as the next revision has to know it. */
export interface FileEnd {
  /** Where its newest cross-reference table begins. */
  readonly table: number;
  /** One more than the highest object number. */
  readonly size: number;
  /** Object number of the catalog. */
  readonly root: number;
  /** /Info and /ID of the trailer, as they stand. */
  readonly rest: string;
}

interface Table { readonly offsets: ReadonlyMap<number, number>; readonly trailer: string }

const longestDictionary = 256 * 1024;
const longestStream = 2 * 1024 * 1024;
const mostObjects = 50_000;
const mostRevisions = 200;
const textOf = (file: Buffer, from: number, to: number): string => file.toString('latin1', from, Math.min(to, file.length));
const numberIn = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`The file has no ${pattern.source}.`);
  return Number(found);
};

function tableAt(file: Buffer, start: number): Table {
  const offsets = new Map<number, number>();
  const head = /^xref\s+/.exec(textOf(file, start, start + 16))?.[0];
  if (!head) throw new Error('The file has no plain cross-reference table.');
  let at = start + head.length;
  for (;;) {
    const section = /^(\d{1,8}) (\d{1,8}) ?\r?\n/.exec(textOf(file, at, at + 40));
    if (!section) break;
    at += section[0].length;
    const [first, count] = [Number(section[1]), Number(section[2])];
    if (count > mostObjects) throw new Error('The file has too many objects.');
    for (let index = 0; index < count; index += 1, at += 20) {
      const entry = /^(\d{10}) (\d{5}) ([nf])/.exec(textOf(file, at, at + 20));
      if (!entry) throw new Error('The cross-reference table cannot be read.');
      if (entry[3] === 'n') offsets.set(first + index, Number(entry[1]));
    }
  }
  const trailer = /^trailer\s*(<<[^]*?>>)\s*startxref/.exec(textOf(file, at, at + 4_096))?.[1];
  if (!trailer) throw new Error('The file has no trailer.');
  return { offsets, trailer };
}

/** Reads the end of a file. Throws when it has no plain one. */
export function endOf(file: Buffer): FileEnd {
  const table = numberIn(textOf(file, file.length - 64, file.length), /startxref\s+(\d{1,10})\s+%%EOF\s*$/);
  const { trailer } = tableAt(file, table);
  const rest = [/\/Info\s+\d+ 0 R/, /\/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]/].map((part) => part.exec(trailer)?.[0] ?? '').join('');
  return { table, size: numberIn(trailer, /\/Size\s+(\d{1,8})/), root: numberIn(trailer, /\/Root\s+(\d{1,8}) 0 R/), rest };
}

function offsetOf(file: Buffer, number: number): number {
  let start: number | undefined = endOf(file).table;
  for (let turn = 0; start !== undefined && turn < mostRevisions; turn += 1) {
    const { offsets, trailer }: Table = tableAt(file, start);
    const offset = offsets.get(number);
    if (offset !== undefined) return offset;
    const before = /\/Prev\s+(\d{1,10})/.exec(trailer)?.[1];
    start = before === undefined ? undefined : Number(before);
  }
  throw new Error(`The file has no object ${number}.`);
}

function bodyStart(file: Buffer, number: number): number {
  const offset = offsetOf(file, number);
  const head = /^(\d+) 0 obj\s*/.exec(textOf(file, offset, offset + 32));
  if (Number(head?.[1]) !== number) throw new Error(`Object ${number} is not where the table says.`);
  return offset + (head?.[0].length ?? 0);
}

/** The newest text of a dictionary, from `<<` to `>>`. Throws when there is none. */
export function dictionaryOf(file: Buffer, number: number): string {
  const start = bodyStart(file, number);
  const end = file.indexOf('endobj', start, 'latin1');
  if (end < 0 || end - start > longestDictionary) throw new Error(`Object ${number} has no end.`);
  const text = textOf(file, start, end).trim();
  if (!text.startsWith('<<') || !text.endsWith('>>')) throw new Error(`Object ${number} is no dictionary.`);
  return text;
}

/** The bytes of a stream that `streamBody` wrote. Throws for any other. */
export function streamOf(file: Buffer, number: number): Buffer {
  const start = bodyStart(file, number);
  const head = /^<<\/Length (\d{1,8})>>\nstream\n/.exec(textOf(file, start, start + 48));
  const length = Number(head?.[1]);
  if (!head || length > longestStream || start + head[0].length + length > file.length) throw new Error(`Object ${number} is no plain stream.`);
  return file.subarray(start + head[0].length, start + head[0].length + length);
}

export const streamBody = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`<</Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** A dictionary with one reference set. */
export function withReference(dictionary: string, key: string, number: number): string {
  const entry = `/${key} ${number} 0 R`;
  const known = new RegExp(`/${key}\\s+\\d+ 0 R`);
  return known.test(dictionary) ? dictionary.replace(known, entry) : `${dictionary.slice(0, -2)}${entry}>>`;
}

/**
 * Appends one revision: nothing before it is touched, so that signatures of earlier ones stay valid.
 * The same file and objects always give the same bytes.
 */
export function append(file: Buffer, objects: readonly NewObject[]): Buffer {
  const { table, size, root, rest } = endOf(file);
  const parts: Buffer[] = [file];
  let position = file.length;
  const write = (part: Buffer | string) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    position += bytes.length;
  };
  if (file.at(-1) !== 0x0a) write('\n');
  const sorted = [...objects].sort((left, right) => left.number - right.number);
  const entries = sorted.map(({ number, body }) => {
    const entry = `${number} 1\n${String(position).padStart(10, '0')} 00000 n\r\n`;
    write(`${number} 0 obj\n`);
    write(body);
    write('\nendobj\n');
    return entry;
  });
  const start = position;
  const highest = sorted.at(-1)?.number ?? 0;
  write(`xref\n${entries.join('')}trailer\n<</Size ${Math.max(size, highest + 1)}/Root ${root} 0 R/Prev ${table}${rest}>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}
