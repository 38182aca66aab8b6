import type { ErrorEntry } from './entry.js';

/** Refusals of moving in (D11) and of archives. */
export const movingInErrors = {
  archive_unreadable: { status: 422, ja: 'ZIPを読み取れませんでした。作り直して、もう一度お試しください。', en: 'The ZIP could not be read. Please make it again.' },
  archive_encrypted: { status: 422, ja: 'パスワードのかかったZIPは読み取れません。パスワードなしで作り直してください。', en: 'A ZIP with a password cannot be read. Please make one without.' },
  archive_unsafe: { status: 422, ja: 'ZIPの中に、フォルダーの外を指すファイル名があります。安全のため受け付けません。', en: 'The ZIP holds a name that points outside of its folder and is refused.' },
  archive_too_large: { status: 422, ja: 'ZIPの中身が大きすぎます（1ファイル20MB、合計200MB、2,000ファイルまで）。分けてお送りください。', en: 'The contents of the ZIP are too large (20 MB a file, 200 MB and 2,000 files in all). Please split it.' },
  move_no_table: { status: 422, ja: 'ZIPの中のCSVは一つにしてください。', en: 'The ZIP must hold one CSV only.' },
  move_no_pdf: { status: 422, ja: 'PDFの入ったZIPを選んでください。', en: 'Choose a ZIP that holds PDFs.' },
  move_empty: { status: 422, ja: '取り込む行がありません。1行目に見出し、2行目から契約を書いてください。', en: 'There is no row to import: headings in the first line, contracts from the second.' },
  move_too_long: { status: 422, ja: '一度に取り込めるのは2,000行までです。ファイルを分けてください。', en: 'At most 2,000 rows can be imported at once. Please split the file.' },
  move_mapping: { status: 422, ja: '列の対応づけに、ファイルにない見出しがあります。', en: 'The mapping names a heading that the file does not have.' },
  move_started: { status: 409, ja: 'この取込みはもう始まっています。設定を変えるには、取り消してからもう一度アップロードしてください。', en: 'This import has begun. Undo it and upload again to change its settings.' },
  move_undone: { status: 409, ja: 'この取込みは取り消されています。', en: 'This import was undone.' },
  move_not_undoable: { status: 422, ja: 'この取込みは、もう取り消せません。あとから請求・署名・送信などをした契約があります。', en: 'This import can no longer be undone: something was billed, signed or sent from it.' },
  move_number_back: { status: 422, ja: '次の請求書番号は、すでに使った番号より後にしてください。', en: 'The next invoice number must come after those already used.' },
} as const satisfies Record<string, ErrorEntry>;
