import type { ErrorEntry } from './entry.js';

/** Refusals of representations and checks (第20条). */
export const checkErrors = {
  check_in_future: { status: 422, ja: '確認した日は、今日までの日付にしてください。', en: 'The day of a check cannot lie in the future.', article: '第20条' },
  check_decided: { status: 409, ja: 'この記録は、すでに判断されています。', en: 'This hit has been decided already.', article: '第20条' },
  check_no_hit: { status: 422, ja: '該当の可能性がない記録に、判断はいりません。', en: 'Only a hit needs a decision.', article: '第20条' },
  check_csv_columns: { status: 422, ja: 'CSVの1行目に「取引先」「対象者」「結果」「確認日」「ツール」の見出しが必要です。', en: 'The first line of the CSV must name the columns 「取引先」, 「対象者」, 「結果」, 「確認日」 and 「ツール」.' },
} as const satisfies Record<string, ErrorEntry>;
