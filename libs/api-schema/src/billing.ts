import { z } from 'zod';
import { explainedValues, explainQuery, explanation, instant, line, localDate, ok, optionalLine, pageOf, pageQuery, positiveYen, uuid } from './fields.js';
import { defineRoute } from './route.js';

/** 未払・一部入金・手数料差額・入金済・無効・期限超過, derived from the allocations, never stored. */
export const invoiceStatuses = z.enum(['unpaid', 'partial', 'fee_difference', 'paid', 'void', 'overdue']);
/** 滞留: where the due date stands against today. */
export const invoiceAges = z.enum(['notDue', 'to30', 'to60', 'over60']);
const bothLanguages = z.strictObject({ ja: z.string(), en: z.string() });
const party = z.strictObject({ companyName: z.string(), postalCode: z.string(), address: z.string(), registrationNumber: z.string().nullable(), department: z.string(), honorific: z.string(), telephone: z.string() });
export const transferAccount = z.strictObject({ bankCode: z.string(), bankName: z.string(), branchCode: z.string(), branchName: z.string(), accountType: z.enum(['futsu', 'toza']), accountNumber: z.string(), holderKana: z.string() });
export const invoiceRow = z.strictObject({
  id: uuid, number: z.string(), clientId: uuid, clientName: z.string(), contractId: uuid, contractNumber: z.string(), supplyFirstOn: localDate, supplyLastOn: localDate, issuedOn: localDate, dueOn: localDate,
  totalYen: z.int(), paidYen: z.int(), remainingYen: z.int(), status: invoiceStatuses, overdue: z.boolean(), hasPdf: z.boolean(),
  /** Sent before moving in (D11): its paper is not here. */
  isTakenOver: z.boolean(),
  /** Over 別途契約 alone (第4条2項), without the fee of a month. */
  isWork: z.boolean(),
  /** 振込予定日 that 甲 told last; null once nothing is left to pay. */
  plannedOn: localDate.nullable(),
});
const allocationView = z.strictObject({ id: uuid, kind: z.enum(['payment', 'waiver']), amountYen: z.int(), paidOn: localDate, rail: z.enum(['own', 'stripe']).nullable(), payerName: z.string(), undone: z.boolean() });
/** One 振込予定日 as 甲 told it; it changes neither the due date nor interest for delay. */
export const paymentPlan = z.strictObject({ plannedOn: localDate, note: z.string(), toldBy: z.string(), toldOn: localDate });
export const invoiceView = z.strictObject({
  ...invoiceRow.shape, issuer: party, recipient: party, priceMode: z.enum(['inclusive', 'exclusive']), netYen: z.int(), taxYen: z.int(), creditYen: z.int(), pdfSha256: z.string().nullable(),
  /** `agreementId`: the 別途契約 that a line bills (第4条2項); its period is the day of delivery. */
  lines: z.array(z.strictObject({ description: z.string(), periodStartOn: localDate, periodEndOn: localDate, amountYen: z.int(), taxRatePercent: z.int(), agreementId: uuid.nullable() })),
  taxGroups: z.array(z.strictObject({ taxRatePercent: z.int(), netYen: z.int(), taxYen: z.int(), grossYen: z.int() })),
  previousUnpaid: z.array(z.strictObject({ number: z.string(), dueOn: localDate, amountYen: z.int() })),
  bankAccount: transferAccount.nullable(), virtualAccount: transferAccount.nullable(), allocations: z.array(allocationView),
  replacesNumber: z.string().nullable(), replacedByNumber: z.string().nullable(), voided: z.strictObject({ on: localDate, reason: z.string() }).nullable(), receiptNumber: z.string().nullable(),
  /** Newest first; the first one counts. */
  paymentPlans: z.array(paymentPlan),
  differenceNote: bothLanguages.nullable(), explanations: z.array(explanation).optional(),
});
export const paymentView = z.strictObject({
  id: uuid, clientId: uuid.nullable(), clientName: z.string().nullable(), rail: z.enum(['own', 'stripe']), paidOn: localDate, amountYen: z.int(), payerName: z.string(), note: z.string(), allocatedYen: z.int(),
  /** Not yet applied to an invoice: 前受金, or 仮受金 while the payer is unknown. */
  freeYen: z.int(), undone: z.boolean(), allocations: z.array(z.strictObject({ invoiceId: uuid, invoiceNumber: z.string(), amountYen: z.int() })),
});
const previewEntry = z.strictObject({
  serviceMonth: z.string(), periodStartOn: localDate, periodEndOn: localDate, prorated: z.boolean(), amountYen: z.int(), netYen: z.int(), taxYen: z.int(), grossYen: z.int(), taxRatePercent: z.int(),
  issueOn: localDate, dueOn: localDate, invoiceNumber: z.string().nullable(), explanations: z.array(explanation),
});
const statementEntry = z.strictObject({ on: localDate, kind: z.enum(['invoice', 'void', 'payment', 'payment_undone', 'waiver', 'refund']), reference: z.string(), amountYen: z.int(), balanceYen: z.int() });
const stripeView = z.strictObject({ available: z.boolean(), connected: z.boolean(), canBill: z.boolean(), openRequirements: z.int(), disconnected: z.boolean(), checkedAt: instant.nullable() });
const alertView = z.strictObject({ id: uuid, kind: z.string(), sentence: bothLanguages, contractId: uuid.nullable(), invoiceId: uuid.nullable(), createdAt: instant });

