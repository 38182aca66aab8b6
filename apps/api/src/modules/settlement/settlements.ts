import { Injectable } from '@nestjs/common';
import type { BodyOf, QueryOf, ResponseOf, settlementRoutes } from '@hoshu/api-schema';
import { endArticle } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { FileAnswer } from '../../platform/http/route.js';
import { settlementPdf } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { EndBilling, lockMoneyOf, type StripeBack } from '../billing/index.js';
import { ContractReader, isLive, type ContractFacts } from '../contracts/index.js';
import { mailParty } from '../notices/index.js';
import { vendorContact } from '../tenants/index.js';
import { documentOf } from './document.js';
import { SettlementRepository, type SettlementRow } from './settlement.repository.js';
import { Sheets, stripeBackWords, type Sheet } from './sheet.js';

type View = ResponseOf<typeof settlementRoutes.get>;

/** Still to move by a settlement, in yen: of 甲 its open invoices, of 乙 the money that has not gone back. With an invoice on its way nothing is finished for 甲. */
export function settlementRemaining({ totalYen, refundedOn, hasHidden, openYen }: SettlementRow): number {
  if (totalYen < 0) return refundedOn ? 0 : -totalYen;
  return hasHidden ? totalYen : Math.min(openYen, totalYen);
}

/** What 乙 does before it can issue: which payment, how much, where. */
function refundAtStripe(backs: readonly StripeBack[], isVendor: boolean): { ja: string; en: string } {
  const words = backs.map(stripeBackWords);
  const list = { ja: words.map(({ ja }) => `・${ja}`).join('\n'), en: words.map(({ en }) => `- ${en}`).join('\n') };
  if (!isVendor) return { ja: `終了日より後の分が、Stripe経由で入金済みです。保守会社（乙）が次のとおりStripeで返金してから、最終精算書を発行します。\n${list.ja}`, en: `What was paid beyond the end came through Stripe. The vendor refunds this there, then issues the final settlement.\n${list.en}` };
  return {
    ja: `終了日より後の分が、Stripe経由で入金済みです。先に、Stripeの画面で次の返金をしてください。\n${list.ja}\n「支払い」から請求書番号で入金を探し、「返金」でこの金額を入力します。返金先の口座は、Stripeがお客様（甲）にメールで尋ねます。返金するとここに自動で反映され、最終精算書を発行できます。`,
    en: `What was paid beyond the end came through Stripe. First refund there:\n${list.en}\nFind the payment by the invoice's number under Payments and refund this amount. Stripe asks the client by mail where to send it. The refund shows here by itself, and the settlement can be issued.`,
  };
}

/** The final settlement of a contract: what is known today, the sheet that was issued, and the money that closes it (F118). */
@Injectable()
export class Settlements {
  constructor(private readonly db: Db, private readonly reader: ContractReader, private readonly sheets: Sheets, private readonly repository: SettlementRepository, private readonly billing: EndBilling, private readonly files: Files) {}

  /** Throws not_found, settlement_end_before_start, notice_contract_not_in_force. */
  get(actor: Actor, contractId: string, query: QueryOf<typeof settlementRoutes.get>): Promise<View> {
    return this.db.read(actor, (tx) => this.view(tx, contractId, query.endOn ?? null));
  }

  private async view(tx: Tx, contractId: string, supposedOn: string | null): Promise<View> {
    const facts = await this.reader.facts(tx, contractId);
    if (facts.conclusion === null || facts.periods.length === 0) throw new AppError('notice_contract_not_in_force');
    if (supposedOn !== null && supposedOn < (facts.periods[0]?.startsOn ?? supposedOn)) throw new AppError('settlement_end_before_start');
    const row = await this.repository.live(tx, contractId);
    const looked = supposedOn === null ? facts : this.sheets.supposed(facts, supposedOn);
    const isEstimate = supposedOn !== null || facts.status !== 'ended';
    const made = looked.end && (row === null || supposedOn !== null) ? await this.sheets.of(tx, looked, isEstimate) : null;
    const stripeBack = isEstimate ? [] : made?.outlook.stripeBack ?? [];
    const refusal = this.refusal(tx, facts) ?? (stripeBack.length > 0 ? 'settlement_stripe_paid' : null);
    return {
      contractNumber: facts.number, clientName: facts.clientName, status: facts.status, end: facts.end && { lastOn: facts.end.lastOn, article: endArticle(facts.end.basis) },
      estimate: made?.sheet ?? null, issued: row && (await this.issuedView(tx, row)), mayIssue: row === null && refusal === null && tx.actor.permissions.has('settlement.issue'), waitsFor: row === null && facts.end ? this.waitsFor(tx, facts, stripeBack) : null,
    };
  }

