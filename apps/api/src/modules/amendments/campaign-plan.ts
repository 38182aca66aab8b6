import { errorEntry, type BodyOf, type ResponseOf, type campaignRoutes } from '@hoshu/api-schema';
import { addDays, groupedDigits, nonRenewalDeadline } from '@hoshu/domain';
import { AppError } from '../../platform/app-error.js';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import { noticeDays17, termsOn, type ContractFacts } from '../contracts/index.js';
import { nextTerm, termOn } from '../notices/index.js';
import { checkDay } from './amendment-rules.js';

/** Days before the notice deadline at which a proposal goes out (F116). */
const openDays = 90;

type Planned = ResponseOf<typeof campaignRoutes.preview>['items'][number];
export type PriceWish = Pick<BodyOf<typeof campaignRoutes.preview>, 'method' | 'percent' | 'roundingUnitYen' | 'rounding'>;

/** The days of a price proposal for the term that runs today: opens 90 days before the deadline of 第17条2項, is answered by it, and takes effect with the next term. */
export function proposalDays(facts: ContractFacts, today: string): { termNumber: number; opensOn: string; answerBy: string; effectiveOn: string } {
  const term = termOn(facts, today);
  const { lastValid } = nonRenewalDeadline({ termEnd: term.lastOn, noticeDays: noticeDays17(facts, term.lastOn) });
  return { termNumber: term.number, opensOn: addDays(lastValid, -openDays), answerBy: lastValid, effectiveOn: nextTerm(facts, term).startsOn };
}

const roundings = { floor: ['切捨て', 'rounded down'], round: ['四捨五入', 'rounded'], ceil: ['切上げ', 'rounded up'] } as const;

/** A fee raised by a percentage (one decimal) and rounded to whole units; integers all the way, so that no fraction is lost. */
export function raisedFee(oldFeeYen: number, { percent, roundingUnitYen: unit, rounding }: PriceWish): { feeYen: number; ja: string; en: string } {
  const thousandths = oldFeeYen * (1_000 + Math.round((percent ?? 0) * 10));
  const step = 1_000 * unit;
  const units = { floor: Math.floor(thousandths / step), round: Math.floor((thousandths + step / 2) / step), ceil: Math.ceil(thousandths / step) }[rounding];
  const feeYen = units * unit;
  const exact = (thousandths / 1_000).toLocaleString('ja-JP', { maximumFractionDigits: 1 });
  const factor = ((1_000 + Math.round((percent ?? 0) * 10)) / 1_000).toString();
  return { feeYen, ja: `${groupedDigits(oldFeeYen)}円 × ${factor} = ${exact}円 → ${groupedDigits(feeYen)}円（${groupedDigits(unit)}円未満${roundings[rounding][0]}）`, en: `JPY ${groupedDigits(oldFeeYen)} × ${factor} = ${exact} → ${groupedDigits(feeYen)} (${roundings[rounding][1]} to JPY ${groupedDigits(unit)})` };
}

/** Why a proposal has its fee and its days (F116, F185). */
export function explainedProposal(item: { readonly contractNumber: string; readonly oldFeeYen: number; readonly newFeeYen: number; readonly opensOn: string; readonly answerBy: string; readonly effectiveOn: string }, { index, wish }: { readonly index: number; readonly wish: PriceWish }): ExplainedValue[] {
  const { contractNumber, oldFeeYen, newFeeYen, opensOn, answerBy, effectiveOn } = item;
  const raised = wish.method === 'percent' ? raisedFee(oldFeeYen, wish) : null;
  const fee = raised?.feeYen === newFeeYen ? raised : { ja: `${groupedDigits(oldFeeYen)}円から、この契約に決めた ${groupedDigits(newFeeYen)}円へ`, en: `From JPY ${groupedDigits(oldFeeYen)} to JPY ${groupedDigits(newFeeYen)}, as set for this contract` };
  const value = (key: string, label: ExplainedValue['label'], { result, ja, en }: { result: string | number; ja: string; en: string }): ExplainedValue => ({ key: `items.${index}.${key}`, label: { ja: `${contractNumber} ${label.ja}`, en: `${contractNumber}: ${label.en}` }, value: String(result), explanation: stated({ result, article: '第17条2項', steps: [{ ja, en }] }) });
  return [
    value('newFeeYen', { ja: '改定後の月額', en: 'new fee' }, { result: newFeeYen, ja: fee.ja, en: fee.en }),
    value('opensOn', { ja: '送る日', en: 'day of sending' }, { result: opensOn, ja: `終了通知の期限 ${answerBy} の ${openDays}日前 ＝ ${opensOn}`, en: `${openDays} days before the deadline of a notice, ${answerBy} = ${opensOn}` }),
    value('answerBy', { ja: '返答の期限', en: 'answer by' }, { result: answerBy, ja: `契約期間の満了までに終了通知が間に合う最後の到達日 ${answerBy} まで。過ぎると、同じ条件で更新されます`, en: `Up to ${answerBy}, the last day on which a notice may arrive; after it the term renews as it is` }),
    value('effectiveOn', { ja: '新しい月額の初日', en: 'first day of the new fee' }, { result: effectiveOn, ja: `次の契約期間の初日 ${effectiveOn}`, en: `First day of the next term: ${effectiveOn}` }),
  ];
}

/** One contract of a campaign as it would be proposed, or why it cannot take part. */
export function planFor(facts: ContractFacts, wish: PriceWish & { readonly newFeeYen: number | null; readonly isWaiting: boolean }, today: string): Planned & { readonly termNumber: number } {
  const blank = { contractId: facts.id, contractNumber: facts.number, clientName: facts.clientName, oldFeeYen: facts.terms.feeYen, newFeeYen: null, calculation: { ja: '', en: '' }, opensOn: null, answerBy: null, effectiveOn: null, termNumber: 0 };
  const refused = (ja: string, en: string) => ({ ...blank, refusal: { ja, en } });
  if (!facts.conclusion || facts.periods.length === 0) return refused('締結前の契約です。', 'The contract is not concluded.');
  const days = proposalDays(facts, today);
  const oldFeeYen = termsOn(facts, days.effectiveOn).feeYen;
  if (oldFeeYen === null) return refused('月額が決まっていません。', 'The contract has no fee.');
  const { feeYen, ja, en } = wish.newFeeYen === null ? raisedFee(oldFeeYen, wish) : { feeYen: wish.newFeeYen, ja: `${groupedDigits(oldFeeYen)}円 → ${groupedDigits(wish.newFeeYen)}円`, en: `JPY ${groupedDigits(oldFeeYen)} → ${groupedDigits(wish.newFeeYen)}` };
  const plan = { ...blank, ...days, oldFeeYen, newFeeYen: feeYen, calculation: { ja, en } };
  const refuse = (reasonJa: string, reasonEn: string) => ({ ...plan, refusal: { ja: reasonJa, en: reasonEn } });
  if (days.answerBy < today) return refuse(`通知の期限（${days.answerBy}）が過ぎたため、次の期間は同じ条件で更新されます（第17条2項）。`, `The deadline (${days.answerBy}) has passed; the next term has the same terms.`);
  if (feeYen < 1 || feeYen === oldFeeYen) return refuse('月額が変わりません。', 'The fee does not change.');
  if (wish.isWaiting) return refuse('返答を待っている変更の提案、または送る予定の料金改定があります。', 'A proposal waits for an answer, or a price proposal is scheduled.');
  try {
    checkDay(facts, days.effectiveOn, { today });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refuse(errorEntry(error.code).ja, errorEntry(error.code).en);
  }
  return { ...plan, refusal: null };
}

