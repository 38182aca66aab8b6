import type { ContractFacts } from './contract-facts.js';

/** D11: whether a contract is live on a day. Before its day nothing is billed, reminded or mailed; this is the one place that decides it. */
export const isLive = ({ goesLiveOn }: Pick<ContractFacts, 'goesLiveOn'>, on: string): boolean => goesLiveOn === null || goesLiveOn <= on;

/** The day from which a contract is live, in SQL, of `hoshu.contract c` and `hoshu.client cl`: its own, else its client's; null = from the first day. */
export const liveFrom = 'coalesce(c.goes_live_on, cl.goes_live_on)';
/** The day from which it is billed here, alike. */
export const billedFrom = 'coalesce(c.billing_starts_on, cl.billing_starts_on)';
