/** The simulator's business time: milliseconds since 1970. */
export type Clock = () => Promise<number>;

export const realClock: Clock = async () => Date.now();

const FRESH_MS = 1_000;
const ANSWER_LIMIT_MS = 1_000;

/**
 * Follows the clock of another process: GET `url` answers JSON with `nowAt` (an instant, ISO 8601). The offset to real
 * time is asked for at most once a second; while nobody answers the last known one stands.
 */
export function remoteClock(url: string): Clock {
  let offsetMs = 0;
  let askedAtMs = 0;
  return async () => {
    if (Date.now() - askedAtMs > FRESH_MS) {
      askedAtMs = Date.now();
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
        const nowMs = Date.parse(String((await answer.json() as { nowAt?: unknown }).nowAt));
        if (answer.ok && Number.isFinite(nowMs)) offsetMs = nowMs - Date.now();
      } catch {
        return Date.now() + offsetMs;
      }
    }
    return Date.now() + offsetMs;
  };
}
