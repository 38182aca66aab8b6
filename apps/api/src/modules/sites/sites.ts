import { Injectable } from '@nestjs/common';
import type { BodyOf, ProbeFacts, QueryOf, ResponseOf, siteRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';

type SiteView = ResponseOf<typeof siteRoutes.get>;
interface SiteRow { id: string; version: number; client_id: string; client_name: string; site_name: string; url: string; server: string; cms: string; other_systems: string[]; internal_note: string; probe: ProbeFacts | null; contracts: { id: string; number: string }[] }

const select = `select s.id, s.version, s.client_id, c.company_name as client_name, s.site_name, s.url, s.server, s.cms, s.other_systems, s.internal_note, s.probe,
  (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'number', k.contract_number) order by k.contract_number), '[]') from hoshu.contract_site x join hoshu.contract k on k.id = x.contract_id where x.site_id = s.id) as contracts
  from hoshu.site s join hoshu.client c on c.id = s.client_id`;
const view = (row: SiteRow): SiteView => ({
  id: row.id, version: row.version, clientId: row.client_id, clientName: row.client_name, siteName: row.site_name, url: row.url, server: row.server, cms: row.cms, otherSystems: row.other_systems,
  internalNote: row.internal_note, probe: row.probe, contracts: row.contracts,
});

/** The register of sites (第2条), searchable across contracts. */
@Injectable()
export class Sites {
  constructor(private readonly db: Db) {}

  list(actor: Actor, query: QueryOf<typeof siteRoutes.list>) {
    const limit = query.limit ?? 50;
    const after = decodeCursor<{ name: string; id: string }>(query.cursor);
    return this.db.read(actor, async (tx) => {
      const rows = await tx.query<SiteRow>(
        `${select} where s.archived_at is null and ($1 = '' or s.site_name ilike '%' || $1 || '%' or s.url ilike '%' || $1 || '%') and ($2::uuid is null or s.client_id = $2) and ($3 = '' or s.cms ilike $3 || '%') and ($4 = '' or s.server ilike $4 || '%')
         and ($5::text is null or (s.site_name collate "ja-x-icu", s.id) > ($5 collate "ja-x-icu", $6::uuid)) order by s.site_name collate "ja-x-icu", s.id limit $7`,
        [escapeLike(query.search), query.clientId ?? null, escapeLike(query.cms), escapeLike(query.server), after?.name ?? null, after?.id ?? null, limit + 1]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { items: page.map(view), nextCursor: rows.length > limit && last ? encodeCursor({ name: last.site_name, id: last.id }) : null, total: null };
    });
  }

  get(actor: Actor, id: string): Promise<SiteView> {
    return this.db.read(actor, (tx) => this.one(tx, id));
  }

  create(actor: Actor, body: BodyOf<typeof siteRoutes.create>): Promise<SiteView> {
    return this.db.tx(actor, async (tx) => {
      found(await tx.one('select id from hoshu.client where id = $1 and archived_at is null', [body.clientId]));
      const row = found(await tx.one<{ id: string }>(
        'insert into hoshu.site (tenant_id, client_id, site_name, url, server, cms, other_systems, internal_note, probe, probed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
        [actor.tenantId, body.clientId, body.siteName, body.url, body.server, body.cms, body.otherSystems, body.internalNote, body.probe ? JSON.stringify(body.probe) : null, body.probe?.probedAt ?? null]));
      await tx.audit({ type: 'site.created', clientId: body.clientId, article: '第2条', target: { kind: 'site', id: row.id }, data: { name: body.siteName, url: body.url } });
      return this.one(tx, row.id);
    });
  }

  /** A site stays with its client. Throws version_stale, not_found. */
  update(actor: Actor, id: string, change: { readonly body: BodyOf<typeof siteRoutes.update>; readonly version: number }): Promise<SiteView> {
    const { body, version } = change;
    return this.db.tx(actor, async (tx) => {
      const before = await this.one(tx, id);
      if (before.clientId !== body.clientId) throw new AppError('site_of_other_client');
      const changed = await tx.change('update hoshu.site set site_name = $3, url = $4, server = $5, cms = $6, other_systems = $7, internal_note = $8, version = version + 1 where id = $1 and version = $2',
        [id, version, body.siteName, body.url, body.server, body.cms, body.otherSystems, body.internalNote]);
      if (!changed) throw new AppError('version_stale');
      await tx.audit({ type: 'site.changed', clientId: body.clientId, article: '第2条', target: { kind: 'site', id }, data: { name: body.siteName, url: body.url, urlBefore: before.url } });
      return this.one(tx, id);
    });
  }

  private async one(tx: Tx, id: string): Promise<SiteView> {
    return view(found(await tx.one<SiteRow>(`${select} where s.id = $1 and s.archived_at is null`, [id])));
  }
}

const escapeLike = (text: string | undefined): string => (text ?? '').replace(/[\\%_]/g, '\\$&');
