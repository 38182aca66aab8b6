import { noticeDaysOfTerm } from '../contracts/index.js';

/** Days before the notice deadline at which 乙 begins to decide and both sides are first told (F113, F112): a quarter, so that a change of terms can still be agreed. */
export const DECISION_DAYS = 90;

const terms = (until: string) => `
  select t.client_id, t.contract_id, t.number as term_number, t.starts_on, t.last_on, v.notice_days, t.last_on - v.notice_days as last_valid_on
  from hoshu.contract_term t
    ${noticeDaysOfTerm}
  where t.starts_on <= $1 and t.last_on >= $1 ${until}
    and not exists (select 1 from hoshu.contract_end e where e.tenant_id = t.tenant_id and e.contract_id = t.contract_id and e.withdrawn_at is null and e.last_on <= t.last_on)`;

/**
 * Terms that run on the day `$1` and that no end stops, each with the last day of arrival of a notice under the version that governs that deadline
 * (第17条2項, R03: the last day of the term less the contract's days of notice). One set for any number of contracts.
 */
export const runningTerms = terms('');

/** Those whose deadline is not after the parameter `until`. No contract has more days of notice than the one with the most, so terms that end later still need not be looked at. */
export const runningTermsUntil = (until: string): string => terms(`and t.last_on <= ${until}::date + (select coalesce(max(m.notice_days), 0) from hoshu.contract_version m)`);
