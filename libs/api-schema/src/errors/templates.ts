import type { ErrorEntry } from './entry.js';

/** Refusals around the vendor's own templates. */
export const templateErrors = {
  template_name_taken: { status: 422, ja: '同じ名前のひな形があります。', en: 'There is a template of this name.' },
  template_retired: { status: 422, ja: 'このひな形は利用をやめています。別のひな形を選んでください。', en: 'This template was retired. Choose another one.' },
  template_has_days: { status: 422, ja: 'ひな形には、契約日と契約期間の初日を入れられません。契約ごとに決めます。', en: 'A template has neither a contract date nor a first day; each contract has its own.' },
  form_file_unreadable: { status: 422, ja: 'Word（.docx）でも文字のファイル（.txt、UTF-8・Shift_JIS）でもないため、読み取れません。古いWord（.doc）は、.docxで保存し直してください。', en: 'This is neither a Word file (.docx) nor a text (.txt in UTF-8 or Shift_JIS). Please save an old .doc as .docx.' },
  form_file_encrypted: { status: 422, ja: 'パスワードのかかったWordファイルは読み取れません。パスワードを外して保存し直してください。', en: 'A Word file with a password cannot be read. Please save it without one.' },
  form_file_too_large: { status: 422, ja: '契約書としては大きすぎるため、読み取りません（文字は20万字、2,000行まで）。', en: 'Too large for a contract: at most 200,000 characters and 2,000 lines are read.' },
  form_file_empty: { status: 422, ja: 'ファイルに文字がありません。画像だけの契約書は読み取れません。', en: 'There is no text in the file. A contract that is only a picture cannot be read.' },
  form_file_unlike: { status: 422, ja: '保守管理契約書（Webサイト）のひな形で作られた文書ではないため、取り込めません。', en: 'This document was not made on the form 保守管理契約書（Webサイト）.' },
} as const satisfies Record<string, ErrorEntry>;
