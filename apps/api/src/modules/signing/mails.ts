import { Injectable } from '@nestjs/common';
import { jstDayOf } from '@hoshu/domain';
import { found } from '../../platform/app-error.js';
import type { Tx } from '../../platform/db/tx.js';
import { mailSide, sendMail, type MailPayload } from '../notifications/index.js';
import type { ContractFacts } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import type { Party, RecipientRow, RequestRow, SignatureRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { active } from './turn.js';

/** Mails that carry 甲's own link; the worker makes the link and then sends. */
export type AskTemplate = 'signing.request' | 'signing.reminder' | 'signing.date' | 'signing.approval' | 'signing.approval-reminder' | 'signing.copy';
/** Mails about the end of a request; who has no link yet gets one with it. */
export type ClosedTemplate = 'signing.declined' | 'signing.cancelled' | 'signing.expired';
type Data = Readonly<Record<string, string>>;
/** Whose word a request waits for; `since`: the Japanese day on which 乙's turn came. */
export interface Waiting {
  readonly recipients: readonly { readonly recipient: RecipientRow; readonly template: AskTemplate; readonly data: Data }[];
  readonly vendor: { readonly since: string; readonly template: string; readonly data: Data } | null;
}

/** Who of both sides is told what about a signing. */
@Injectable()
export class SigningMails {
  constructor(private readonly repository: SigningRepository) {}

  /** 乙 as 甲 knows it. */
  async vendorName(tx: Tx): Promise<string> {
    return found(await tx.one<{ name: string }>('select name from hoshu.tenant')).name;
  }

  /** Whom 甲 asks about a request: the person who sent it, by mail or on 乙's telephone. */
  async contact(tx: Tx, request: RequestRow): Promise<{ companyName: string; telephone: string; email: string }> {
    const { companyName, telephone } = await vendorContact(tx);
    return { companyName, telephone, email: request.sent_by_email };
  }

  /** Asks one recipient of 甲 to act, or again; a fresh link goes with it. */
  askRecipient(tx: Tx, ask: { recipientId: string; template: AskTemplate | ClosedTemplate; data?: Data }): Promise<void> {
    return tx.emit('signing.invite', { recipientId: ask.recipientId, template: ask.template, data: ask.data ?? {} });
  }

  /** Asks a recipient whose turn has come: from this day on its reminders are counted (F132). */
  async askFirst(tx: Tx, ask: { recipientId: string; template: AskTemplate; data?: Data }): Promise<void> {
    await this.repository.recipientAsked(tx, ask.recipientId);
    await this.askRecipient(tx, ask);
  }

  /** Whose word is missing: signature, approval or, after both signed, the new date; with the mail that reminds of it. */
  async waiting(tx: Tx, request: RequestRow): Promise<Waiting> {
    const signed = await this.repository.signatures(tx, request.id);
    const dates = await this.repository.dateConfirmations(tx, request.id);
    const turn = await this.repository.turn(tx, request);
    const both = signed.length === 2;
    const data = { contractDate: dates[0]?.contract_date ?? request.contract_date };
    const waits = (party: Party) => (both ? !dates.some((row) => row.party === party) : turn[party]);
    const recipients: Waiting['recipients'][number][] = turn.approvers.map((recipient) => ({ recipient, template: 'signing.approval-reminder', data: {} }));
    if (waits('client')) for (const recipient of await this.signers(tx, request)) recipients.push({ recipient, template: both ? 'signing.date' : 'signing.reminder', data });
    const client = signed.find((row) => row.party === 'client');
    const since = both ? jstDayOf(found(dates[0]).confirmed_at.toISOString()) : request.signing_order === 'client_first' && client ? client.signed_on : request.sent_on;
    return { recipients, vendor: waits('vendor') ? { since, template: both ? 'signing.date' : 'signing.your-turn', data } : null };
  }

  /** Reminds every side whose word is still missing, whenever it was asked. */
  async askAgain(tx: Tx, request: RequestRow): Promise<void> {
    const { recipients, vendor } = await this.waiting(tx, request);
    for (const { recipient, template, data } of recipients) await this.askRecipient(tx, { recipientId: recipient.id, template, data });
    if (vendor) await this.tellVendor(tx, request, vendor);
  }

  /** Asks those of 甲 whose turn it is: its approvers, or its signer once they have all approved (F130). Nobody while 乙 is to sign first. */
  async askClient(tx: Tx, request: RequestRow): Promise<void> {
    const turn = await this.repository.turn(tx, request);
    const [signer] = await this.signers(tx, request);
    for (const approver of turn.approvers) await this.askFirst(tx, { recipientId: approver.id, template: 'signing.approval', data: { signerName: signer?.person_name ?? '' } });
    if (turn.client && signer) await this.askFirst(tx, { recipientId: signer.id, template: 'signing.request' });
  }

  /** After one side's signature: tells the other that it is its turn. Without an order 甲 already has its request. */
  async yourTurn(tx: Tx, request: RequestRow, signed: { by: Party; personName: string }): Promise<void> {
    if (signed.by === 'client') return this.tellVendor(tx, request, { template: 'signing.your-turn', data: { personName: signed.personName } });
    if (request.signing_order === 'vendor_first') await this.askClient(tx, request);
  }

  /** D5: asks the side that signed first to confirm the new date. */
  async askDate(tx: Tx, request: RequestRow, ask: { party: Party; contractDate: string; termLastOn: string }): Promise<void> {
    const data = { contractDate: ask.contractDate, termLastOn: ask.termLastOn };
    if (ask.party === 'vendor') return this.tellVendor(tx, request, { template: 'signing.date', data });
    for (const recipient of await this.signers(tx, request)) await this.askFirst(tx, { recipientId: recipient.id, template: 'signing.date', data });
  }

  // Who was asked to sign for 甲; those who passed the request on are left out.
  private async signers(tx: Tx, request: RequestRow): Promise<RecipientRow[]> {
    return active(await this.repository.recipients(tx, request.id), 'signer');
  }

  async tellVendor(tx: Tx, request: RequestRow, mail: { template: string; data: Data; fileIds?: string[] }, copies: readonly RecipientRow[] = []): Promise<void> {
    const signed = (await this.repository.signatures(tx, request.id)).find((row) => row.party === 'vendor');
    const facts = await this.namesOf(tx, request);
    for (const to of unique([request.sent_by_email, signed?.signer_email, ...copies.map((row) => row.email)])) {
      await sendMail(tx, { ...this.base(request, mail, facts), to, locale: copies.find((row) => row.email === to)?.locale ?? request.locale, path: `/app/contracts/${request.contract_id}` });
    }
  }

  // Signer, approvers and copies alike; a closing mail brings the link to those who had not been asked yet.
  private async tellClient(tx: Tx, request: RequestRow, mail: { template: string; data: Data; fileIds?: string[] }): Promise<void> {
    const recipients = active(await this.repository.recipients(tx, request.id));
    const closing = closedTemplate(mail.template);
    const signed = (await this.repository.signatures(tx, request.id)).find((row) => row.party === 'client');
    const facts = await this.namesOf(tx, request);
    for (const to of unique([...recipients.map((row) => row.email), signed?.signer_email])) {
      const unasked = recipients.find((row) => row.email === to && row.link_id === null);
      if (closing && unasked && request.form === 'electronic') await this.askRecipient(tx, { recipientId: unasked.id, template: closing, data: mail.data });
      else await sendMail(tx, { ...this.base(request, mail, facts), to, locale: recipients.find((row) => row.email === to)?.locale ?? 'ja', ...this.way(recipients, signed, { to, contractId: request.contract_id }) });
    }
  }

  // People with a link of their own come back by it; members go to the portal.
  private way(recipients: readonly RecipientRow[], signed: SignatureRow | undefined, { to, contractId }: { to: string; contractId: string }): Pick<MailPayload, 'link' | 'path'> {
    const own = recipients.find((row) => row.email === to) ?? recipients.find((row) => row.id === signed?.recipient_id);
    return own?.email === to && own.link_id && own.link_generation ? { link: { purpose: 'signing', id: own.link_id, generation: own.link_generation } } : { path: `/portal/contracts/${contractId}` };
  }

  /** Both sides: also who has signed or approved already, and who gets a copy (F130). */
  async tellEveryone(tx: Tx, request: RequestRow, mail: { template: string; data: Data; fileIds?: { client: string[]; vendor: string[] } }): Promise<void> {
    const { fileIds, ...rest } = mail;
    await this.tellVendor(tx, request, { ...rest, ...(fileIds ? { fileIds: fileIds.vendor } : {}) }, await this.repository.vendorCopies(tx, request.id));
    await this.tellClient(tx, request, { ...rest, ...(fileIds ? { fileIds: fileIds.client } : {}) });
  }

  /** One address that is known from elsewhere than the request. */
  async tellAddress(tx: Tx, request: RequestRow, mail: { to: string; template: string; data: Data; fileIds: string[]; locale?: 'ja' | 'en'; party?: Party }): Promise<void> {
    const place = mail.party === 'vendor' ? 'app' : 'portal';
    await sendMail(tx, { ...this.base(request, mail, await this.namesOf(tx, request)), to: mail.to, locale: mail.locale ?? 'ja', path: `/${place}/contracts/${request.contract_id}` });
  }

  /** 甲, of a contract that stands already; false when it is held back until the contract is live (D11). */
  async tellClientOf(tx: Tx, facts: ContractFacts, mail: { request: RequestRow; to: string; template: string; fileIds: string[] }): Promise<boolean> {
    const { request, to, ...rest } = mail;
    return mailSide(tx, facts, { ...this.base(request, { ...rest, data: {} }, await this.namesOf(tx, request)), side: 'client', cause: 'act', to, locale: 'ja', path: `/portal/contracts/${facts.id}` });
  }

  private async namesOf(tx: Tx, request: RequestRow): Promise<{ vendorName: string; clientName: string; contractNumber: string }> {
    const row = found(await tx.one<{ number: string; name: string }>('select c.contract_number as number, cl.company_name as name from hoshu.contract c join hoshu.client cl on cl.id = c.client_id where c.id = $1', [request.contract_id]));
    return { vendorName: await this.vendorName(tx), clientName: row.name, contractNumber: row.number };
  }

  /** What every mail about a request says: names, days, who answers a reply. */
  async ask(tx: Tx, request: RequestRow, recipient: RecipientRow, mail: { template: string; data: Data; link: { id: string; generation: number } }): Promise<void> {
    const facts = await this.namesOf(tx, request);
    const data = { ...mail.data, recipientName: recipient.person_name, role: recipient.role };
    await sendMail(tx, { ...this.base(request, { template: mail.template, data }, facts), to: recipient.email, locale: recipient.locale, link: { purpose: 'signing', ...mail.link } });
  }

  private base(request: RequestRow, mail: { template: string; data: Data; fileIds?: string[] }, names: { vendorName: string; clientName: string; contractNumber: string }): Omit<MailPayload, 'to' | 'locale'> {
    return {
      template: mail.template, fromName: names.vendorName, replyTo: request.sent_by_email, clientId: request.client_id, contractId: request.contract_id, subjectRef: `signing:${request.id}`,
      data: { senderName: request.sent_by_name, message: request.message, expiresOn: request.expires_on, contractDate: request.contract_date, ...names, ...mail.data }, ...(mail.fileIds?.length ? { fileIds: mail.fileIds } : {}),
    };
  }
}

const closedTemplate = (template: string): ClosedTemplate | null => (template === 'signing.declined' || template === 'signing.cancelled' || template === 'signing.expired' ? template : null);
const unique = (addresses: readonly (string | undefined)[]): string[] => [...new Set(addresses.filter((address): address is string => Boolean(address)))];
