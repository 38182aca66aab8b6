import type { X509Certificate } from 'node:crypto';
import { children, expectTag, readElement, TAG, type DerElement } from './der.js';
import { der, identifier, sequence } from './der-write.js';
import { OID } from './oids.js';

interface Extension { readonly critical: boolean; readonly value: DerElement }

const bodyOf = (raw: Buffer): DerElement[] => children(expectTag(children(readElement(raw))[0], TAG.sequence));

/** Names and serial number of a certificate, as their DER bytes and hex digits. */
export function namesOf(raw: Buffer): { readonly serial: string; readonly issuer: Buffer; readonly subject: Buffer } {
  const [, serial, , issuer, , subject] = bodyOf(raw);
  return { serial: expectTag(serial, TAG.integer).content.toString('hex'), issuer: expectTag(issuer, TAG.sequence).bytes, subject: expectTag(subject, TAG.sequence).bytes };
}

/** One of a list of extensions (the SEQUENCE of them), by its object identifier; null when it is not there. */
export function extensionIn(list: DerElement, oid: string): Extension | null {
  for (const extension of children(expectTag(list, TAG.sequence))) {
    const [name, ...rest] = children(expectTag(extension, TAG.sequence));
    if (expectTag(name, TAG.oid).content.toString('hex') !== oid) continue;
    return { critical: rest[0]?.tag === TAG.boolean && rest[0].content[0] === 0xff, value: readElement(expectTag(rest.at(-1), TAG.octetString).content) };
  }
  return null;
}

/** An extension of a certificate; null when it has none of that kind. */
export function extensionOf(certificate: X509Certificate, oid: string): Extension | null {
  const list = bodyOf(certificate.raw).find((entry) => entry.tag === TAG.context3);
  return list ? extensionIn(children(list)[0] ?? list, oid) : null;
}

const uriTag = 0x86;

/** http(s) addresses of the revocation list that a certificate names; at most three. */
export function crlAddresses(certificate: X509Certificate): string[] {
  const found: string[] = [];
  const walk = (element: DerElement, depth: number): void => {
    if (element.tag === uriTag) found.push(element.content.toString('latin1'));
    else if (depth < 4 && (element.tag & 0x20) !== 0) for (const child of children(element)) walk(child, depth + 1);
  };
  const extension = extensionOf(certificate, OID.crlDistributionPoints);
  if (extension) walk(extension.value, 0);
  return found.filter((address) => /^https?:\/\//i.test(address)).slice(0, 3);
}

/** Value of a CRL distribution points extension with one address. */
export const distributionPoint = (address: string): Buffer =>
  sequence(sequence(der(TAG.context0, der(TAG.context0, der(uriTag, Buffer.from(address, 'latin1'))))));

/** One extension that is not critical. */
export const plainExtension = (oid: string, value: Buffer): Buffer => sequence(identifier(oid), der(TAG.octetString, value));

export const covers = (certificate: X509Certificate, at: Date): boolean => at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo);
export const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/**
 * The way from a certificate up to a root, without the root's own revocation: pairs of a certificate and who issued it.
 * @returns null when no way is known
 */
export function pathOf(leaf: X509Certificate, pool: readonly X509Certificate[], roots: readonly X509Certificate[]): { certificate: X509Certificate; issuer: X509Certificate }[] | null {
  const path: { certificate: X509Certificate; issuer: X509Certificate }[] = [];
  let current = leaf;
  while (path.length < 8) {
    const root = roots.find((entry) => issued(entry, current));
    const issuer = root ?? pool.find((entry) => entry.ca && !path.some(({ certificate }) => certificate.raw.equals(entry.raw)) && issued(entry, current));
    if (!issuer) return null;
    path.push({ certificate: current, issuer });
    if (root) return path;
    current = issuer;
  }
  return null;
}
