import { createHmac } from 'node:crypto';
import type { Actor } from '../actor.js';
import { accessOf } from './roles.js';

const nilUuid = '00000000-0000-0000-0000-000000000000';

/** The signed tenant context of one transaction (06 §1.5): the database verifies it, so that injected SQL stays inside it. */
export function signedContext(actor: Actor, key: { kid: string; key: string }, lifetimeSeconds: number): { context: string; signature: string } {
  const expires = Math.floor(Date.now() / 1000) + lifetimeSeconds;
  const context = [key.kid, accessOf[actor.kind].context, actor.tenantId || nilUuid, actor.clientId ?? nilUuid, actor.userId ?? actor.recipientId ?? nilUuid, expires].join('|');
  return { context, signature: createHmac('sha256', Buffer.from(key.key, 'base64')).update(context).digest('hex') };
}

/** The two 64-byte blocks of HMAC-SHA-256 for a key, which the database keeps so that it needs no crypto extension. */
export function hmacPads(keyBase64: string): { ipad: Buffer; opad: Buffer } {
  const block = Buffer.alloc(64);
  const key = Buffer.from(keyBase64, 'base64');
  if (key.length < 32 || key.length > 64) throw new Error('context key must have 32 to 64 bytes');
  key.copy(block);
  return { ipad: Buffer.from(block.map((byte) => byte ^ 0x36)), opad: Buffer.from(block.map((byte) => byte ^ 0x5c)) };
}
