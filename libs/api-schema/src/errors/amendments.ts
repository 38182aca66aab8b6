import type { ErrorEntry } from './entry.js';

/** Refusals of changes to a running contract (変更覚書) and of a site in two contracts. */
export const amendmentErrors = {
  amendment_contract_ended: { status: 422, ja: 'この契約は終了しているため、変更できません。', en: 'The contract has ended and cannot be changed.', article: '第17条' },
  amendment_effective_past: { status: 422, ja: '発効日は、今日以降の日付にしてください。すでに過ぎた期間の条件は変えられません。', en: 'The change must take effect today or later; what has passed keeps its terms.' },
  amendment_before_start: { status: 422, ja: '発効日は、契約期間の初日より後にしてください。', en: 'The change must take effect after the first day of the contract.', article: '第17条' },
  amendment_after_end: { status: 422, ja: '発効日が契約の終了日より後のため、変更できません。', en: 'The contract ends before the change would take effect.', article: '第17条' },
  amendment_later_exists: { status: 422, ja: '発効日がより後の変更に、すでに合意しています。その発効日以降の日付にしてください。', en: 'A change with a later effective day has been agreed. Choose that day or a later one.' },
  amendment_no_change: { status: 422, ja: '変更した項目がありません。', en: 'Nothing would change.' },
  amendment_incomplete: { status: 422, ja: '変更後の条件に空欄があります。すべて入力してください。', en: 'The changed terms have blanks. Please fill them in.' },
  amendment_open: { status: 409, ja: 'この契約には、返答または書面の署名を待っている変更があります。終わるのを待つか、取り下げてから始めてください。', en: 'A change is waiting for an answer or for signatures. Wait for it, or withdraw it first.' },
  amendment_not_open: { status: 409, ja: 'この提案は、すでに返答されたか、取り下げられたか、期限が過ぎています。', en: 'This proposal was answered, withdrawn, or its time has passed.' },
  amendment_content_changed: { status: 409, ja: '表示されていた内容と違います。画面を更新して、もう一度確認してください。', en: 'The content differs from what was shown. Reload and check again.' },
  amendment_base_changed: { status: 409, ja: '提案のあとで契約の内容が変わりました。新しい提案が必要です。', en: 'The contract changed after this proposal; a new one is needed.' },
  amendment_month_billed: { status: 422, ja: '変更後の条件がかかる月の請求書を発行済みです。発効日をその翌月以降にするか、先に請求書を取り消してください。', en: 'A month under the changed terms has been billed. Choose a later effective day, or void that invoice first.', article: '第11条' },
  amendment_answer_by: { status: 422, ja: '返答の期限は、今日から発効日までの日付にしてください。', en: 'The answer must be due between today and the effective day.' },
  amendment_side: { status: 409, ja: '同意と不同意は提案を受けた側、取下げは提案した側だけができます。', en: 'Only the other side can agree or decline; only the proposing side can withdraw.' },
  amendment_method: { status: 409, ja: 'この変更の署名のしかた（画面、紙、他のサービス）では、この操作はできません。', en: 'This does not fit the way the change is signed (here, on paper, elsewhere).' },
  campaign_contract_refused: { status: 422, ja: '料金改定に加えられない契約があります。下見で理由を確認してください。', en: 'A contract cannot take part. See the reason in the preview.', article: '第17条2項' },
  campaign_not_open: { status: 409, ja: 'この提案は、いまはこの操作ができない状態です。', en: 'This proposal is not in a state for that.', article: '第17条2項' },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
