/** A signature dictionary in a file: which bytes it covers and its own text. */
export interface Placed {
  readonly range: readonly [number, number, number, number];
  readonly dictionary: string;
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;
// No honest document comes near either; a hostile one must not keep the process busy.
const mostSignatures = 32;
const longestContents = 128 * 1024;

/** Where the bytes that it covers end. */
export const endOfRange = ({ range: [, , next, tail] }: Placed): number => next + tail;
/** A timestamp of the whole file so far (PAdES DocTimeStamp), not a person's signature. */
export const isStamp = ({ dictionary }: Placed): boolean => /\/SubFilter\s*\/ETSI\.RFC3161\b/.test(dictionary);

/**
 * Finds the signature dictionaries by their byte ranges, oldest first; the dictionary text ends where the file text of `>>endobj` begins.
 * @throws when there are more than any document has
 */
export function findSignatures(file: string): Placed[] {
  const matches: RegExpExecArray[] = [];
  for (const match of file.matchAll(BYTE_RANGE)) if (matches.push(match) > mostSignatures) throw new Error('The file has too many signatures.');
  return matches.map((match): Placed => {
    const start = file.lastIndexOf(' obj', match.index);
    const end = file.indexOf('endobj', match.index);
    const [first = 0, length = 0, next = 0, tail = 0] = match.slice(1, 5).map(Number);
    return { range: [first, length, next, tail], dictionary: file.slice(start, end) };
  }).sort((left, right) => endOfRange(left) - endOfRange(right));
}

/** The signature's place with its padding of zeros. Throws when the byte range leaves out anything else. */
export function paddedContents(bytes: Buffer, { range: [start, length, next] }: Placed): Buffer {
  if (start !== 0) throw new Error('The signature does not begin at the first byte.');
  if (next - length > longestContents) throw new Error('The signature is longer than any signature.');
  const gap = bytes.subarray(length, next).toString('latin1');
  const hex = /^<((?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/.exec(gap)?.[1];
  if (!hex) throw new Error('The byte range leaves out more than the signature.');
  return Buffer.from(hex, 'hex');
}

/** The CMS structure of a signature. Throws when bytes are hidden behind it. */
export function contentsOf(bytes: Buffer, placed: Placed): Buffer {
  const padded = paddedContents(bytes, placed);
  const size = padded.readUInt16BE(2) + 4;
  if (padded[0] !== 0x30 || padded[1] !== 0x82 || size > padded.length) throw new Error('The signature is not a CMS structure.');
  if (padded.subarray(size).some((byte) => byte !== 0)) throw new Error('Bytes are hidden behind the signature.');
  return padded.subarray(0, size);
}

/** The bytes that a signature covers. Throws when the file ends before them. */
export function coveredBytes(bytes: Buffer, placed: Placed): Buffer {
  const [, length, next] = placed.range;
  if (endOfRange(placed) > bytes.length) throw new Error('The file is shorter than what was signed.');
  return Buffer.concat([bytes.subarray(0, length), bytes.subarray(next, endOfRange(placed))]);
}
