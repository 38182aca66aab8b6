import { groupedDigits } from '@hoshu/domain';
import type { ResponseOf, billingRoutes } from '@hoshu/api-schema';
import { stated, type ExplainedValue } from '../../platform/explain/index.js';
import type { OpenInvoiceRow } from './invoices.js';

type Overview = ResponseOf<typeof billingRoutes.overview>;
type Statement = ResponseOf<typeof billingRoutes.statement>;

const article = '第11条';
const shownLines = 10;
const sum = (invoices: readonly OpenInvoiceRow[]): number => invoices.reduce((total, invoice) => total + invoice.remainingYen, 0);

const value = (key: string, label: ExplainedValue['label'], { result, steps }: { readonly result: number; readonly steps: readonly { ja: string; en: string }[] }): ExplainedValue => ({ key, label, value: String(result), explanation: stated({ result, steps, article }) });

/** The invoices behind a sum, each with what is left of it. */
function linesOf(invoices: readonly OpenInvoiceRow[], condition: { ja: string; en: string }) {
  const more = invoices.length - shownLines;
  return [
    { ja: `${condition.ja}：${invoices.length}件`, en: `${condition.en}: ${invoices.length}` },
    ...invoices.slice(0, shownLines).map(({ number, dueOn, remainingYen }) => ({ ja: `${number}（支払期日 ${dueOn}）の残り ${groupedDigits(remainingYen)}円`, en: `${number} (due ${dueOn}): JPY ${groupedDigits(remainingYen)} left` })),
    ...(more > 0 ? [{ ja: `ほか ${more}件`, en: `and ${more} more` }] : []),
    { ja: `合計 ${groupedDigits(sum(invoices))}円`, en: `Sum: JPY ${groupedDigits(sum(invoices))}` },
  ];
}

const ages = [
  { key: 'ageing.notDueYen', age: 'notDue', label: { ja: '期日前', en: 'Not due' }, condition: { ja: '支払期日が今日以後の、残りのある請求書', en: 'Open invoices due today or later' } },
  { key: 'ageing.to30Yen', age: 'to30', label: { ja: '1〜30日', en: '1–30 days' }, condition: { ja: '支払期日から1〜30日過ぎた、残りのある請求書', en: 'Open invoices 1 to 30 days past due' } },
  { key: 'ageing.to60Yen', age: 'to60', label: { ja: '31〜60日', en: '31–60 days' }, condition: { ja: '支払期日から31〜60日過ぎた、残りのある請求書', en: 'Open invoices 31 to 60 days past due' } },
  { key: 'ageing.over60Yen', age: 'over60', label: { ja: '61日以上', en: 'Over 60 days' }, condition: { ja: '支払期日から61日以上過ぎた、残りのある請求書', en: 'Open invoices more than 60 days past due' } },
] as const;

/** How each figure of the overview comes about (F185): the invoices behind the sums, the account of the ledger behind the balances. */
export function explainOverview(figures: Pick<Overview, 'receivableYen' | 'overdueYen' | 'creditYen' | 'suspenseYen'>, open: readonly OpenInvoiceRow[]): ExplainedValue[] {
  const { receivableYen, overdueYen, creditYen, suspenseYen } = figures;
  return [
    value('receivableYen', { ja: '売掛金の残高', en: 'Receivables' }, { result: receivableYen, steps: [{ ja: `帳簿の売掛金の残高 ＝ 発行した請求書の合計 − 取消・入金の充当・端数の処理 ＝ ${groupedDigits(receivableYen)}円`, en: `Balance of the receivables account = invoices issued − voids, payments applied and differences = JPY ${groupedDigits(receivableYen)}` }, ...linesOf(open, { ja: '残りのある請求書', en: 'Open invoices' })] }),
    value('overdueYen', { ja: '期日を過ぎた金額', en: 'Overdue' }, { result: overdueYen, steps: linesOf(open.filter(({ overdue }) => overdue), { ja: '支払期日を過ぎても残りのある請求書', en: 'Open invoices past their due date' }) }),
    value('creditYen', { ja: 'お預かり（充当前の入金）', en: 'Credit' }, { result: creditYen, steps: [{ ja: `取引先が決まっている入金 − 請求書に充てた額（取り消した入金を除く）＝ ${groupedDigits(creditYen)}円`, en: `Payments of known clients − what was applied to invoices, without undone ones = JPY ${groupedDigits(creditYen)}` }] }),
    value('suspenseYen', { ja: '仮受金', en: 'Suspense' }, { result: suspenseYen, steps: [{ ja: `帳簿の仮受金の残高 ＝ 支払人がまだ決まっていない入金の合計 ＝ ${groupedDigits(suspenseYen)}円`, en: `Balance of the suspense account = payments whose payer is not known yet = JPY ${groupedDigits(suspenseYen)}` }] }),
    ...ages.map(({ key, age, label, condition }) => { const invoices = open.filter((invoice) => invoice.age === age); return value(key, label, { result: sum(invoices), steps: linesOf(invoices, condition) }); }),
  ];
}

/** How the balances of a statement of account come about (F185). */
export function explainStatement({ from, to, openingYen, closingYen }: { readonly from: string; readonly to: string; readonly openingYen: number; readonly closingYen: number }, { before, items }: { readonly before: number; readonly items: Statement['items'] }): ExplainedValue[] {
  const charged = items.filter(({ amountYen }) => amountYen > 0).reduce((total, { amountYen }) => total + amountYen, 0);
  const paid = items.filter(({ amountYen }) => amountYen < 0).reduce((total, { amountYen }) => total - amountYen, 0);
  return [
    value('openingYen', { ja: '繰越', en: 'Opening balance' }, { result: openingYen, steps: [{ ja: `${from} より前の請求・取消・入金 ${before}件を足し引きした残高 ＝ ${groupedDigits(openingYen)}円`, en: `Balance of ${before} invoices, voids and payments before ${from} = JPY ${groupedDigits(openingYen)}` }] }),
    value('closingYen', { ja: '残高', en: 'Closing balance' }, { result: closingYen, steps: [{ ja: `繰越 ${groupedDigits(openingYen)}円 ＋ ${from}〜${to} の請求 ${groupedDigits(charged)}円 − 入金・取消 ${groupedDigits(paid)}円 ＝ ${groupedDigits(closingYen)}円`, en: `Opening JPY ${groupedDigits(openingYen)} + charged ${groupedDigits(charged)} − paid or voided ${groupedDigits(paid)} from ${from} to ${to} = JPY ${groupedDigits(closingYen)}` }] }),
  ];
}
