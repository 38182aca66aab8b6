import type { ErrorEntry } from './entry.js';

/** Refusals of consultations and agreements (第21条). */
export const agreementErrors = {
  agreement_settled: { status: 409, ja: 'この協議はすでに終わっています。変更は、新しい協議で合意してください。', en: 'This consultation has ended. Agree on a change in a new one.', article: '第21条' },
  agreement_not_agreed: { status: 422, ja: '合意する前に、合意のあとにすることや引渡しは記録できません。', en: 'Follow-ups and deliveries can only be recorded after an agreement.', article: '第21条' },
  agreement_no_proposal: { status: 409, ja: 'この案は、取り下げられたか、すでに返答されています。', en: 'This proposal was withdrawn or has been answered.', article: '第21条' },
  agreement_superseded: { status: 409, ja: 'この案は、新しい案に代わっています。最新の案を確認してください。', en: 'A newer proposal has replaced this one. Please check the latest.', article: '第21条' },
  agreement_own_proposal: { status: 422, ja: '自分の側が出した案に、自分では返答できません。相手方の返答をお待ちください。', en: 'Your own side made this proposal; only the other side can answer it.', article: '第21条' },
  agreement_other_proposal: { status: 422, ja: '相手方が出した案は、取り下げられません。', en: 'Only the side that made a proposal can withdraw it.', article: '第21条' },
  agreement_proposal_open: { status: 422, ja: '返答を待っている案があります。取り下げるか、返答してから終えてください。', en: 'A proposal is waiting for an answer. Withdraw or answer it before you end the consultation.', article: '第21条' },
  agreement_follow_up_done: { status: 409, ja: 'この項目は、すでに完了しています。', en: 'This follow-up is already done.', article: '第21条' },
  agreement_kind: { status: 422, ja: '案の種類が、この協議の種類と違います。', en: 'The terms do not belong to this kind of matter.', article: '第21条' },
  agreement_content_changed: { status: 409, ja: '表示されていた案と内容が違います。画面を更新して、もう一度確認してください。', en: 'The proposal differs from the one shown. Reload and check again.', article: '第21条' },
  agreement_date_past: { status: 422, ja: '期限は、今日以降の日付にしてください。', en: 'The day must be today or later.' },
  agreement_date_future: { status: 422, ja: '打合せの日付は、今日までの日付にしてください。', en: 'A meeting cannot lie in the future.' },
  work_delivered_already: { status: 409, ja: '引渡しはすでに記録されています。異議があったときだけ、もう一度記録できます。', en: 'The delivery is recorded already; it can be recorded again only after an objection.', article: '第4条2項' },
  work_not_inspecting: { status: 409, ja: 'この引渡しは、すでに返答されたか、検収の期間が過ぎています。', en: 'This delivery was answered already, or its inspection period is over.', article: '第4条2項' },
  work_delivery_day: { status: 422, ja: '引渡しの日は、別途契約に合意した日から今日までの日付にしてください。', en: 'The day of delivery lies between the agreement and today.', article: '第4条2項' },
  work_not_recallable: { status: 409, ja: 'この引渡しは、検収が済んだか、すでに返答・取消しされているため、取り消せません。', en: 'This delivery is accepted, answered or taken back already, so it cannot be taken back.', article: '第4条2項' },
  work_waived: { status: 409, ja: 'この報酬は、請求しないことになっています。', en: 'This fee was given up; it is not billed.', article: '第4条2項' },
  work_not_charged: { status: 409, ja: '検収が済んでいないため、まだ請求できません。', en: 'The work is not accepted yet, so it cannot be billed.', article: '第4条2項' },
  work_invoiced: { status: 409, ja: 'この報酬の請求書は、すでに発行されています。', en: 'This fee is on an invoice already.', article: '第4条2項' },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
