import { Injectable } from '@nestjs/common';
import { amendmentModel, contractModel, type ResponseOf, type verificationRoutes } from '@hoshu/api-schema';
import { jstDayOf } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { RequestInfo } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { judgePdf, readAttached, readFirstPage, type SignatureCheck, type TimestampCheck } from '../../platform/seal/index.js';
import { Authority } from '../signing/index.js';
import { soundTimestamp } from './timestamps.js';
import { levelText, timestampText, verdictText } from './words.js';

type Result = ResponseOf<typeof verificationRoutes.check>;
type Kind = NonNullable<Result['document']>['kind'];

const largestBytes = 10 * 1024 * 1024;

/** The public check of one file. It reads the file and nothing else: no row, no log, no copy, so that nobody learns more than the file says. */
@Injectable()
export class CheckFile {
  constructor(private readonly limits: RateLimits, private readonly authority: Authority, private readonly db: Db) {}

  /** Throws too_many_requests, verification_file (no PDF, or more than 10 MB). */
  async run(bytes: Buffer, info: RequestInfo): Promise<Result> {
    await this.limits.take('verify', info.ip);
    if (bytes.length > largestBytes || !bytes.subarray(0, 1024).includes('%PDF-')) throw new AppError('verification_file');
    const { now } = await this.db.time();
    const { verdict, ours, foreign, validUntil, level, stamps, revisions } = judgePdf(bytes, await this.authority.trust(), now);
    const untouched = verdict === 'genuine' || verdict === 'expired';
    return {
      verdict, text: verdictText[verdict], sha256: sha256(bytes),
      // Only what our own key vouches for is ever given to a PDF parser.
      document: untouched ? await documentOf(bytes) : null,
      signatures: ours.map(signatureOf), foreignSignatures: foreign,
      archive: stamps.map((stamp) => ({ ...stampOf(stamp), validUntilOn: stamp.validTo && dayOf(stamp.validTo) })),
      earlier: revisions.filter((end) => end < bytes.length).map((end) => ({ sha256: sha256(bytes.subarray(0, end)), byteCount: end })),
      level, levelText: level && levelText(level, [...ours.map(({ timestamp }) => timestamp), ...stamps].some((stamp) => stamp?.origin === 'own')),
      validUntilOn: validUntil && dayOf(validUntil),
    };
  }
}

const dayOf = (moment: Date): string => jstDayOf(moment.toISOString());

function stampOf(timestamp: TimestampCheck): NonNullable<Result['signatures'][number]['timestamp']> {
  const known = soundTimestamp(timestamp);
  return {
    state: known ? 'sound' : timestamp.origin === 'broken' ? 'broken' : 'unknown', text: timestampText[timestamp.origin],
    // Of a key that is not known not even the name is repeated.
    at: known?.at ?? null, authority: known?.authority ?? '', own: known?.own ?? false,
  };
}

function signatureOf({ signer, organization, signedAt, valid, timestamp }: SignatureCheck): Result['signatures'][number] {
  return {
    signerName: signer, companyName: organization, signedAt: signedAt?.toISOString() ?? null, untouched: valid, level: soundTimestamp(timestamp) ? 'B-T' : 'B-B',
    timestamp: timestamp && stampOf(timestamp),
  };
}

async function documentOf(bytes: Buffer): Promise<NonNullable<Result['document']>> {
  const attached = await readAttached(bytes);
  if (attached?.kind === 'amendment') {
    const { number, contractNumber, parties } = amendmentModel.parse(JSON.parse(attached.modelJson));
    return { kind: 'amendment', bodyHash: attached.bodyHash, contractNumber, amendmentNumber: number, parties: (['client', 'vendor'] as const).map((side) => ({ side, companyName: parties[side] })) };
  }
  const page = await readFirstPage(bytes);
  const model = attached ? contractModel.parse(JSON.parse(attached.modelJson)) : null;
  const companyOf = (lines: readonly { label: string; runs: readonly { text: string }[] }[]) => lines.find(({ label }) => label === '会社名')?.runs.map((run) => run.text).join('') ?? '';
  return {
    kind: kindOf(page, model !== null), bodyHash: attached?.bodyHash ?? null,
    // Original: foot of the page; certificate: its first table.
    contractNumber: (model ? /契約番号(.{1,40}?)本文ハッシュ/ : /契約番号(.{1,40}?)締結の完了/).exec(page)?.[1] ?? null, amendmentNumber: null,
    parties: (model?.signatures ?? []).map((block) => ({ side: block.party, companyName: companyOf(block.lines) })),
  };
}

// The mark stands at the head of every page of an original; a page with both marks is none of ours.
function kindOf(page: string, isContract: boolean): Kind {
  if (!isContract) return page.startsWith('合意締結証明書') ? 'certificate' : 'other';
  const [client, vendor] = [page.includes('甲保有分'), page.includes('乙保有分')];
  if (client === vendor) return 'other';
  return client ? 'original_client' : 'original_vendor';
}
