import type { EntityManager } from 'typeorm';
import type { Actor, RequestInfo } from '../../platform/actor.js';
import { auditHead, type AuditEvent } from '../../platform/audit/append.js';

const person = (user: { id: string; name: string }, request: RequestInfo): Actor => ({
  kind: 'vendor', tenantId: '', clientId: null, userId: user.id, membershipId: null, recipientId: null, name: user.name, email: '', role: 'person',
  permissions: new Set(), noticeAuthority: false, assurance: 'one', sessionId: null, request,
});

/** Writes a fact about a person (sign-in, second factor, password) to that person's own stream. */
export async function auditPerson(manager: EntityManager, user: { id: string; name: string }, request: RequestInfo, event: Omit<AuditEvent, 'contractId' | 'clientId'>): Promise<void> {
  const now = new Date();
  const { head, commitments } = auditHead(person(user, request), event, { business: now, real: now });
  await manager.query('select audit.append_identity($1, $2, $3, $4)', [`user:${user.id}`, event.type, head, JSON.stringify(commitments)]);
}

/** Writes a person's act inside a tenant (joined, left, was invited) to the tenant's stream. */
export async function auditMember(manager: EntityManager, who: { tenantId: string; user: { id: string; name: string }; request: RequestInfo }, event: Omit<AuditEvent, 'contractId' | 'clientId'>): Promise<void> {
  const now = new Date();
  const { head, commitments } = auditHead(person(who.user, who.request), event, { business: now, real: now });
  await manager.query('select audit.append_for_tenant($1, $2, $3, $4)', [who.tenantId, event.type, head, JSON.stringify(commitments)]);
}
