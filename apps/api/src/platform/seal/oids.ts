/** Object identifiers of CMS, CAdES and RFC 3161 as hex digits of their DER content. */
export const OID = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  /** id-ct-TSTInfo: the content of a timestamp token. */
  tstInfo: '2a864886f70d0109100104',
  sha256: '608648016503040201',
  ecdsaWithSha256: '2a8648ce3d040302',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificate: '2a864886f70d010910020c',
  signingCertificateV2: '2a864886f70d010910022f',
  /** id-aa-signatureTimeStampToken. */
  signatureTimestamp: '2a864886f70d010910020e',
  extendedKeyUsage: '551d25',
  subjectKeyIdentifier: '551d0e',
  authorityKeyIdentifier: '551d23',
  crlNumber: '551d14',
  /** Which certificates a revocation list speaks of. */
  issuingDistributionPoint: '551d1c',
  /** Where the revocation list of a certificate is. */
  crlDistributionPoints: '551d1f',
  /** Use of a certificate for nothing but timestamps. */
  timeStamping: '2b06010505070308',
  /** Policy of this product's own timestamps: 2.25.32382262485864475831144851116243851271, an identifier made of a UUID (ADR 0014). */
  ownTimestampPolicy: '69b0dcccb3cbcff2b991b1a2bad5f7cc92b007',
} as const;

/** Names that node:crypto gives to digests, by object identifier. */
export const digests: Readonly<Record<string, string>> = { [OID.sha256]: 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' };

/** Digest of a signature algorithm; null: RSA that takes the digest the signer names. */
export const signatureDigests: Readonly<Record<string, string | null>> = {
  [OID.ecdsaWithSha256]: 'sha256', '2a8648ce3d040303': 'sha384', '2a8648ce3d040304': 'sha512',
  '2a864886f70d01010b': 'sha256', '2a864886f70d01010c': 'sha384', '2a864886f70d01010d': 'sha512', '2a864886f70d010101': null,
};
