import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, siteRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { insertSite } from './insert-site.js';
import { listSites, selectSites, siteChoices, siteView, type SiteRow, type SiteView } from './site-list.js';

/** The register of sites (第2条), searchable across contracts. */
@Injectable()
export class Sites {
  constructor(private readonly db: Db) {}

  list(actor: Actor, query: QueryOf<typeof siteRoutes.list>) {
    return this.db.read(actor, (tx) => listSites(tx, query));
  }

  choices(actor: Actor) {
    return this.db.read(actor, siteChoices);
  }

  get(actor: Actor, id: string): Promise<SiteView> {
    return this.db.read(actor, (tx) => this.one(tx, id));
  }

  create(actor: Actor, body: BodyOf<typeof siteRoutes.create>): Promise<SiteView> {
    return this.db.tx(actor, async (tx) => {
      found(await tx.one('select id from hoshu.client where id = $1 and archived_at is null', [body.clientId]));
      return this.one(tx, await insertSite(tx, body));
    });
  }

  /** A site stays with its client. A probe replaces the kept one only when it is given. Throws version_stale, not_found. */
  update(actor: Actor, id: string, change: { readonly body: BodyOf<typeof siteRoutes.update>; readonly version: number }): Promise<SiteView> {
    const { body, version } = change;
    return this.db.tx(actor, async (tx) => {
      const before = await this.one(tx, id);
      if (before.clientId !== body.clientId) throw new AppError('site_of_other_client');
      const changed = await tx.change(
        `update hoshu.site set site_name = $3, url = $4, server = $5, cms = $6, other_systems = $7, internal_note = $8, probe = coalesce($9::jsonb, probe), probed_at = coalesce($10::timestamptz, probed_at), version = version + 1 where id = $1 and version = $2`,
        [id, version, body.siteName, body.url, body.server, body.cms, body.otherSystems, body.internalNote, body.probe ? JSON.stringify(body.probe) : null, body.probe?.probedAt ?? null]);
      if (!changed) throw new AppError('version_stale');
      await tx.audit({ type: 'site.changed', clientId: body.clientId, article: '第2条', target: { kind: 'site', id }, data: { name: body.siteName, url: body.url, urlBefore: before.url } });
      return this.one(tx, id);
    });
  }

  private async one(tx: Tx, id: string): Promise<SiteView> {
    return siteView(found(await tx.one<SiteRow>(`${selectSites} where s.id = $2 and s.archived_at is null`, [tx.today, id])));
  }
}
