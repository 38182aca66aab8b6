import { Injectable } from '@nestjs/common';
import { blankTerms, type ContractTerms } from '@hoshu/contract-text';
import { AppError, found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { Files } from '../../platform/storage/files.js';
import { readZip, type ZipEntry } from '../../platform/storage/zip.js';
import { OpeningMoney } from '../billing/index.js';
import { ClientRepository, nameKey } from '../clients/index.js';
import { composeTerms, DraftRepository, termsInputOf } from '../contracts/index.js';
import { OpeningPayments } from '../liability/index.js';
import { RegisterMoved } from '../signing/index.js';
import { insertSite } from '../sites/index.js';
import { urlKey } from './check-rows.js';
import { MoveRepository } from './move.repository.js';
import type { ImportRow } from './row.js';

export interface Made { readonly contractId: string; readonly siteId: string | null; readonly clientId: string | null; readonly receiptId: string | null }
type Owner = { readonly contractId: string; readonly clientId: string };

/** What is registered, kept up to date while rows are written. */
export class Registers {
  constructor(readonly clients: Map<string, string[]>, readonly sites: Map<string, string>, readonly numbers: Set<string>, readonly papers: ReadonlyMap<string, ZipEntry>) {}

  /** The client of a name but for its legal form; null for none. Throws conflict when there are several. */
  client(companyName: string): string | null {
    const ids = this.clients.get(companyName) ?? this.clients.get(nameKey(companyName)) ?? [];
    if (ids.length > 1) throw new AppError('conflict');
    return ids[0] ?? null;
  }

  /** A row was written: the next ones find its client, site and number. */
  remember(row: ImportRow, made: Made & { readonly ownerId?: string }): void {
    if (row.number) this.numbers.add(row.number);
    if (made.clientId) for (const key of new Set([row.client.companyName, nameKey(row.client.companyName)])) this.clients.set(key, [...(this.clients.get(key) ?? []), made.clientId]);
    if (made.siteId && made.ownerId) this.sites.set(`${made.ownerId} ${urlKey(row.site.url)}`, made.siteId);
  }
}

/** One row of an import as client, site, concluded contract and opening positions. */
@Injectable()
export class WriteContract {
  constructor(
    private readonly repository: MoveRepository, private readonly clients: ClientRepository, private readonly drafts: DraftRepository, private readonly moved: RegisterMoved, private readonly files: Files, private readonly payments: OpeningPayments, private readonly money: OpeningMoney,
  ) {}

  /** The registers as they are now; the caller holds the lock of moving in. */
  async registers(tx: Tx, runId: string): Promise<Registers> {
    const known = await this.repository.known(tx);
    const clients = new Map<string, string[]>();
    for (const { id, company_name: name } of known.clients) for (const key of new Set([name, nameKey(name)])) clients.set(key, [...(clients.get(key) ?? []), id]);
    const sites = await tx.query<{ id: string; client_id: string; url: string }>('select id, client_id, url from hoshu.site where archived_at is null');
    const papers = new Map<string, ZipEntry>();
    for (const archive of await this.repository.archives(tx, runId)) for (const entry of readZip((await this.files.read(tx, archive.file_id)).content)) if (!papers.has(entry.name)) papers.set(entry.name, entry);
    return new Registers(clients, new Map(sites.map((site) => [`${site.client_id} ${urlKey(site.url)}`, site.id])), new Set(known.numbers), papers);
  }

  /** Writes everything of the row in the caller's transaction. Throws conflict, and what the database refuses. */
  async run(tx: Tx, { contents: row, paperName }: { readonly contents: ImportRow; readonly paperName: string | null }, registers: Registers): Promise<Made & { readonly ownerId: string }> {
    const known = registers.client(row.client.companyName);
    const clientId = known ?? (await this.client(tx, row));
    const knownSite = registers.sites.get(`${clientId} ${urlKey(row.site.url)}`) ?? null;
    const siteId = knownSite ?? (await insertSite(tx, { ...row.site, clientId, otherSystems: [], internalNote: '', probe: null }));
    const owner = { contractId: await this.contract(tx, { row, clientId, siteId }), clientId };
    await this.conclude(tx, owner, { row, siteId, paper: paperName === null ? null : found(registers.papers.get(paperName)) });
    const receiptId = await this.positions(tx, owner, row);
    return { contractId: owner.contractId, siteId: knownSite ? null : siteId, clientId: known ? null : clientId, receiptId, ownerId: clientId };
  }

  private async client(tx: Tx, { client, contactName, goesLiveOn, billingStartsOn }: ImportRow): Promise<string> {
    const id = await this.clients.insert(tx, {
      company_name: client.companyName, company_kana: client.companyKana, postal_code: client.postalCode, prefecture: client.prefecture, city: client.city, street: client.street, building: '', representative_title: client.representativeTitle, representative_name: client.representativeName,
      telephone: client.telephone, notice_email: client.noticeEmail, notice_postal: '', department: '', honorific: '御中', purchase_order: '', billing_starts_on: billingStartsOn, goes_live_on: goesLiveOn, payer_names: [...client.payerNames], invoice_recipients: [], internal_note: '',
    });
    await this.clients.addContact(tx, id, { person_name: contactName, email: client.noticeEmail, department: '', title: '', telephone: '', is_shared_mailbox: false });
    await tx.audit({ type: 'client.created', clientId: id, article: '第1条', target: { kind: 'client', id }, data: { companyName: client.companyName, movedIn: true }, personal: { representative: client.representativeName } });
    return id;
  }

  private async contract(tx: Tx, { row, clientId, siteId }: { readonly row: ImportRow; readonly clientId: string; readonly siteId: string }): Promise<string> {
    const id = await this.drafts.insertContract(tx, { clientId, number: row.number || (await this.drafts.nextNumber(tx)), responsibleName: tx.actor.name });
    await tx.query('update hoshu.contract set billing_starts_on = $2, goes_live_on = $3, version = version + 1 where id = $1', [id, row.billingStartsOn, row.goesLiveOn]);
    await this.drafts.replaceSites(tx, { id, clientId }, [siteId]);
    return id;
  }

  // What the row does not say is not asserted: 別紙1 stays blank, the other numbers are the form's.
  private async terms(tx: Tx, { row, clientId, siteId }: { readonly row: ImportRow; readonly clientId: string; readonly siteId: string }): Promise<ContractTerms> {
    const base = termsInputOf(blankTerms());
    const { feeYen, taxMode, dueDay, timing, noticeDays17, noticeDays18, court, contractDate, startOn, startsAtMidnight, months } = row;
    const input = { ...base, signingForm: row.method === 'paper' ? ('paper' as const) : ('electronic' as const), feeYen, taxMode, dueDay, timing, noticeDays17, noticeDays18, capWindowMonths: row.capMonths, court, contractDate, term: { ...base.term, startOn, startsAtMidnight, months } };
    const terms = composeTerms(input, { vendor: found(await this.drafts.vendorParty(tx)), client: await this.drafts.clientParty(tx, clientId), sites: await this.drafts.sites(tx, clientId, [siteId]) });
    return { ...terms, term: { ...terms.term, firstEndOn: row.periods[0]?.lastOn ?? terms.term.firstEndOn } };
  }

  private async conclude(tx: Tx, owner: Owner, { row, siteId, paper }: { readonly row: ImportRow; readonly siteId: string; readonly paper: ZipEntry | null }): Promise<void> {
    const terms = await this.terms(tx, { row, clientId: owner.clientId, siteId });
    await this.drafts.insertVersion(tx, { ...owner, number: 1, terms });
    const file = paper && (await this.files.store(tx, { bytes: paper.read(), fileName: paper.name.slice(0, 200), contentType: 'application/pdf', ...owner }));
    await this.moved.run(tx, { ...owner, terms, concludedOn: row.contractDate, method: row.method, periods: row.periods, fileId: file?.id ?? null });
  }

  private async positions(tx: Tx, owner: Owner, row: ImportRow): Promise<string | null> {
    for (const invoice of row.unpaid) await this.money.invoice(tx, owner, { ...invoice, transferFeeBearer: 'client' });
    await this.payments.takeOver(tx, { id: owner.contractId, clientId: owner.clientId }, row.paid);
    const receiptId = row.deposit && (await this.money.deposit(tx, owner, { ...row.deposit, externalId: `opening:${owner.contractId}` }));
    if (row.unpaid.length + row.paid.length > 0 || row.deposit) {
      await tx.audit({ type: 'moving.opening-taken-over', article: '第11条', ...owner, data: { unpaid: row.unpaid.map(({ number, amountYen }) => `${number} ${amountYen}`), paid: row.paid.map(({ paidOn, amountYen }) => `${paidOn} ${amountYen}`), depositYen: row.deposit?.amountYen ?? 0 } });
    }
    return receiptId;
  }
}
