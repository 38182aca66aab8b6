import { createHmac } from 'node:crypto';

/** The Stripe-Signature header of a body; `signedAtSeconds` is real time, for receivers refuse old signatures. */
export function signatureHeader(body: string, secret: string, signedAtSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${signedAtSeconds}.${body}`).digest('hex');
  return `t=${signedAtSeconds},v1=${signature}`;
}
