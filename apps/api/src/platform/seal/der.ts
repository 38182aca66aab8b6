/** One DER element. `content` excludes tag and length, `bytes` includes them. */
export interface DerElement {
  tag: number;
  content: Buffer;
  bytes: Buffer;
}

export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, enumerated: 0x0a, utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1, context3: 0xa3,
} as const;

function lengthAt(data: Buffer, offset: number): { length: number; size: number } {
  const first = data[offset];
  if (first === undefined) throw new Error('DER ends early.');
  if (first < 0x80) return { length: first, size: 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new Error('DER length is not definite.');
  const length = data.readUIntBE(offset + 1, count);
  // One value has one encoding: a longer form than needed would let bytes change unnoticed.
  if (length < 0x80 || (count > 1 && data[offset + 1] === 0)) throw new Error('DER length is not minimal.');
  return { length, size: 1 + count };
}

/**
 * Reads the element at an offset.
 * @throws when the data is not definite-length, minimal DER
 */
export function readElement(data: Buffer, offset = 0): DerElement {
  const tag = data[offset];
  if (tag === undefined) throw new Error('DER ends early.');
  const { length, size } = lengthAt(data, offset + 1);
  const start = offset + 1 + size;
  const end = start + length;
  if (end > data.length) throw new Error('DER ends early.');
  return { tag, content: data.subarray(start, end), bytes: data.subarray(offset, end) };
}

/** The elements inside a constructed element. */
export function children(element: DerElement): DerElement[] {
  const found: DerElement[] = [];
  for (let offset = 0; offset < element.content.length; ) {
    const child = readElement(element.content, offset);
    found.push(child);
    offset += child.bytes.length;
  }
  return found;
}

/** The element, if it has the tag expected at its place. */
export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new Error(`DER has no element 0x${tag.toString(16)} here.`);
  return element;
}
