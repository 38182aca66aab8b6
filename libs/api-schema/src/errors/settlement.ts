import type { ErrorEntry } from './entry.js';

/** Refusals of the final settlement and of the hand-over at the end of a contract. */
export const settlementErrors = {
  settlement_not_ended: { status: 422, ja: '契約が終了してから、最終精算書を発行できます。', en: 'The final settlement can be issued once the contract has ended.', article: '第11条' },
  settlement_end_before_start: { status: 422, ja: '契約の初日以降の日を指定してください。', en: 'Choose a day on or after the first day of the contract.' },
  settlement_exists: { status: 409, ja: '最終精算書はすでに発行されています。', en: 'The final settlement has been issued already.', article: '第11条' },
  settlement_changed: { status: 409, ja: '表示されていた精算の内容が変わりました。画面を更新して、もう一度確認してください。', en: 'The settlement differs from the one shown. Reload and check again.', article: '第11条' },
  settlement_parked: { status: 422, ja: 'この契約の請求が確認待ちで止まっています。先に請求の確認を済ませてください。', en: 'Billing of this contract is parked. Look at it first.', article: '第11条' },
  settlement_not_live: { status: 422, ja: 'この契約はまだ利用開始日の前のため、最終精算書は発行できません。', en: 'This contract has not gone live here, so no settlement is issued.' },
  settlement_withdrawal_agreed: { status: 422, ja: '終了の通知を撤回することに双方が同意しています。まもなく終了が取り消され、契約が続くため、最終精算書は発行できません。', en: 'Both sides agreed to withdraw the notice. The end is about to be lifted and the contract goes on, so no settlement is issued.', article: '第18条' },
  settlement_stripe_paid: { status: 422, ja: '終了日より後の分がStripe経由で入金済みです。精算の画面に示した入金と金額をStripeで返金すると、精算書を発行できます。', en: 'A payment beyond the end came through Stripe. Refund there the payment and amount that the settlement page names; then the sheet can be issued.', article: '第11条' },
  settlement_not_refundable: { status: 422, ja: 'お客様（甲）へ返すお金がないか、すでに返金を記録しています。', en: 'Nothing goes back to the client, or it was recorded already.', article: '第11条' },
  settlement_refund_in_future: { status: 422, ja: '返金した日は、発行日から今日までの日にしてください。', en: 'The day must lie between the day of issue and today.' },
  handover_no_end: { status: 422, ja: '契約の終わりがまだ決まっていないか、引渡しの一覧がまだありません。', en: 'The end of the contract is not decided, or the list is not made yet.', article: '第7条' },
  handover_closed: { status: 409, ja: '引渡しは双方が確認して終わっています。変更できません。', en: 'Both sides confirmed the hand-over; it stays as it is.', article: '第7条' },
  handover_automatic: { status: 422, ja: 'この項目は、記録のとおりに自動で「済み」になります。残す場合は理由を付けて省略してください。', en: 'This item is done when its record says so. Waive it with a reason if it is to stay open.', article: '第7条' },
  handover_not_ended: { status: 422, ja: '契約が終了してから、引渡しを確認できます。', en: 'The hand-over can be confirmed once the contract has ended.', article: '第7条' },
  handover_open_items: { status: 422, ja: '済んでいない項目があります。すべて済ませるか、理由を付けて省略してください。', en: 'Some items are open. Finish them, or waive them with a reason.', article: '第7条' },
  handover_changed: { status: 409, ja: '表示されていた一覧と内容が違います。画面を更新して、もう一度確認してください。', en: 'The list differs from the one shown. Reload and check again.', article: '第7条' },
  settlement_refunded: { status: 422, ja: '返金を記録した最終精算書は取り下げられません。', en: 'A settlement whose money went back cannot be taken back.', article: '第11条' },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
