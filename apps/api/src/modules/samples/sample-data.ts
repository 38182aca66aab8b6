import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { TermsInput } from '@hoshu/api-schema';
import { bodyHash, renderContract } from '@hoshu/contract-text';
import { addDays, addMonths, monthOf, parseLocalDate, renewalChain, type LocalDate } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import type { Config } from '../../platform/config.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { CONFIG } from '../../platform/tokens.js';
import { composeTerms, defaultTerms, DraftRepository } from '../contracts/index.js';
import { antisocialStatement, Represent } from '../signing/index.js';
import { sampleClients, type SampleClient, type SampleContract } from './sample-clients.js';

/** How far back the samples' invoices go. */
const monthsOfInvoices = 3;

/** The same day so many months ago, at most the 28th, and some days later. */
const monthsBefore = (today: string, monthsAgo: number, plusDays = 0): LocalDate => {
  const month = addMonths(monthOf(found(parseLocalDate(today))), -monthsAgo);
  const day = Math.min(28, Number(today.slice(8)));
  return addDays(found(parseLocalDate(`${month}-${String(day).padStart(2, '0')}`)), plusDays);
};

/** Three clients and four contracts at different stages (F166), written as the vendor; every row hangs on a client marked as sample. */
@Injectable()
export class SampleData {
  constructor(private readonly db: Db, private readonly drafts: DraftRepository, private readonly representing: Represent, @Inject(CONFIG) private readonly config: Config) {}

  /** Adds the samples once; a tenant that has them keeps what it has. */
  add(actor: Actor): Promise<{ added: boolean; clients: Record<string, string> }> {
    return this.db.tx(actor, async (tx) => {
      // Two clicks at once add them once.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`samples:${tx.actor.tenantId}`]);
      const known = await tx.one('select 1 from hoshu.client where is_sample limit 1');
      if (known) return { added: false, clients: {} };
      const clients: Record<string, string> = {};
      for (const sample of sampleClients) clients[sample.key] = await this.addClient(tx, sample);
      await tx.audit({ type: 'sample.added', data: { clients: sampleClients.length } });
      await tx.emit('samples.story', {});
      return { added: true, clients };
    });
  }

  private async addClient(tx: Tx, sample: SampleClient): Promise<string> {
    const client = found(await tx.one<{ id: string }>(
      `insert into hoshu.client (tenant_id, company_name, company_kana, postal_code, prefecture, city, street, representative_title, representative_name, telephone, notice_email, honorific, is_sample)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '御中', true) returning id`,
      [tx.actor.tenantId, sample.companyName, sample.companyKana, sample.postalCode, sample.prefecture, sample.city, sample.street, sample.title, sample.person, sample.telephone, sample.email]));
    await tx.query('insert into hoshu.client_contact (tenant_id, client_id, person_name, email, title) values ($1, $2, $3, $4, $5)', [tx.actor.tenantId, client.id, sample.person, sample.email, sample.title]);
    await tx.audit({ type: 'client.created', clientId: client.id, article: '第1条', target: { kind: 'client', id: client.id }, data: { companyName: sample.companyName, sample: true } });
    for (const contract of sample.contracts) await this.addContract(tx, client.id, { ...contract, ...(this.config.mode === 'demo' && contract.watchesDemo ? { alsoUrl: `${this.config.publicUrl}/` } : {}) });
    return client.id;
  }

  private async addSite(tx: Tx, clientId: string, site: Pick<SampleContract, 'siteName' | 'url' | 'server' | 'cms'>): Promise<string> {
    return found(await tx.one<{ id: string }>(
      'insert into hoshu.site (tenant_id, client_id, site_name, url, server, cms, is_sample) values ($1, $2, $3, $4, $5, $6, true) returning id',
      [tx.actor.tenantId, clientId, site.siteName, site.url, site.server, site.cms])).id;
  }

