import type { BodyOf, siteRoutes } from '@hoshu/api-schema';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

/** Writes a site of a client that exists, with its audit event; returns its id. 第2条. */
export async function insertSite(tx: Tx, body: BodyOf<typeof siteRoutes.create>): Promise<string> {
  const row = found(await tx.one<{ id: string }>(
    'insert into hoshu.site (tenant_id, client_id, site_name, url, server, cms, other_systems, internal_note, probe, probed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
    [tx.actor.tenantId, body.clientId, body.siteName, body.url, body.server, body.cms, body.otherSystems, body.internalNote, body.probe ? JSON.stringify(body.probe) : null, body.probe?.probedAt ?? null]));
  await tx.audit({ type: 'site.created', clientId: body.clientId, article: '第2条', target: { kind: 'site', id: row.id }, data: { name: body.siteName, url: body.url } });
  return row.id;
}
