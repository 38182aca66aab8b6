import type { ErrorEntry } from './entry.js';

export const noticeErrors = {
  notice_name_mismatch: { status: 422, ja: '確認のため、契約の相手方の会社名を正確に入力してください。', en: "To confirm, type the other side's company name exactly as in the contract." },
  notice_date_too_early: { status: 422, ja: '希望された終了日は通知期間に足りません。表示された最短の終了日以後を選んでください。', en: 'The wished day is short of the notice period. Choose the earliest end shown or a later day.', article: '第18条' },
  notice_deadline_passed: { status: 422, ja: '今回の期間満了についての終了通知の期限を過ぎています。中途解約（第18条）なら表示された日に終了できます。', en: 'The deadline for this term has passed. A termination under article 18 can end the contract on the day shown.', article: '第17条2項' },
  notice_contract_not_in_force: { status: 422, ja: 'この契約はまだ成立していません。', en: 'This contract is not concluded yet.', article: '第17条1項' },
  notice_contract_ended: { status: 422, ja: 'この契約はすでに終了しています。', en: 'This contract has already ended.', article: '第17条' },
  notice_ends_earlier: { status: 422, ja: 'この契約は、より早い日（または同じ日）に終了することがすでに決まっています。', en: 'An end on an earlier or the same day is already fixed.', article: '第18条' },
  notice_address_missing: { status: 422, ja: '別紙1に相手方の通知先（メール）がありません。通知書を印刷して郵送してください。', en: 'Annex 1 names no e-mail address for notices of the other side. Please print and post the letter.', article: '第18条' },
  notice_not_arrived: { status: 422, ja: 'この通知はまだ到達していません。', en: 'This notice has not arrived yet.', article: '第18条' },
  notice_arrival_in_future: { status: 422, ja: '発送・配達・受取拒絶・保管期間満了の日は、今日までの日にしてください。', en: 'Days of posting and delivery cannot lie in the future.', article: '第17条2項' },
  notice_arrived_already: { status: 422, ja: 'この通知はすでに到達しています。', en: 'This notice has already arrived.', article: '第17条2項' },
  notice_before_contract: { status: 422, ja: '契約の成立より前の日に到達した通知は登録できません。', en: 'A notice cannot have arrived before the contract was concluded.', article: '第17条1項' },
  renewal_not_open_yet: { status: 422, ja: '更新の判断は、終了通知の期限の90日前からできます。', en: 'The decision can be made from 90 days before the notice deadline.', article: '第17条2項' },
  renewal_deadline_passed: { status: 422, ja: '終了通知の期限を過ぎたため、この期間の更新判断は変更できません。期限内に届いた終了通知がなければ、同じ条件で更新されます。', en: 'The notice deadline has passed, so this decision cannot be changed. Without a notice that arrived in time the contract renews on the same terms.', article: '第17条2項' },
  renewal_end_stands: { status: 422, ja: 'この契約は終了することが決まっているため、更新の判断はできません。', en: 'The end of this contract is fixed, so there is no renewal to decide.', article: '第17条2項' },
  renewal_snooze_invalid: { status: 422, ja: '保留は、明日から終了通知の期限までの日を指定してください。保留のほかでは日を指定できません。', en: 'Snooze until a day from tomorrow up to the notice deadline; other decisions take no day.', article: '第17条2項' },
  renewal_owner_unknown: { status: 422, ja: '担当者は、自社のメンバーから選んでください。', en: 'The owner must be a member of your company.' },
  support_not_forwardable: { status: 422, ja: 'この通知は窓口で受け付けたものではないため、または転送済みのため、転送できません。', en: 'This notice did not come in at the desk, or was forwarded already.' },
  support_contract_unknown: { status: 422, ja: 'この番号の契約は見つかりませんでした。番号と保守会社を確認してください。', en: 'No contract has this number. Please check number and company.' },
} as const satisfies Record<string, ErrorEntry>;
