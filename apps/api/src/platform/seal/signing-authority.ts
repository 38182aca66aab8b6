import 'reflect-metadata';
import { createHash, createPrivateKey, createSign, generateKeyPairSync, randomBytes, webcrypto, type KeyObject } from 'node:crypto';
import type { Signer } from '@libpdf/core';
import {
  BasicConstraintsExtension, Extension, KeyUsageFlags, KeyUsagesExtension, SubjectKeyIdentifierExtension, X509Certificate, X509CertificateGenerator,
} from '@peculiar/x509';
import { distributionPoint } from './certificate.js';

export const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
/** A clock that runs a little behind must not refuse a certificate of the same minute. */
const BACKDATED_MS = 5 * 60_000;

/** The certificate authority that vouches for document signatures. Plain JSON: it stands in the key file. */
export interface SigningAuthority {
  /** First 16 hex digits of the SHA-256 of the certificate. */
  kid: string;
  certificatePem: string;
  /** PKCS#8. Secret. */
  privateKeyPem: string;
  /** Where its revocation list is published; it is written into what it issues. Not in the key file. */
  crlUrl?: string;
}

export interface AuthorityName {
  commonName: string;
  validFromAt: Date;
  /** Whole years. */
  validYears: number;
}

/** Whose signature it is, as the certificate will say. */
export interface SignerName {
  commonName: string;
  organization: string;
  issuedAt: Date;
  /** When the signature is really made, if later: the certificate has to hold then too, or its timestamp would prove nothing. */
  sealedAt?: Date;
}

interface KeyPair {
  publicKey: webcrypto.CryptoKey;
  privateKey: webcrypto.CryptoKey;
}

async function newKeys(): Promise<{ keys: KeyPair; privateKeyPem: string }> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', spki, CURVE, true, ['verify']);
  return { keys: { publicKey, privateKey }, privateKeyPem: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string };
}

/** A positive serial number of 127 random bits (RFC 5280 §4.1.2.2). */
export function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

const afterYears = (from: Date, years: number): Date => {
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until;
};

/**
 * Makes a new self-signed authority (P-256).
 * @returns plain JSON for the key file; the private key leaves this function only in it
 */
export async function createSigningAuthority(name: AuthorityName): Promise<SigningAuthority> {
  const { keys, privateKeyPem } = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name.commonName] }, { C: ['JP'] }],
    notBefore: name.validFromAt,
    notAfter: afterYears(name.validFromAt, name.validYears),
    signingAlgorithm: SIGNING,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const kid = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex').slice(0, 16);
  return { kid, certificatePem: certificate.toString('pem'), privateKeyPem };
}

function ecSigner(privateKey: KeyObject, certificate: ArrayBuffer, chain: ArrayBuffer[]): Signer {
  return {
    certificate: new Uint8Array(certificate),
    certificateChain: chain.map((entry) => new Uint8Array(entry)),
    keyType: 'EC',
    signatureAlgorithm: 'ECDSA',
    sign: (data) => Promise.resolve(new Uint8Array(createSign('SHA256').update(data).sign({ key: privateKey, dsaEncoding: 'der' }))),
  };
}

/** Says where the revocation list is, in a certificate that this authority issues. */
export const revocationExtension = ({ crlUrl }: SigningAuthority): Extension[] => (crlUrl ? [new Extension('2.5.29.31', false, new Uint8Array(distributionPoint(crlUrl)))] : []);

/**
 * Issues a certificate for one signature and returns the signer that holds its key.
 * The key lives in memory only and is used for this document, so that no signing key of a person is ever stored.
 */
export async function issueSigner(authority: SigningAuthority, name: SignerName): Promise<Signer> {
  const issuer = new X509Certificate(authority.certificatePem);
  const issuerKey = createPrivateKey(authority.privateKeyPem).export({ format: 'der', type: 'pkcs8' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', issuerKey, CURVE, false, ['sign']);
  const { keys, privateKeyPem } = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [name.commonName] }, { O: [name.organization] }, { C: ['JP'] }],
    issuer: issuer.subjectName.toJSON(),
    notBefore: new Date(name.issuedAt.getTime() - BACKDATED_MS),
    notAfter: new Date(Math.max(name.issuedAt.getTime(), name.sealedAt?.getTime() ?? 0) + DAY_MS),
    signingAlgorithm: SIGNING,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      ...revocationExtension(authority),
    ],
  });
  return ecSigner(createPrivateKey(privateKeyPem), certificate.rawData, [issuer.rawData]);
}
