import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { World } from '@hoshu/testing';
import type { Actor, ActorKind } from '../../../apps/api/src/platform/actor.js';
import { signedContext } from '../../../apps/api/src/platform/db/context.js';
import { accessOf } from '../../../apps/api/src/platform/db/roles.js';

export interface Standing { readonly kind: ActorKind; readonly tenantId: string; readonly clientId?: string | null }

/** An actor with nothing but the facts that the signed context carries. */
export const bareActor = (standing: Standing): Actor => ({
  kind: standing.kind, tenantId: standing.tenantId, clientId: standing.clientId ?? null, userId: randomUUID(), membershipId: null, recipientId: null, name: 'probe', email: '', role: 'probe',
  permissions: new Set(), noticeAuthority: false, assurance: 'one', sessionId: null, request: { id: 'probe', ip: '', userAgent: '', locale: 'ja' },
});

/** A connection under one of the product's own logins. */
export async function connectAs(world: World, login: string): Promise<pg.Client> {
  const { host, port, name } = world.config.database;
  const client = new pg.Client({ host, port, database: name, user: login, password: world.config.keys.databasePasswords[login] });
  client.on('error', () => undefined); // a hostile statement may end its own connection
  await client.connect();
  return client;
}

/** What `db.tx` sets before anything else runs: role and signed context of one transaction. */
export async function enter(client: pg.Client, world: World, standing: Standing, role = accessOf[standing.kind].role): Promise<void> {
  const { context, signature } = signedContext(bareActor(standing), world.config.keys.context, 120);
  await client.query(`select set_config('role', $1, true), set_config('app.ctx', $2, true), set_config('app.ctx_sig', $3, true)`, [role, context, signature]);
}

/** Runs one statement in a transaction of its own and always rolls back; an error is part of the answer. */
export async function attempt(client: pg.Client, prepare: () => Promise<void>, sql: string, parameters: unknown[] = []): Promise<{ rows: Record<string, unknown>[]; count: number; error: string | null }> {
  await client.query('begin');
  try {
    await prepare();
    const result = await client.query(sql, parameters);
    return { rows: result.rows as Record<string, unknown>[], count: result.rowCount ?? 0, error: null };
  } catch (error) {
    return { rows: [], count: 0, error: (error as { code?: string }).code ?? String(error) };
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}