const invoiceId = z.strictObject({ invoiceId: uuid });
const contractId = z.strictObject({ contractId: uuid });
const read = { permission: 'invoice.read', audience: ['vendor', 'client'] } as const;
const ofVendor = (permission: string) => ({ permission, audience: ['vendor'] }) as const;
const article = '第11条';

export const billingRoutes = {
  invoices: defineRoute({ ...read, id: 'billing.invoices', method: 'GET', path: '/api/v1/invoices', article, summary: { ja: '請求書の一覧', en: 'Invoices' }, query: z.strictObject({ ...pageQuery, status: invoiceStatuses.optional(), age: invoiceAges.optional(), clientId: uuid.optional(), contractId: uuid.optional() }), response: pageOf(invoiceRow) }),
  invoice: defineRoute({ ...read, id: 'billing.invoice', method: 'GET', path: '/api/v1/invoices/:invoiceId', article, summary: { ja: '請求書', en: 'An invoice' }, params: invoiceId, query: z.strictObject(explainQuery), response: invoiceView }),
  invoicePdf: defineRoute({ ...read, id: 'billing.invoicePdf', method: 'GET', path: '/api/v1/invoices/:invoiceId/pdf', article, produces: 'file', summary: { ja: '請求書PDF', en: 'The invoice as PDF' }, params: invoiceId, response: z.never() }),
  receiptPdf: defineRoute({ permission: 'receipt.read', audience: ['vendor', 'client'], id: 'billing.receiptPdf', method: 'GET', path: '/api/v1/invoices/:invoiceId/receipt', article, produces: 'file', summary: { ja: '領収書PDF', en: 'The receipt as PDF' }, params: invoiceId, response: z.never() }),
  voidInvoice: defineRoute({ ...ofVendor('invoice.void'), id: 'billing.voidInvoice', method: 'POST', path: '/api/v1/invoices/:invoiceId/void', article, summary: { ja: '請求書を無効にする（必要なら再発行）', en: 'Void an invoice, reissue if wanted' }, params: invoiceId, body: z.strictObject({ reason: line(200), reissue: z.boolean() }), response: z.strictObject({ replacementId: uuid.nullable() }) }),
  waiveDifference: defineRoute({ ...ofVendor('payment.write'), id: 'billing.waiveDifference', method: 'POST', path: '/api/v1/invoices/:invoiceId/difference-waiver', article: '第11条3項', summary: { ja: '手数料差額を放棄する', en: 'Waive the bank fee difference' }, params: invoiceId, body: z.strictObject({ reason: line(200) }), response: ok }),
  planPayment: defineRoute({ permission: 'payment.plan', audience: ['client'], id: 'billing.planPayment', method: 'POST', path: '/api/v1/invoices/:invoiceId/payment-plans', article, summary: { ja: '振込予定日を連絡する（期限も遅延損害金も変わらない）', en: 'Tell the day of the transfer; due date and interest stay' }, params: invoiceId, body: z.strictObject({ plannedOn: localDate, note: optionalLine(200) }), response: paymentPlan }),
  run: defineRoute({ ...ofVendor('invoice.issue'), id: 'billing.run', method: 'POST', path: '/api/v1/billing/run', article, summary: { ja: '今日までの請求を発行する（二度実行しても増えない）', en: 'Issue what is due today; a second run makes nothing' }, body: z.strictObject({}), response: z.strictObject({ issuedNumbers: z.array(z.string()), parked: z.int() }) }),
  overview: defineRoute({ ...ofVendor('invoice.read'), id: 'billing.overview', method: 'GET', path: '/api/v1/billing/overview', article, summary: { ja: '請求の状況と要確認', en: 'Billing at a glance' }, query: z.strictObject(explainQuery), response: z.strictObject({ explained: explainedValues, receivableYen: z.int(), overdueYen: z.int(), creditYen: z.int(), suspenseYen: z.int(), ageing: z.strictObject({ notDueYen: z.int(), to30Yen: z.int(), to60Yen: z.int(), over60Yen: z.int() }), alerts: z.array(alertView), parked: z.array(z.strictObject({ contractId: uuid, contractNumber: z.string(), reason: bothLanguages, parkedAt: instant })) }) }),
  releaseParking: defineRoute({ ...ofVendor('invoice.issue'), id: 'billing.releaseParking', method: 'POST', path: '/api/v1/billing/parked/:contractId/release', article, summary: { ja: '保留した契約の請求を再開する', en: 'Bill a parked contract again' }, params: contractId, body: z.strictObject({ reason: line(200) }), response: ok }),
  resolveAlert: defineRoute({ ...ofVendor('invoice.issue'), id: 'billing.resolveAlert', method: 'POST', path: '/api/v1/billing/alerts/:alertId/resolution', summary: { ja: '要確認を解決済みにする', en: 'Resolve an alert' }, params: z.strictObject({ alertId: uuid }), body: z.strictObject({ note: optionalLine(200) }), response: ok }),
  payments: defineRoute({ permission: 'payment.read', audience: ['vendor', 'client'], id: 'billing.payments', method: 'GET', path: '/api/v1/payments', article, summary: { ja: '入金の一覧', en: 'Payments' }, query: z.strictObject({ ...pageQuery, clientId: uuid.optional(), waiting: z.literal('1').optional() }), response: pageOf(paymentView) }),
  recordPayment: defineRoute({ ...ofVendor('payment.write'), id: 'billing.recordPayment', method: 'POST', path: '/api/v1/payments', article: '第11条2項', summary: { ja: '入金を登録する', en: 'Record a payment' }, body: z.strictObject({ clientId: uuid.nullable(), paidOn: localDate, amountYen: positiveYen, payerName: optionalLine(60), note: optionalLine(200), externalId: line(120).optional(), allocations: z.array(z.strictObject({ invoiceId: uuid, amountYen: positiveYen })).max(50).optional() }), response: paymentView }),
  assignPayment: defineRoute({ ...ofVendor('payment.write'), id: 'billing.assignPayment', method: 'POST', path: '/api/v1/payments/:paymentId/client', article: '第11条2項', summary: { ja: '仮受金の支払人を決める', en: 'Name the client of a payment of unknown payer' }, params: z.strictObject({ paymentId: uuid }), body: z.strictObject({ clientId: uuid }), response: paymentView }),
  undoPayment: defineRoute({ ...ofVendor('payment.write'), id: 'billing.undoPayment', method: 'POST', path: '/api/v1/payments/:paymentId/reversal', article: '第11条2項', summary: { ja: '入金の登録を取り消す（反対仕訳）', en: 'Undo a payment by a compensating entry' }, params: z.strictObject({ paymentId: uuid }), body: z.strictObject({ reason: line(200) }), response: paymentView }),
  statement: defineRoute({ permission: 'payment.read', audience: ['vendor', 'client'], id: 'billing.statement', method: 'GET', path: '/api/v1/billing/statement', article, summary: { ja: '取引明細（請求・入金・残高）', en: 'Statement of account' }, query: z.strictObject({ clientId: uuid, from: localDate, to: localDate, ...explainQuery }), response: z.strictObject({ explained: explainedValues, openingYen: z.int(), closingYen: z.int(), items: z.array(statementEntry) }) }),
  statementFile: defineRoute({ permission: 'payment.read', audience: ['vendor', 'client'], id: 'billing.statementFile', method: 'GET', path: '/api/v1/billing/statement.csv', article, produces: 'file', summary: { ja: '取引明細のCSV', en: 'Statement of account as CSV' }, query: z.strictObject({ clientId: uuid, from: localDate, to: localDate }), response: z.never() }),
  transferAccounts: defineRoute({ ...read, id: 'billing.transferAccounts', method: 'GET', path: '/api/v1/transfer-accounts/:clientId', article: '第11条2項', summary: { ja: 'お振込先', en: 'Accounts to pay to' }, params: z.strictObject({ clientId: uuid }), response: z.strictObject({ own: transferAccount.nullable(), virtual: transferAccount.nullable(), /** D16: since when the own account is the one to pay to, and the one before it. */ ownSinceOn: localDate.nullable(), ownBefore: transferAccount.nullable() }) }),
  preview: defineRoute({ ...read, id: 'billing.preview', method: 'GET', path: '/api/v1/contracts/:contractId/invoice-preview', article, summary: { ja: '契約期間すべての請求の予定', en: 'Every invoice of the term' }, params: contractId, response: z.strictObject({ heldBack: z.boolean(), items: z.array(previewEntry) }) }),
  stripe: defineRoute({ ...ofVendor('stripe.connect'), id: 'billing.stripe', method: 'GET', path: '/api/v1/stripe', summary: { ja: 'オンライン入金の連携状況', en: 'State of the online rail' }, response: stripeView }),
  connectStripe: defineRoute({ ...ofVendor('stripe.connect'), id: 'billing.connectStripe', method: 'POST', path: '/api/v1/stripe/account-link', summary: { ja: 'オンライン入金の利用登録へ進む', en: 'Go to the onboarding' }, body: z.strictObject({}), response: z.strictObject({ url: z.string(), expiresAt: instant }) }),
  refreshStripe: defineRoute({ ...ofVendor('stripe.connect'), id: 'billing.refreshStripe', method: 'POST', path: '/api/v1/stripe/refresh', summary: { ja: '利用登録の状況を確かめる', en: 'Ask Stripe for the state' }, body: z.strictObject({}), response: stripeView }),
  webhook: defineRoute({ permission: 'public', audience: [], id: 'billing.webhook', method: 'POST', path: '/api/webhooks/stripe/:endpoint', consumes: 'raw', summary: { ja: 'Stripeからの通知', en: 'Events from Stripe' }, params: z.strictObject({ endpoint: z.enum(['platform', 'connect', 'thin']) }), response: z.strictObject({ received: z.literal(true) }) }),
} as const;
