import { Injectable } from '@nestjs/common';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ContractFacts } from '../contracts/index.js';
import type { Found, ItemKind } from './records.js';
import type { ListedItem } from './offboarding-view.js';

type Side = 'client' | 'vendor';
export interface ListRow { readonly id: string; readonly openedOn: string; readonly refreshedOn: string; readonly record: { readonly contentHash: string; readonly list: readonly ListedItem[]; readonly fileId: string; readonly closedOn: string } | null }
export interface ItemRow {
  readonly id: string; readonly contractId: string; readonly kind: ItemKind; readonly sourceKey: string; readonly title: { ja: string; en: string }; readonly detail: string; readonly article: string; readonly ownerSide: Side; readonly addedSide: Side | 'system'; readonly addedBy: string; readonly addedOn: string;
  readonly mark: { readonly kind: 'done' | 'waived' | 'reopened'; readonly side: Side; readonly by: string; readonly on: string; readonly text: string } | null;
}
export interface ConfirmationRow { readonly side: Side; readonly personName: string; readonly personRole: string; readonly contentHash: string; readonly at: Date }
interface Origin { readonly side: Side | 'system'; readonly by: string }

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const itemSql = `select i.id, i.contract_id as "contractId", i.kind, i.source_key as "sourceKey", i.title, i.detail, i.article, i.owner_side as "ownerSide", i.added_side as "addedSide", i.added_by as "addedBy", ${day('i.added_on')} as "addedOn",
    (select jsonb_build_object('kind', m.kind, 'side', m.side, 'by', m.person_name, 'on', ${day('m.marked_on')}, 'text', m.text) from hoshu.offboarding_mark m where m.item_id = i.id order by m.id desc limit 1) as mark
  from hoshu.offboarding_item i`;

/** The list of what is handed over, its marks and confirmations; rows are only ever added. */
@Injectable()
export class OffboardingRepository {
  list(tx: Tx, contractId: string): Promise<ListRow | null> {
    return tx.one<ListRow>(
      `select o.id, ${day('o.opened_on')} as "openedOn", ${day('o.refreshed_on')} as "refreshedOn", (select jsonb_build_object('contentHash', r.content_hash, 'list', r.list, 'fileId', r.file_id, 'closedOn', ${day('r.closed_on')}) from hoshu.handover_record r where r.offboarding_id = o.id) as record
       from hoshu.offboarding o where o.contract_id = $1`, [contractId]);
  }

  items(tx: Tx, contractId: string): Promise<ItemRow[]> {
    return tx.query<ItemRow>(`${itemSql} where i.contract_id = $1 order by i.id`, [contractId]);
  }

  /** Throws not_found. */
  async item(tx: Tx, itemId: string): Promise<ItemRow> {
    return found(await tx.one<ItemRow>(`${itemSql} where i.id = $1`, [itemId]));
  }

  confirmations(tx: Tx, contractId: string): Promise<ConfirmationRow[]> {
    return tx.query<ConfirmationRow>('select side, person_name as "personName", person_role as "personRole", content_hash as "contentHash", confirmed_at as at from hoshu.handover_confirmation where contract_id = $1 order by id', [contractId]);
  }

  /** Opens the list, or notes that it was looked at today. */
  async open(tx: Tx, facts: ContractFacts): Promise<string> {
    await tx.query('insert into hoshu.offboarding (tenant_id, client_id, contract_id, opened_on, refreshed_on) values ($1, $2, $3, $4, $4) on conflict (tenant_id, contract_id) do nothing', [tx.actor.tenantId, facts.clientId, facts.id, tx.today]);
    const row = found(await tx.one<{ id: string }>('select id from hoshu.offboarding where contract_id = $1', [facts.id]));
    await tx.change('update hoshu.offboarding set refreshed_on = $2, version = version + 1 where id = $1 and refreshed_on < $2', [row.id, tx.today]);
    return row.id;
  }

  /** Adds items in this order; those whose record stands in the list already are left out. Returns how many are new. */
  add(tx: Tx, facts: ContractFacts, { listId, items, origin }: { readonly listId: string; readonly items: readonly Found[]; readonly origin: Origin }): Promise<number> {
    return tx.change(
      `insert into hoshu.offboarding_item (tenant_id, client_id, contract_id, offboarding_id, kind, source_key, title, detail, article, owner_side, added_side, added_by, added_on)
       select $1, $2, $3, $4, x.value ->> 'kind', x.value ->> 'key', x.value -> 'title', x.value ->> 'detail', x.value ->> 'article', x.value ->> 'owner', $6, $7, $8
       from jsonb_array_elements($5::jsonb) with ordinality x (value, place) order by x.place
       on conflict (tenant_id, offboarding_id, source_key) do nothing`,
      [tx.actor.tenantId, facts.clientId, facts.id, listId, JSON.stringify(items), origin.side, origin.by, tx.today]);
  }

  async mark(tx: Tx, facts: ContractFacts, mark: { readonly listId: string; readonly itemId: string; readonly kind: string; readonly side: Side; readonly text: string }): Promise<void> {
    await tx.query('insert into hoshu.offboarding_mark (tenant_id, client_id, contract_id, offboarding_id, item_id, kind, side, person_name, text, marked_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tx.actor.tenantId, facts.clientId, facts.id, mark.listId, mark.itemId, mark.kind, mark.side, tx.actor.name, mark.text, tx.today]);
  }

  /** False when this side confirmed this very list already. */
  async confirm(tx: Tx, facts: ContractFacts, confirmed: { readonly listId: string; readonly side: Side; readonly personName: string; readonly contentHash: string }): Promise<boolean> {
    const rows = await tx.query(
      `insert into hoshu.handover_confirmation (tenant_id, client_id, contract_id, offboarding_id, side, person_name, person_role, content_hash, ip, confirmed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (tenant_id, offboarding_id, side, content_hash) do nothing returning id`,
      [tx.actor.tenantId, facts.clientId, facts.id, confirmed.listId, confirmed.side, confirmed.personName, tx.actor.role, confirmed.contentHash, tx.actor.request.ip, tx.now]);
    return rows.length > 0;
  }

  async close(tx: Tx, facts: ContractFacts, closed: { readonly listId: string; readonly contentHash: string; readonly list: readonly ListedItem[]; readonly fileId: string }): Promise<void> {
    await tx.query('insert into hoshu.handover_record (tenant_id, client_id, contract_id, offboarding_id, content_hash, list, file_id, closed_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [tx.actor.tenantId, facts.clientId, facts.id, closed.listId, closed.contentHash, JSON.stringify(closed.list), closed.fileId, tx.today]);
  }
}
