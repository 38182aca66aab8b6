import { createHash, verify, X509Certificate } from 'node:crypto';
import { children, expectTag, readElement, TAG, type DerElement } from './der.js';
import { digests, OID, signatureDigests } from './oids.js';

export interface CmsResult {
  valid: boolean;
  /** Why it is not valid, in English, for logs. */
  reason: string | null;
  certificate: X509Certificate | null;
  /** The signature's own bytes, which a timestamp is taken of. */
  signature: Buffer;
  /** RFC 3161 token beside the signature, not checked here; null at level B-B. */
  token: Buffer | null;
}

interface SignerInfo {
  digest: string;
  signedAttributes: DerElement;
  attributes: Map<string, DerElement[]>;
  signatureAlgorithm: string;
  signature: Buffer;
  issuerAndSerial: DerElement;
  unsigned: DerElement | null;
}

export interface SignedData {
  /** The signed content, where the structure carries it (a timestamp token does, a PDF signature does not). */
  content: Buffer | null;
  certificates: X509Certificate[];
  signerInfo: SignerInfo;
}

// A hostile structure must not keep the process busy.
const mostCertificates = 8;

export const oidOf = (element: DerElement | undefined): string => expectTag(element, TAG.oid).content.toString('hex');

function requireOid(element: DerElement | undefined, oid: string): void {
  if (oidOf(element) !== oid) throw new Error(`Unexpected object identifier, wanted ${oid}.`);
}

/** AlgorithmIdentifier of a digest; parameters are absent or NULL (RFC 5754 §2). Returns the name node:crypto knows it by. */
export function digestOf(element: DerElement | undefined): string {
  const [oid, parameters, ...rest] = children(expectTag(element, TAG.sequence));
  const name = digests[oidOf(oid)];
  if (!name) throw new Error('Unknown digest algorithm.');
  if (rest.length > 0 || (parameters && !parameters.bytes.equals(Buffer.from([0x05, 0x00])))) throw new Error('A digest takes no parameters.');
  return name;
}

function readSignerInfo(element: DerElement): SignerInfo {
  const [version, issuerAndSerial, digest, attributes, algorithm, signature, unsigned, ...rest] = children(element);
  if (expectTag(version, TAG.integer).content.toString('hex') !== '01' || rest.length > 0) throw new Error('Unknown SignerInfo.');
  const signedAttributes = expectTag(attributes, TAG.context0);
  const byOid = new Map<string, DerElement[]>();
  for (const attribute of children(signedAttributes)) {
    const [type, values] = children(expectTag(attribute, TAG.sequence));
    byOid.set(oidOf(type), children(expectTag(values, TAG.set)));
  }
  return {
    digest: digestOf(digest),
    signedAttributes,
    attributes: byOid,
    signatureAlgorithm: oidOf(children(expectTag(algorithm, TAG.sequence))[0]),
    signature: expectTag(signature, TAG.octetString).content,
    issuerAndSerial: expectTag(issuerAndSerial, TAG.sequence),
    unsigned: unsigned ? expectTag(unsigned, TAG.context1) : null,
  };
}

function contentOf(element: DerElement | undefined, type: string): Buffer | null {
  const [contentType, wrapped, ...rest] = children(expectTag(element, TAG.sequence));
  requireOid(contentType, type);
  if (rest.length > 0) throw new Error('Something follows the signed content.');
  if (!wrapped) return null;
  const [octets, ...more] = children(expectTag(wrapped, TAG.context0));
  if (more.length > 0) throw new Error('The signed content has parts.');
  return expectTag(octets, TAG.octetString).content;
}

/**
 * Takes a CMS SignedData structure with one signer apart, without checking it.
 * @param type what it may sign: `data` (version 1, for a PDF signature) or `tstInfo` (version 3, a timestamp token)
 * @throws for anything the two kinds do not have
 */
export function readSignedData(bytes: Buffer, type: 'data' | 'tstInfo'): SignedData {
  const contentInfo = readElement(bytes);
  if (contentInfo.bytes.length !== bytes.length) throw new Error('Bytes follow the CMS structure.');
  const [kind, wrapped, ...more] = children(expectTag(contentInfo, TAG.sequence));
  requireOid(kind, OID.signedData);
  const [signedData, ...others] = children(expectTag(wrapped, TAG.context0));
  if (more.length > 0 || others.length > 0) throw new Error('Something follows the signed data.');
  const [version, algorithms, content, certificates, signers, ...rest] = children(expectTag(signedData, TAG.sequence));
  if (expectTag(version, TAG.integer).content.toString('hex') !== (type === 'data' ? '01' : '03') || rest.length > 0) throw new Error('Unknown SignedData.');
  const named = children(expectTag(algorithms, TAG.set)).map(digestOf);
  const infos = children(expectTag(signers, TAG.set));
  if (infos.length !== 1 || !infos[0]) throw new Error('There is not exactly one signer.');
  const signerInfo = readSignerInfo(expectTag(infos[0], TAG.sequence));
  if (!named.every((name) => name === signerInfo.digest)) throw new Error('Digests are named that nothing uses.');
  const chain = children(expectTag(certificates, TAG.context0));
  if (chain.length > mostCertificates) throw new Error('There are more certificates than any chain has.');
  return { content: contentOf(content, OID[type]), certificates: chain.map((entry) => new X509Certificate(entry.bytes)), signerInfo };
}

