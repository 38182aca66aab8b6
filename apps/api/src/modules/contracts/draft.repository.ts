import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@hoshu/contract-text';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { composeTerms, termsInputOf, type PartyRecord, type SiteRecord } from './compose-terms.js';

export interface DraftVersion { id: string; version: number; number: number; terms: ContractTerms; body_hash: string | null; fixed: boolean }
/** What the contract's page adds to its facts. */
export interface Care { version: number; deputy_name: string; internal_note: string | null; newest: { version: number; number: number; terms: ContractTerms } | null }
const versionColumns = 'id, version, number, terms, body_hash, fixed_at is not null as fixed';
const partyColumns = 'company_name, prefecture, city, street, building, representative_title, representative_name, notice_email, notice_postal';

/** Contracts and the versions of their terms, as the wizard writes them. */
@Injectable()
export class DraftRepository {
  vendorParty(tx: Tx): Promise<PartyRecord | null> {
    return tx.one<PartyRecord>(`select ${partyColumns} from hoshu.company_profile where effective_on <= $1 order by effective_on desc, id desc limit 1`, [tx.today]);
  }

  async clientParty(tx: Tx, clientId: string): Promise<PartyRecord> {
    return found(await tx.one<PartyRecord>(`select ${partyColumns} from hoshu.client where id = $1 and archived_at is null`, [clientId]));
  }

  /** The sites in the order given. Throws not_found for an absent one, site_of_other_client for another client's. */
  async sites(tx: Tx, clientId: string | null, ids: readonly string[]): Promise<SiteRecord[]> {
    const rows = await tx.query<SiteRecord>('select id, client_id, site_name, url, server, cms, other_systems from hoshu.site where id = any($1) and archived_at is null', [[...ids]]);
    const ordered = ids.map((id) => found(rows.find((row) => row.id === id)));
    if (clientId !== null && ordered.some((row) => row.client_id !== clientId)) throw new AppError('site_of_other_client');
    return ordered;
  }

  async insertContract(tx: Tx, contract: { clientId: string; number: string; responsibleName: string; templateVersionId?: string | null }): Promise<string> {
    const row = await tx.one<{ id: string }>('insert into hoshu.contract (tenant_id, client_id, contract_number, responsible_name, template_version_id) values ($1, $2, $3, $4, $5) returning id', [tx.actor.tenantId, contract.clientId, contract.number, contract.responsibleName, contract.templateVersionId ?? null]);
    return found(row).id;
  }

  /** Raises the tenant's contract counter: HS-2026-0001 … */
  /** `HS-2026-0001`; samples count apart, so that their removal leaves no gap. */
  async nextNumber(tx: Tx, kind: 'real' | 'sample' = 'real'): Promise<string> {
    const year = kind === 'sample' ? 'SAMPLE' : tx.today.slice(0, 4);
    const row = await tx.one<{ last_number: string }>(
      `insert into hoshu.number_counter as n (tenant_id, series, last_number) values ($1, $2, 1) on conflict (tenant_id, series) do update set last_number = n.last_number + 1 returning last_number`, [tx.actor.tenantId, `contract:${year}`]);
    return `HS-${year}-${found(row).last_number.padStart(4, '0')}`;
  }

  /** `version` goes on counting from the version before, so that an old If-Match never fits a new draft. */
  async insertVersion(tx: Tx, row: { contractId: string; clientId: string; number: number; terms: ContractTerms; version?: number }): Promise<void> {
    await tx.query('insert into hoshu.contract_version (tenant_id, client_id, contract_id, number, terms, version) values ($1, $2, $3, $4, $5, $6)', [tx.actor.tenantId, row.clientId, row.contractId, row.number, JSON.stringify(row.terms), row.version ?? 1]);
  }

  /** The newest version, fixed or still being written. */
  newest(tx: Tx, contractId: string): Promise<DraftVersion | null> {
    return tx.one<DraftVersion>(`select ${versionColumns} from hoshu.contract_version where contract_id = $1 order by number desc limit 1`, [contractId]);
  }

