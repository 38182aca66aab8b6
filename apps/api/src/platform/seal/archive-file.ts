import { createHash } from 'node:crypto';
import { findSignatures, endOfRange, isStamp, paddedContents, type Placed } from './placed.js';
import { append, dictionaryOf, endOf, streamBody, streamOf, withReference, type NewObject } from './revision.js';
import { longestToken } from './sign-pdf.js';

/** What a file carries to be checked by later, all of it DER: certificates, revocation lists and OCSP answers. */
export interface Evidence { readonly certificates: readonly Buffer[]; readonly crls: readonly Buffer[]; readonly ocsps: readonly Buffer[] }

const kinds = [['Certs', 'Cert', 'certificates'], ['CRLs', 'CRL', 'crls'], ['OCSPs', 'OCSP', 'ocsps']] as const;
const mostPieces = 200;

/** The document security store of a file; null when it has none. Throws for one this product did not write. */
function readStore(file: Buffer): { readonly numbers: ReadonlyMap<string, readonly number[]>; readonly entries: string } | null {
  const store = /\/DSS\s+(\d{1,8}) 0 R/.exec(dictionaryOf(file, endOf(file).root))?.[1];
  if (store === undefined) return null;
  const parts = /^<<\/Type\/DSS((?:\/(?:Certs|CRLs|OCSPs)\[[^\]]*\])*)\/VRI<<([^]*)>>>>$/.exec(dictionaryOf(file, Number(store)));
  if (!parts) throw new Error('The security store is another one’s.');
  const numbers = new Map(kinds.map(([list]) => [list, [...(new RegExp(`/${list}\\[([^\\]]*)\\]`).exec(parts[1] ?? '')?.[1] ?? '').matchAll(/(\d{1,8}) 0 R/g)].map((match) => Number(match[1]))]));
  if ([...numbers.values()].some((list) => list.length > mostPieces)) throw new Error('The security store has too many pieces.');
  return { numbers, entries: parts[2] ?? '' };
}

/** What stands in the security store of a file; nothing when it has none. Throws for one this product did not write. */
export function readEvidence(file: Buffer): Evidence {
  const store = readStore(file);
  const pieces = (list: string) => (store?.numbers.get(list) ?? []).map((number) => streamOf(file, number));
  return { certificates: pieces('Certs'), crls: pieces('CRLs'), ocsps: pieces('OCSPs') };
}

// ISO 32000-2 12.8.4.4: an entry is named by the SHA-1 of the signature as it stands, with its padding.
const entryName = (file: Buffer, placed: Placed): string => createHash('sha1').update(paddedContents(file, placed)).digest('hex').toUpperCase();

/**
 * Appends a revision whose security store (DSS) also holds this evidence, for every signature and timestamp before it.
 * The same file and evidence give the same bytes, so that a reader can tell whether anything else was appended.
 */
export function addEvidence(file: Buffer, evidence: Evidence): Buffer {
  const store = readStore(file);
  const known = readEvidence(file);
  const { size, root } = endOf(file);
  const objects: NewObject[] = [];
  const lists = kinds.map(([list, entry, key]) => {
    const numbers = [...(store?.numbers.get(list) ?? [])];
    const pieces = [...known[key]];
    for (const piece of evidence[key]) {
      if (pieces.some((other) => other.equals(piece))) continue;
      pieces.push(piece);
      numbers.push(size + objects.length);
      objects.push({ number: size + objects.length, body: streamBody(piece) });
    }
    return { list, entry, references: numbers.map((number) => `${number} 0 R`).join(' ') };
  });
  const all = (name: 'list' | 'entry') => lists.filter(({ references }) => references).map((kind) => `/${kind[name]}[${kind.references}]`).join('');
  const names = findSignatures(file.toString('latin1')).map((placed) => entryName(file, placed)).filter((name) => !store?.entries.includes(`/${name}<<`));
  if (objects.length === 0 && names.length === 0) return file;
  const number = size + objects.length;
  const entries = `${store?.entries ?? ''}${names.map((name) => `/${name}<<${all('entry')}>>`).join('')}`;
  return append(file, [...objects, { number, body: `<</Type/DSS${all('list')}/VRI<<${entries}>>>>` }, { number: root, body: withReference(dictionaryOf(file, root), 'DSS', number) }]);
}

/** A revision with an empty place for a document timestamp; `from` and `to` are the bounds of what the timestamp leaves out. */
function withPlace(file: Buffer): { readonly bytes: Buffer; readonly from: number; readonly to: number } {
  const { size, root } = endOf(file);
  const catalog = dictionaryOf(file, root);
  const form = /\/AcroForm\s+(\d{1,8}) 0 R/.exec(catalog)?.[1];
  const holder = form === undefined ? root : Number(form);
  const fields = /(\/Fields\s*\[[^\]]*)\]/;
  const held = form === undefined ? catalog : dictionaryOf(file, holder);
  if (!fields.test(held)) throw new Error('The file has no signature fields.');
  const range = (bounds: readonly number[]) => `/ByteRange [0${bounds.map((bound) => ` ${String(bound).padStart(10)}`).join('')}]`;
  const objects = (bounds: readonly number[]): NewObject[] => [
    { number: holder, body: held.replace(fields, `$1 ${size + 1} 0 R]`) },
    { number: size, body: `<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161${range(bounds)}/Contents <${'0'.repeat(2 * longestToken)}>>>` },
    { number: size + 1, body: `<</FT/Sig/T(archive-${size})/Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]/V ${size} 0 R>>` },
  ];
  const draft = append(file, objects([0, 0, 0]));
  const from = draft.indexOf('/Contents <', draft.indexOf('/Type/DocTimeStamp', file.length, 'latin1'), 'latin1') + '/Contents '.length;
  const to = from + 2 * longestToken + 2;
  return { bytes: append(file, objects([from, to, draft.length - to])), from, to };
}

/** Appends a revision with a timestamp of everything before it (DocTimeStamp, ETSI.RFC3161). `timestamp` takes a SHA-256 digest. */
export async function addDocumentTimestamp(file: Buffer, timestamp: (digest: Buffer) => Promise<Buffer>): Promise<Buffer> {
  const { bytes, from, to } = withPlace(file);
  const token = await timestamp(createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest());
  if (token.length > longestToken) throw new Error('The token is longer than its place.');
  bytes.write(token.toString('hex'), from + 1, 'latin1');
  return bytes;
}

/**
 * Whether everything after `from` is evidence and document timestamps and nothing else: each revision is made again from what stood
 * before it and compared byte by byte. Otherwise a file could be altered and stamped by any public authority.
 */
export function isArchiveOnly(file: Buffer, from: number): boolean {
  try {
    const again = (until: number, before: number) => addEvidence(file.subarray(0, before), readEvidence(file.subarray(0, until)));
    let before = from;
    for (const placed of findSignatures(file.toString('latin1')).filter((entry) => endOfRange(entry) > from)) {
      const [, length, next] = placed.range;
      const expected = withPlace(again(endOfRange(placed), before));
      const found = Buffer.from(file.subarray(0, endOfRange(placed)));
      found.fill('0', length + 1, next - 1);
      if (!isStamp(placed) || expected.from !== length || expected.to !== next || !found.equals(expected.bytes)) return false;
      before = endOfRange(placed);
    }
    return before === file.length || again(file.length, before).equals(file);
  } catch {
    return false;
  }
}
