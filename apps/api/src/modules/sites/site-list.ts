import { uuid, type ProbeFacts, type QueryOf, type ResponseOf, type siteRoutes } from '@hoshu/api-schema';
import { AppError } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';

export type SiteView = ResponseOf<typeof siteRoutes.get>;
export interface SiteRow {
  id: string; version: number; client_id: string; client_name: string; site_name: string; url: string; server: string; cms: string; other_systems: string[]; internal_note: string; probe: ProbeFacts | null;
  contracts: { id: string; number: string }[]; state: SiteView['state'];
}

// Monitors of ended contracts say nothing about today; what nobody looked at for twice its interval is not shown as known.
const watched = `
  select case
    when count(*) = 0 then 'none' when bool_or(w.one = 'down') then 'down' when bool_or(w.one = 'unknown') then 'unknown' when bool_or(w.one = 'up') then 'up' else 'paused' end as state
  from (
    select case when m.paused then 'paused' when k.checked_at is null or k.checked_at < now() - m.interval_minutes * interval '2 minutes' then 'unknown' else coalesce(h.state, 'unknown') end as one
    from hoshu.monitor m
      left join lateral (select checked_at from hoshu.monitor_check c where c.monitor_id = m.id order by c.business_at desc limit 1) k on true
      left join lateral (select state from hoshu.monitor_state_change c where c.monitor_id = m.id order by c.confirmed_at desc, c.id desc limit 1) h on true
    where m.site_id = s.id and not exists (select 1 from hoshu.contract_end e where e.contract_id = m.contract_id and e.withdrawn_at is null and e.last_on < $1::date)
  ) w`;

/** Sites with what their monitors say; `$1` is the business day. */
export const selectSites = `select s.id, s.version, s.client_id, c.company_name as client_name, s.site_name, s.url, s.server, s.cms, s.other_systems, s.internal_note, s.probe, v.state,
  (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'number', k.contract_number) order by k.contract_number), '[]') from hoshu.contract_site x join hoshu.contract k on k.id = x.contract_id where x.site_id = s.id) as contracts
  from hoshu.site s join hoshu.client c on c.id = s.client_id cross join lateral (${watched}) v`;

export const siteView = (row: SiteRow): SiteView => ({
  id: row.id, version: row.version, clientId: row.client_id, clientName: row.client_name, siteName: row.site_name, url: row.url, server: row.server, cms: row.cms, otherSystems: row.other_systems,
  internalNote: row.internal_note, probe: row.probe, contracts: row.contracts, state: row.state,
});

const escapeLike = (text: string | undefined): string => (text ?? '').replace(/[\\%_]/g, '\\$&');
const sortKeys = { name: 's.site_name', client: 'c.company_name', cms: 's.cms', server: 's.server', state: `case v.state when 'down' then '1' when 'unknown' then '2' when 'paused' then '3' when 'none' then '4' else '5' end` } as const;

function after(cursor: string | undefined): { key: string; id: string } | null {
  const keys = decodeCursor<{ key: string; id: string }>(cursor);
  if (keys === null) return null;
  if (typeof keys.key !== 'string' || !uuid.safeParse(keys.id).success) throw new AppError('invalid_request', { fields: [{ path: 'query.cursor', code: 'cursor', message: 'cursor' }] });
  return keys;
}

/** One page of the register, filtered and in the wanted order (F006). */
export async function listSites(tx: Tx, query: QueryOf<typeof siteRoutes.list>): Promise<{ items: SiteView[]; nextCursor: string | null; total: null }> {
  const limit = query.limit ?? 50;
  const [direction, beyond] = query.order === 'desc' ? ['desc', '<'] : ['asc', '>'];
  const cursor = after(query.cursor);
  const rows = await tx.query<SiteRow & { sort_key: string }>(
    `select * from (${selectSites.replace('select s.id', `select ${sortKeys[query.sort ?? 'name']} as sort_key, s.id`)}
      where s.archived_at is null and ($2 = '' or s.site_name ilike '%' || $2 || '%' or s.url ilike '%' || $2 || '%' or c.company_name ilike '%' || $2 || '%') and ($3::uuid is null or s.client_id = $3)
        and ($4 = '' or s.cms ilike $4 || '%') and ($5 = '' or s.server ilike $5 || '%') and ($6::text is null or v.state = $6)) q
     where $7::text is null or (q.sort_key collate "ja-x-icu", q.id) ${beyond} ($7 collate "ja-x-icu", $8::uuid) order by q.sort_key collate "ja-x-icu" ${direction}, q.id ${direction} limit $9`,
    [tx.today, escapeLike(query.search), query.clientId ?? null, escapeLike(query.cms), escapeLike(query.server), query.state ?? null, cursor?.key ?? null, cursor?.id ?? null, limit + 1]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(siteView), nextCursor: rows.length > limit && last ? encodeCursor({ key: last.sort_key, id: last.id }) : null, total: null };
}

/** What the register holds, for the filters of its list. */
export async function siteChoices(tx: Tx): Promise<ResponseOf<typeof siteRoutes.choices>> {
  const [row] = await tx.query<ResponseOf<typeof siteRoutes.choices>>(
    `select
      (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.company_name) order by q.company_name collate "ja-x-icu"), '[]') from (select c.id, c.company_name from hoshu.client c where c.archived_at is null and exists (select 1 from hoshu.site s where s.client_id = c.id and s.archived_at is null) limit 500) q) as clients,
      (select coalesce(jsonb_agg(q.cms order by q.cms collate "ja-x-icu"), '[]') from (select distinct cms from hoshu.site where archived_at is null and cms <> '' limit 200) q) as cms,
      (select coalesce(jsonb_agg(q.server order by q.server collate "ja-x-icu"), '[]') from (select distinct server from hoshu.site where archived_at is null and server <> '' limit 200) q) as servers`);
  return row ?? { clients: [], cms: [], servers: [] };
}