  /** Writes the terms of a draft that the caller has locked and compared. */
  async saveDraft(tx: Tx, draft: { id: string; terms: ContractTerms }): Promise<void> {
    await tx.query('update hoshu.contract_version set terms = $2, version = version + 1 where id = $1 and fixed_at is null', [draft.id, JSON.stringify(draft.terms)]);
  }

  /** Who last wrote the draft, and when; the vendor's role alone reads names. */
  lastWriter(tx: Tx, contractId: string): Promise<{ at: string; name: string | null } | null> {
    return tx.one<{ at: string; name: string | null }>(
      `select e.canon::jsonb ->> 'at' as at, (select p.value from audit.pii p where p.commitment = e.canon::jsonb #>> '{actor,name}') as name from audit.event e
       where e.stream = $1 and e.type in ('contract.drafted', 'contract.draft-saved', 'signing.sent') order by e.seq desc limit 1`, [`contract:${contractId}`]);
  }

  async siteIds(tx: Tx, contractId: string): Promise<string[]> {
    return (await tx.query<{ site_id: string }>('select site_id from hoshu.contract_site where contract_id = $1 order by position', [contractId])).map((row) => row.site_id);
  }

  /** The terms with parties, sites and notice addresses as the registers have them today; a text that is not out for signature always follows them. */
  async withRegisters(tx: Tx, contract: { id: string; clientId: string }, terms: ContractTerms): Promise<ContractTerms> {
    const vendor = found(await this.vendorParty(tx));
    const client = await this.clientParty(tx, contract.clientId);
    return composeTerms(termsInputOf(terms), { vendor, client, sites: await this.sites(tx, contract.clientId, await this.siteIds(tx, contract.id)) });
  }

  async replaceSites(tx: Tx, contract: { id: string; clientId: string }, siteIds: readonly string[]): Promise<void> {
    await tx.query('delete from hoshu.contract_site where contract_id = $1', [contract.id]);
    for (const [index, siteId] of siteIds.entries()) {
      await tx.query('insert into hoshu.contract_site (tenant_id, client_id, contract_id, site_id, position) values ($1, $2, $3, $4, $5)', [tx.actor.tenantId, contract.clientId, contract.id, siteId, index + 1]);
    }
  }

  /** Settings of care (第5条) and moving in (D11). Throws version_stale. */
  async saveCare(tx: Tx, id: string, care: { responsibleName: string; deputyName: string; internalNote: string; billingStartsOn: string | null; goesLiveOn: string | null; version: number }): Promise<void> {
    const changed = await tx.change(
      'update hoshu.contract set responsible_name = $3, deputy_name = $4, internal_note = $5, billing_starts_on = $6, goes_live_on = $7, version = version + 1 where id = $1 and version = $2',
      [id, care.version, care.responsibleName, care.deputyName, care.internalNote, care.billingStartsOn, care.goesLiveOn]);
    if (!changed) throw new AppError('version_stale');
  }

  async care(tx: Tx, id: string): Promise<Care> {
    // 甲's role has no right on the internal note, and no draft: both are named only for the vendor.
    if (tx.actor.kind !== 'vendor') return found(await tx.one<Care>('select version, deputy_name, null as internal_note, null as newest from hoshu.contract where id = $1', [id]));
    return found(await tx.one<Care>(`select c.version, c.deputy_name, c.internal_note, (select jsonb_build_object('version', v.version, 'number', v.number, 'terms', v.terms) from hoshu.contract_version v where v.contract_id = c.id order by v.number desc limit 1) as newest
       from hoshu.contract c where c.id = $1`, [id]));
  }

  async withdraw(tx: Tx, id: string): Promise<boolean> {
    return (await tx.change('update hoshu.contract set withdrawn_at = now(), version = version + 1 where id = $1 and withdrawn_at is null', [id])) > 0;
  }
}
