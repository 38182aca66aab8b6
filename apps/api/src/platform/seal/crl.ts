import { createPrivateKey, createSign, verify, X509Certificate } from 'node:crypto';
import { extensionIn, extensionOf, namesOf, plainExtension } from './certificate.js';
import { children, expectTag, readElement, TAG, type DerElement } from './der.js';
import { certificateTime, der, identifier, integer, sequence } from './der-write.js';
import { OID, signatureDigests } from './oids.js';
import type { SigningAuthority } from './signing-authority.js';

/** A certificate that counts no more from a moment on. */
export interface Revoked { /** Hex digits, as the certificate has it. */ readonly serialNumber: string; readonly revokedAt: Date }

interface RevocationList {
  readonly signed: Buffer;
  readonly algorithm: string;
  readonly signature: Buffer;
  readonly issuer: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: DerElement | null;
  readonly extensions: DerElement | null;
}

const WEEK_MS = 7 * 86_400_000;
/** A clock that runs a little behind must not find a list of the future. */
const BACKDATED_MS = 5 * 60_000;

function timeOf(element: DerElement | undefined): Date {
  const text = element?.content.toString('latin1') ?? '';
  const match = element?.tag === TAG.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const [year, month, day, hour, minute, second] = (match ?? []).slice(1).map(Number) as [number, number, number, number, number, number];
  if (!match || (element?.tag !== TAG.utcTime && element?.tag !== TAG.generalizedTime)) throw new Error('The time cannot be read.');
  return new Date(Date.UTC(element.tag === TAG.utcTime ? (year < 50 ? 2000 : 1900) + year : year, month - 1, day, hour, minute, second));
}

/** Takes a CRL (RFC 5280 §5) apart without checking it. Throws when it is none. */
function readList(bytes: Buffer): RevocationList {
  const whole = readElement(bytes);
  if (whole.bytes.length !== bytes.length) throw new Error('Bytes follow the revocation list.');
  const [body, algorithm, signature] = children(expectTag(whole, TAG.sequence));
  const parts = children(expectTag(body, TAG.sequence));
  const take = (...tags: number[]) => (tags.includes(parts[0]?.tag ?? -1) ? parts.shift() : undefined);
  take(TAG.integer);
  expectTag(take(TAG.sequence), TAG.sequence);
  const issuer = expectTag(take(TAG.sequence), TAG.sequence).bytes;
  const thisUpdate = timeOf(take(TAG.utcTime, TAG.generalizedTime));
  const next = take(TAG.utcTime, TAG.generalizedTime);
  const revoked = take(TAG.sequence) ?? null;
  const extensions = take(TAG.context0);
  if (parts.length > 0) throw new Error('The revocation list has parts that are not known.');
  return {
    signed: expectTag(body, TAG.sequence).bytes, algorithm: expectTag(children(expectTag(algorithm, TAG.sequence))[0], TAG.oid).content.toString('hex'),
    signature: expectTag(signature, TAG.bitString).content.subarray(1), issuer, thisUpdate, nextUpdate: next ? timeOf(next) : null,
    revoked, extensions: extensions ? children(extensions)[0] ?? null : null,
  };
}

/** A list of only some certificates, or of another authority's, says nothing here. */
function isWhole(list: RevocationList): boolean {
  if (!list.extensions) return true;
  const point = extensionIn(list.extensions, OID.issuingDistributionPoint);
  const others = children(list.extensions).filter((entry) => children(entry)[1]?.tag === TAG.boolean).length - (point?.critical ? 1 : 0);
  return others === 0 && (point === null || children(point.value).every((entry) => entry.tag === TAG.context0));
}

function revokedAt(list: RevocationList, serial: string): Date | null {
  for (const entry of list.revoked ? children(list.revoked) : []) {
    const [number, at] = children(expectTag(entry, TAG.sequence));
    if (expectTag(number, TAG.integer).content.toString('hex') === serial) return timeOf(at);
  }
  return null;
}

/**
 * What a CRL says of a certificate at a moment in the past: it has to come from the certificate's issuer, be whole and not be older than the moment.
 * @returns null when it says nothing of it; never throws for bad input
 */
export function statusIn(crl: Buffer, of: { certificate: X509Certificate; issuer: X509Certificate; at: Date }): 'good' | 'revoked' | null {
  try {
    const list = readList(crl);
    const { subject } = namesOf(of.issuer.raw);
    const digest = signatureDigests[list.algorithm];
    if (!list.issuer.equals(subject) || !digest || !verify(digest, list.signed, { key: of.issuer.publicKey, dsaEncoding: 'der' }, list.signature) || !isWhole(list)) return null;
    if (list.nextUpdate === null || list.nextUpdate < of.at) return null;
    const revoked = revokedAt(list, namesOf(of.certificate.raw).serial);
    return revoked && revoked <= of.at ? 'revoked' : 'good';
  } catch {
    return null;
  }
}

/** The revocation list of this product's authority on a day: valid for a week. */
export function makeCrl(authority: SigningAuthority, { at, revoked }: { at: Date; revoked: readonly Revoked[] }): Buffer {
  const certificate = new X509Certificate(authority.certificatePem);
  const from = new Date(at.getTime() - BACKDATED_MS);
  const algorithm = sequence(identifier(OID.ecdsaWithSha256));
  const entries = revoked.map(({ serialNumber, revokedAt }) => sequence(integer(BigInt(`0x${serialNumber}`)), certificateTime(revokedAt)));
  const key = extensionOf(certificate, OID.subjectKeyIdentifier)?.value.content;
  const extensions = sequence(
    ...(key ? [plainExtension(OID.authorityKeyIdentifier, sequence(der(0x80, key)))] : []),
    plainExtension(OID.crlNumber, integer(BigInt(Math.floor(from.getTime() / 1_000)))),
  );
  const body = sequence(
    integer(1n), algorithm, namesOf(certificate.raw).subject, certificateTime(from), certificateTime(new Date(from.getTime() + WEEK_MS)),
    ...(entries.length > 0 ? [sequence(...entries)] : []), der(TAG.context0, extensions),
  );
  const signature = createSign('SHA256').update(body).sign({ key: createPrivateKey(authority.privateKeyPem), dsaEncoding: 'der' });
  return sequence(body, algorithm, der(TAG.bitString, Buffer.from([0]), signature));
}
