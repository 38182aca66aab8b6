import { Injectable } from '@nestjs/common';
import type { Explanation, ResponseOf, settlementRoutes } from '@hoshu/api-schema';
import { agreementNumber, canonicalJson, dateJa, endArticle, localDate, monthJa, type SettlementDirection, yenEn, yenJa } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import type { Tx } from '../../platform/db/tx.js';
import { stated } from '../../platform/explain/index.js';
import { EndBilling, type EndOutlook, type OwedWork, type StandingInvoice, type StripeBack } from '../billing/index.js';
import { type ContractFacts } from '../contracts/index.js';
import { feeReason, policyOf } from './policy.js';

export type Sheet = NonNullable<ResponseOf<typeof settlementRoutes.get>['estimate']>;
type Line = Sheet['lines'][number];
type Words = { readonly ja: string; readonly en: string };

const because = (result: number, law: string, steps: readonly Words[]): Explanation => stated({ result, steps, article: '第11条', law, needsReview: true });

/** Who pays whom, in one sentence. */
export function settlementSentence(totalYen: number, direction: SettlementDirection): { ja: string; en: string } {
  const yen = Math.abs(totalYen);
  if (direction === 'client_pays') return { ja: `お客様（甲）から保守会社（乙）へ ${yenJa(yen)} を支払います。`, en: `The client pays ${yenEn(yen)} to the vendor.` };
  if (direction === 'vendor_pays') return { ja: `保守会社（乙）からお客様（甲）へ ${yenJa(yen)} を返します。`, en: `The vendor pays ${yenEn(yen)} back to the client.` };
  return { ja: '支払うお金も、返すお金もありません。', en: 'Nothing is left to pay on either side.' };
}

const whatFor = ({ kind, serviceMonth, works }: StandingInvoice): Words => (kind === 'separate_work' ? { ja: '別途契約の報酬', en: 'separate contract' } : { ja: `${monthJa(serviceMonth)}分${works.length > 0 ? 'と別途契約の報酬' : ''}`, en: `${serviceMonth}${works.length > 0 ? ' and separate contract' : ''}` });

/** Which payment through Stripe goes back, and how much of it. */
export function stripeBackWords({ invoice: { number, stripe }, backYen }: StripeBack): Words {
  const from = stripe.map(({ paidOn, payerName, amountYen }) => ({ ja: `${dateJa(localDate(paidOn))}入金 ${yenJa(amountYen)}${payerName ? `、振込人 ${payerName}` : ''}`, en: `${yenEn(amountYen)} of ${paidOn}${payerName ? ` from ${payerName}` : ''}` }));
  return { ja: `請求書 ${number} の入金（${from.map(({ ja }) => ja).join('／')}）のうち ${yenJa(backYen)}`, en: `${yenEn(backYen)} of the payment of invoice ${number} (${from.map(({ en }) => en).join(', ')})` };
}

// The fee was agreed apart from the contract and is owed whole, whenever the contract ends.
const workReason = ({ deliveredOn, feeYen, taxMode, taxRatePercent, taxYen, grossYen, payOn }: OwedWork): Explanation => stated({ result: { amountYen: grossYen, taxYen, grossYen, dueOn: payOn }, article: '第4条2項', law: '民法633条', steps: [
  { ja: `${dateJa(deliveredOn)} に引き渡し、検収も済んでいます。報酬は別途契約書のとおりです。`, en: `Delivered on ${deliveredOn} and accepted; the fee is the one of the separate contract.` },
  taxMode === 'inclusive'
    ? { ja: `${yenJa(feeYen)}（税込。うち消費税${taxRatePercent}% ${yenJa(taxYen)}、1円未満切捨て）`, en: `${yenEn(feeYen)} with tax (of it ${taxRatePercent}% tax ${yenEn(taxYen)}, rounded down)` }
    : { ja: `${yenJa(feeYen)}（税抜）＋ 消費税${taxRatePercent}% ${yenJa(taxYen)}（1円未満切捨て）＝ ${yenJa(grossYen)}`, en: `${yenEn(feeYen)} + ${taxRatePercent}% tax ${yenEn(taxYen)} (rounded down) = ${yenEn(grossYen)}` },
  { ja: `支払期限は、合意した ${dateJa(payOn)} です。発行の時に過ぎていれば、次の支払期日になります（第11条2項）。`, en: `Payable by ${payOn} as agreed; if that has passed when it is issued, on the next due day (article 11(2)).` },
] });

