import { z } from 'zod';
import { fileBytes, instant, localDate, uuid } from './fields.js';
import { defineRoute } from './route.js';

const words = z.strictObject({ ja: z.string(), en: z.string() });
/** `genuine`: signed here and untouched; `expired`: the same, but its certificates have run out; `changed`: signed here and altered since; `unknown`: signed, but not here; `unsigned`: no signature in it. */
export const verdicts = ['genuine', 'expired', 'changed', 'unknown', 'unsigned'] as const;
/** PAdES baseline level of the seal: B-T has a timestamp of a known authority at every signature, B-LT also what shows that no certificate was revoked, B-LTA also a timestamp of a known authority over the whole file. */
const level = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']);
/** `sound`: of a known authority; `unknown`: nobody here knows whose it is, so it proves no time; `broken`: altered, or of another signature. */
export const timestampStates = ['sound', 'unknown', 'broken'] as const;
const timestamp = z.strictObject({
  state: z.enum(timestampStates), text: words,
  /** Null and empty unless sound. */
  at: instant.nullable(), authority: z.string(),
  /** Of this product's own authority, not of a third party. */
  own: z.boolean(),
});

/** Everything stands in the file itself; nothing is looked up, so a stranger learns no more than the file says. */
export const verificationResult = z.strictObject({
  verdict: z.enum(verdicts), text: words,
  /** SHA-256 of the bytes that were sent. */
  sha256: z.string(),
  /** What the file is; null unless it is untouched. */
  document: z.strictObject({
    kind: z.enum(['original_client', 'original_vendor', 'certificate', 'amendment', 'other']),
    /** As printed on the document. */
    contractNumber: z.string().nullable(),
    /** Of a 変更覚書. */
    amendmentNumber: z.string().nullable(),
    /** 甲 and 乙 as the contract names them; empty for a certificate. */
    parties: z.array(z.strictObject({ side: z.enum(['client', 'vendor']), companyName: z.string() })),
    /** Hash of the content that both originals (D42), or a 変更覚書, carry. */
    bodyHash: z.string().nullable(),
  }).nullable(),
  /** Signatures that were given here; others are only counted in `foreignSignatures`. */
  signatures: z.array(z.strictObject({ signerName: z.string(), companyName: z.string(), signedAt: instant.nullable(), untouched: z.boolean(), level, timestamp: timestamp.nullable() })),
  foreignSignatures: z.int(),
  /** Timestamps of the whole file, oldest first; `validUntilOn`: last Japanese day of its certificate. */
  archive: z.array(timestamp.extend({ validUntilOn: localDate.nullable() })),
  /** Earlier states that are still whole inside the file, oldest first: what was appended later leaves them untouched. */
  earlier: z.array(z.strictObject({ sha256: z.string(), byteCount: z.int() })),
  level: level.nullable(), levelText: words.nullable(),
  /** Last Japanese day on which the certificates, or the newest timestamp of the whole file, can be checked. */
  validUntilOn: localDate.nullable(),
});

const documentKind = z.enum(['original_client', 'original_vendor', 'certificate', 'paper_scan', 'external', 'amendment', 'amendment_scan']);
export const bulkResults = ['ok', 'expired', 'tampered'] as const;
export const bulkVerification = z.strictObject({
  fromOn: localDate, untilOn: localDate, checkedAt: instant,
  counts: z.strictObject({ ok: z.int(), expired: z.int(), tampered: z.int() }),
  items: z.array(z.strictObject({
    contractId: uuid, contractNumber: z.string(), clientName: z.string(), concludedOn: localDate, kind: documentKind, label: words, fileName: z.string(), sha256: z.string(),
    result: z.enum(bulkResults),
    /** `signature`: the seal in the file and its fingerprint; `fingerprint`: a scan or another service's file, which only has the fingerprint it was kept with. */
    basis: z.enum(['signature', 'fingerprint']), text: words, validUntilOn: localDate.nullable(),
    /** Null unless the seal holds. */
    level: level.nullable(),
    /** The newest sound timestamp in it. */
    timestamp: z.strictObject({ at: instant, authority: z.string(), own: z.boolean() }).nullable(),
  })),
});

// Both days belong to the period.
const period = z.strictObject({ from: localDate, to: localDate });
const bulk = { permission: 'contract.read', audience: ['vendor'], query: period, article: '後文' } as const;

export const verificationRoutes = {
  revocations: defineRoute({ permission: 'public', audience: [], id: 'verification.revocations', method: 'GET', path: '/api/v1/authorities/:kid/crl', produces: 'file', article: '後文', summary: { ja: '署名用の認証局の失効リスト（CRL、DER）', en: 'The revocation list (CRL, DER) of the signing authority' }, params: z.strictObject({ kid: z.string().regex(/^[0-9a-f]{16}$/) }), response: fileBytes }),
  check: defineRoute({ permission: 'public', audience: [], id: 'verification.check', method: 'POST', path: '/api/v1/verifications', consumes: 'upload', article: '後文', summary: { ja: '契約書・証明書のPDFが署名されたままかを確かめる（ログイン不要、ファイルは保存しない）', en: 'Check whether a PDF is as it was signed; nothing is kept' }, response: verificationResult }),
  period: defineRoute({ ...bulk, id: 'verification.period', method: 'GET', path: '/api/v1/document-verifications', summary: { ja: '期間内に締結した契約と変更覚書の書類を一括で検証する', en: 'Check all documents of contracts and amendments concluded in a period' }, response: bulkVerification }),
  periodFile: defineRoute({ ...bulk, id: 'verification.periodFile', method: 'GET', path: '/api/v1/document-verifications/csv', produces: 'file', auditedRead: true, summary: { ja: '一括検証の結果（CSV）', en: 'The result of the bulk check as CSV' }, response: fileBytes }),
} as const;
