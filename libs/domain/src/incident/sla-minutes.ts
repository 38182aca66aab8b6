import { instantMilliseconds, jstText } from '../calendar/jst.js';
import { step } from '../explain/step.js';
import type { Step } from '../explain/step.js';

/** Instants with offset; `clientWaits` = [from, to] while the vendor waited for the client. */
export interface SlaInput {
  readonly openedAt: string;
  readonly resolvedAt: string;
  readonly clientWaits: readonly (readonly [string, string])[];
}

const MILLISECONDS_PER_MINUTE = 60_000;

function measure({ openedAt, resolvedAt, clientWaits }: SlaInput): { readonly elapsed: number; readonly waited: number } {
  const [opened, resolved] = [instantMilliseconds(openedAt), instantMilliseconds(resolvedAt)];
  if (resolved < opened) throw new RangeError(`resolved before opened: ${openedAt}, ${resolvedAt}`);
  const spans = clientWaits
    .map(([from, to]) => [Math.max(opened, instantMilliseconds(from)), Math.min(resolved, instantMilliseconds(to))] as const)
    .sort((a, b) => a[0] - b[0]);
  let waited = 0;
  let countedUntil = opened;
  for (const [from, to] of spans) {
    waited += Math.max(0, to - Math.max(from, countedUntil));
    countedUntil = Math.max(countedUntil, to);
  }
  return { elapsed: resolved - opened, waited };
}

/**
 * R29: whole minutes from opened to resolved without the time spent waiting for the client (overlaps once, clipped to the span).
 * Throws RangeError when resolved lies before opened. 第5条3項・第6条2項・第9条1項.
 */
export function slaMinutes(input: SlaInput): number {
  const { elapsed, waited } = measure(input);
  return Math.floor((elapsed - waited) / MILLISECONDS_PER_MINUTE);
}

/** The steps of `slaMinutes`. */
export function slaMinutesSteps(input: SlaInput, minutes: number): readonly Step[] {
  const { elapsed, waited } = measure(input);
  const [total, wait] = [Math.floor(elapsed / MILLISECONDS_PER_MINUTE), Math.floor(waited / MILLISECONDS_PER_MINUTE)];
  return [
    step(`${jstText(input.openedAt)} から ${jstText(input.resolvedAt)} まで ${total}分（日本時間）`, `${total} minutes from ${jstText(input.openedAt)} to ${jstText(input.resolvedAt)} (Japanese time)`),
    step(`お客様の回答を待った時間 ${wait}分（${input.clientWaits.length}件、重なりは1回だけ）を除外（第6条2項）`, `Minus ${wait} minutes of waiting for the client (${input.clientWaits.length} interval(s), overlaps once; article 6(2))`),
    step(`対応時間は ${minutes}分（1分未満切捨て）`, `Response time: ${minutes} minutes (rounded down)`),
  ];
}