/** Puts the sheet of a contract together: from records alone, for its end or a supposed one (F118). */
@Injectable()
export class Sheets {
  constructor(private readonly billing: EndBilling) {}

  /** The facts with another last day, as if the contract ended then. */
  supposed(facts: ContractFacts, endOn: string): ContractFacts {
    return { ...facts, end: { id: facts.end?.id ?? facts.id, lastOn: endOn, basis: facts.end?.lastOn === endOn ? facts.end.basis : '18', noticeId: null, needsReview: false } };
  }

  /** The sheet of facts that have an end. */
  async of(tx: Tx, facts: ContractFacts, isEstimate: boolean): Promise<{ sheet: Sheet; outlook: EndOutlook }> {
    const endOn = facts.end?.lastOn ?? tx.today;
    const outlook = await this.billing.outlook(tx, facts);
    const { totalYen, direction } = outlook.settlement;
    const lines = outlook.settlement.lines.map(({ kind, key, amountYen }) => this.line(outlook, { kind, key, amountYen, endOn }));
    const figures = { endOn, totalYen, lines: lines.map(({ kind, amountYen, invoiceNumber, label }) => ({ kind, amountYen, invoiceNumber, label: label.ja })) };
    const sheet: Sheet = {
      endOn, article: endArticle(facts.end?.basis ?? '18'), isEstimate, policy: await policyOf(tx, facts, endOn), lines, totalYen, direction, sentence: settlementSentence(totalYen, direction), notes: await this.notes(tx, outlook, isEstimate), hash: sha256(canonicalJson(figures)),
    };
    return { sheet, outlook };
  }

  private line(outlook: EndOutlook, of: { kind: Line['kind']; key: string; amountYen: number; endOn: string }): Line {
    const { kind, key, amountYen, endOn } = of;
    const empty = { kind, amountYen, taxYen: null, dueOn: null, invoiceNumber: null };
    if (kind === 'credit') return { ...empty, label: { ja: 'お預かりしている入金（前受金）', en: 'Money paid in that no invoice holds' }, article: '第11条', explanation: because(amountYen, '民法703条', [{ ja: `請求書に充てていない入金 ${yenJa(outlook.creditYen)} のうち ${yenJa(-amountYen)} を差し引きます。`, en: `Of ${yenEn(outlook.creditYen)} that no invoice holds, ${yenEn(-amountYen)} are taken off.` }]) };
    if (kind === 'unbilled') return this.unbilled(outlook, key, empty);
    const invoice = [...outlook.unpaid, ...outlook.beyond].find(({ id }) => id === key);
    if (!invoice) throw new Error('a line has its invoice');
    const onInvoice = { ...empty, invoiceNumber: invoice.number, article: '第11条2項' };
    if (kind === 'unpaid') return { ...onInvoice, dueOn: invoice.dueOn, label: { ja: `請求書 ${invoice.number}（${whatFor(invoice).ja}）の未払い`, en: `Invoice ${invoice.number} (${whatFor(invoice).en}), unpaid` }, explanation: because(amountYen, '民法648条2項', [{ ja: `請求額 ${yenJa(invoice.totalYen)} のうち、支払・免除の済んでいない ${yenJa(amountYen)} です。`, en: `Of ${yenEn(invoice.totalYen)} billed, ${yenEn(amountYen)} are neither paid nor waived.` }]) };
    return this.corrected(outlook, { invoiceId: key, endOn }, onInvoice);
  }

