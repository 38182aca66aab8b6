import { readEvidence, type Evidence } from './archive-file.js';
import { statusIn } from './crl.js';
import { ownAuthorities, type TimestampTrust } from './timestamp-token.js';
import { isIntact, readSeals, type Need, type Seals, type SignatureCheck, type TimestampCheck } from './verify-pdf.js';

/** PAdES baseline levels, lowest first. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What a whole file is worth, against one authority and one moment. */
export interface Judgement {
  /** `genuine`: every signature is this authority's and nothing was altered; `expired`: the same after its certificates ran out; `changed`: it was signed under it and altered since. */
  readonly verdict: 'genuine' | 'expired' | 'changed' | 'unknown' | 'unsigned';
  /** Signatures under this authority, oldest first. */
  readonly ours: readonly SignatureCheck[];
  /** Signatures of others, or unreadable ones. */
  readonly foreign: number;
  /** Last moment at which the signatures can be checked; null when there are none of ours. */
  readonly validUntil: Date | null;
  /**
   * PAdES level of a whole file: B-T when each of its signatures has a timestamp of a known authority, B-LT when the file itself shows that no
   * certificate was revoked, B-LTA when a timestamp of a known authority covers all that too. Null where it is not whole.
   */
  readonly level: Level | null;
  /** Timestamps of the whole file, oldest first; of a whole file only. */
  readonly stamps: readonly TimestampCheck[];
  /** Ends of the states in which a whole file was handed out: after its signatures, and after each timestamp of the whole. */
  readonly revisions: readonly number[];
}

const isKnown = (timestamp: TimestampCheck | null): timestamp is Extract<TimestampCheck, { validTo: Date }> => timestamp?.origin === 'own' || timestamp?.origin === 'listed';

/** What the revocation lists in a file say of a certificate at its moment; null: nothing. */
export function statusOf({ certificate, issuer, at }: Need, evidence: Evidence): 'good' | 'revoked' | null {
  if (!issuer) return null;
  const found = evidence.crls.map((crl) => statusIn(crl, { certificate, issuer, at }));
  return found.find((status) => status === 'revoked') ?? found.find((status) => status === 'good') ?? null;
}

function evidenceOf(bytes: Uint8Array): Evidence {
  try {
    return readEvidence(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return { certificates: [], crls: [], ocsps: [] };
  }
}

function levelOf(bytes: Uint8Array, { signatures, stamps, needs }: Seals): Level {
  if (!signatures.every(({ timestamp }) => isKnown(timestamp))) return 'B-B';
  const evidence = evidenceOf(bytes);
  // The newest timestamp's own certificate is shown by the evidence of the next one, or while it lasts.
  const statuses = [...needs, ...stamps.slice(0, -1).flatMap((stamp) => stamp.needs)].map((need) => statusOf(need, evidence));
  if (statuses.includes('revoked')) return 'B-B';
  if (statuses.includes(null)) return 'B-T';
  return stamps.some(({ timestamp }) => isKnown(timestamp)) ? 'B-LTA' : 'B-LT';
}

/** The authority's last day, moved on by every timestamp of the whole that was there before the proof ended. */
function provenUntil(seals: Seals, level: Level, trust: TimestampTrust): Date {
  const own = ownAuthorities(trust);
  const ends = seals.needs.flatMap(({ issuer }) => (issuer && own.some((entry) => entry.raw.equals(issuer.raw)) ? [new Date(issuer.validTo).getTime()] : []));
  let until = Math.min(...(ends.length > 0 ? ends : own.slice(0, 1).map((entry) => new Date(entry.validTo).getTime())));
  if (level !== 'B-LTA') return new Date(until);
  for (const { timestamp } of seals.stamps) if (isKnown(timestamp) && timestamp.at.getTime() <= until) until = Math.max(until, timestamp.validTo.getTime());
  return new Date(until);
}

/**
 * Judges a PDF by what stands in it.
 * @param trust the authorities that must have issued every signer's certificate, and whose timestamps are believed
 * @param at the moment of judging: after the proof has ended nothing vouches for the signatures any more
 */
export function judgePdf(bytes: Uint8Array, trust: TimestampTrust, at: Date): Judgement {
  const seals = readSeals(bytes, trust);
  const { signatures } = seals;
  const ours = signatures.filter((check) => check.trusted === true);
  const foreign = signatures.length - ours.length;
  const nothing = { ours, foreign, level: null, stamps: [], revisions: [] };
  if (signatures.length === 0) return { ...nothing, verdict: 'unsigned', validUntil: null };
  if (ours.length === 0) return { ...nothing, verdict: 'unknown', validUntil: null };
  if (foreign > 0 || !isIntact(signatures)) return { ...nothing, verdict: 'changed', validUntil: provenUntil(seals, 'B-B', trust) };
  const level = levelOf(bytes, seals);
  const validUntil = provenUntil(seals, level, trust);
  return {
    verdict: at > validUntil ? 'expired' : 'genuine', ours, foreign, validUntil, level,
    stamps: seals.stamps.map(({ timestamp }) => timestamp), revisions: [seals.signedEnd, ...seals.stamps.map(({ end }) => end)],
  };
}
