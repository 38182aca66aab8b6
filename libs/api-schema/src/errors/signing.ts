import type { ErrorEntry } from './entry.js';

export const signingErrors = {
  signing_gates_open: { status: 422, ja: '送信する前に必要な項目が残っています。一覧を確認してください。', en: 'Some things are still missing before this can be sent. Please check the list.' },
  signing_already_open: { status: 409, ja: 'この契約は署名の依頼中です。取り消してからやり直してください。', en: 'This contract is already out for signature. Cancel that request first.' },
  signing_not_open: { status: 422, ja: '署名の受付は終わっています。', en: 'Signing is no longer open.' },
  signing_expired: { status: 422, ja: '署名の期限が過ぎています。保守会社に再送を依頼してください。', en: 'The period for signing is over. Please ask the vendor to send it again.' },
  signing_dates: { status: 422, ja: '契約日は今日以降、署名の期限は今日から90日以内にしてください。', en: 'The contract date must not be in the past and the signing period must end within 90 days.' },
  already_signed: { status: 409, ja: 'すでに署名されています。', en: 'This side has already signed.' },
  already_approved: { status: 409, ja: 'すでに承認しています。', en: 'You have already approved this contract.' },
  approval_missing: { status: 422, ja: 'お客様（甲）の承認者の承認がまだです。全員が承認すると署名できます。', en: 'The approvers of the client have not all approved yet. The signature is possible after that.' },
  signing_not_your_turn: { status: 422, ja: 'この契約書は署名の順番が決められています。先に署名する側の署名がまだです。', en: 'This contract is signed in an order, and the side that signs first has not signed yet.' },
  signing_role: { status: 403, ja: 'この依頼では、あなたの役割の操作ではありません。署名・転送は署名する方、承認は承認者が行います。写しの受け手は読むことだけができます。', en: 'This is not your part in this request. The signer signs or forwards, approvers approve, and whoever gets a copy may only read.' },
  recipient_duplicate: { status: 422, ja: '同じメールアドレスが二度指定されています。一人にひとつの役割を選んでください。', en: 'The same e-mail address is given twice. Please choose one part for each person.' },
  recipients_electronic: { status: 422, ja: '承認者・写しの受け手・署名の順番・アクセスコードは、電子署名のときだけ指定できます。', en: 'Approvers, copies, an order and an access code are possible with electronic signatures only.' },
  access_code_required: { status: 422, ja: 'アクセスコードを入力してください。コードは、保守会社から電話などで伝えられています。', en: 'Please enter the access code. The vendor tells it to you by telephone or another way.' },
  access_code_wrong: { status: 422, ja: 'アクセスコードが違います。続けて間違えると入力できなくなります。', en: 'The access code is wrong. After several wrong codes you are locked out.' },
  access_code_locked: { status: 422, ja: 'アクセスコードの間違いが続いたため、入力を止めています。保守会社に連絡して、新しいコードを受け取ってください。', en: 'There were too many wrong codes. Please ask the vendor for a new one.' },
  antisocial_missing: { status: 422, ja: '反社会的勢力に該当しないことの表明が、双方そろっていません。', en: 'Both sides must first represent that they are no antisocial force.', article: '第20条' },
  signature_date_differs: { status: 422, ja: '最後の署名の日が、契約書の日付と異なります。新しい日付と契約期間を確認してください。', en: 'The last signature falls on another day than the contract date. Please confirm the new date and term.', article: '第17条' },
  date_not_awaited: { status: 422, ja: '確認を待っている日付はありません。', en: 'No date is waiting for confirmation.', article: '第17条' },
  forward_same_person: { status: 422, ja: '転送先は別のメールアドレスにしてください。', en: 'Forward to a different e-mail address.' },
  signed_on_future: { status: 422, ja: '署名日は今日以前にしてください。', en: 'The day of signing must not be in the future.' },
} as const satisfies Record<string, ErrorEntry>;