  private corrected(outlook: EndOutlook, { invoiceId, endOn }: { readonly invoiceId: string; readonly endOn: string }, empty: Pick<Line, 'kind' | 'amountYen' | 'taxYen' | 'dueOn' | 'invoiceNumber'>): Line {
    const invoice = outlook.beyond.find(({ id }) => id === invoiceId);
    if (!invoice) throw new Error('a line has its invoice');
    const { due, dueYen } = invoice;
    const { amountYen } = empty;
    return {
      ...empty, article: '第11条1項', label: { ja: `請求書 ${invoice.number}（${whatFor(invoice).ja}）の訂正`, en: `Invoice ${invoice.number} (${whatFor(invoice).en}), corrected` },
      explanation: { ...because(amountYen, '民法648条3項・703条', [
        { ja: `終了日 ${endOn} より後の分を含む ${yenJa(invoice.totalYen)} を請求しています。`, en: `${yenEn(invoice.totalYen)} were billed, beyond the last day ${endOn}.` }, ...(due ? feeReason(due).steps : [{ ja: '終了日より後の月のため、保守管理費はかかりません。', en: 'The month lies after the last day: no fee.' }]),
        ...(invoice.works.length > 0 ? [{ ja: `同じ請求書にある別途契約${invoice.works.length}件の報酬は、終了しても変わりません（第4条2項）。`, en: `The fees of ${invoice.works.length} separate contract(s) on the same invoice stay as they are (article 4(2)).` }] : []),
        { ja: `正しい額 ${yenJa(dueYen)} − 支払済み ${yenJa(invoice.paidYen)} ＝ ${amountYen < 0 ? '−' : ''}${yenJa(Math.abs(amountYen))}。請求書は訂正して発行し直します。`, en: `Correct ${yenEn(dueYen)} less paid ${yenEn(invoice.paidYen)}; the invoice is issued anew.` },
      ]) },
    };
  }

  private unbilled(outlook: EndOutlook, key: string, empty: Pick<Line, 'kind' | 'amountYen' | 'taxYen' | 'dueOn' | 'invoiceNumber'>): Line {
    const work = outlook.works.find(({ id }) => id === key);
    if (work) return { ...empty, taxYen: work.taxYen, dueOn: work.payOn, article: '第4条2項', label: { ja: `別途契約 ${agreementNumber(work.contractNumber, work.matter)}「${work.subject}」の報酬（未請求）`, en: `Separate contract ${agreementNumber(work.contractNumber, work.matter)} (${work.subject}), not billed yet` }, explanation: workReason(work) };
    const charge = outlook.unbilled.find(({ serviceMonth }) => serviceMonth === key);
    if (!charge) throw new Error('a line has its charge');
    const month = charge.serviceMonth;
    return { ...empty, taxYen: charge.taxYen, dueOn: charge.dueOn, article: '第11条1項', label: { ja: `保守管理費 ${monthJa(month)}分（${dateJa(charge.periodStartOn)}〜${dateJa(charge.periodEndOn)}、未請求）`, en: `Fee of ${month} (${charge.periodStartOn} to ${charge.periodEndOn}), not billed yet` }, explanation: feeReason(charge) };
  }

  private async notes(tx: Tx, outlook: EndOutlook, isEstimate: boolean): Promise<Words[]> {
    const notes: Words[] = [];
    const kept = outlook.settlement.keptCreditYen;
    if (kept > 0) notes.push({ ja: `前受金のうち ${yenJa(kept)} は、続いているほかの契約のために残します。`, en: `${yenEn(kept)} that were paid in stay for the client's other contracts.` });
    // Once the contract has ended the page says this, with what to do, before anything else.
    for (const back of isEstimate ? outlook.stripeBack : []) notes.push({ ja: `${stripeBackWords(back).ja}は、終了のあとStripeで返金することになります。`, en: `${stripeBackWords(back).en} has to be refunded at Stripe after the end.` });
    if (outlook.pendingWorks > 0) notes.push({ ja: `別途契約${outlook.pendingWorks}件は、引渡しか検収が済んでいないため、この精算に含めません（第4条2項）。`, en: `${outlook.pendingWorks} separate contract(s) are not delivered or not inspected yet and are not part of this (article 4(2)).` });
    // Whose money that is nobody knows: the other clients' payments are none of 甲's business.
    const unknown = tx.actor.kind === 'vendor' ? await this.billing.unknownPayers(tx) : { count: 0, amountYen: 0 };
    if (unknown.count > 0) notes.push({ ja: `支払人の分からない入金（仮受金）が${unknown.count}件、${yenJa(unknown.amountYen)}あります。この契約のものでないか確認してください。`, en: `${unknown.count} payments of unknown payers (${yenEn(unknown.amountYen)}) wait; check that none belongs here.` });
    return notes;
  }
}
