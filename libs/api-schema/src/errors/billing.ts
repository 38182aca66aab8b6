import type { ErrorEntry } from './entry.js';

export const billingErrors = {
  invoice_already_void: { status: 409, ja: 'この請求書はすでに無効です。', en: 'This invoice is already void.' },
  invoice_has_payments: { status: 422, ja: '入金が充てられている請求書は無効にできません。先に入金の登録を取り消してください。', en: 'An invoice with payments cannot be voided. Undo the payment first.', article: '第11条' },
  invoice_not_open: { status: 422, ja: 'この請求書にはお支払いの残りがないため、振込予定日は連絡できません。', en: 'Nothing is left to pay on this invoice, so no day of transfer can be told.', article: '第11条' },
  payment_plan_day: { status: 422, ja: '振込予定日は、今日から180日以内の日にしてください。', en: 'The day of the transfer must be today or later, at most 180 days ahead.' },
  invoice_not_ready: { status: 409, ja: '請求書を作成しています。少し待ってからもう一度開いてください。', en: 'The invoice is being made. Please open it again in a moment.' },
  receipt_not_available: { status: 422, ja: '領収書は全額の入金を確認したあとに発行します。', en: 'A receipt is issued once the invoice is fully paid.' },
  allocation_too_large: { status: 422, ja: '充当する金額が、入金額または請求書の残額を超えています。', en: 'The allocated amount exceeds the payment or what is left of the invoice.', article: '第11条' },
  payment_in_future: { status: 422, ja: '入金日に未来の日付は使えません。', en: 'The day of payment cannot lie in the future.' },
  payment_already_undone: { status: 409, ja: 'この入金はすでに取り消されています。', en: 'This payment was already undone.' },
  payer_already_known: { status: 409, ja: 'この入金の支払人はすでに決まっています。', en: 'The payer of this payment is known already.' },
  payment_by_stripe: { status: 422, ja: 'Stripeで受け取った入金は、ここでは取り消せません。', en: 'A payment received through Stripe cannot be undone here.' },
  waiver_not_allowed: { status: 422, ja: '差額を放棄できるのは、入金済みの請求書の残額が880円以下の場合だけです。', en: 'Only a difference of at most ¥880 on an invoice with a payment can be waived.', article: '第11条3項' },
  payment_goes_back: { status: 422, ja: 'この入金は最終精算でお客様（甲）に返すお金に充てられています。先に精算を取り下げてください。', en: 'This payment goes back to the client by a final settlement. Take the settlement back first.', article: '第11条' },
  schedule_incomplete: { status: 422, ja: '月額・支払日・開始日が決まっていないため、請求の予定を計算できません。', en: 'Fee, due day and first day are needed to compute the invoices.', article: '第11条' },
  stripe_off: { status: 404, ja: 'オンライン入金の連携は利用できません。', en: 'The online payment rail is not available.' },
  stripe_unreachable: { status: 503, ja: 'Stripeに接続できませんでした。しばらく待ってからもう一度お試しください。', en: 'Stripe could not be reached. Please try again in a moment.' },
  webhook_refused: { status: 400, ja: '署名を確認できませんでした。', en: 'The signature could not be verified.' },
} as const satisfies Record<string, ErrorEntry>;
