import type { ErrorEntry } from './entry.js';

/** Refusals of consultations and agreements (第21条). */
export const agreementErrors = {
  agreement_settled: { status: 409, ja: 'この協議はすでに終わっています。変更は、新しい協議で合意してください。', en: 'This consultation has ended. Agree on a change in a new one.', article: '第21条' },
  agreement_not_agreed: { status: 422, ja: '合意する前に、合意のあとにすることは記録できません。', en: 'Follow-ups can only be recorded after an agreement.', article: '第21条' },
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
} as const satisfies Readonly<Record<string, ErrorEntry>>;
