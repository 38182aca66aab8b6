import type { ErrorEntry } from './entry.js';

export const companyErrors = {
  registration_number_format: { status: 422, ja: '登録番号は「T」と13桁の数字で入力してください。', en: 'A registration number is T followed by 13 digits.' },
  registration_number_check: { status: 422, ja: '登録番号の検査数字が合いません。番号を確認してください。', en: 'The check digit of the registration number does not match.' },
  bank_holder_kana: { status: 422, ja: '口座名義は銀行で使えるカナ（大文字カナ・英数字・一部の記号）で入力してください。', en: 'Enter the account holder in bank kana.' },
  file_refused: { status: 422, ja: 'このファイルは受け付けられません。形式（PNG・JPEG・WebP・PDF）と大きさ（20MBまで）を確認してください。', en: 'This file cannot be accepted. Check type (PNG, JPEG, WebP, PDF) and size (up to 20 MB).' },
  file_damaged: { status: 503, ja: 'ファイルを読み出せませんでした。運営に連絡してください。', en: 'The file could not be read. Please contact support.' },
} as const satisfies Record<string, ErrorEntry>;
