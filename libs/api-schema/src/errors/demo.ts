import type { ErrorEntry } from './entry.js';

export const demoErrors = {
  clock_moving: { status: 409, ja: '日付を進めている途中です。完了してからもう一度お試しください。', en: 'The date is still moving. Please try again when it has arrived.' },
} as const satisfies Record<string, ErrorEntry>;
