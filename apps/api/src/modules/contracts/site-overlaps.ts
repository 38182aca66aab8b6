import { Injectable } from '@nestjs/common';
import type { ResponseOf, contractRoutes } from '@hoshu/api-schema';
import type { ContractTerms } from '@hoshu/contract-text';
import { addDays, localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader } from './contract-facts.js';
import { DraftRepository } from './draft.repository.js';

type View = ResponseOf<typeof contractRoutes.siteOverlaps>;
interface Wish { readonly contractId: string; readonly siteIds: readonly string[]; readonly terms: Pick<ContractTerms, 'annex'>; readonly startsOn: string }
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/** F009: a site is covered by one contract only for the same service of 第3条 and the same day. The database refuses it; this says beforehand which contract stands in the way, and from when it is free. */
@Injectable()
export class SiteOverlaps {
  constructor(private readonly db: Db, private readonly contracts: ContractReader, private readonly drafts: DraftRepository) {}

  /** The contracts in the way of a draft that would begin on a day. Throws not_found. */
  get(actor: Actor, contractId: string, startsOn: string | undefined): Promise<View> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.contracts.facts(tx, contractId);
      const draft = facts.conclusion ? null : await this.drafts.newest(tx, contractId);
      const terms = draft?.terms ?? facts.terms;
      return this.find(tx, { contractId, siteIds: await this.drafts.siteIds(tx, contractId), terms, startsOn: startsOn ?? terms.term.startOn ?? tx.today });
    });
  }

  /** Throws site_overlap with the contracts in the way and `alignOn`, the first day on which the sites are free (null while one of them has no end). */
  async refuse(tx: Tx, wish: Wish): Promise<void> {
    const { items, alignOn } = await this.find(tx, wish);
    if (items.length > 0) throw new AppError('site_overlap', { data: { items, alignOn } });
  }

  /** As `refuse`, for a contract that is about to be sent or concluded with its own sites. */
  async refuseOf(tx: Tx, contractId: string, { terms, startsOn }: Pick<Wish, 'terms' | 'startsOn'>): Promise<void> {
    await this.refuse(tx, { contractId, siteIds: await this.drafts.siteIds(tx, contractId), terms, startsOn });
  }

  private async find(tx: Tx, { contractId, siteIds, terms, startsOn }: Wish): Promise<View> {
    const services = terms.annex.works.filter(({ applies }) => applies).map(({ number }) => number);
    const items = await tx.query<View['items'][number]>(
      `select c.contract_id as "contractId", k.contract_number as "contractNumber", c.site_id as "siteId", s.site_name as "siteName", array_agg(distinct c.service order by c.service) as services, ${day('min(c.starts_on)')} as "startsOn", case when bool_or(c.last_on is null) then null else ${day('max(c.last_on)')} end as "lastOn"
       from hoshu.site_coverage c join hoshu.contract k on k.id = c.contract_id join hoshu.site s on s.id = c.site_id
       where c.contract_id <> $1 and c.site_id = any($2) and c.service = any($3) and (c.last_on is null or c.last_on >= $4) group by 1, 2, 3, 4 order by 2, 4`, [contractId, [...siteIds], services, startsOn]);
    const isOpen = items.some(({ lastOn }) => lastOn === null);
    const last = items.map(({ lastOn }) => lastOn ?? '').sort().at(-1);
    return { items, alignOn: items.length === 0 || isOpen || !last ? null : addDays(localDate(last), 1) };
  }
}
