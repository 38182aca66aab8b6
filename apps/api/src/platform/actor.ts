import type { Permission } from '@hoshu/domain';

export type ActorKind = 'vendor' | 'client' | 'signer' | 'system' | 'support' | 'operator';

/** What the audit trail keeps of a request. */
export interface RequestInfo {
  readonly id: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly locale: 'ja' | 'en';
  /** Set on a POST that carried an Idempotency-Key; claimed by the first transaction. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string; claimed: boolean };
}

/** Who acts, resolved once per request or job; decides the database role and the signed context. */
export interface Actor {
  readonly kind: ActorKind;
  readonly tenantId: string;
  /** 甲's organisation for clients and signers. */
  readonly clientId: string | null;
  readonly userId: string | null;
  readonly membershipId: string | null;
  /** Recipient of the signing link this actor came by. */
  readonly recipientId: string | null;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly permissions: ReadonlySet<Permission>;
  /** 通知権限 (D7). */
  readonly noticeAuthority: boolean;
  readonly assurance: 'one' | 'two';
  readonly sessionId: string | null;
  readonly request: RequestInfo;
}

const noRequest: RequestInfo = { id: 'job', ip: '', userAgent: '', locale: 'ja' };

/** The party for which somebody acts; only members of the two parties are asked. */
export const sideOf = (actor: Actor): 'client' | 'vendor' => (actor.kind === 'client' ? 'client' : 'vendor');

/** The same actor for a transaction that the key of the whole request does not stand for: the first one with the key would claim it. */
export function withoutKey(actor: Actor): Actor {
  const { idempotency: _key, ...request } = actor.request;
  return { ...actor, request };
}

/** The product itself working for one tenant (jobs, dispatcher). `job` names it in the audit trail. */
export const systemActor = (tenantId: string, job: string): Actor => ({
  kind: 'system', tenantId, clientId: null, userId: null, membershipId: null, recipientId: null, name: job, email: '', role: 'system',
  permissions: new Set(), noticeAuthority: false, assurance: 'one', sessionId: null, request: { ...noRequest, id: `job:${job}` },
});
