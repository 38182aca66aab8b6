/** Days that bound the vendor's work on a contract; all `YYYY-MM-DD`, last days inclusive. */
export interface ServiceDays { readonly concludedOn: string | null; readonly startsOn: string | null; readonly goesLiveOn: string | null; readonly endsOn: string | null }
export interface ServiceWindow { readonly fromOn: string; readonly lastOn: string | null }

/**
 * The days on which work under a contract is done and shown: from the latest of conclusion, first day of the term and `goesLiveOn` (D11)
 * to the last day fixed by a notice or rescission. Without such an end it goes on: 第17条2項 renews by itself. null before conclusion.
 */
export function serviceWindow(days: ServiceDays): ServiceWindow | null {
  if (days.concludedOn === null) return null;
  const fromOn = [days.concludedOn, days.startsOn ?? '', days.goesLiveOn ?? ''].reduce((latest, day) => (day > latest ? day : latest));
  return days.endsOn !== null && days.endsOn < fromOn ? null : { fromOn, lastOn: days.endsOn };
}

/** Where a day lies in the window. */
export function servicePhase(window: ServiceWindow | null, on: string): 'not_started' | 'running' | 'ended' {
  if (window === null || on < window.fromOn) return 'not_started';
  return window.lastOn !== null && on > window.lastOn ? 'ended' : 'running';
}
