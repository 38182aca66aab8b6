import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync, randomBytes, webcrypto, type KeyObject } from 'node:crypto';
import { BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import { children, readElement, TAG } from './der.js';
import { der, identifier, integer, sequence, setOf } from './der-write.js';
import { OID } from './oids.js';
import { CURVE, revocationExtension, SIGNING, type SigningAuthority } from './signing-authority.js';
import { decodeQuery, encodeInfo } from './tst.js';

/** This product's own timestamp authority: its key and the certificate that the signing authority gave it. */
export interface TimestampAuthority {
  readonly certificate: Buffer;
  readonly issuer: Buffer;
  readonly privateKey: KeyObject;
}

/**
 * Issues the certificate of the timestamp authority, good for timestamps alone and as long as the signing authority is.
 * @param privateKeyPem its P-256 key; null makes one for this process (the certificate in each token still leads to the signing authority)
 */
export async function openTimestampAuthority(issuer: SigningAuthority, privateKeyPem: string | null): Promise<TimestampAuthority> {
  const privateKey = privateKeyPem ? createPrivateKey(privateKeyPem) : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const issuerKey = createPrivateKey(issuer.privateKeyPem).export({ format: 'der', type: 'pkcs8' });
  const parent = new X509Certificate(issuer.certificatePem);
  const certificate = await X509CertificateGenerator.create({
    // Of its key and its issuer: issued anew at every start it stays the same, so that it can be revoked.
    serialNumber: `4${createHash('sha256').update(spki).update(issuer.certificatePem).digest('hex').slice(0, 31)}`,
    subject: [{ CN: ['Hoshu Timestamp Authority'] }, { O: ['Hoshu'] }, { C: ['JP'] }],
    issuer: parent.subjectName.toJSON(),
    notBefore: parent.notBefore,
    notAfter: parent.notAfter,
    signingAlgorithm: SIGNING,
    publicKey: await webcrypto.subtle.importKey('spki', spki, CURVE, true, ['verify']),
    signingKey: await webcrypto.subtle.importKey('pkcs8', issuerKey, CURVE, false, ['sign']),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.timeStamping], true),
      ...revocationExtension(issuer),
    ],
  });
  return { certificate: Buffer.from(certificate.rawData), issuer: Buffer.from(parent.rawData), privateKey };
}

const digestIdentifier = sequence(identifier(OID.sha256));
const attribute = (type: string, value: Buffer): Buffer => sequence(identifier(type), setOf(value));
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

function signerInfo({ certificate, privateKey }: TimestampAuthority, info: Buffer): Buffer {
  const attributes = setOf(
    attribute(OID.contentType, identifier(OID.tstInfo)),
    attribute(OID.messageDigest, der(TAG.octetString, sha256(info))),
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(der(TAG.octetString, sha256(certificate)))))),
  );
  // tbsCertificate: version, serial number, algorithm, issuer.
  const [, serial, , issuer] = children(children(readElement(certificate))[0] ?? readElement(certificate));
  const stored = Buffer.from(attributes);
  stored[0] = TAG.context0;
  return sequence(
    integer(1n), sequence(issuer?.bytes ?? Buffer.alloc(0), serial?.bytes ?? Buffer.alloc(0)), digestIdentifier, stored, sequence(identifier(OID.ecdsaWithSha256)),
    der(TAG.octetString, createSign('SHA256').update(attributes).sign({ key: privateKey, dsaEncoding: 'der' })),
  );
}

function tokenOf(authority: TimestampAuthority, info: Buffer, withCertificates: boolean): Buffer {
  const certificates = withCertificates ? [der(TAG.context0, authority.certificate, authority.issuer)] : [];
  const content = sequence(identifier(OID.tstInfo), der(TAG.context0, der(TAG.octetString, info)));
  return sequence(identifier(OID.signedData), der(TAG.context0, sequence(integer(3n), setOf(digestIdentifier), content, ...certificates, setOf(signerInfo(authority, info)))));
}

// PKIFailureInfo: the number of the bit that says why, with how many bits of the last byte are unused.
const failures = { algorithm: [7, 0x80], format: [2, 0x04], policy: [0, 0x00, 0x01] } as const;
const refusal = (why: keyof typeof failures): Buffer => sequence(sequence(integer(2n), der(TAG.bitString, Buffer.from(failures[why]))));

/**
 * Answers a TimeStampReq with a TimeStampResp (RFC 3161): a token of the time `at`, or a refusal.
 * Takes SHA-256 digests and its own policy only; every token has a serial number of its own (126 random bits).
 */
export function answerQuery(authority: TimestampAuthority, query: Buffer, at: Date): Buffer {
  let asked: ReturnType<typeof decodeQuery>;
  try {
    asked = decodeQuery(query);
  } catch {
    return refusal('format');
  }
  if (asked.algorithm !== 'sha256') return refusal('algorithm');
  if (asked.digest.length !== 32) return refusal('format');
  if (asked.policy !== null && asked.policy !== OID.ownTimestampPolicy) return refusal('policy');
  const info = encodeInfo({ digest: asked.digest, serial: BigInt(`0x4${randomBytes(16).toString('hex').slice(1)}`), at, nonce: asked.nonce });
  return sequence(sequence(integer(0n)), tokenOf(authority, info, asked.wantsCertificate));
}
