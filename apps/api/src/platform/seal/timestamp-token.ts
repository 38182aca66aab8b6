import { createHash, X509Certificate } from 'node:crypto';
import { oidOf, readSignedData, requireSigned } from './cms.js';
import { covers, extensionOf, issued } from './certificate.js';
import { children } from './der.js';
import { OID } from './oids.js';
import { decodeInfo, type TimestampFacts } from './tst.js';

/** Whose timestamps are believed. */
export interface TimestampTrust {
  /** Certificate of this product's own authority. */
  authorityPem: string;
  /** Certificates of authorities it had before: what they issued stays its own. */
  formerPems?: readonly string[];
  /** Roots of other timestamp authorities that the operator listed. */
  roots: readonly X509Certificate[];
}

export interface TokenCheck {
  facts: TimestampFacts;
  /** Common name, or organization, of the authority's certificate. */
  authority: string;
  /** `own`: this product's authority; `listed`: its chain ends at a listed root; `unknown`: the token is sound, but nobody says whose it is. */
  origin: 'own' | 'listed' | 'unknown';
  certificate: X509Certificate;
  /** All certificates of the token. */
  certificates: readonly X509Certificate[];
}

/** Certificates of this product's authorities, the present one first. */
export const ownAuthorities = ({ authorityPem, formerPems = [] }: TimestampTrust): X509Certificate[] => [authorityPem, ...formerPems].map((pem) => new X509Certificate(pem));

/** The extended key usage must be critical and say nothing but timestamps (RFC 3161 §2.3). */
function requireTimestampUse(certificate: X509Certificate): void {
  const use = extensionOf(certificate, OID.extendedKeyUsage);
  const uses = use ? children(use.value).map(oidOf) : [];
  if (!use?.critical || uses.length !== 1 || uses[0] !== OID.timeStamping) throw new Error('The certificate is not one for timestamps alone.');
}

/** Every further certificate has to be vouched for: by itself, another one in the token or a listed root. */
function requireVouched(certificates: readonly X509Certificate[], leaf: X509Certificate, roots: readonly X509Certificate[]): void {
  for (const certificate of certificates) {
    if (certificate !== leaf && ![...certificates, ...roots].some((issuer) => issued(issuer, certificate))) throw new Error('A certificate in the token cannot be accounted for.');
  }
}

function reaches(leaf: X509Certificate, { certificates, roots, at }: { certificates: readonly X509Certificate[]; roots: readonly X509Certificate[]; at: Date }): boolean {
  const seen = new Set([leaf]);
  // A set is walked on to what is added meanwhile; each certificate comes once.
  for (const current of seen) {
    if (roots.some((root) => covers(root, at) && issued(root, current))) return true;
    for (const next of certificates) if (next.ca && covers(next, at) && issued(next, current)) seen.add(next);
  }
  return false;
}

const nameOf = (subject: string): string => {
  const value = (key: string) => subject.split('\n').find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
  return value('CN') ?? value('O') ?? '';
};

/**
 * Checks a timestamp token (RFC 3161) of some bytes: imprint, signature, use and days of the certificate, and whose it is.
 * @throws with the reason when the token does not hold
 */
export const verifyToken = (token: Buffer, stamped: Buffer, trust: TimestampTrust): TokenCheck =>
  check(token, trust, ({ algorithm, digest }) => digest.equals(createHash(algorithm).update(stamped).digest()));

/** The same where only the digest of the bytes is known. */
export const verifyTokenOf = (token: Buffer, imprint: { algorithm: string; digest: Buffer }, trust: TimestampTrust): TokenCheck =>
  check(token, trust, ({ algorithm, digest }) => algorithm === imprint.algorithm && digest.equals(imprint.digest));

function check(token: Buffer, trust: TimestampTrust, isOf: (facts: TimestampFacts) => boolean): TokenCheck {
  const signedData = readSignedData(token, 'tstInfo');
  if (!signedData.content || signedData.signerInfo.unsigned) throw new Error('The token is not complete.');
  const facts = decodeInfo(signedData.content);
  if (!isOf(facts)) throw new Error('The timestamp is of something else.');
  const certificate = requireSigned(signedData, signedData.content, 'tstInfo');
  requireTimestampUse(certificate);
  if (!covers(certificate, facts.at)) throw new Error('The certificate of the timestamp authority was not valid at the time.');
  const own = ownAuthorities(trust);
  requireVouched(signedData.certificates, certificate, [...own, ...trust.roots]);
  const found = { facts, authority: nameOf(certificate.subject), certificate, certificates: signedData.certificates };
  if (own.some((entry) => issued(entry, certificate))) return { ...found, origin: 'own' };
  const listed = reaches(certificate, { certificates: signedData.certificates, roots: trust.roots, at: facts.at });
  return { ...found, origin: listed ? 'listed' : 'unknown' };
}
