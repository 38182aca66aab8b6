import { deflateRawSync } from 'node:zlib';

interface Packed { readonly name: string; readonly bytes: Buffer; /** What the directory says of the size, when it lies. */ readonly claimed?: number; readonly flags?: number }

/** A ZIP of some files, written by hand so that it can also be a wrong one. Names are UTF-8 unless they are bytes already. */
export function zipOf(files: readonly (Packed | { readonly nameBytes: Buffer; readonly bytes: Buffer })[]): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const file of files) {
    const isNamed = 'name' in file;
    const name = isNamed ? Buffer.from(file.name, 'utf8') : file.nameBytes;
    const packed = deflateRawSync(file.bytes);
    const size = isNamed ? (file.claimed ?? file.bytes.length) : file.bytes.length;
    const flags = isNamed ? (file.flags ?? 0x800) : 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0); local.writeUInt16LE(flags, 6); local.writeUInt16LE(8, 8); local.writeUInt32LE(packed.length, 18); local.writeUInt32LE(size, 22); local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt16LE(flags, 8); entry.writeUInt16LE(8, 10); entry.writeUInt32LE(packed.length, 20); entry.writeUInt32LE(size, 24); entry.writeUInt16LE(name.length, 28); entry.writeUInt32LE(offset, 42);
    parts.push(local, name, packed);
    directory.push(entry, name);
    offset += 30 + name.length + packed.length;
  }
  const tail = Buffer.alloc(22);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  tail.writeUInt32LE(0x06054b50, 0); tail.writeUInt16LE(files.length, 8); tail.writeUInt16LE(files.length, 10); tail.writeUInt32LE(size, 12); tail.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, tail]);
}

/** A small PDF with a title; `signedAt`: the date that a signature dictionary in it names. */
export const pdfOf = (title: string, signedAt?: string): Buffer => {
  const utf16 = Buffer.from(title, 'utf16le').swap16().toString('hex').toUpperCase();
  const signature = signedAt ? `3 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] /M (D:${signedAt}) >>\nendobj\n` : '';
  return Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title <FEFF${utf16}> >>\nendobj\n${signature}trailer\n<< /Info 1 0 R >>\n%%EOF\n`, 'latin1');
};

const sjis = new Map<string, number[]>();
/** Text as Japanese spreadsheets save it. Throws for a character that Shift_JIS does not have. */
export function shiftJis(text: string): Buffer {
  if (sjis.size === 0) {
    const decoder = new TextDecoder('shift_jis');
    for (let first = 0; first < 256; first += 1) {
      const single = decoder.decode(Uint8Array.of(first));
      if (single.length === 1 && single !== '\ufffd') sjis.set(single, [first]);
      if ((first < 0x81 || first > 0x9f) && (first < 0xe0 || first > 0xfc)) continue;
      for (let second = 0x40; second <= 0xfc; second += 1) {
        const double = decoder.decode(Uint8Array.of(first, second));
        if (double.length === 1 && double !== '\ufffd' && !sjis.has(double)) sjis.set(double, [first, second]);
      }
    }
  }
  return Buffer.from([...text].flatMap((character) => { const bytes = sjis.get(character); if (!bytes) throw new Error(`not in Shift_JIS: ${character}`); return bytes; }));
}
