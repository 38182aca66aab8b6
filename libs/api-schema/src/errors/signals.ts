import type { ErrorEntry } from './entry.js';

/** Refusals around signals of 第19条2号・3号. */
export const signalErrors = {
  signal_in_future: { status: 422, ja: '事実の日は、今日までの日付にしてください。', en: 'The day of a fact cannot lie in the future.', article: '第19条' },
  signal_aside: { status: 409, ja: 'この兆候は、すでに対象から外されています。', en: 'This signal has been put aside already.', article: '第19条' },
  signal_unfit: { status: 422, ja: 'この兆候は、選んだ事由の証拠にはなりません。', en: 'This signal is no evidence of the chosen ground.', article: '第19条' },
} as const satisfies Record<string, ErrorEntry>;