// By length: version 2 of the attribute may name its digest, version 1 is always SHA-1 (RFC 5035).
const certificateDigests: Readonly<Record<number, string>> = { 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };

/** ESS signing-certificate: ties the signature to one certificate, so that it cannot be exchanged. */
function signerCertificate({ certificates, signerInfo }: SignedData): X509Certificate {
  const values = (signerInfo.attributes.get(OID.signingCertificateV2) ?? signerInfo.attributes.get(OID.signingCertificate))?.[0];
  const certificateId = children(expectTag(children(expectTag(values, TAG.sequence))[0], TAG.sequence))[0];
  const hash = children(expectTag(certificateId, TAG.sequence)).find((entry) => entry.tag === TAG.octetString)?.content;
  const digest = certificateDigests[hash?.length ?? 0];
  const found = digest ? certificates.find((entry) => hash?.equals(createHash(digest).update(entry.raw).digest())) : undefined;
  if (!found) throw new Error('The certificate of the signer is missing.');
  const [issuer, serial] = children(signerInfo.issuerAndSerial);
  if (BigInt(`0x${expectTag(serial, TAG.integer).content.toString('hex')}`) !== BigInt(`0x${found.serialNumber}`)) {
    throw new Error('The signer names another certificate.');
  }
  if (!issuer || !found.raw.includes(issuer.bytes)) throw new Error('The signer names another issuer.');
  return found;
}

/** Every further certificate signed the one before it and the last one itself: nothing unexplained may stand in the structure. */
function requireChain(certificates: X509Certificate[], leaf: X509Certificate): void {
  let current = leaf;
  for (const next of certificates.filter((entry) => entry !== leaf)) {
    if (!current.verify(next.publicKey)) throw new Error('The certificate chain is broken.');
    current = next;
  }
  if (current !== leaf && !current.verify(current.publicKey)) throw new Error('The root certificate is broken.');
}

function requireDigest({ attributes, digest }: SignerInfo, signedBytes: Buffer, type: string): void {
  requireOid(attributes.get(OID.contentType)?.[0], type);
  const stated = expectTag(attributes.get(OID.messageDigest)?.[0], TAG.octetString).content;
  if (!stated.equals(createHash(digest).update(signedBytes).digest())) throw new Error('What was signed was changed afterwards.');
}

function requireSignature({ signedAttributes, signature, signatureAlgorithm, digest }: SignerInfo, certificate: X509Certificate): void {
  const hash = signatureDigests[signatureAlgorithm];
  if (hash === undefined) throw new Error('Unknown signature algorithm.');
  // RFC 5652 §5.4: signed attributes are signed as a SET, though stored under [0].
  const asSet = Buffer.from(signedAttributes.bytes);
  asSet[0] = TAG.set;
  if (!verify(hash ?? digest, asSet, { key: certificate.publicKey, dsaEncoding: 'der' }, signature)) throw new Error('The signature does not match.');
}

/**
 * Checks the one signature of a structure over some bytes.
 * @returns the certificate of the signer
 * @throws with the reason, when it does not hold; `certificate` tells whose it claims to be as soon as that is known
 */
export function requireSigned(signedData: SignedData, signedBytes: Buffer, type: 'data' | 'tstInfo'): X509Certificate {
  const certificate = signerCertificate(signedData);
  requireDigest(signedData.signerInfo, signedBytes, OID[type]);
  requireSignature(signedData.signerInfo, certificate);
  return certificate;
}

/** The one unsigned attribute that may stand beside a signature: a timestamp token of it. */
function tokenOf(unsigned: DerElement | null): Buffer | null {
  if (!unsigned) return null;
  const attributes = children(unsigned);
  const [type, values, ...more] = children(expectTag(attributes[0], TAG.sequence));
  requireOid(type, OID.signatureTimestamp);
  const tokens = children(expectTag(values, TAG.set));
  if (attributes.length !== 1 || more.length > 0 || tokens.length !== 1 || !tokens[0]) throw new Error('Something unsigned stands beside the timestamp.');
  return tokens[0].bytes;
}

/**
 * Checks one detached CMS signature over some bytes. Knows nothing of the library that signs.
 * @returns the result, the certificate of the signer and the token beside it; never throws for bad input
 */
export function verifyCms(bytes: Buffer, signedBytes: Buffer): CmsResult {
  let certificate: X509Certificate | null = null;
  const nothing = { signature: Buffer.alloc(0), token: null };
  try {
    const signedData = readSignedData(bytes, 'data');
    if (signedData.content) throw new Error('The signature carries its own content.');
    certificate = signerCertificate(signedData);
    requireChain(signedData.certificates, certificate);
    requireSigned(signedData, signedBytes, 'data');
    return { valid: true, reason: null, certificate, signature: signedData.signerInfo.signature, token: tokenOf(signedData.signerInfo.unsigned) };
  } catch (error) {
    return { ...nothing, valid: false, reason: error instanceof Error ? error.message : String(error), certificate };
  }
}
