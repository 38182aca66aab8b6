import { createHash, verify, X509Certificate } from 'node:crypto';
import { children, expectTag, readElement, TAG, type DerElement } from './der.js';

/** Content bytes of the object identifiers that a B-B signature consists of (hex). */
const OID = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  sha256: '608648016503040201',
  ecdsaWithSha256: '2a8648ce3d040302',
  rsaWithSha256: '2a864886f70d01010b',
  messageDigest: '2a864886f70d010904',
  contentType: '2a864886f70d010903',
  signingCertificateV2: '2a864886f70d010910022f',
} as const;

export interface CmsResult {
  valid: boolean;
  /** Why it is not valid, in English, for logs. */
  reason: string | null;
  certificate: X509Certificate | null;
}

interface SignerInfo {
  signedAttributes: DerElement;
  attributes: Map<string, DerElement[]>;
  signatureAlgorithm: string;
  signature: Buffer;
  issuerAndSerial: DerElement;
}

interface SignedData {
  certificates: X509Certificate[];
  signerInfo: SignerInfo;
}

const oidOf = (element: DerElement | undefined): string => expectTag(element, TAG.oid).content.toString('hex');

function requireOid(element: DerElement | undefined, oid: string): void {
  if (oidOf(element) !== oid) throw new Error(`Unexpected object identifier, wanted ${oid}.`);
}

/** AlgorithmIdentifier of SHA-256; parameters are absent or NULL (RFC 5754 §2). */
function requireSha256(element: DerElement | undefined): void {
  const [oid, parameters] = children(expectTag(element, TAG.sequence));
  requireOid(oid, OID.sha256);
  if (parameters && !parameters.bytes.equals(Buffer.from([0x05, 0x00]))) throw new Error('SHA-256 takes no parameters.');
}

function readSignerInfo(element: DerElement): SignerInfo {
  const [version, issuerAndSerial, digest, attributes, algorithm, signature, ...rest] = children(element);
  if (expectTag(version, TAG.integer).content.toString('hex') !== '01' || rest.length > 0) throw new Error('Unknown SignerInfo.');
  requireSha256(digest);
  const signedAttributes = expectTag(attributes, TAG.context0);
  const byOid = new Map<string, DerElement[]>();
  for (const attribute of children(signedAttributes)) {
    const [type, values] = children(expectTag(attribute, TAG.sequence));
    byOid.set(oidOf(type), children(expectTag(values, TAG.set)));
  }
  return {
    signedAttributes,
    attributes: byOid,
    signatureAlgorithm: oidOf(children(expectTag(algorithm, TAG.sequence))[0]),
    signature: expectTag(signature, TAG.octetString).content,
    issuerAndSerial: expectTag(issuerAndSerial, TAG.sequence),
  };
}

function readSignedData(der: Buffer): SignedData {
  const contentInfo = readElement(der);
  if (contentInfo.bytes.length !== der.length) throw new Error('Bytes follow the CMS structure.');
  const [type, wrapped, ...more] = children(expectTag(contentInfo, TAG.sequence));
  requireOid(type, OID.signedData);
  const [signedData, ...others] = children(expectTag(wrapped, TAG.context0));
  if (more.length > 0 || others.length > 0) throw new Error('Something follows the signed data.');
  const [version, digests, content, certificates, signers, ...rest] = children(expectTag(signedData, TAG.sequence));
  if (expectTag(version, TAG.integer).content.toString('hex') !== '01' || rest.length > 0) throw new Error('Unknown SignedData.');
  for (const digest of children(expectTag(digests, TAG.set))) requireSha256(digest);
  requireOid(children(expectTag(content, TAG.sequence))[0], OID.data);
  const infos = children(expectTag(signers, TAG.set));
  if (infos.length !== 1 || !infos[0]) throw new Error('A PAdES signature has exactly one signer.');
  return {
    certificates: children(expectTag(certificates, TAG.context0)).map((entry) => new X509Certificate(entry.bytes)),
    signerInfo: readSignerInfo(expectTag(infos[0], TAG.sequence)),
  };
}

/** ESS signing-certificate-v2 (RFC 5035): ties the signature to one certificate, so that it cannot be exchanged. */
function signerCertificate({ certificates, signerInfo }: SignedData): X509Certificate {
  const values = signerInfo.attributes.get(OID.signingCertificateV2)?.[0];
  const certificateId = children(expectTag(children(expectTag(values, TAG.sequence))[0], TAG.sequence))[0];
  const hash = children(expectTag(certificateId, TAG.sequence)).find((entry) => entry.tag === TAG.octetString)?.content;
  const found = certificates.find((entry) => hash?.equals(createHash('sha256').update(entry.raw).digest()));
  if (!found) throw new Error('The certificate of the signer is missing.');
  const serial = children(signerInfo.issuerAndSerial)[1];
  if (BigInt(`0x${expectTag(serial, TAG.integer).content.toString('hex')}`) !== BigInt(`0x${found.serialNumber}`)) {
    throw new Error('The signer names another certificate.');
  }
  const issuer = children(signerInfo.issuerAndSerial)[0]?.bytes;
  if (!issuer || !found.raw.includes(issuer)) throw new Error('The signer names another issuer.');
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

function requireDigest(signerInfo: SignerInfo, signedBytes: Buffer): void {
  requireOid(signerInfo.attributes.get(OID.contentType)?.[0], OID.data);
  const digest = expectTag(signerInfo.attributes.get(OID.messageDigest)?.[0], TAG.octetString).content;
  if (!digest.equals(createHash('sha256').update(signedBytes).digest())) throw new Error('The document was changed after signing.');
}

function requireSignature({ signedAttributes, signature, signatureAlgorithm }: SignerInfo, certificate: X509Certificate): void {
  if (signatureAlgorithm !== OID.ecdsaWithSha256 && signatureAlgorithm !== OID.rsaWithSha256) throw new Error('Unknown signature algorithm.');
  // RFC 5652 §5.4: signed attributes are signed as a SET, though stored under [0].
  const asSet = Buffer.from(signedAttributes.bytes);
  asSet[0] = TAG.set;
  if (!verify('sha256', asSet, { key: certificate.publicKey, dsaEncoding: 'der' }, signature)) throw new Error('The signature does not match.');
}

/**
 * Checks one detached CMS signature over some bytes. Knows nothing of the library that signs.
 * @returns the result and the certificate of the signer; never throws for bad input
 */
export function verifyCms(der: Buffer, signedBytes: Buffer): CmsResult {
  let certificate: X509Certificate | null = null;
  try {
    const signedData = readSignedData(der);
    certificate = signerCertificate(signedData);
    requireChain(signedData.certificates, certificate);
    requireDigest(signedData.signerInfo, signedBytes);
    requireSignature(signedData.signerInfo, certificate);
    return { valid: true, reason: null, certificate };
  } catch (error) {
    return { valid: false, reason: error instanceof Error ? error.message : String(error), certificate };
  }
}
