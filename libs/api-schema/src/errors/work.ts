import type { ErrorEntry } from './entry.js';

/** Refusals of monitoring, incidents and monthly reports. */
export const workErrors = {
  window_in_past: { status: 422, ja: 'メンテナンスの予定は、これから始まる時間で登録してください。', en: 'Planned maintenance must lie in the future.' },
  window_order: { status: 422, ja: '終了は開始より後の、7日以内の時刻にしてください。', en: 'The end must come after the start, within seven days.' },
  csv_unreadable: { status: 422, ja: 'CSVを読み取れませんでした。UTF-8 か Shift_JIS の、列の見出しが1行目にあるCSVにしてください。', en: 'The CSV could not be read. Use UTF-8 or Shift_JIS with the column names in the first line.' },
  csv_columns_missing: { status: 422, ja: 'CSVの1行目に「サイト名」と「URL」の見出しが必要です。取引先を選ばない場合は「取引先」の見出しも必要です。', en: 'The first line of the CSV must name the columns 「サイト名」 and 「URL」, and 「取引先」 unless a client was chosen.' },
  csv_too_long: { status: 422, ja: '一度に登録できるのは500行までです。ファイルを分けてください。', en: 'At most 500 lines can be imported at once. Please split the file.' },
  contract_not_concluded: { status: 422, ja: '締結前の契約では、この操作はできません。', en: 'This needs a concluded contract.' },
  contract_not_live: { status: 422, ja: '運用開始日より前のため、お客様への連絡は送信しません。', en: 'Nothing is sent to the client before the contract goes live.' },
  site_not_in_contract: { status: 422, ja: '契約の対象ではないサイトが含まれています。', en: 'A site is not part of the contract.', article: '第2条' },
  incident_time_future: { status: 422, ja: '現在より後の時刻は記録できません。', en: 'A time in the future cannot be recorded.' },
  incident_time_order: { status: 422, ja: '発見より前の時刻は記録できません。', en: 'A time before the discovery cannot be recorded.' },
  incident_closed: { status: 422, ja: 'この障害は終結しています。追記はメモとして残せます。', en: 'This incident is closed. You can still add a note.' },
  incident_state: { status: 422, ja: 'この段階はすでに記録されています。直すときは訂正として記録してください。', en: 'This step is already recorded. Record a correction to change it.' },
  incident_correction: { status: 422, ja: '発見と報告の時刻は訂正できません。ほかの記録は、同じ種類の記録で訂正してください。', en: 'Discovery and report cannot be corrected; other records are corrected by one of the same kind.', article: '第5条3項' },
  incident_cause_missing: { status: 422, ja: '終結するには、原因の区分とその根拠を先に記録してください（不明でもかまいません）。', en: 'Record the cause and its evidence first (unknown is allowed).', article: '第9条' },
  incident_not_restored: { status: 422, ja: '終結するには、復旧を先に記録してください。', en: 'Record the restoration first.', article: '第9条' },
  recipient_missing: { status: 422, ja: 'お客様の通知先メールアドレスが登録されていません。', en: 'The client has no notice e-mail address.' },
  document_not_ready: { status: 409, ja: 'PDFを作成しています。少し待ってからもう一度開いてください。', en: 'The PDF is being made. Please try again in a moment.' },
  report_comment_missing: { status: 422, ja: '送る前に、担当者のコメントを書いてください。', en: 'Please write a comment before sending.' },
  report_month_open: { status: 422, ja: 'この月はまだ終わっていません。', en: 'This month is not over yet.' },
  report_sent: { status: 409, ja: 'この報告書は送信済みのため変更できません。', en: 'This report has been sent and cannot change.' },
  report_acknowledged: { status: 409, ja: 'この報告書はすでに確認されています。', en: 'This report has already been acknowledged.' },
  person_name_required: { status: 422, ja: '共用のメールアドレスのため、確認した方のお名前を入力してください。', en: 'This is a shared mailbox: please enter your name.' },
} as const satisfies Record<string, ErrorEntry>;
