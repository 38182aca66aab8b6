import { z } from 'zod';
import { explainQuery, explanation, line, localDate, ok, optionalLine, positiveYen, uuid } from './fields.js';
import { defineRoute } from './route.js';

const bothLanguages = z.strictObject({ ja: z.string(), en: z.string() });

/** The day that 「直近」 of 第16条2項 counts back from: 事由発生日 or 請求日. The form is silent, so it is a setting of 乙, shown to both. */
export const capBases = z.enum(['incident', 'claim']);
/** Why money, or money still owed, is not in the sum. */
export const capExclusions = z.enum(['before_window', 'after_day', 'extra_work', 'unpaid', 'undone', 'unallocated', 'waived', 'corrected']);
export const openingKinds = z.enum(['fee', 'extra_work']);

const capRow = {
  amountYen: z.int(),
  /** `invoice`: money allocated to an invoice of the maintenance fee; `opening`: entered by 乙 when the contract moved in (D11). */
  source: z.enum(['invoice', 'opening', 'receipt']), invoiceId: uuid.nullable(), invoiceNumber: z.string().nullable(), note: z.string(),
};
export const capView = z.strictObject({
  asOf: localDate, basis: z.strictObject({ value: capBases, /** null: nobody chose, the default holds. */ setOn: localDate.nullable() }),
  windowMonths: z.int(), windowStartOn: localDate, windowEndOn: localDate,
  /** `undetermined`: nothing was paid, and no floor was agreed (D10); `unlimited`: 故意・重過失. */
  state: z.enum(['amount', 'undetermined', 'unlimited']), capYen: z.int().nullable(), paidYen: z.int(),
  /** 特約 of 別紙1: fee × months, when it lifts the sum. */
  floor: z.strictObject({ monthlyFeeYen: z.int(), months: z.int(), amountYen: z.int(), applies: z.boolean() }).nullable(),
  sentence: bothLanguages, formula: bothLanguages,
  counted: z.array(z.strictObject({ ...capRow, on: localDate, /** On an edge of the window: another way of counting moves it. */ onEdge: z.boolean() })),
  excluded: z.array(z.strictObject({ ...capRow, on: localDate, reason: capExclusions })),
  /** SHA-256 over the RFC 8785 JSON of the rows; the statement prints the same. */
  rowsSha256: z.string(), explanation: explanation.optional(),
});
export const openingPayment = z.strictObject({
  id: uuid, paidOn: localDate, amountYen: z.int(), kind: openingKinds, note: z.string(), enteredBy: z.string(), enteredOn: localDate,
  correction: z.strictObject({ reason: z.string(), correctedBy: z.string(), correctedOn: localDate }).nullable(),
});

const contractId = z.strictObject({ contractId: uuid });
const read = { permission: 'invoice.read', audience: ['vendor', 'client'] } as const;
const ofVendor = (permission: string) => ({ permission, audience: ['vendor'] }) as const;
const article = '第16条2項';
/** Without a day: today. `willful`: 故意・重過失, no cap (ただし書). */
const capQuery = { asOf: localDate.optional(), willful: z.literal('1').optional() };

export const liabilityRoutes = {
  cap: defineRoute({ ...read, id: 'liability.cap', method: 'GET', path: '/api/v1/contracts/:contractId/liability-cap', article, summary: { ja: '損害賠償の上限額（実際の入金から計算）', en: 'The liability cap on a day, from what was really paid' }, params: contractId, query: z.strictObject({ ...capQuery, ...explainQuery }), response: capView }),
  statement: defineRoute({ ...read, id: 'liability.statement', method: 'GET', path: '/api/v1/contracts/:contractId/liability-cap/statement', article, produces: 'file', summary: { ja: '上限額の計算書PDF', en: 'The statement of the cap as PDF' }, params: contractId, query: z.strictObject(capQuery), response: z.never() }),
  setBasis: defineRoute({ ...ofVendor('settings.write'), id: 'liability.setBasis', method: 'PUT', path: '/api/v1/liability-basis', article, summary: { ja: '上限額の基準日を選ぶ', en: 'Choose the day the cap counts back from' }, body: z.strictObject({ basis: capBases }), response: ok }),
  openingPayments: defineRoute({ ...ofVendor('payment.read'), id: 'liability.openingPayments', method: 'GET', path: '/api/v1/contracts/:contractId/opening-payments', article, summary: { ja: '利用開始前の入金の一覧', en: 'Payments from before moving in' }, params: contractId, response: z.strictObject({ items: z.array(openingPayment) }) }),
  enterOpeningPayment: defineRoute({ ...ofVendor('payment.write'), id: 'liability.enterOpeningPayment', method: 'POST', path: '/api/v1/contracts/:contractId/opening-payments', article, summary: { ja: '利用開始前の入金を登録する', en: 'Enter a payment from before moving in' }, params: contractId, body: z.strictObject({ paidOn: localDate, amountYen: positiveYen, kind: openingKinds, note: optionalLine(200) }), response: openingPayment }),
  correctOpeningPayment: defineRoute({ ...ofVendor('payment.write'), id: 'liability.correctOpeningPayment', method: 'POST', path: '/api/v1/contracts/:contractId/opening-payments/:openingPaymentId/correction', article, summary: { ja: '利用開始前の入金を取り消す（訂正の記録を残す）', en: 'Take an opening payment back by a correcting entry' }, params: z.strictObject({ contractId: uuid, openingPaymentId: uuid }), body: z.strictObject({ reason: line(200) }), response: openingPayment }),
} as const;
