import type { X509Certificate } from 'node:crypto';
import { isArchiveOnly } from './archive-file.js';
import { covers, issued, pathOf } from './certificate.js';
import { verifyCms } from './cms.js';
import { contentsOf, coveredBytes, endOfRange, findSignatures, isStamp, type Placed } from './placed.js';
import { ownAuthorities, verifyToken, type TimestampTrust, type TokenCheck } from './timestamp-token.js';

/** The timestamp of one signature, or of a whole file. `broken`: it is of something else, or was altered; then what it stands at is not valid either. */
export type TimestampCheck =
  | { readonly origin: TokenCheck['origin']; readonly at: Date; readonly authority: string; /** Last moment of its certificate. */ readonly validTo: Date }
  | { readonly origin: 'broken'; readonly at: null; readonly authority: ''; readonly validTo: null };

/** A certificate that has to be shown as not revoked at a moment, by evidence in the file; `issuer` null: nobody knows who issued it. */
export interface Need { readonly certificate: X509Certificate; readonly issuer: X509Certificate | null; readonly at: Date }

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
  /** True for the newest signature when nothing was appended after it but evidence and document timestamps. */
  coversWholeFile: boolean;
  /** Signed by one of the given authorities and inside the certificate's days; null when no authority was given. */
  trusted: boolean | null;
  /** Null at level B-B, and when no authority was given to check against. */
  timestamp: TimestampCheck | null;
}

/** A timestamp of the whole file (PAdES DocTimeStamp), with the bytes up to which it speaks. */
export interface StampCheck { readonly timestamp: TimestampCheck; readonly end: number; readonly needs: readonly Need[] }

/** Everything that seals a file, oldest first. */
export interface Seals {
  readonly signatures: SignatureCheck[];
  /** After the newest signature. */
  readonly stamps: StampCheck[];
  /** Of the signatures and their own timestamps. */
  readonly needs: readonly Need[];
  /** Where the newest signature's bytes end; 0 without one. */
  readonly signedEnd: number;
}

interface Checked { readonly check: SignatureCheck; readonly needs: readonly Need[] }

const broken: TimestampCheck = { origin: 'broken', at: null, authority: '', validTo: null };
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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

function stampOf(token: Buffer, stamped: Buffer, trust: TimestampTrust): { timestamp: TimestampCheck; reason: string | null; needs: readonly Need[] } {
  try {
    const { facts: { at }, authority, origin, certificate, certificates } = verifyToken(token, stamped, trust);
    const path = pathOf(certificate, certificates, [...ownAuthorities(trust), ...trust.roots]) ?? [{ certificate, issuer: null }];
    return { timestamp: { origin, at, authority, validTo: new Date(certificate.validTo) }, reason: null, needs: path.map((step) => ({ ...step, at })) };
  } catch (error) {
    return { timestamp: broken, reason: `timestamp: ${messageOf(error)}`, needs: [] };
  }
}

function checkSignature(bytes: Buffer, placed: Placed, trust: TimestampTrust | null): Checked {
  const signedAt = pdfDate(placed.dictionary);
  const base: SignatureCheck = { valid: false, reason: null, signer: '', organization: '', signedAt, coversWholeFile: endOfRange(placed) === bytes.length, trusted: trust ? false : null, timestamp: null };
  try {
    const signed = coveredBytes(bytes, placed);
    const { valid, reason, certificate, token, signature } = verifyCms(contentsOf(bytes, placed), signed);
    if (!certificate) return { check: { ...base, valid, reason }, needs: [] };
    const stamp = trust && token ? stampOf(token, signature, trust) : { timestamp: null, reason: null, needs: [] };
    const issuer = trust && signedAt && covers(certificate, signedAt) ? ownAuthorities(trust).find((own) => issued(own, certificate)) ?? null : null;
    const check = {
      ...base, signer: nameAttribute(certificate.subject, 'CN'), organization: nameAttribute(certificate.subject, 'O'),
      trusted: trust ? issuer !== null : null, valid: valid && stamp.reason === null, reason: reason ?? stamp.reason, timestamp: stamp.timestamp,
    };
    return { check, needs: [{ certificate, issuer, at: stamp.timestamp?.at ?? signedAt ?? new Date(0) }, ...stamp.needs] };
  } catch (error) {
    return { check: { ...base, reason: messageOf(error) }, needs: [] };
  }
}

function checkStamp(bytes: Buffer, placed: Placed, trust: TimestampTrust): StampCheck {
  const end = endOfRange(placed);
  try {
    const { timestamp, needs } = stampOf(contentsOf(bytes, placed), coveredBytes(bytes, placed), trust);
    return { timestamp, needs, end };
  } catch {
    return { timestamp: broken, needs: [], end };
  }
}

/**
 * Reads every signature and document timestamp of a PDF without the library that signed it (own CMS and DER readers over node:crypto).
 * @param trust whose signers and timestamps are believed; null: signatures only, nobody is believed
 */
export function readSeals(bytes: Uint8Array, trust: TimestampTrust | null): Seals {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let placed: Placed[];
  try {
    placed = findSignatures(buffer.toString('latin1'));
  } catch (error) {
    const check = { valid: false, reason: messageOf(error), signer: '', organization: '', signedAt: null, coversWholeFile: false, trusted: trust ? false : null, timestamp: null };
    return { signatures: [check], stamps: [], needs: [], signedEnd: 0 };
  }
  const isDocumentStamp = (entry: Placed): boolean => trust !== null && isStamp(entry);
  const checked = placed.filter((entry) => !isDocumentStamp(entry)).map((entry) => checkSignature(buffer, entry, trust));
  const newest = placed.filter((entry) => !isDocumentStamp(entry)).at(-1);
  const signedEnd = newest ? endOfRange(newest) : 0;
  const stamps = trust ? placed.filter((entry) => isStamp(entry) && endOfRange(entry) > signedEnd).map((entry) => checkStamp(buffer, entry, trust)) : [];
  const signatures = checked.map(({ check }) => check);
  const last = signatures.at(-1);
  const isSound = trust !== null && signatures.every((check) => check.valid && check.trusted === true) && stamps.every(({ timestamp }) => timestamp.origin !== 'broken');
  if (last && !last.coversWholeFile && isSound) last.coversWholeFile = isArchiveOnly(buffer, signedEnd);
  return { signatures, stamps, needs: checked.flatMap(({ needs }) => needs), signedEnd };
}

/**
 * The signatures of a PDF.
 * @param authorityPem certificate of the authority that signers must come from; without it `trusted` is null and timestamps are not read
 * @param roots certificates of other timestamp authorities that are believed
 * @returns one entry per signature, oldest first; an unsigned file gives an empty list, one with more than 32 a single entry that is not valid
 */
export const verifyPdf = (bytes: Uint8Array, authorityPem?: string, roots: readonly X509Certificate[] = []): SignatureCheck[] =>
  readSeals(bytes, authorityPem ? { authorityPem, roots } : null).signatures;

/** The file as a whole stands: it has signatures, all are valid, and nothing follows the last one. */
export function isIntact(checks: readonly SignatureCheck[]): boolean {
  return checks.length > 0 && checks.every((entry) => entry.valid) && checks.at(-1)?.coversWholeFile === true;
}
