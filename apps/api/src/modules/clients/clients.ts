import { Injectable } from '@nestjs/common';
import { districtCourt } from '@hoshu/domain';
import type { BodyOf, QueryOf, ResponseOf, clientRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { Courts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { nameKey, organisationDomain } from './name-key.js';
import { ClientRepository, type ClientRecord, type ClientValues } from './client.repository.js';

type ClientView = ResponseOf<typeof clientRoutes.get>;
type ClientBody = BodyOf<typeof clientRoutes.update>;

const valuesOf = (body: ClientBody): ClientValues => ({
  company_name: body.companyName, company_kana: body.companyKana, postal_code: body.postalCode, prefecture: body.prefecture, city: body.city, street: body.street, building: body.building,
  representative_title: body.representativeTitle, representative_name: body.representativeName, telephone: body.telephone, notice_email: body.noticeEmail, notice_postal: body.noticePostal, department: body.department,
  honorific: body.honorific, purchase_order: body.purchaseOrder, billing_starts_on: body.billingStartsOn, goes_live_on: body.goesLiveOn, payer_names: body.payerNames, invoice_recipients: body.invoiceRecipients, internal_note: body.internalNote,
});

const fieldsOf = (row: ClientRecord) => ({
  id: row.id, version: row.version, companyName: row.company_name, companyKana: row.company_kana, postalCode: row.postal_code, prefecture: row.prefecture, city: row.city, street: row.street, building: row.building,
  representativeTitle: row.representative_title, representativeName: row.representative_name, telephone: row.telephone, noticeEmail: row.notice_email, noticePostal: row.notice_postal, department: row.department, honorific: row.honorific,
  purchaseOrder: row.purchase_order, billingStartsOn: row.billing_starts_on, goesLiveOn: row.goes_live_on, payerNames: row.payer_names, invoiceRecipients: row.invoice_recipients, internalNote: row.internal_note,
  isSample: row.is_sample, createdAt: row.created_at.toISOString(),
});

/** 甲's organisations as the vendor keeps them. */
@Injectable()
export class Clients {
  constructor(private readonly db: Db, private readonly repository: ClientRepository, private readonly courts: Courts) {}

  list(actor: Actor, query: QueryOf<typeof clientRoutes.list>) {
    const limit = query.limit ?? 50;
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.list(tx, { search: query.search ?? '', after: decodeCursor<{ name: string; id: string }>(query.cursor), limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({ id: row.id, companyName: row.company_name, prefecture: row.prefecture, contractCount: row.contract_count, siteCount: row.site_count, isSample: row.is_sample })),
        nextCursor: rows.length > limit && last ? encodeCursor({ name: last.company_name, id: last.id }) : null, total: null,
      };
    });
  }

  /** Organisations that a new one may already be: same name but for the legal form, or a contact at the same domain. At most five. */
  similar(actor: Actor, query: QueryOf<typeof clientRoutes.similar>): Promise<ResponseOf<typeof clientRoutes.similar>> {
    const [key, domain] = [nameKey(query.name), organisationDomain(query.email ?? '')];
    return this.db.read(actor, async (tx) => {
      const rows = await this.repository.names(tx, domain);
      const items = rows.flatMap((row) => {
        const because = nameKey(row.company_name) === key ? ('name' as const) : row.same_domain ? ('domain' as const) : null;
        return because ? [{ id: row.id, companyName: row.company_name, prefecture: row.prefecture, because }] : [];
      });
      return { items: items.sort((a, b) => b.because.localeCompare(a.because)).slice(0, 5) };
    });
  }

  get(actor: Actor, id: string): Promise<ClientView> {
    return this.db.read(actor, (tx) => this.view(tx, id));
  }

  create(actor: Actor, body: BodyOf<typeof clientRoutes.create>): Promise<ClientView> {
    const { contact, ...client } = body;
    return this.db.tx(actor, async (tx) => {
      const id = await this.repository.insert(tx, valuesOf(client));
      if (contact) await this.insertContact(tx, id, contact);
      await tx.audit({ type: 'client.created', clientId: id, article: '第1条', target: { kind: 'client', id }, data: { companyName: client.companyName }, personal: { representative: client.representativeName } });
      return this.view(tx, id);
    });
  }

  /** Throws version_stale, not_found. */
  update(actor: Actor, id: string, change: { readonly body: ClientBody; readonly version: number }): Promise<ClientView> {
    return this.db.tx(actor, async (tx) => {
      const before = await this.repository.get(tx, id);
      await this.repository.update(tx, id, valuesOf(change.body), change.version);
      await tx.audit({ type: 'client.changed', clientId: id, target: { kind: 'client', id }, data: { companyName: change.body.companyName } });
      // 第22条: the agreed court follows the head office; a move is a fact of its own.
      if (before.prefecture !== change.body.prefecture || before.city !== change.body.city) {
        await tx.audit({ type: 'client.head-office-moved', clientId: id, article: '第22条', target: { kind: 'client', id }, data: { from: `${before.prefecture}${before.city}`, to: `${change.body.prefecture}${change.body.city}` } });
        await this.courts.headOfficeMoved(tx, id, change.body);
      }
      return this.view(tx, id);
    });
  }

  addContact(actor: Actor, clientId: string, body: BodyOf<typeof clientRoutes.addContact>): Promise<ClientView> {
    return this.db.tx(actor, async (tx) => {
      await this.repository.get(tx, clientId);
      await this.insertContact(tx, clientId, body);
      return this.view(tx, clientId);
    });
  }

  removeContact(actor: Actor, clientId: string, contactId: string): Promise<ClientView> {
    return this.db.tx(actor, async (tx) => {
      await this.repository.archiveContact(tx, clientId, contactId);
      await tx.audit({ type: 'client.contact-removed', clientId, target: { kind: 'contact', id: contactId } });
      return this.view(tx, clientId);
    });
  }

  /** 甲's own organisation, and how its people reach 乙. */
  mine(actor: Actor): Promise<ResponseOf<typeof clientRoutes.mine>> {
    return this.db.read(actor, async (tx) => {
      const row = await this.repository.own(tx);
      const { companyName, telephone, email } = await vendorContact(tx);
      return {
        id: row.id, companyName: row.company_name, companyKana: row.company_kana, postalCode: row.postal_code, address: [row.prefecture, row.city, row.street, row.building].filter(Boolean).join(''), telephone: row.telephone, department: row.department,
        representativeTitle: row.representative_title, representativeName: row.representative_name, noticeEmail: row.notice_email, noticePostal: row.notice_postal, vendor: { companyName, telephone, email },
      };
    });
  }

  private async insertContact(tx: Tx, clientId: string, body: BodyOf<typeof clientRoutes.addContact>): Promise<void> {
    const id = await this.repository.addContact(tx, clientId, { person_name: body.personName, email: body.email, department: body.department, title: body.title, telephone: body.telephone, is_shared_mailbox: body.isSharedMailbox });
    await tx.audit({ type: 'client.contact-added', clientId, target: { kind: 'contact', id }, personal: { name: body.personName, email: body.email } });
  }

  private async view(tx: Tx, id: string): Promise<ClientView> {
    const row = await this.repository.get(tx, id);
    const contacts = await this.repository.contacts(tx, id);
    return {
      ...fieldsOf(row), court: districtCourt({ prefecture: row.prefecture, city: row.city }),
      contacts: contacts.map((contact) => ({ id: contact.id, version: contact.version, personName: contact.person_name, email: contact.email, department: contact.department, title: contact.title, telephone: contact.telephone, isSharedMailbox: contact.is_shared_mailbox })),
    };
  }
}
