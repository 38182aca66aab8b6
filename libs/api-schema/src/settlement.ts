import { z } from 'zod';
import { explanation, fileBytes, line, localDate, optionalLine, uuid } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const prorationMethods = z.enum(['daily', 'full', 'none']);
export const settlementDirections = z.enum(['client_pays', 'vendor_pays', 'none']);

/** How a last month that is not whole is counted, where that stands, and what each way would make of it. */
export const prorationPolicy = z.strictObject({
  method: prorationMethods, /** annex: agreed in 別紙1. setting: the contract was concluded elsewhere, so it is the setting it was entered with. */ source: z.enum(['annex', 'setting']), ...sentence.shape,
  ways: z.array(z.strictObject({ method: prorationMethods, label: sentence, amountYen: z.int(), explanation: explanation.optional() })),
});
/** 精算書: every amount with its reason. Positive: 甲 pays 乙; negative: 乙 pays 甲 back. */
export const settlementSheet = z.strictObject({
  endOn: localDate, article: z.string(), isEstimate: z.boolean(), policy: prorationPolicy.nullable(),
  lines: z.array(z.strictObject({ kind: z.enum(['unpaid', 'unbilled', 'correction', 'credit']), label: sentence, article: z.string(), amountYen: z.int(), taxYen: z.int().nullable(), dueOn: localDate.nullable(), invoiceNumber: z.string().nullable(), explanation })),
  totalYen: z.int(), direction: settlementDirections, sentence, notes: z.array(sentence), hash,
});
const issued = z.strictObject({
  id: uuid, number: z.string(), issuedOn: localDate, issuedBy: z.string(), state: z.enum(['open', 'closed']), /** Still to move, in the direction of the sheet. */ remainingYen: z.int(), sheet: settlementSheet,
  refund: z.strictObject({ paidOn: localDate, note: z.string(), by: z.string() }).nullable(),
  /** 売掛金 and 返金 of the contract in the ledger, for 乙 alone. */
  ledger: z.strictObject({ receivableYen: z.int(), refundYen: z.int() }).nullable(),
});
export const settlementView = z.strictObject({
  contractNumber: z.string(), clientName: z.string(), status: z.string(), end: z.strictObject({ lastOn: localDate, article: z.string() }).nullable(),
  /** What would be settled by what is known today; null without an end or a day to suppose, and once a settlement was issued. */
  estimate: settlementSheet.nullable(), issued: issued.nullable(), mayIssue: z.boolean(), waitsFor: sentence.nullable(),
});
/** What each way to end the contract would mean if it were taken today. */
export const endOption = z.strictObject({
  article: z.literal([17, 18, 19]), endOn: localDate, ...sentence.shape, deadlineOn: localDate.nullable(), needs: sentence, refusal: sentence.nullable(), explanation: explanation.nullable(),
  lastInvoice: z.strictObject({ serviceMonth: z.string(), grossYen: z.int(), dueOn: localDate, explanation }).nullable(),
  settlement: z.strictObject({ totalYen: z.int(), direction: settlementDirections, sentence }), survivalLastOn: localDate,
});
export const endOptions = z.strictObject({
  contractNumber: z.string(), today: localDate, termLastOn: localDate, end: z.strictObject({ lastOn: localDate, article: z.string() }).nullable(), options: z.array(endOption), ifNothing: sentence,
  survivingDuties: z.array(z.strictObject({ article: z.string(), lastOn: localDate.nullable(), ...sentence.shape })), policy: prorationPolicy.nullable(),
});

const both = ['vendor', 'client'] as const;
const read = { permission: 'settlement.read', audience: both, method: 'GET' } as const;
const issue = { permission: 'settlement.issue', audience: ['vendor'], method: 'POST', article: '第11条' } as const;
const contractId = z.strictObject({ contractId: uuid });
const settlementId = z.strictObject({ settlementId: uuid });

export const settlementRoutes = {
  options: defineRoute({ ...read, id: 'settlement.options', path: '/api/v1/contracts/:contractId/end-options', article: '第17条', summary: { ja: '今日、契約を終える手続をしたらどうなるか', en: 'What ending the contract today would mean, way by way' }, params: contractId, response: endOptions }),
  get: defineRoute({ ...read, id: 'settlement.get', path: '/api/v1/contracts/:contractId/settlement', article: '第11条', summary: { ja: '最終精算（終了日を仮に定めた見込みを含む）', en: 'The final settlement, also for a supposed last day' }, params: contractId, query: z.strictObject({ endOn: localDate.optional() }), response: settlementView }),
  issue: defineRoute({ ...issue, id: 'settlement.issue', path: '/api/v1/contracts/:contractId/settlement', summary: { ja: '最終精算書を発行', en: 'Issue the final settlement' }, params: contractId, body: z.strictObject({ sheetHash: hash }), response: settlementView }),
  pdf: defineRoute({ ...read, id: 'settlement.pdf', path: '/api/v1/settlements/:settlementId/pdf', article: '第11条', produces: 'file', summary: { ja: '最終精算書（PDF）', en: 'The final settlement as PDF' }, params: settlementId, response: fileBytes }),
  recordRefund: defineRoute({ ...issue, id: 'settlement.recordRefund', path: '/api/v1/settlements/:settlementId/refund', summary: { ja: '返金（振込）を記録', en: 'Record that the money went back' }, params: settlementId, body: z.strictObject({ paidOn: localDate, note: optionalLine(200) }), response: settlementView }),
  withdraw: defineRoute({ ...issue, id: 'settlement.withdraw', path: '/api/v1/settlements/:settlementId/withdrawal', summary: { ja: '最終精算書を取り下げる', en: 'Take a final settlement back' }, params: settlementId, body: z.strictObject({ reason: line(300) }), response: settlementView }),
} as const;
