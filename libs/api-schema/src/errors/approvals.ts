import type { ErrorEntry } from './entry.js';

/** Refusals of the approval inside 乙 before sending. */
export const approvalErrors = {
  approval_not_needed: { status: 422, ja: 'この下書きに社内承認はいりません。', en: 'This draft needs no approval.' },
  approval_open: { status: 409, ja: 'この下書きは、すでに承認を依頼しているか、承認されています。', en: 'The approval of this draft was asked for or given already.' },
  approval_closed: { status: 409, ja: 'この依頼は、承認を待っていません。画面を更新してください。', en: 'This request is not waiting any more. Please reload.' },
  approval_draft_changed: { status: 409, ja: '依頼のあとで下書きが変わりました。もう一度、承認を依頼してください。', en: 'The draft has changed since the request. Please ask again.' },
  approval_not_yours: { status: 403, ja: 'この段階の承認者ではありません。', en: 'You do not approve this step.' },
  approval_own_request: { status: 403, ja: '自分が依頼した承認を、自分ではできません。ほかの承認者か、代理の方に依頼してください。', en: 'Nobody approves a request of their own. Another approver or a delegate has to.' },
  approval_people: { status: 422, ja: '承認者・代理には、承認の権限がある自社のメンバーを選んでください。', en: 'Choose members of your company with the right to approve.' },
  absence_dates: { status: 422, ja: '不在の終わりは、始まりと今日より前にはできません。', en: 'An absence must not end before it begins or before today.' },
} as const satisfies Record<string, ErrorEntry>;
