import { Injectable } from '@nestjs/common';
import { localDate } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { capStatementPdf } from '../../platform/pdf/index.js';
import { ContractReader } from '../contracts/index.js';
import { vendorContact } from '../tenants/index.js';
import { Caps, type CapQuestion, type CapView } from './cap.js';

const reasons: Readonly<Record<CapView['excluded'][number]['reason'], string>> = {
  before_window: '期間より前の入金', after_day: '基準日以後の入金', extra_work: '保守管理費ではない入金（第4条の別途作業など）', unpaid: '未入金', undone: '取消し・返金', unallocated: '請求書に充てていない入金', waived: '免除した手数料差額（入金ではない）', corrected: '訂正して取り消した登録',
};
const nameOf = (row: { readonly invoiceNumber: string | null; readonly source: string; readonly note: string }): string =>
  [row.invoiceNumber ? `請求書 ${row.invoiceNumber}` : row.source === 'opening' ? '利用開始前の入金' : '入金', row.note].filter(Boolean).join('　');

/** The statement of the cap for a claim (F107): every row of the ledger that was looked at, and the hash of the rows. */
@Injectable()
export class CapStatement {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly caps: Caps) {}

  /** Throws not_found, cap_before_conclusion, cap_day. */
  pdf(actor: Actor, contractId: string, question: CapQuestion): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const facts = await this.reader.facts(tx, contractId);
      const cap = await this.caps.on(tx, contractId, question);
      const vendor = await vendorContact(tx);
      const bytes = await capStatementPdf({
        contractNumber: facts.number, clientName: facts.clientName, vendorName: vendor.companyName, asOf: localDate(cap.asOf), basis: cap.basis.value === 'incident' ? '事由発生日' : '請求日',
        windowMonths: cap.windowMonths, windowStartOn: localDate(cap.windowStartOn), windowEndOn: localDate(cap.windowEndOn), sentence: cap.sentence.ja, formula: cap.formula.ja,
        counted: cap.counted.map((row) => ({ on: localDate(row.on), what: `${nameOf(row)}${row.onEdge ? '（期間の境目）' : ''}`, amountYen: row.amountYen })), paidYen: cap.paidYen,
        excluded: cap.excluded.map((row) => ({ on: localDate(row.on), what: nameOf(row), amountYen: row.amountYen, reason: reasons[row.reason] })),
        steps: cap.explanation?.steps.map((entry) => entry.ja) ?? [], rowsSha256: cap.rowsSha256, createdAt: tx.now,
      });
      return new FileAnswer(Buffer.from(bytes), 'application/pdf', `責任の上限_${facts.number}_${cap.asOf}.pdf`, 'inline');
    });
  }
}
