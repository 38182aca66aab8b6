import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { Outbox, Poison } from '../../platform/outbox/outbox.js';
import { receiptPdf } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { InvoiceDocuments, recipientOf } from './invoice-document.js';
import { invoiceRecord, lockMoneyOf, type InvoiceRecord } from './invoice-records.js';
import { nextOfSeries } from './number-series.js';

interface Paid { readonly receivedOn: string; readonly moneyYen: number; readonly rails: string[] }

/** 領収書 (民法486条): made once when an invoice is fully settled, over the money that really came in; withdrawn when the payment is undone. */
@Injectable()
export class ReceiptDocuments implements OnModuleInit {
  constructor(private readonly outbox: Outbox, private readonly db: Db, private readonly files: Files, private readonly documents: InvoiceDocuments) {}

  onModuleInit(): void {
    this.outbox.on('billing.receipt', async (row, actor) => {
      if (!actor) throw new Poison('a receipt belongs to a tenant');
      await this.make(actor, String(row.payload['invoiceId']));
    });
  }

  /** Throws not_found, receipt_not_available. */
  pdf(actor: Actor, invoiceId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      found(await tx.one('select 1 from hoshu.invoice where id = $1 and number is not null', [invoiceId]));
      const row = await tx.one<{ file_id: string }>('select file_id from hoshu.receipt_document where invoice_id = $1 and withdrawn_at is null', [invoiceId]);
      if (!row) throw new AppError('receipt_not_available');
      const file = await this.files.read(tx, row.file_id);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }

  private make(actor: Actor, invoiceId: string): Promise<void> {
    return this.db.tx(actor, async (tx) => {
      const seen = await invoiceRecord(tx, invoiceId);
      if (!seen) return;
      await lockMoneyOf(tx, seen.clientId);
      const paid = await this.paid(tx, seen);
      const stands = await tx.one('select 1 from hoshu.receipt_document where invoice_id = $1 and withdrawn_at is null', [invoiceId]);
      if (!paid || stands || seen.voided) return;
      await this.write(tx, seen, paid);
    });
  }

  private async paid(tx: Tx, invoice: InvoiceRecord): Promise<Paid | null> {
    const row = await tx.one<{ receivedOn: string | null; settled: number; moneyYen: number; rails: string[] | null }>(
      `select to_char(max(a.paid_on) filter (where a.kind = 'payment' and a.amount_yen > 0), 'YYYY-MM-DD') as "receivedOn", coalesce(sum(a.amount_yen), 0)::float8 as settled, coalesce(sum(a.amount_yen) filter (where a.kind = 'payment'), 0)::float8 as "moneyYen",
         array_agg(distinct r.rail) filter (where r.rail is not null) as rails from hoshu.allocation a left join hoshu.receipt r on r.id = a.receipt_id where a.invoice_id = $1`, [invoice.id]);
    if (!row || row.receivedOn === null || row.settled < invoice.totalYen || row.moneyYen <= 0) return null;
    return { receivedOn: row.receivedOn, moneyYen: row.moneyYen, rails: row.rails ?? [] };
  }

  private async write(tx: Tx, invoice: InvoiceRecord, paid: Paid): Promise<void> {
    const { digits, sample } = await nextOfSeries(tx, 'receipt', invoice.clientId);
    const number = `${sample ? 'SAMPLE-RCP' : 'RCP'}-${digits}`;
    const issuer = await this.documents.issuer(tx, invoice.issuer, invoice.companyProfileId);
    const bytes = Buffer.from(await receiptPdf({
      number, issuedOn: localDate(tx.today), issuedAt: tx.now, receivedOn: localDate(paid.receivedOn), issuer, recipient: recipientOf(invoice.recipient), amountYen: paid.moneyYen,
      purpose: `${invoice.lines.map((line) => line.description).join('、')}として`, method: paid.rails.includes('stripe') ? '銀行振込（専用口座）' : '銀行振込', invoiceNumbers: [invoice.number],
      // A waived fee leaves less money than the invoice: then the tax table of the invoice would not fit the amount received.
      taxGroups: paid.moneyYen === invoice.totalYen ? invoice.taxGroups.map((group) => ({ ...group })) : [],
    }));
    const file = await this.files.store(tx, { bytes, fileName: `領収書_${number}.pdf`, contentType: 'application/pdf', clientId: invoice.clientId, contractId: invoice.contractId });
    await tx.query(
      'insert into hoshu.receipt_document (tenant_id, client_id, contract_id, invoice_id, number, issued_on, received_on, amount_yen, file_id, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tx.actor.tenantId, invoice.clientId, invoice.contractId, invoice.id, number, tx.today, paid.receivedOn, paid.moneyYen, file.id, file.sha256]);
    await tx.audit({
      type: 'billing.receipt-issued', article: '第11条2項', contractId: invoice.contractId, clientId: invoice.clientId, target: { kind: 'invoice', id: invoice.id }, data: { number, invoice: invoice.number, amountYen: paid.moneyYen, sha256: file.sha256 },
    });
  }
}
