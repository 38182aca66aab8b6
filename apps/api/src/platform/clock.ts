/** One instant on the business clock, and the Japanese calendar day it falls on. */
export interface BusinessTime {
  readonly now: Date;
  /** `YYYY-MM-DD` in Asia/Tokyo (no daylight saving: UTC+9). */
  readonly today: string;
}

const jstOffsetMs = 9 * 3_600_000;

/** The Japanese calendar day of an instant, `YYYY-MM-DD`. */
export const japaneseDay = (instant: Date): string => new Date(instant.getTime() + jstOffsetMs).toISOString().slice(0, 10);

/** Real time plus the instance's forward-only offset (D31). */
export const businessTime = (offsetMs: number, real: Date = new Date()): BusinessTime => {
  const now = new Date(real.getTime() + offsetMs);
  return { now, today: japaneseDay(now) };
};
