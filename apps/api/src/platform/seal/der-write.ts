import { TAG } from './der.js';

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

/** One DER element of a tag and the parts of its content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts);

/** SET OF: DER wants its members in the order of their bytes. */
export const setOf = (...parts: readonly Buffer[]): Buffer => der(TAG.set, ...[...parts].sort((left, right) => Buffer.compare(left, right)));

/** An object identifier from the hex digits of its content (`oids.ts`). */
export const identifier = (hex: string): Buffer => der(TAG.oid, Buffer.from(hex, 'hex'));

/** A number that is not negative. */
export function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(TAG.integer, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** GeneralizedTime in UTC to the millisecond, without zeros at its end (RFC 3161 §2.4.2). */
export function generalizedTime(at: Date): Buffer {
  const [whole = '', fraction = ''] = at.toISOString().replace(/[-:TZ]/g, '').split('.');
  const kept = fraction.replace(/0+$/, '');
  return der(TAG.generalizedTime, Buffer.from(`${whole}${kept ? `.${kept}` : ''}Z`, 'latin1'));
}

/** Time of a certificate or revocation list: UTCTime up to 2049, then GeneralizedTime, both to the second (RFC 5280 §4.1.2.5). */
export function certificateTime(at: Date): Buffer {
  const whole = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050 ? der(TAG.utcTime, Buffer.from(whole.slice(2), 'latin1')) : der(TAG.generalizedTime, Buffer.from(whole, 'latin1'));
}
