import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContractSide } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { agreementPdf, type AgreementDocument } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader } from '../contracts/index.js';
import { clientAddress } from '../incidents/index.js';
import { mailSide } from '../notifications/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { agreementNumber, courseOf, termLines } from './agreement-view.js';
import { AgreementRepository, reminderDue, type AgreementRow, type EntryRow } from './agreement.repository.js';

/** What follows a step: the mail to the other side, the 合意書, and one reminder on the day that was set. Safe to run twice. */
@Injectable()
export class AgreementOutbox implements OnModuleInit {
  constructor(
    private readonly db: Db, private readonly repository: AgreementRepository, private readonly contracts: ContractReader, private readonly company: CompanyRepository,
    private readonly files: Files, private readonly outbox: Outbox, private readonly tasks: DueTasks,
  ) {}

  onModuleInit(): void {
    this.outbox.on('agreement.tell', (row, actor) => this.db.tx(found(actor), (tx) => this.tell(tx, String(row.payload['entryId']))));
    this.outbox.on('agreement.document', (row, actor) => this.document(found(actor), String(row.payload['agreementId'])));
    this.outbox.on('agreement.inspection-over', (row, actor) => this.db.tx(found(actor), (tx) => this.tellOver(tx, String(row.payload['deliveryId']))));
    this.tasks.register({ name: 'agreements.remind', order: 50, run: (actor) => this.db.tx(actor, (tx) => this.remind(tx)), dueWhen: reminderDue });
  }

  private async tell(tx: Tx, entryId: string): Promise<void> {
    const entry = await this.repository.entry(tx, entryId);
    const row = await this.repository.get(tx, entry.agreement_id);
    // What was entered for 甲 is told to 甲 itself: it must be able to say that it never agreed.
    const to = (entry.side === 'client') === (entry.entered_by === null) ? 'vendor' : 'client';
    await this.mail(tx, { row, to, template: `agreement.${entry.entered_by ? 'proxy' : entry.kind}`, ref: entryId, data: { person: entry.person_name, enteredBy: entry.entered_by ?? '', text: entry.text, answerBy: entry.answer_on ?? '', dueOn: entry.due_on ?? '' } });
  }

  private async tellOver(tx: Tx, deliveryId: string): Promise<void> {
    const entry = await this.repository.entry(tx, deliveryId);
    await this.mail(tx, { row: await this.repository.get(tx, entry.agreement_id), to: 'client', template: 'agreement.inspectionOver', ref: `${deliveryId}:over`, data: { text: entry.text, dueOn: entry.due_on ?? '' } });
  }

  private async remind(tx: Tx): Promise<void> {
    for (const due of await this.repository.dueEntries(tx)) {
      const row = await this.repository.get(tx, due.agreementId);
      if (!(await this.repository.insertReminder(tx, row, due.entryId))) continue;
      const entry = await this.repository.entry(tx, due.entryId);
      await this.mail(tx, { row, to: due.side, template: `agreement.remind${due.what}`, ref: due.entryId, data: { text: entry.text, dueOn: due.dueOn } });
      await tx.audit({ type: 'agreement.reminded', article: row.article, contractId: row.contract_id, clientId: row.client_id, target: { kind: 'agreement', id: row.id }, data: { entry: due.entryId, side: due.side, dueOn: due.dueOn } });
    }
  }

  private async mail(tx: Tx, mail: { readonly row: AgreementRow; readonly to: ContractSide; readonly template: string; readonly ref: string; readonly data: Record<string, string> }): Promise<void> {
    const { row } = mail;
    const vendor = await this.company.profileOn(tx, tx.today);
    const facts = await this.contracts.facts(tx, row.contract_id);
    const to = mail.to === 'client' ? await clientAddress(tx, facts) : vendor.notice_email;
    if (!to) return;
    const fromVendor = mail.to === 'client' ? { fromName: vendor.company_name, ...(vendor.notice_email ? { replyTo: vendor.notice_email } : {}) } : {};
    await mailSide(tx, facts, {
      side: mail.to, cause: 'act', template: mail.template, to, locale: 'ja', path: mail.to === 'client' ? `/portal/agreements/${row.id}` : `/app/agreements/${row.id}`, ...fromVendor,
      clientId: mail.to === 'client' ? row.client_id : null, subjectRef: `agreement:${mail.ref}`,
      data: { ...mail.data, subject: row.subject, article: row.article, number: agreementNumber(row), sender: mail.to === 'client' ? vendor.company_name : row.client_name },
    });
  }

  // The unique file row makes this one step: a second run finds it and does nothing.
  private async document(actor: Actor, agreementId: string): Promise<void> {
    const source = await this.db.read(actor, async (tx) => {
      const row = await this.repository.get(tx, agreementId);
      return row.file_id ? null : { row, entries: await this.repository.entries(tx, [agreementId]), vendorName: (await this.company.profileOn(tx, tx.today)).company_name };
    });
    if (!source) return;
    const bytes = Buffer.from(await agreementPdf(documentOf(source)));
    await this.db.tx(actor, async (tx) => {
      const { row } = source;
      const file = await this.files.store(tx, { bytes, fileName: `${titleOf(row)}_${agreementNumber(row)}.pdf`, contentType: 'application/pdf', clientId: row.client_id, contractId: row.contract_id });
      await this.repository.insertFile(tx, row, file.id);
    });
  }
}

// 第4条2項: what is agreed about work outside of the contract is a contract of its own.
const titleOf = ({ kind }: AgreementRow): string => (kind === 'separate_work' ? '別途契約書' : '合意書');

function documentOf({ row, entries, vendorName }: { readonly row: AgreementRow; readonly entries: readonly EntryRow[]; readonly vendorName: string }): AgreementDocument {
  const proposal = found(entries.find(({ id }) => id === courseOf(entries).proposalId));
  const acceptance = found(entries.find(({ kind }) => kind === 'acceptance'));
  const party = (entry: EntryRow) => ({ name: entry.side === 'client' ? row.client_name : vendorName, side: entry.side, personName: entry.entered_by ? `${entry.person_name}（代理入力：${entry.entered_by}）` : entry.person_name, at: entry.at });
  return {
    title: titleOf(row), isSeparate: row.kind === 'separate_work', number: agreementNumber(row), contractNumber: row.contract_number, article: row.article, subject: row.subject, clientName: row.client_name, vendorName, text: proposal.text, terms: termLines(proposal.terms).ja,
    proposed: party(proposal), accepted: party(acceptance), contentHash: proposal.content_hash ?? '', meetings: entries.filter(({ kind }) => kind === 'meeting').map((entry) => ({ heldOn: entry.held_on ?? '', text: entry.text })),
  };
}
