import type { ErrorEntry } from './entry.js';

export const verificationErrors = {
  verification_file: { status: 422, ja: '確かめられるのは、10MBまでのPDFです。ファイルを確認してください。', en: 'Only a PDF of up to 10 MB can be checked. Please check the file.' },
  verification_period: { status: 422, ja: '期間は1年（366日）以内、書類は1,000件以内にしてください。', en: 'Please choose a period of at most 366 days with at most 1,000 documents.' },
} as const satisfies Record<string, ErrorEntry>;
