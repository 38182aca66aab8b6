import { X509Certificate } from 'node:crypto';
import type { TimestampTrust } from './timestamp-token.js';
import { isIntact, verifyPdf, type SignatureCheck } from './verify-pdf.js';

/** What a whole file is worth, against one authority and one moment. */
export interface Judgement {
  /** `genuine`: every signature is this authority's and nothing was altered; `expired`: the same after its certificate ran out; `changed`: it was signed under it and altered since. */
  readonly verdict: 'genuine' | 'expired' | 'changed' | 'unknown' | 'unsigned';
  /** Signatures under this authority, oldest first. */
  readonly ours: readonly SignatureCheck[];
  /** Signatures of others, or unreadable ones. */
  readonly foreign: number;
  /** Last moment at which the signatures can be checked; null when there are none of ours. */
  readonly validUntil: Date | null;
  /** PAdES level of a whole file: B-T when each of its signatures has a timestamp of a known authority. Null where it is not whole. */
  readonly level: 'B-B' | 'B-T' | null;
}

const levelOf = (checks: readonly SignatureCheck[]): 'B-B' | 'B-T' =>
  checks.every(({ timestamp }) => timestamp?.origin === 'own' || timestamp?.origin === 'listed') ? 'B-T' : 'B-B';

/**
 * Judges a PDF by what stands in it.
 * @param trust the authority that must have issued every signer's certificate, and whose timestamps are believed
 * @param at the moment of judging: after the authority's last day nothing vouches for its signatures any more
 */
export function judgePdf(bytes: Uint8Array, { authorityPem, roots }: TimestampTrust, at: Date): Judgement {
  const checks = verifyPdf(bytes, authorityPem, roots);
  const ours = checks.filter((check) => check.trusted === true);
  const foreign = checks.length - ours.length;
  if (checks.length === 0) return { verdict: 'unsigned', ours, foreign, validUntil: null, level: null };
  if (ours.length === 0) return { verdict: 'unknown', ours, foreign, validUntil: null, level: null };
  const validUntil = new Date(new X509Certificate(authorityPem).validTo);
  if (foreign > 0 || !isIntact(checks)) return { verdict: 'changed', ours, foreign, validUntil, level: null };
  return { verdict: at > validUntil ? 'expired' : 'genuine', ours, foreign, validUntil, level: levelOf(ours) };
}
