import { children, expectTag, readElement, TAG } from './der.js';
import { readSignedData } from './cms.js';
import { numberOf, decodeInfo, type TimestampQuery } from './tst.js';
import { verifyTokenOf, type TimestampTrust, type TokenCheck } from './timestamp-token.js';

/** Why no timestamp of another authority came: `unreachable`, `slow`, `refused` (it said no) or `answer` (what it said does not hold). */
export type TimestampFailure = 'unreachable' | 'slow' | 'refused' | 'answer';

/** No usable timestamp; the message is English, for logs, and holds nothing the other side wrote. */
export class TimestampRefused extends Error {
  constructor(readonly failure: TimestampFailure, detail: string) {
    super(`${failure}: ${detail}`);
  }
}

function tokenIn(bytes: Buffer): Buffer {
  const whole = readElement(bytes);
  if (whole.bytes.length !== bytes.length) throw new Error('Bytes follow the answer.');
  const [status, token, ...rest] = children(expectTag(whole, TAG.sequence));
  const code = numberOf(children(expectTag(status, TAG.sequence))[0]);
  // 0 granted, 1 granted with modifications (RFC 3161 §2.4.2).
  if (code > 1n) throw new TimestampRefused('refused', `status ${code}`);
  if (!token || rest.length > 0) throw new Error('The answer has no token.');
  return expectTag(token, TAG.sequence).bytes;
}

/**
 * Takes the token out of a TimeStampResp and checks that it answers this query, is signed, and by whom.
 * @throws TimestampRefused
 */
export function readAnswer(bytes: Buffer, query: TimestampQuery, trust: TimestampTrust): { token: Buffer; check: TokenCheck } {
  try {
    const token = tokenIn(bytes);
    const content = readSignedData(token, 'tstInfo').content;
    const facts = content ? decodeInfo(content) : null;
    if (facts?.nonce !== query.nonce) throw new Error('The nonce is another one.');
    const check = verifyTokenOf(token, { algorithm: 'sha256', digest: query.digest }, trust);
    if (check.origin === 'unknown') throw new Error('The authority is not listed.');
    return { token, check };
  } catch (error) {
    if (error instanceof TimestampRefused) throw error;
    throw new TimestampRefused('answer', error instanceof Error ? error.message : String(error));
  }
}