  private async issuedView(tx: Tx, row: SettlementRow): Promise<NonNullable<View['issued']>> {
    const remainingYen = settlementRemaining(row);
    return {
      id: row.id, number: row.number, issuedOn: row.issuedOn, issuedBy: row.issuedBy, state: remainingYen === 0 ? 'closed' : 'open', remainingYen, sheet: row.sheet,
      refund: row.refundedOn === null ? null : { paidOn: row.refundedOn, note: row.refundNote ?? '', by: row.refundedBy ?? '' },
      ledger: tx.actor.kind === 'vendor' ? await this.billing.ledgerOf(tx, row.contractId) : null,
    };
  }

  private waitsFor(tx: Tx, facts: ContractFacts, stripeBack: readonly StripeBack[]): View['waitsFor'] {
    const { end } = facts;
    if (stripeBack.length > 0) return refundAtStripe(stripeBack, tx.actor.kind === 'vendor');
    if (!end || facts.status === 'ended') return { ja: '保守会社（乙）が最終精算書を発行します。', en: 'The vendor issues the final settlement.' };
    return { ja: `終了日 ${end.lastOn} の翌日から、最終精算書を発行できます。それまでの金額は見込みです。`, en: `The settlement can be issued from the day after ${end.lastOn}; until then the figures are an estimate.` };
  }

  private refusal(tx: Tx, facts: ContractFacts): 'settlement_not_ended' | 'settlement_not_live' | null {
    if (facts.status !== 'ended' || facts.end === null) return 'settlement_not_ended';
    return isLive(facts, tx.today) ? null : 'settlement_not_live';
  }

