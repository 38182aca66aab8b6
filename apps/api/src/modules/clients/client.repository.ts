import { Injectable } from '@nestjs/common';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';

export interface ClientRecord {
  id: string; version: number; company_name: string; company_kana: string; postal_code: string; prefecture: string; city: string; street: string; building: string; representative_title: string; representative_name: string;
  telephone: string; notice_email: string; notice_postal: string; department: string; honorific: '御中' | '様'; purchase_order: string; billing_starts_on: string | null; goes_live_on: string | null;
  payer_names: string[]; invoice_recipients: string[]; internal_note: string; is_sample: boolean; created_at: Date;
}
export interface ContactRecord { id: string; version: number; client_id: string; person_name: string; email: string; department: string; title: string; telephone: string; is_shared_mailbox: boolean }

const writable = ['company_name', 'company_kana', 'postal_code', 'prefecture', 'city', 'street', 'building', 'representative_title', 'representative_name', 'telephone', 'notice_email', 'notice_postal',
  'department', 'honorific', 'purchase_order', 'billing_starts_on', 'goes_live_on', 'payer_names', 'invoice_recipients', 'internal_note'] as const;
export type ClientValues = Pick<ClientRecord, (typeof writable)[number]>;
const columns = `id, version, ${writable.filter((name) => !name.endsWith('_on')).join(', ')}, to_char(billing_starts_on, 'YYYY-MM-DD') as billing_starts_on, to_char(goes_live_on, 'YYYY-MM-DD') as goes_live_on, is_sample, created_at`;
const ownColumns = ['id', 'company_name', 'company_kana', 'postal_code', 'prefecture', 'city', 'street', 'building', 'telephone', 'department', 'representative_title', 'representative_name', 'notice_email', 'notice_postal'] as const;
export type OwnClient = Pick<ClientRecord, (typeof ownColumns)[number]>;
const contactColumns = 'id, version, client_id, person_name, email, department, title, telephone, is_shared_mailbox';

/** 甲's organisations and their contacts, read and written by the vendor or the system. */
@Injectable()
export class ClientRepository {
  async get(tx: Tx, id: string): Promise<ClientRecord> {
    return found(await tx.one<ClientRecord>(`select ${columns} from hoshu.client where id = $1 and archived_at is null`, [id]));
  }

  /** The organisation of an actor of 甲, whose role sees no other row and not every column. */
  async own(tx: Tx): Promise<OwnClient> {
    return found(await tx.one<OwnClient>(`select ${ownColumns.join(', ')} from hoshu.client limit 1`));
  }

  /** Every client in Japanese order after the cursor (company name, id). */
  list(tx: Tx, options: { search: string; after: { name: string; id: string } | null; limit: number }): Promise<(Pick<ClientRecord, 'id' | 'company_name' | 'prefecture' | 'is_sample'> & { contract_count: number; site_count: number })[]> {
    return tx.query(
      `select c.id, c.company_name, c.prefecture, c.is_sample,
        (select count(*)::int from hoshu.contract k where k.client_id = c.id) as contract_count, (select count(*)::int from hoshu.site s where s.client_id = c.id and s.archived_at is null) as site_count
       from hoshu.client c where c.archived_at is null and ($1 = '' or c.company_name ilike '%' || $1 || '%' or c.company_kana ilike '%' || $1 || '%')
         and ($2::text is null or (c.company_name collate "ja-x-icu", c.id) > ($2 collate "ja-x-icu", $3::uuid)) order by c.company_name collate "ja-x-icu", c.id limit $4`,
      [options.search.replace(/[\\%_]/g, '\\$&'), options.after?.name ?? null, options.after?.id ?? null, options.limit]);
  }

  /** Every name, with whether somebody there has an address of a domain. */
  names(tx: Tx, domain: string | null): Promise<(Pick<ClientRecord, 'id' | 'company_name' | 'prefecture'> & { same_domain: boolean })[]> {
    return tx.query(
      `select c.id, c.company_name, c.prefecture, $1::text is not null and (c.notice_email like '%@' || $1 or exists (select 1 from hoshu.client_contact k where k.client_id = c.id and k.archived_at is null and k.email like '%@' || $1)) as same_domain
       from hoshu.client c where c.archived_at is null order by c.company_name collate "ja-x-icu"`, [domain?.replace(/[\\%_]/g, '\\$&') ?? null]);
  }

  async insert(tx: Tx, values: ClientValues): Promise<string> {
    const row = await tx.one<{ id: string }>(`insert into hoshu.client (tenant_id, ${writable.join(', ')}) values ($1, ${writable.map((_, index) => `$${index + 2}`).join(', ')}) returning id`, [tx.actor.tenantId, ...writable.map((name) => values[name])]);
    return found(row).id;
  }

  /** Compare-and-set on the version the person read. Throws version_stale. */
  async update(tx: Tx, id: string, values: ClientValues, version: number): Promise<void> {
    const changed = await tx.change(`update hoshu.client set ${writable.map((name, index) => `${name} = $${index + 3}`).join(', ')}, version = version + 1 where id = $1 and version = $2`, [id, version, ...writable.map((name) => values[name])]);
    if (!changed) throw new AppError('version_stale');
  }

  contacts(tx: Tx, clientId: string): Promise<ContactRecord[]> {
    return tx.query<ContactRecord>(`select ${contactColumns} from hoshu.client_contact where client_id = $1 and archived_at is null order by created_at, id`, [clientId]);
  }

  async addContact(tx: Tx, clientId: string, contact: Omit<ContactRecord, 'id' | 'version' | 'client_id'>): Promise<string> {
    const row = await tx.one<{ id: string }>(
      'insert into hoshu.client_contact (tenant_id, client_id, person_name, email, department, title, telephone, is_shared_mailbox) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id',
      [tx.actor.tenantId, clientId, contact.person_name, contact.email, contact.department, contact.title, contact.telephone, contact.is_shared_mailbox]);
    return found(row).id;
  }

  async archiveContact(tx: Tx, clientId: string, contactId: string): Promise<void> {
    const changed = await tx.change('update hoshu.client_contact set archived_at = now(), version = version + 1 where id = $2 and client_id = $1 and archived_at is null', [clientId, contactId]);
    if (!changed) throw new AppError('not_found');
  }
}
