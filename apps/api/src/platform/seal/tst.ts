import { children, expectTag, readElement, TAG, type DerElement } from './der.js';
import { der, generalizedTime, identifier, integer, sequence } from './der-write.js';
import { digestOf, oidOf } from './cms.js';
import { OID } from './oids.js';

/** What somebody wants the time of. */
export interface TimestampQuery {
  /** SHA-256 of the bytes in question. */
  digest: Buffer;
  /** Random, so that an old answer cannot be given again. */
  nonce: bigint;
}

/** What a token says (TSTInfo). */
export interface TimestampFacts {
  policy: string;
  /** Digest by the name node:crypto knows it by. */
  algorithm: string;
  digest: Buffer;
  at: Date;
  nonce: bigint | null;
}

const sha256Identifier = sequence(identifier(OID.sha256));
const imprintOf = (digest: Buffer): Buffer => sequence(sha256Identifier, der(TAG.octetString, digest));

function readImprint(element: DerElement | undefined): { algorithm: string; digest: Buffer } {
  const [algorithm, digest, ...rest] = children(expectTag(element, TAG.sequence));
  if (rest.length > 0) throw new Error('The imprint has more than a digest.');
  return { algorithm: digestOf(algorithm), digest: expectTag(digest, TAG.octetString).content };
}

const requireVersion1 = (element: DerElement | undefined): void => {
  if (expectTag(element, TAG.integer).content.toString('hex') !== '01') throw new Error('Unknown version.');
};

/** The bytes of a number; DER has one form of each. */
export function numberOf(element: DerElement | undefined): bigint {
  const { content } = expectTag(element, TAG.integer);
  if (content.length === 0 || (content[0] ?? 0) & 0x80) throw new Error('The number is negative.');
  return BigInt(`0x${content.toString('hex')}`);
}

/** TimeStampReq; always asks for the certificate. */
export const encodeQuery = ({ digest, nonce }: TimestampQuery): Buffer =>
  sequence(integer(1n), imprintOf(digest), integer(nonce), der(TAG.boolean, Buffer.from([0xff])));

/**
 * Reads a TimeStampReq.
 * @returns the query and the digest's name, the policy that is asked for and whether the certificate shall come along
 * @throws when it is none, or has extensions
 */
export function decodeQuery(bytes: Buffer): { algorithm: string; digest: Buffer; policy: string | null; nonce: bigint | null; wantsCertificate: boolean } {
  const whole = readElement(bytes);
  if (whole.bytes.length !== bytes.length) throw new Error('Bytes follow the query.');
  const [version, imprint, ...options] = children(expectTag(whole, TAG.sequence));
  requireVersion1(version);
  const take = (tag: number) => (options[0]?.tag === tag ? options.shift() : undefined);
  const [policy, nonce, wanted] = [take(TAG.oid), take(TAG.integer), take(TAG.boolean)];
  if (options.length > 0) throw new Error('The query has parts that are not known.');
  return { ...readImprint(imprint), policy: policy ? oidOf(policy) : null, nonce: nonce ? numberOf(nonce) : null, wantsCertificate: wanted?.content[0] === 0xff };
}

/** TSTInfo over a SHA-256 digest. `serial` is never given twice. */
export const encodeInfo = (facts: { digest: Buffer; serial: bigint; at: Date; nonce: bigint | null }): Buffer => sequence(
  integer(1n), identifier(OID.ownTimestampPolicy), imprintOf(facts.digest), integer(facts.serial), generalizedTime(facts.at), ...(facts.nonce === null ? [] : [integer(facts.nonce)]),
);

function timeOf(element: DerElement | undefined): Date {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(expectTag(element, TAG.generalizedTime).content.toString('latin1'));
  if (!match) throw new Error('The time cannot be read.');
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at.getTime())) throw new Error('The time does not exist.');
  return at;
}

/** Reads a TSTInfo. Throws when it is none. */
export function decodeInfo(bytes: Buffer): TimestampFacts {
  const whole = readElement(bytes);
  if (whole.bytes.length !== bytes.length) throw new Error('Bytes follow the content of the token.');
  const [version, policy, imprint, serial, at, ...options] = children(expectTag(whole, TAG.sequence));
  requireVersion1(version);
  numberOf(serial);
  const nonce = options.find((option) => option.tag === TAG.integer);
  return { policy: oidOf(policy), ...readImprint(imprint), at: timeOf(at), nonce: nonce ? numberOf(nonce) : null };
}