  private async addContract(tx: Tx, clientId: string, sample: SampleContract & { readonly alsoUrl?: string }): Promise<void> {
    const siteIds = [await this.addSite(tx, clientId, sample)];
    // ADR 0010: the second site is this demo itself, which the monitor can really reach.
    if (sample.alsoUrl) siteIds.push(await this.addSite(tx, clientId, { siteName: 'みどり会 お知らせページ（このデモ自身）', url: sample.alsoUrl, server: 'Hoshu デモ', cms: 'なし' }));
    const startOn = sample.concluded ? monthsBefore(tx.today, sample.concluded.monthsAgo, sample.concluded.plusDays) : addDays(found(parseLocalDate(tx.today)), 7);
    const base = defaultTerms();
    const input: TermsInput = { ...base, feeYen: sample.feeYen, dueDay: sample.dueDay, timing: sample.timing, contractDate: startOn, term: { ...base.term, startOn } };
    const sites = await this.drafts.sites(tx, clientId, siteIds);
    const terms = composeTerms(input, { vendor: found(await this.drafts.vendorParty(tx)), client: await this.drafts.clientParty(tx, clientId), sites });
    const contractId = await this.drafts.insertContract(tx, { clientId, number: await this.drafts.nextNumber(tx, 'sample'), responsibleName: tx.actor.name });
    await tx.query('update hoshu.contract set is_sample = true, billing_starts_on = $2, version = version + 1 where id = $1', [contractId, sample.concluded ? `${monthsBefore(tx.today, monthsOfInvoices).slice(0, 7)}-01` : null]);
    await this.drafts.insertVersion(tx, { contractId, clientId, number: 1, terms });
    await this.drafts.replaceSites(tx, { id: contractId, clientId }, siteIds);
    await tx.audit({ type: 'contract.drafted', contractId, clientId, article: '第1条', data: { feeYen: sample.feeYen, sample: true } });
    if (sample.concluded) await this.conclude(tx, { contractId, clientId, concludedOn: startOn, firstEnd: found(terms.term.firstEndOn), hash: bodyHash(renderContract(terms), sha256), clientPerson: terms.parties.client.representativeName });
  }

  // A contract that was signed elsewhere before the samples were added, with every renewal that has happened since.
  private async conclude(tx: Tx, contract: { contractId: string; clientId: string; concludedOn: LocalDate; firstEnd: LocalDate; hash: string; clientPerson: string }): Promise<void> {
    const { contractId, clientId, concludedOn, firstEnd, hash, clientPerson } = contract;
    const version = found(await tx.one<{ id: string }>('update hoshu.contract_version set fixed_at = $2, body_hash = $3, effective_on = $4, version = version + 1 where contract_id = $1 and number = 1 returning id', [contractId, tx.now, hash, concludedOn]));
    await tx.query(`insert into hoshu.contract_conclusion (tenant_id, client_id, contract_id, version_id, concluded_on, method) values ($1, $2, $3, $4, $5, 'external')`, [tx.actor.tenantId, clientId, contractId, version.id, concludedOn]);
    const ends = renewalChain({ firstEnd, renewals: 3 });
    let startsOn = concludedOn;
    for (const [index, lastOn] of ends.entries()) {
      if (startsOn > tx.today) break;
      await tx.query('insert into hoshu.contract_term (tenant_id, client_id, contract_id, version_id, number, starts_on, last_on) values ($1, $2, $3, $4, $5, $6, $7)', [tx.actor.tenantId, clientId, contractId, version.id, index + 1, startsOn, lastOn]);
      startsOn = addDays(lastOn, 1);
    }
    // D4: nobody concludes without both representations.
    for (const [party, name] of [['client', clientPerson], ['vendor', tx.actor.name]] as const) {
      await this.representing.record(tx, { id: contractId, clientId }, { party, version: antisocialStatement.version, text: antisocialStatement.ja, officers: [name], answeredBy: name, answeredOn: concludedOn });
    }
    await tx.audit({ type: 'contract.concluded', contractId, clientId, article: '締結', data: { concludedOn, method: 'external', document: createHash('sha256').update(hash).digest('hex') } });
  }
}