  /**
   * Issues the sheet that was shown: invoices are brought to the end, the sheet is frozen with its PDF, what goes back is set aside. The ledger then says what the sheet says, or nothing is written.
   * Throws not_found, settlement_not_ended, settlement_not_live, settlement_withdrawal_agreed, settlement_exists, settlement_changed, settlement_parked, settlement_stripe_paid.
   */
  issue(actor: Actor, contractId: string, body: BodyOf<typeof settlementRoutes.issue>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      await this.reader.lock(tx, contractId);
      const facts = await this.reader.facts(tx, contractId);
      await lockMoneyOf(tx, facts.clientId);
      const refusal = this.refusal(tx, facts);
      if (refusal) throw new AppError(refusal);
      if (await this.repository.withdrawalAgreed(tx, facts)) throw new AppError('settlement_withdrawal_agreed');
      if (await this.repository.live(tx, contractId)) throw new AppError('settlement_exists');
      const { sheet, outlook } = await this.sheets.of(tx, facts, false);
      if (sheet.hash !== body.sheetHash) throw new AppError('settlement_changed');
      await this.billing.settle(tx, facts, outlook);
      const settlementId = await this.write(tx, facts, sheet);
      await this.mustTie(tx, facts, sheet);
      await this.tell(tx, facts, { settlementId, sheet });
      return this.view(tx, contractId, null);
    });
  }

  private async write(tx: Tx, facts: ContractFacts, sheet: Sheet): Promise<string> {
    const number = await this.repository.nextNumber(tx, facts);
    const vendor = await vendorContact(tx);
    const bytes = Buffer.from(await settlementPdf(documentOf({ facts, sheet, number, vendorName: vendor.companyName, issuedOn: tx.today, issuedAt: tx.now, issuedBy: tx.actor.name })));
    const file = await this.files.store(tx, { bytes, fileName: `最終精算書_${number}.pdf`, contentType: 'application/pdf', clientId: facts.clientId, contractId: facts.id });
    const settlementId = await this.repository.insert(tx, facts, { number, sheet, issuedBy: tx.actor.name, fileId: file.id });
    if (sheet.totalYen < 0) await this.billing.setAside(tx, facts, { settlementId, amountYen: -sheet.totalYen });
    await tx.audit({ type: 'settlement.issued', article: '第11条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'settlement', id: settlementId }, data: { number, endOn: sheet.endOn, totalYen: sheet.totalYen, contentHash: sheet.hash, sha256: file.sha256 } });
    return settlementId;
  }

  // F118: the sheet ties to the ledger, or it is not issued.
  private async mustTie(tx: Tx, facts: ContractFacts, { totalYen }: Sheet): Promise<void> {
    const { receivableYen, refundYen } = await this.billing.ledgerOf(tx, facts.id);
    if (receivableYen !== Math.max(0, totalYen) || refundYen !== Math.max(0, -totalYen)) throw new Error(`settlement of ${facts.number}: sheet ${totalYen}, ledger ${receivableYen} / ${refundYen}`);
  }

  private tell(tx: Tx, facts: ContractFacts, { settlementId, sheet }: { readonly settlementId: string; readonly sheet: Sheet }): Promise<void> {
    return mailParty(tx, facts, { party: 'client', cause: 'act', template: 'settlement.issued', subjectRef: `settlement:${settlementId}`, data: { endOn: sheet.endOn, sentenceJa: sheet.sentence.ja, sentenceEn: sheet.sentence.en } });
  }

  /** The document as it was issued. Throws not_found. */
  pdf(actor: Actor, settlementId: string): Promise<FileAnswer> {
    return this.db.read(actor, async (tx) => {
      const file = await this.files.read(tx, (await this.repository.get(tx, settlementId)).fileId);
      return new FileAnswer(file.content, file.contentType, file.fileName, 'inline');
    });
  }

  /** 乙 transferred the money: the settlement is closed. Throws not_found, settlement_not_refundable, settlement_refund_in_future. */
  recordRefund(actor: Actor, settlementId: string, body: BodyOf<typeof settlementRoutes.recordRefund>): Promise<View> {
    return this.act(actor, settlementId, async (tx, facts, row) => {
      if (row.totalYen >= 0 || row.refundedOn !== null || row.withdrawn) throw new AppError('settlement_not_refundable');
      if (body.paidOn > tx.today || body.paidOn < row.issuedOn) throw new AppError('settlement_refund_in_future', { fields: [{ path: 'body.paidOn', code: 'date', message: '返金した日を確認してください。' }] });
      await this.repository.refunded(tx, settlementId, { ...body, by: tx.actor.name });
      await this.billing.paidBack(tx, facts, { settlementId, amountYen: -row.totalYen, paidOn: body.paidOn });
      await tx.audit({ type: 'settlement.refunded', article: '第11条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'settlement', id: settlementId }, data: { number: row.number, amountYen: -row.totalYen, paidOn: body.paidOn, note: body.note } });
    });
  }

  /** Takes a sheet back so that another can be issued; its invoices stay as they are. Throws not_found, settlement_refunded, settlement_exists. */
  withdraw(actor: Actor, settlementId: string, { reason }: BodyOf<typeof settlementRoutes.withdraw>): Promise<View> {
    return this.act(actor, settlementId, async (tx, facts, row) => {
      if (row.refundedOn !== null || row.withdrawn) throw new AppError('settlement_refunded');
      await this.repository.withdraw(tx, settlementId, { reason, by: tx.actor.name });
      if (row.totalYen < 0) await this.billing.release(tx, facts, settlementId);
      await tx.audit({ type: 'settlement.withdrawn', article: '第11条', contractId: facts.id, clientId: facts.clientId, target: { kind: 'settlement', id: settlementId }, data: { number: row.number, reason } });
    });
  }

  private act(actor: Actor, settlementId: string, work: (tx: Tx, facts: ContractFacts, row: SettlementRow) => Promise<void>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const seen = await this.repository.get(tx, settlementId);
      await this.reader.lock(tx, seen.contractId);
      await lockMoneyOf(tx, seen.clientId);
      await work(tx, await this.reader.facts(tx, seen.contractId), await this.repository.get(tx, settlementId));
      return this.view(tx, seen.contractId, null);
    });
  }
}
