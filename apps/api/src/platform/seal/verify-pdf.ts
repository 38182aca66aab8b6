import { X509Certificate } from 'node:crypto';
import { verifyCms } from './cms.js';
import { verifyToken, type TimestampTrust, type TokenCheck } from './timestamp-token.js';

/** The timestamp of one signature. `broken`: it is not of this signature, or was altered; then the signature is not valid either. */
export type TimestampCheck =
  | { readonly origin: TokenCheck['origin']; readonly at: Date; readonly authority: string }
  | { readonly origin: 'broken'; readonly at: null; readonly authority: '' };

/** What is known about one signature of a file. */
export interface SignatureCheck {
  /** The bytes it covers are unchanged and the certificate's key made it. */
  valid: boolean;
  /** Why it is not valid, in English, for logs. */
  reason: string | null;
  /** Common name of the certificate; empty when it cannot be read. */
  signer: string;
  organization: string;
  /** The time the signing computer claimed. */
  signedAt: Date | null;
  /** True for the newest signature when nothing was appended after it. */
  coversWholeFile: boolean;
  /** Signed by the given authority and inside the certificate's days; null when no authority was given. */
  trusted: boolean | null;
  /** Null at level B-B, and when no authority was given to check against. */
  timestamp: TimestampCheck | null;
}

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

interface Placed {
  range: [number, number, number, number];
  dictionary: string;
}

// No honest document comes near either; a hostile one must not keep the process busy.
const mostSignatures = 32;
const longestContents = 128 * 1024;

/**
 * Finds the signature dictionaries by their byte ranges; the dictionary text ends where the file text of `>>endobj` begins.
 * @throws when there are more than any document has
 */
function findSignatures(file: string): Placed[] {
  const matches: RegExpExecArray[] = [];
  for (const match of file.matchAll(BYTE_RANGE)) if (matches.push(match) > mostSignatures) throw new Error('The file has too many signatures.');
  return matches.map((match) => {
    const start = file.lastIndexOf(' obj', match.index);
    const end = file.indexOf('endobj', match.index);
    const range = match.slice(1, 5).map(Number) as Placed['range'];
    return { range, dictionary: file.slice(start, end) };
  });
}

function contentsOf(bytes: Buffer, [start, length, next]: Placed['range']): Buffer {
  if (start !== 0) throw new Error('The signature does not begin at the first byte.');
  if (next - length > longestContents) throw new Error('The signature is longer than any signature.');
  const gap = bytes.subarray(length, next).toString('latin1');
  const hex = /^<((?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/.exec(gap)?.[1];
  if (!hex) throw new Error('The byte range leaves out more than the signature.');
  const padded = Buffer.from(hex, 'hex');
  const size = padded.readUInt16BE(2) + 4;
  if (padded[0] !== 0x30 || padded[1] !== 0x82 || size > padded.length) throw new Error('The signature is not a CMS structure.');
  if (padded.subarray(size).some((byte) => byte !== 0)) throw new Error('Bytes are hidden behind the signature.');
  return padded.subarray(0, size);
}

/** PDF date (D:YYYYMMDDHHmmSS then Z or +09'00') to an instant. */
function pdfDate(dictionary: string): Date | null {
  const match = /\/M\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'?(\d{2})'?)?/.exec(dictionary);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const offsetMinutes = match[7] ? (Number(match[8]) * 60 + Number(match[9])) * (match[7] === '-' ? -1 : 1) : 0;
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second));
}

/** Value of one attribute of a distinguished name as node:crypto prints it (one `KEY=value` per line). */
const nameAttribute = (subject: string, key: string): string =>
  subject.split('\n').find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1).replace(/\\(.)/g, '$1') ?? '';

function isTrusted(certificate: X509Certificate, authority: X509Certificate, signedAt: Date | null): boolean {
  const inTime = signedAt !== null && signedAt >= new Date(certificate.validFrom) && signedAt <= new Date(certificate.validTo);
  return inTime && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function timestampOf(token: Buffer, signature: Buffer, trust: TimestampTrust): { timestamp: TimestampCheck; reason: string | null } {
  try {
    const { facts, authority, origin } = verifyToken(token, signature, trust);
    return { timestamp: { origin, at: facts.at, authority }, reason: null };
  } catch (error) {
    return { timestamp: { origin: 'broken', at: null, authority: '' }, reason: `timestamp: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function check(bytes: Buffer, placed: Placed, trust: TimestampTrust | null): SignatureCheck {
  const [, length, next, tail] = placed.range;
  const end = next + tail;
  const signedAt = pdfDate(placed.dictionary);
  const base = { signer: '', organization: '', signedAt, coversWholeFile: end === bytes.length, trusted: trust ? false : null, timestamp: null };
  try {
    if (end > bytes.length) throw new Error('The file is shorter than what was signed.');
    const signed = Buffer.concat([bytes.subarray(0, length), bytes.subarray(next, end)]);
    const { valid, reason, certificate, token, signature } = verifyCms(contentsOf(bytes, placed.range), signed);
    if (!certificate) return { ...base, valid, reason };
    const stamp = trust && token ? timestampOf(token, signature, trust) : { timestamp: null, reason: null };
    const names = { signer: nameAttribute(certificate.subject, 'CN'), organization: nameAttribute(certificate.subject, 'O') };
    const trusted = trust ? isTrusted(certificate, new X509Certificate(trust.authorityPem), signedAt) : null;
    return { ...base, ...names, trusted, valid: valid && stamp.reason === null, reason: reason ?? stamp.reason, timestamp: stamp.timestamp };
  } catch (error) {
    return { ...base, valid: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Checks every signature of a PDF without the library that signed it (own CMS reader over node:crypto).
 * @param authorityPem certificate of the authority that signers must come from; without it `trusted` is null and timestamps are not read
 * @param roots certificates of other timestamp authorities that are believed
 * @returns one entry per signature, oldest first; an unsigned file gives an empty list, one with more than 32 a single entry that is not valid
 */
export function verifyPdf(bytes: Uint8Array, authorityPem?: string, roots: readonly X509Certificate[] = []): SignatureCheck[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trust = authorityPem ? { authorityPem, roots } : null;
  const nothing = { valid: false, signer: '', organization: '', signedAt: null, coversWholeFile: false, trusted: trust ? false : null, timestamp: null };
  let placed: Placed[];
  try {
    placed = findSignatures(buffer.toString('latin1'));
  } catch (error) {
    return [{ ...nothing, reason: error instanceof Error ? error.message : String(error) }];
  }
  return placed
    .sort((left, right) => left.range[2] + left.range[3] - (right.range[2] + right.range[3]))
    .map((placed) => check(buffer, placed, trust));
}

/** The file as a whole stands: it has signatures, all are valid, and nothing follows the last one. */
export function isIntact(checks: readonly SignatureCheck[]): boolean {
  return checks.length > 0 && checks.every((entry) => entry.valid) && checks.at(-1)?.coversWholeFile === true;
}
