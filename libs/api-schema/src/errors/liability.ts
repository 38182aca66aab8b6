import type { ErrorEntry } from './entry.js';

/** Refusals of 第15条・第16条. */
export const liabilityErrors = {
  cap_before_conclusion: { status: 422, ja: '契約がまだ成立していないため、責任の上限はありません。', en: 'The contract is not concluded yet, so there is no cap.', article: '第16条2項' },
  cap_day: { status: 422, ja: '契約の成立日から、今日の1年後までの日を選んでください。', en: 'Choose a day from the conclusion of the contract to one year from today.', article: '第16条2項' },
  opening_payment_day: { status: 422, ja: '入金日は、契約の成立日から今日までの日にしてください。', en: 'The day of payment must lie between the conclusion of the contract and today.', article: '第16条2項' },
  opening_payment_twice: { status: 409, ja: '同じ日・同じ金額の入金がすでに記録されています。二重に数えないよう、登録しません。', en: 'A payment of this day and amount is recorded already; it is not counted twice.', article: '第16条2項' },
  opening_payment_corrected: { status: 409, ja: 'この入金はすでに取り消されています。', en: 'This payment was already taken back.' },
  claim_day: { status: 422, ja: '損害の原因が起きた日は、契約の成立日から今日までの日にしてください。', en: 'The day of the cause must lie between the conclusion of the contract and today.', article: '第16条1項' },
  claim_step: { status: 422, ja: 'この請求は、いまの段階ではその操作ができません。', en: 'This cannot be done at the present stage of the claim.', article: '第21条' },
  claim_text_missing: { status: 422, ja: '内容を書いてください。', en: 'Please write what you state.' },
  settlement_outdated: { status: 409, ja: 'より新しい合意の案があります。内容を確認してください。', en: 'There is a newer proposal. Please read it.', article: '第21条' },
} as const satisfies Record<string, ErrorEntry>;
