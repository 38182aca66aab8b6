import { inflateRawSync } from 'node:zlib';
import { AppError } from '../app-error.js';

/** One file of an archive. `name` is the last part of `path`; a path only tells the parts of a document format apart, nothing is ever written there. */
export interface ZipEntry { readonly name: string; readonly path: string; readonly byteCount: number; read(): Buffer }

const mostEntries = 2_000;
const largestEntry = 20 * 1024 * 1024;
const largestTotal = 200 * 1024 * 1024;
/** Text never shrinks further than this in an honest archive. */
const steepestRatio = 200;
const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

// Older archives of Japanese Windows name their files in Shift_JIS and do not say so.
function nameOf(bytes: Buffer, isUtf8: boolean): string {
  for (const encoding of isUtf8 ? ['utf-8'] : ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).normalize('NFC');
    } catch {
      continue;
    }
  }
  throw new AppError('archive_unreadable');
}

function directoryOf(bytes: Buffer): { count: number; offset: number } {
  // The end record is 22 bytes and a comment of at most 65,535.
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (bytes.readUInt32LE(at) !== endMark) continue;
    return { count: bytes.readUInt16LE(at + 10), offset: bytes.readUInt32LE(at + 16) };
  }
  throw new AppError('archive_unreadable');
}

interface Found { readonly path: string; readonly method: number; readonly packed: number; readonly size: number; readonly offset: number; readonly next: number }

function entryAt(bytes: Buffer, at: number): Found {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw new AppError('archive_unreadable');
  const flags = bytes.readUInt16LE(at + 8);
  if (flags & 1) throw new AppError('archive_encrypted');
  const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
  const path = nameOf(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0);
  return { path, method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), offset: bytes.readUInt32LE(at + 42), next: at + 46 + nameLength + extraLength + commentLength };
}

function contentOf(bytes: Buffer, entry: Found): Buffer {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== localMark) throw new AppError('archive_unreadable');
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  try {
    // What an entry says of its size is checked by unpacking no more than that.
    const content = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    if (content.length !== entry.size) throw new RangeError('size');
    return content;
  } catch {
    throw new AppError('archive_unreadable', { data: { name: entry.path.slice(0, 100) } });
  }
}

const isUnsafe = (path: string): boolean => /^[/\\]|^[a-z]:|\u0000/i.test(path) || path.split(/[/\\]/).includes('..');

/**
 * The files of a ZIP, folders and the notes of macOS left out; nothing is unpacked before it is read.
 * Throws archive_unreadable, archive_encrypted, archive_unsafe (a name that points elsewhere), archive_too_large (too many files, or bytes out of proportion).
 */
export function readZip(bytes: Buffer): ZipEntry[] {
  const { count, offset } = directoryOf(bytes);
  if (count > mostEntries) throw new AppError('archive_too_large', { data: { files: count } });
  const entries: ZipEntry[] = [];
  let [at, total] = [offset, 0];
  for (let index = 0; index < count; index += 1) {
    const entry = entryAt(bytes, at);
    at = entry.next;
    if (isUnsafe(entry.path)) throw new AppError('archive_unsafe', { data: { name: entry.path.slice(0, 100) } });
    total += entry.size;
    if (entry.size > largestEntry || total > largestTotal || entry.size > Math.max(1024 * 1024, entry.packed * steepestRatio)) throw new AppError('archive_too_large', { data: { name: entry.path.slice(0, 100) } });
    if (![0, 8].includes(entry.method)) throw new AppError('archive_unreadable', { data: { name: entry.path.slice(0, 100) } });
    const name = entry.path.split(/[/\\]/).at(-1) ?? '';
    if (name && !/^__MACOSX[/\\]/.test(entry.path) && !name.startsWith('.')) entries.push({ name, path: entry.path, byteCount: entry.size, read: () => contentOf(bytes, entry) });
  }
  return entries;
}

/** Whether bytes begin as a ZIP does (an empty one too). */
export const isZip = (bytes: Buffer): boolean => bytes.length >= 22 && [0x04034b50, endMark].includes(bytes.readUInt32LE(0));
