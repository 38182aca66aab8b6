import type { ErrorEntry } from './entry.js';

/** Refusals of dispute bundles. */
export const bundleErrors = {
  bundle_too_large: { status: 422, ja: '証拠一式が200MBを超えます。期間を区切ってください。', en: 'The bundle would be larger than 200 MB. Please choose a period.' },
} as const satisfies Record<string, ErrorEntry>;
