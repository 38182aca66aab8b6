import { Injectable } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { invoicePdf, sealSvg, supplyText, type BankAccount, type InvoiceDocument, type Issuer, type Recipient } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import type { FrozenAccount, FrozenParty, InvoiceRecord } from './invoice-records.js';

const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;

const accountBox = (account: FrozenAccount, label: string): BankAccount => ({
  label, bank: `${account.bankName}（${account.bankCode}）`, branch: `${account.branchName}（${account.branchCode}）`, kind: account.accountType === 'toza' ? '当座' : '普通', number: account.accountNumber, holder: account.holderKana,
});

export const recipientOf = (party: FrozenParty): Recipient => ({
  companyName: party.companyName, honorific: party.honorific === '様' ? '様' : '御中',
  ...(party.postalCode ? { postalCode: party.postalCode } : {}), ...(party.address ? { address: party.address } : {}), ...(party.department ? { department: party.department } : {}),
});

/** Makes the papers of an invoice from its frozen fields, once, and keeps bytes and hash. */
@Injectable()
export class InvoiceDocuments {
  constructor(private readonly db: Db, private readonly files: Files) {}

  /** The issuer with the seal of the profile version that the invoice names. */
  async issuer(tx: Tx, party: FrozenParty, profileId: string): Promise<Issuer> {
    const profile = await tx.one<{ seal_file_id: string | null }>('select seal_file_id from hoshu.company_profile where id = $1', [profileId]);
    const seal = profile?.seal_file_id ? { png: (await this.files.read(tx, profile.seal_file_id)).content } : { svg: sealSvg({ companyName: party.companyName, shape: 'square' }) };
    return { companyName: party.companyName, registrationNumber: party.registrationNumber, postalCode: party.postalCode, address: party.address, seal, ...(party.telephone ? { telephone: party.telephone } : {}) };
  }

  /** Step ISSUED: draws and keeps the PDF; false when the invoice has one already. */
  async make(actor: Actor, invoice: InvoiceRecord): Promise<boolean> {
    const prepared = await this.db.read(actor, async (tx) => ({ issuer: await this.issuer(tx, invoice.issuer, invoice.companyProfileId), now: tx.now }));
    const bytes = Buffer.from(await invoicePdf(this.document(invoice, prepared.issuer, prepared.now)));
    return this.db.tx(actor, async (tx) => {
      // The row is locked before anything is written to disk, so that of two workers one keeps its bytes.
      const row = await tx.one('select 1 from hoshu.invoice where id = $1 and pdf_file_id is null for update', [invoice.id]);
      if (!row) return false;
      const file = await this.files.store(tx, { bytes, fileName: `請求書_${invoice.number}.pdf`, contentType: 'application/pdf', clientId: invoice.clientId, contractId: invoice.contractId });
      await tx.change(`update hoshu.invoice set state = 'issued', pdf_file_id = $2, pdf_sha256 = $3, version = version + 1 where id = $1`, [invoice.id, file.id, file.sha256]);
      await tx.audit({ type: 'billing.invoice-document-made', article: '第11条', contractId: invoice.contractId, clientId: invoice.clientId, target: { kind: 'invoice', id: invoice.id }, data: { number: invoice.number, sha256: file.sha256 } });
      return true;
    });
  }

  private document(invoice: InvoiceRecord, issuer: Issuer, issuedAt: Date): InvoiceDocument {
    return {
      number: invoice.number, issuedOn: localDate(invoice.issuedOn), issuedAt, dueOn: localDate(invoice.dueOn), supply: { firstOn: localDate(invoice.supplyFirstOn), lastOn: localDate(invoice.supplyLastOn) },
      contractNumber: invoice.contractNumber, ...(invoice.purchaseOrder ? { purchaseOrderNumber: invoice.purchaseOrder } : {}), issuer, recipient: recipientOf(invoice.recipient), priceMode: invoice.priceMode, rounding: invoice.rounding,
      lines: invoice.lines.map((line) => ({
        description: line.description, detail: `${line.agreementId === null ? '対象期間' : '引渡日'}：${supplyText({ firstOn: localDate(line.periodStartOn), lastOn: localDate(line.periodEndOn) })}`, quantity: 1, unit: '式', unitPriceYen: line.amountYen, amountYen: line.amountYen, taxRatePercent: line.taxRatePercent,
      })),
      taxGroups: invoice.taxGroups.map((group) => ({ ...group })), totalYen: invoice.totalYen,
      previousUnpaid: invoice.previousUnpaid.map((entry) => ({ ...entry, dueOn: localDate(entry.dueOn) })),
      bankAccounts: [...(invoice.virtualAccount ? [accountBox(invoice.virtualAccount, '貴社専用口座')] : []), ...(invoice.bankAccount ? [accountBox(invoice.bankAccount, '当社口座')] : [])],
      transferFeeBearer: invoice.transferFeeBearer, ...(invoice.deductiblePercent === null ? {} : { deductiblePercent: invoice.deductiblePercent }), notes: this.notes(invoice),
    };
  }

  private notes(invoice: InvoiceRecord): string[] {
    const notes: string[] = [];
    if (invoice.replacesNumber) notes.push(`本請求書は、請求書 ${invoice.replacesNumber}（無効）に代わるものです。`);
    if (invoice.creditYen > 0) notes.push(`お預かりしている前受金 ${yen(invoice.creditYen)} を充当しました。お支払額は ${yen(invoice.totalYen - invoice.creditYen)} です。`);
    return notes;
  }
}
